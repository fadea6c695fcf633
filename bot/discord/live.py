"""The live generation, held open while it is asked and changed over when the next one is there."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

from bot.discord.logs import event
from corpus.errors import StoreError
from index.interface import OpenIndex, Store

log = logging.getLogger(__name__)


class NoIndexError(Exception):
    """There is no generation that can be asked."""


class _Held:
    """A generation and how many are asking it; the last one to leave a retired one closes it."""

    def __init__(self, generation: OpenIndex) -> None:
        self.generation = generation
        self.users = 0
        self.retired = False


class LiveIndex:
    """Safe for many threads.

    `refresh` is called every few seconds; whoever asks meanwhile keeps what they have.
    """

    def __init__(
        self, home: Store, fingerprint: str, changed: Callable[[OpenIndex], None] = lambda _: None
    ) -> None:
        self._home, self._fingerprint, self._changed = home, fingerprint, changed
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._held: _Held | None = None
        self._broken: tuple[int, int] | None = None

    @contextlib.contextmanager
    def asking(self) -> Iterator[OpenIndex]:
        """The generation, open for as long as it is used here. Raises NoIndexError."""
        with self._lock:
            held = self._held
            if held is None:
                raise NoIndexError
            held.users += 1
        try:
            yield held.generation
        finally:
            with self._lock:
                held.users -= 1
                last = held.retired and held.users == 0
            if last:
                held.generation.close()

    @contextlib.contextmanager
    def asking_if_any(self) -> Iterator[OpenIndex | None]:
        """As `asking`; None where there is no generation."""
        if self.number is None:
            yield None
        else:
            with self.asking() as generation:
                yield generation

    @property
    def number(self) -> int | None:
        """Of the generation that is asked."""
        with self._lock:
            return self._held.generation.manifest.generation if self._held else None

    def refresh(self) -> bool:
        """Open a generation that has become live since; whether there was one. A broken one is told once."""
        with self._refreshing:
            number = self._home.current_or_none()
            if number is None or number == self.number:
                return False
            # A mended one is written anew, and tried again.
            mark = (number, self._home.written(number))
            if self._broken == mark:
                return False
            try:
                generation = self._opened()
            except StoreError as error:
                self._broken = mark
                event(log, "index_broken", logging.ERROR, generation=number, kept=self.number, problem=error)
                return False
            self._broken = None
            self._change_over(generation)
        self._changed(generation)
        return True

    def _opened(self) -> OpenIndex:
        generation = self._home.open()
        if generation is None:
            raise StoreError("there is no index any more")
        if generation.manifest.fingerprint != self._fingerprint:
            generation.close()
            raise StoreError(
                f"it is of another model ({generation.manifest.model}); restart the bot to change over"
            )
        return generation

    def _change_over(self, generation: OpenIndex | None) -> None:
        with self._lock:
            before, self._held = self._held, _Held(generation) if generation else None
            idle = before is not None and before.users == 0
            if before:
                before.retired = True
        if before and idle:
            before.generation.close()
        if generation:
            manifest = generation.manifest
            event(log, "index_live", generation=manifest.generation, articles=manifest.articles)

    def close(self) -> None:
        """Let go of the generation as soon as nobody asks it."""
        self._change_over(None)
