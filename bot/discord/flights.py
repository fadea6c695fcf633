"""The questions being answered just now: not too many, and none forgotten when the bot leaves."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator

MOST_IN_FLIGHT = 200
FAREWELL_SECONDS = 1.0  # of the time to drain, kept for telling those who get no answer

Farewell = Callable[[], Awaitable[object]]


class BusyError(Exception):
    """As many questions are in flight as may be."""


class Flights:
    """One entry a task that answers somebody."""

    def __init__(self, most: int = MOST_IN_FLIGHT) -> None:
        self._most = most
        self._tasks: dict[asyncio.Task[object], Farewell | None] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def full(self) -> bool:
        return len(self._tasks) >= self._most

    @contextlib.contextmanager
    def one(self, farewell: Farewell | None = None) -> Iterator[None]:
        """Around the answering. `farewell` tells whoever waits that there will be no answer.

        Raises BusyError when it would be one too many.
        """
        task = asyncio.current_task()
        if self.full or task is None:
            raise BusyError(f"{len(self._tasks)} questions are in flight, and {self._most} are the most")
        self._tasks[task] = farewell
        try:
            yield
        finally:
            self._tasks.pop(task, None)

    async def drain(self, seconds: float) -> int:
        """Wait for all to be answered, then say farewell to those who are not; how many those are."""
        clock = asyncio.get_running_loop().time
        end = clock() + max(0.0, seconds - FAREWELL_SECONDS)
        while self._tasks and clock() < end:  # a vote that comes meanwhile is taken as well
            await asyncio.wait(list(self._tasks), timeout=end - clock())
        waiting = dict(self._tasks)
        farewells = [farewell for farewell in waiting.values() if farewell]
        for task in waiting:
            task.cancel()
        if farewells:
            with contextlib.suppress(TimeoutError):
                sent = asyncio.gather(*(farewell() for farewell in farewells), return_exceptions=True)
                await asyncio.wait_for(sent, FAREWELL_SECONDS)
        return len(waiting)
