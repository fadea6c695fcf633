"""Files that something was done to, until they have kept still and count as whole."""

import asyncio
import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

Names = frozenset[str]  # of files below the corpus
_State = tuple[int, int, int] | None  # size, time and inode; None for a file that is not there


@dataclass(frozen=True, slots=True)
class Timing:
    """All in seconds."""

    settle: float = 0.4  # that a file must have kept still to count as whole
    patience: float = 2.0  # that whole files wait for one that still grows
    look: float = 1.0  # between two looks at whether the folder is still the same one
    retry: float = 5.0  # before an update that could not be done is tried again
    compare: float = 300.0  # between two comparisons of everything: links lead where nothing is told of


class Touched:
    """Files that something was done to, until they have kept still."""

    def __init__(self, corpus: Path, timing: Timing) -> None:
        self._corpus, self._timing = corpus, timing
        self._files: dict[Path, tuple[_State, float]] = {}  # with the moment since which it is so
        self._all = False
        self._first = 0.0  # moment of the oldest change that nobody was told of
        self._compared = 0.0
        self.news = asyncio.Event()

    def add(self, path: Path) -> None:
        self._begin()
        self._files[path] = (_state(path), time.monotonic())

    async def add_all(self) -> None:
        """Anything may have changed; what is young may still grow."""
        young = await asyncio.to_thread(_young, self._corpus, self._timing.patience)
        self._begin()
        self._all = True
        for path in young:
            self._files.setdefault(path, (_state(path), time.monotonic()))

    def _begin(self) -> None:
        if not self.news.is_set():
            self._first = time.monotonic()
        self.news.set()

    async def whole(self, stop: asyncio.Event) -> Names | None:
        """When there are whole files that nobody was told of: those that still grow; None once stopped."""
        while not stop.is_set():
            await pause(stop, self._wait(), self.news)
            if time.monotonic() - self._compared >= self._timing.compare:
                self._all = True
                self._begin()
            growing = self._growing()
            waited = time.monotonic() - self._first >= self._timing.patience
            news = self._all or len(growing) < len(self._files)
            if self.news.is_set() and news and (waited or not growing) and not stop.is_set():
                return self._take(growing)
        return None

    def _wait(self) -> float:
        return self._timing.settle / 4 if self.news.is_set() else self._timing.look

    def _growing(self) -> set[Path]:
        now = time.monotonic()
        for path, (before, _) in list(self._files.items()):
            if (state := _state(path)) != before:
                self._files[path] = (state, now)
        return {path for path, (_, since) in self._files.items() if now - since < self._timing.settle}

    def _take(self, growing: set[Path]) -> Names:
        self._files = {path: seen for path, seen in self._files.items() if path in growing}
        self._first, self._compared = time.monotonic(), time.monotonic()
        self._all = False
        if not growing:
            self.news.clear()
        root = self._corpus.resolve()
        return frozenset(path.relative_to(root).as_posix() for path in growing if path.is_relative_to(root))


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _young(corpus: Path, seconds: float) -> list[Path]:
    """Files changed in the last seconds, by name below the corpus's own place."""
    now, young = time.time(), []
    for folder, _, names in os.walk(corpus.resolve()):
        for name in names:
            path = Path(folder) / name
            with contextlib.suppress(OSError):
                if abs(now - path.stat().st_mtime) < seconds:
                    young.append(path)
    return young


async def pause(stop: asyncio.Event, seconds: float, news: asyncio.Event | None = None) -> None:
    """Until `stop`, or until news come, if they have not yet; at most so many seconds."""
    waits = [asyncio.create_task(stop.wait())]
    if news is not None and not news.is_set():
        waits.append(asyncio.create_task(news.wait()))
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
