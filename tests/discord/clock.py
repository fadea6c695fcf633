"""A clock that stands still while this process is ready to run and the machine is too busy to let it."""

import time
from contextlib import suppress
from pathlib import Path

_TASKS = Path("/proc/self/task")  # on Linux; elsewhere no thread is known, and the clock is the plain one
LOOK_AGAIN_SECONDS = 0.05  # looking at every thread takes a while itself


class FairClock:
    """Deadlines by it measure what a program takes, not what else the machine does.

    The kernel tells how long a thread has been in the line for a processor. A program that sleeps, or that
    works, is in no such line, so neither makes the clock stand still.
    """

    def __init__(self) -> None:
        self._waited: dict[str, int] = {}  # thread → nanoseconds so far
        self._fair, self._looked = 0.0, time.monotonic()
        self._newly_waited()

    def now(self) -> float:
        """Seconds since it was made, without those of waiting."""
        passed = time.monotonic() - self._looked
        if passed < LOOK_AGAIN_SECONDS:
            return self._fair + passed
        self._looked += passed
        # Several threads may wait at the same time.
        self._fair += max(0.0, passed - self._newly_waited())
        return self._fair

    def _newly_waited(self) -> float:
        """Seconds that all threads together have waited since this was asked before."""
        total = 0
        for task in _TASKS.glob("*"):
            with suppress(OSError, ValueError, IndexError):  # a thread may end at any time
                waited = int((task / "schedstat").read_text().split()[1])
                total += max(0, waited - self._waited.get(task.name, 0))
                self._waited[task.name] = waited
        return total / 1e9
