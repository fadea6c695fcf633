"""The corpus followed: whenever files in it have changed and are whole, whoever listens is told."""

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.library import Notice, update
from bot.settings import Settings
from corpus.errors import CorpusError, FootnoteError
from index.build import Done, Progress, Report
from index.encoder import Encoder
from index.locking import BusyError

Names = frozenset[str]  # of files below the corpus
Run = Callable[[Callable[[], Report]], Awaitable[Report]]
Update = Callable[[Names], Awaitable[bool]]  # given those to leave as they were; false to be called again
_State = tuple[int, int, int] | None  # size, time and inode; None for a file that is not there


@dataclass(frozen=True, slots=True)
class Timing:
    """All in seconds."""

    settle: float = 0.4  # that a file must have kept still to count as whole
    patience: float = 2.0  # that whole files wait for one that still grows
    look: float = 1.0  # between two looks at whether the folder is still the same one
    retry: float = 5.0  # before an update that could not be done is tried again
    compare: float = 300.0  # between two comparisons of everything: links lead where nothing is told of


class _StoppedError(Exception):
    """Raised inside a build that is to end."""


async def follow(corpus: Path, update: Update, stop: asyncio.Event, timing: Timing | None = None) -> None:
    """Call `update` once at the start, and after each burst of changes, until `stop` is set.

    The corpus, a folder or a file, may be missing, be removed and come back. One call is made at a time.
    """
    timing = timing or Timing()
    touched = _Touched(corpus, timing)
    listening = asyncio.create_task(_listen(corpus, touched, stop, timing))
    try:
        while (leave := await touched.whole(stop)) is not None:
            if not await update(leave):
                await _pause(stop, timing.retry)
                await touched.add_all()
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def keep_up(
    settings: Settings,
    encoder: Encoder,
    stop: asyncio.Event,
    told: Callable[[Report], None],
    notice: Notice,
    timing: Timing | None = None,
    run: Run = asyncio.to_thread,
) -> None:
    """Follow the corpus and bring the index up to date; a problem is told once, until it is another.

    `run` does the updating: beside the event loop, and when it is this one's turn.
    """
    last = ""

    @contextlib.contextmanager
    def watch() -> Iterator[Progress]:
        yield until_stopped

    def until_stopped(_: Done) -> None:
        if stop.is_set():
            raise _StoppedError

    async def bring(leave: Names) -> bool:
        nonlocal last
        try:
            report = await run(lambda: update(settings, encoder, watch, wait=False, leave=leave))
        except _StoppedError:
            return True
        except FootnoteError as error:
            problem = "another process" if isinstance(error, BusyError) else str(error)
            if problem != last:
                notice(str(error))
            last = problem
            return isinstance(error, CorpusError)  # what mends it is a change that will be heard of
        last = ""
        if report.changes:
            told(report)
        return True

    await follow(settings.corpus, bring, stop, timing)


class _Touched:
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
            await _pause(stop, self._wait(), self.news)
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


async def _listen(corpus: Path, touched: _Touched, stop: asyncio.Event, timing: Timing) -> None:
    """Note what the system tells of the corpus, and begin anew whenever it has become another folder."""
    told_of_none = False
    while not stop.is_set():
        identity = _identity(corpus)
        if identity is not None:
            with contextlib.suppress(OSError):  # it was removed just now
                await _listen_to(corpus, identity, touched, stop, timing)
            told_of_none = False
        elif not told_of_none:
            await touched.add_all()
            told_of_none = True
        await _pause(stop, timing.settle if identity is not None else timing.look / 4)


async def _listen_to(
    corpus: Path, identity: tuple[int, int], touched: _Touched, stop: asyncio.Event, timing: Timing
) -> None:
    import watchfiles

    root = corpus.resolve()
    folder = root if root.is_dir() else root.parent
    ended = asyncio.Event()  # of its own: awatch sets the event that it is given when it is cancelled
    news = watchfiles.awatch(
        folder,
        watch_filter=None,
        debounce=100,
        step=50,
        stop_event=ended,
        rust_timeout=int(timing.look * 1000),
        yield_on_timeout=True,
        recursive=folder == root,
        ignore_permission_denied=True,
    )
    try:
        first = asyncio.ensure_future(anext(news, None))
        # The watch begins with the first step: what changed before it is found by comparing after it.
        await asyncio.sleep(0.05)
        await touched.add_all()
        changes = await first
        while changes is not None and not stop.is_set():
            for change, name in changes:
                path = Path(name)
                if path == root and change is watchfiles.Change.deleted and folder == root:
                    return
                if (path != root and folder == root) or (path == root and folder != root):
                    touched.add(path)
            if corpus.resolve() != root or (_identity(corpus) != identity and folder == root):
                return
            changes = await anext(news, None)
    finally:
        ended.set()


def _identity(corpus: Path) -> tuple[int, int] | None:
    try:
        status = corpus.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


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


async def _pause(stop: asyncio.Event, seconds: float, news: asyncio.Event | None = None) -> None:
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
