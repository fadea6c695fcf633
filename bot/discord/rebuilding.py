"""One rebuild of the index at a time, beside the event loop, with its progress told."""

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from bot.library import update
from corpus.errors import StoreError
from index.build import Done, Progress, Report

if TYPE_CHECKING:
    from bot.discord.desk import Desk

TELL_SECONDS = 2.0  # between two edits of the message: Discord allows five in five seconds


class AlreadyError(Exception):
    """The index is being rebuilt already, here or by another process."""


class Rebuilding:
    """Whether the index is being rebuilt, and doing it."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._lock = asyncio.Lock()

    @property
    def running(self) -> bool:
        return self._lock.locked()

    async def run(self, tell: Callable[[Done], Awaitable[object]], *, wait: bool = False) -> Report:
        """Bring the index up to date and change over to it.

        Raises AlreadyError, unless it should `wait`, and FootnoteError or OSError when it cannot be done.
        """
        if self._lock.locked() and not wait:
            raise AlreadyError
        async with self._lock:
            latest: list[Done] = []
            work = asyncio.ensure_future(_in_daemon(lambda: self._build(latest.append, wait=wait)))
            told = 0
            while not work.done():
                await asyncio.wait({work}, timeout=TELL_SECONDS)
                if not work.done() and len(latest) > told:
                    told = len(latest)
                    await tell(latest[-1])
            report = await work
            await self._desk.in_thread(self._desk.refresh)
            return report

    def _build(self, progress: Progress, *, wait: bool) -> Report:
        @contextlib.contextmanager
        def watch() -> Iterator[Progress]:
            yield progress

        try:
            return update(self._desk.settings, self._desk.encoder, watch, wait=wait)
        except StoreError as error:
            if str(error).startswith("another process"):
                raise AlreadyError from error
            raise


async def _in_daemon(work: Callable[[], Report]) -> Report:
    """In a thread that does not keep the process alive: a build may take longer than leaving should."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Report] = loop.create_future()

    def settle(report: Report | None, error: BaseException | None) -> None:
        if result.done():
            return
        if report is not None:
            result.set_result(report)
        else:
            result.set_exception(error or RuntimeError("nothing was built"))

    def run() -> None:
        try:
            outcome: tuple[Report | None, BaseException | None] = (work(), None)
        except Exception as error:  # noqa: BLE001 - it is raised again where it is awaited
            outcome = (None, error)
        with contextlib.suppress(RuntimeError):  # the loop has closed meanwhile
            loop.call_soon_threadsafe(settle, *outcome)

    threading.Thread(target=run, name="rebuilding", daemon=True).start()
    return await result
