"""The corpus followed: whenever files in it have changed and are whole, whoever listens is told."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from bot.library import Notice, update
from bot.settings import Settings
from bot.touched import Names, Timing, Touched, pause
from corpus.errors import CorpusError, FootnoteError
from index.build import Done, Progress, Report
from index.encoder import Encoder
from index.locking import BusyError

Run = Callable[[Callable[[], Report]], Awaitable[Report]]
Update = Callable[[Names], Awaitable[bool]]  # given those to leave as they were; false to be called again


class _StoppedError(Exception):
    """Raised inside a build that is to end."""


async def follow(corpus: Path, update: Update, stop: asyncio.Event, timing: Timing | None = None) -> None:
    """Call `update` once at the start, and after each burst of changes, until `stop` is set.

    The corpus, a folder or a file, may be missing, be removed and come back. One call is made at a time.
    """
    timing = timing or Timing()
    touched = Touched(corpus, timing)
    listening = asyncio.create_task(_listen(corpus, touched, stop, timing))
    try:
        while (leave := await touched.whole(stop)) is not None:
            if not await update(leave):
                await pause(stop, timing.retry)
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


async def _listen(corpus: Path, touched: Touched, stop: asyncio.Event, timing: Timing) -> None:
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
        await pause(stop, timing.settle if identity is not None else timing.look / 4)


async def _listen_to(
    corpus: Path, identity: tuple[int, int], touched: Touched, stop: asyncio.Event, timing: Timing
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
