"""One change of the index at a time, beside the event loop, with its progress told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from bot.discord.threads import in_daemon
from bot.library import update
from index.build import Done, Progress, Report
from index.locking import BusyError

if TYPE_CHECKING:
    from bot.discord.desk import Desk

TELL_SECONDS = 2.0  # between two edits of the message: Discord allows five in five seconds


class AlreadyError(Exception):
    """The index is being rebuilt already, here or by another process."""


class Rebuilding:
    """Whether the index is being rebuilt, and doing it. It outlives a login, as the work in it does."""

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk
        self._lock = asyncio.Lock()

    @property
    def running(self) -> bool:
        return self._lock.locked()

    @contextlib.asynccontextmanager
    async def turn(self, *, wait: bool = False) -> AsyncIterator[None]:
        """Around a change of articles and index; raises AlreadyError in another's, unless it may `wait`."""
        if self._lock.locked() and not wait:
            raise AlreadyError
        async with self._lock:
            yield

    async def build(
        self, tell: Callable[[Done], Awaitable[object]], *, wait: bool = False, purge: bool = False
    ) -> Report:
        """In a turn: bring the index up to date and change over to it; with `purge`, no word of what
        has gone stays in it.

        Raises AlreadyError for another process that does, though it may `wait` for that a while, and
        FootnoteError or OSError when it cannot be done.
        """
        latest: list[Done] = []
        work = asyncio.ensure_future(in_daemon(lambda: self._build(latest.append, wait=wait, purge=purge)))
        told = 0
        while not work.done():
            await asyncio.wait({work}, timeout=TELL_SECONDS)
            if not work.done() and len(latest) > told:
                told = len(latest)
                await tell(latest[-1])
        try:
            report = await work
        except BusyError as error:
            raise AlreadyError from error
        await self.desk.in_thread(self.desk.refresh)
        return report

    def _build(self, progress: Progress, *, wait: bool, purge: bool) -> Report:
        @contextlib.contextmanager
        def watch() -> Iterator[Progress]:
            yield progress

        return update(self.desk.settings, self.desk.encoder, watch, wait=wait, purge=purge)
