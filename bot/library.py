"""The index, opened for asking: built where there is none, brought up to date where that is quick."""

import datetime
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from bot.render import age, counted, listed
from bot.settings import DEFAULT_CORPUS, Settings
from corpus import RULES_VERSION
from corpus.errors import CorpusError, ModelError, SettingError, StoreError
from corpus.readers import Skipped
from index.build import LOCK_SECONDS, Changes, Progress, Report, find_changes, known_files
from index.encoder import Encoder
from index.files import disk_is_full
from index.interface import OpenIndex
from index.locking import silent
from index.manifest import MENDING, OutdatedError
from index.models import open_encoder
from index.store import require
from index.stores import build_into

if TYPE_CHECKING:
    from bot.reader.reading import Reader

QUICK_FILES = 50  # that may have changed for the index to be brought up to date before an answer
QUICK_BYTES = 2_000_000
MOST_SKIPPED = 20  # told one by one

Notice = Callable[[str], None]
Watch = Callable[[], AbstractContextManager[Progress]]  # entered around a build


def open_library(settings: Settings, notice: Notice, watch: Watch) -> tuple[OpenIndex, Encoder]:
    """The index to ask and its encoder; `notice` is told in one line each what is not as it should be.

    Raises SettingError for an index of another model or corpus that is too large to be made anew at
    once, StoreError for a damaged one, CorpusError when there is neither an index nor a corpus.
    """
    library = _Library(settings, notice, watch)
    return library.open(), library.encoder


def open_reader(notice: Notice) -> "Reader | None":
    """The trained reader; without it, which `notice` is told, words and vectors alone choose the answers."""
    from bot.reader.reading import OnnxReader

    try:
        return OnnxReader()
    except ModelError as error:
        notice(f"{error}; until then words and vectors alone choose the answers")
        return None


def open_generation(settings: Settings, notice: Notice, watch: Watch) -> OpenIndex:
    """As `open_library`, for those who only read: the model is not loaded unless something is built."""
    return _Library(settings, notice, watch).open()


def update(
    settings: Settings,
    encoder: Encoder,
    watch: Watch,
    *,
    rebuild: bool = False,
    mend: bool = False,
    purge: bool = False,
    wait: bool = True,
    leave: Collection[str] = (),
    notice: Notice = silent,
) -> Report:
    """Bring the index up to date with the corpus; a damaged one is made anew.

    With `mend`, all but its sound vectors is; with `purge`, no word of what has gone stays on the disk. Files
    in `leave` are still being written, and stay as they were. Raises CorpusError, StoreError (also when the
    disk is full, and without `wait` when another process writes the index) or SettingError.
    """
    try:
        with watch() as progress:
            return build_into(
                settings.store(),
                settings.corpus,
                encoder,
                model=settings.model.model,
                progress=progress,
                rebuild=rebuild,
                mend=mend,
                purge=purge,
                leave=leave,
                lock_seconds=LOCK_SECONDS if wait else 0.0,
                told=notice,
            )
    except Exception as error:
        if disk_is_full(error):
            raise StoreError(
                f"the disk of {settings.home} is full: make room, then run: {settings.command('index')}"
            ) from error
        raise


def skip_lines(skipped: Sequence[Skipped]) -> list[str]:
    """What was left out, file by file up to MOST_SKIPPED, and then how many files there are."""
    lines, count = listed([str(skip) for skip in skipped], MOST_SKIPPED), len(left_out(skipped))
    return [*lines, f"{count:,} skipped"] if count else lines


def left_out(skipped: Sequence[Skipped]) -> set[str]:
    """Names of what is in no article; the others were read, but with a problem."""
    return {skip.name for skip in skipped if not skip.was_read}


def changes_in_words(changes: Changes) -> str:
    """`312 files added, 4 changed`."""
    counts = ((changes.added, "added"), (changes.changed, "changed"), (changes.removed, "removed"))
    first, *rest = [(len(names), verb) for names, verb in counts if names]
    return ", ".join(
        [f"{counted(first[0], 'file')} {first[1]}", *(f"{number:,} {verb}" for number, verb in rest)]
    )


class _Library:
    """One opening; the encoder is loaded when it is first needed."""

    def __init__(self, settings: Settings, notice: Notice, watch: Watch) -> None:
        self._settings, self._notice, self._watch = settings, notice, watch
        self._home = settings.store()

    @cached_property
    def encoder(self) -> Encoder:
        return open_encoder(self._settings.home, self._settings.model, self._notice)

    def open(self) -> OpenIndex:
        try:
            generation = self._home.open()
        except OutdatedError:
            self._notice("the index was made by an earlier version of this program; making it anew")
            generation = None
        except StoreError as error:
            # The store knows the command, not the options that led to it.
            raise StoreError(
                str(error).replace(MENDING, f"{self._settings.command('check')} --mend")
            ) from error
        if generation is None:
            return self._updated(None)
        try:
            known = known_files(generation, self._settings.corpus) if self._own_model(generation) else {}
            changes = find_changes(self._settings.corpus, known)
        except CorpusError as error:
            return self._without_corpus(generation, error)
        if self._own_model(generation) and self._own_corpus(generation):
            return self._refreshed(generation, changes) if changes else generation
        return self._replaced(generation, changes)

    def _own_model(self, generation: OpenIndex) -> bool:
        return generation.manifest.fingerprint == self._settings.model.fingerprint

    def _own_corpus(self, generation: OpenIndex) -> bool:
        return generation.manifest.corpus == str(self._settings.corpus.resolve())

    def _refreshed(self, generation: OpenIndex, changes: Changes) -> OpenIndex:
        """Of the same corpus and model, with changes."""
        if not _is_quick(changes):
            command = self._settings.command("index")
            if generation.manifest.rules == RULES_VERSION:
                what = f"is behind the corpus: {changes_in_words(changes)}"
            else:
                what = "was made by an earlier version of this program, which read articles otherwise"
            self._notice(f"the index {what}; run: {command}")
            return generation
        return self._updated(generation)

    def _replaced(self, generation: OpenIndex, changes: Changes) -> OpenIndex:
        """Of another corpus or model: nothing may be answered from it."""
        manifest, settings = generation.manifest, self._settings
        if not self._own_corpus(generation):
            wanted = settings.corpus.resolve()
            what = f"the index is of {manifest.corpus}, not of {wanted} (--home keeps several)"
        elif manifest.model != settings.model.model:
            what = f"the index was made with the model {manifest.model}, not with {settings.model.model}"
        else:
            what = f"the index was made with another version or precision of {manifest.model}"
        generation.close()
        # An index that took long to make is not thrown away for one question either.
        if not _is_quick(changes) or manifest.articles > QUICK_FILES:
            raise SettingError(f"{what}; make it anew with: {settings.command('index')}")
        self._notice(f"{what}; making it anew")
        return self._updated(None)

    def _without_corpus(self, generation: OpenIndex, error: CorpusError) -> OpenIndex:
        """The index answers alone, unless the user has named another corpus than it was made from."""
        if not self._own_model(generation):
            raise error
        if not self._own_corpus(generation) and self._settings.corpus != DEFAULT_CORPUS:
            raise error
        built = age(generation.manifest.built_at, datetime.datetime.now(datetime.UTC))
        self._notice(f"{error}; until then the index of {generation.manifest.corpus}, built {built}, answers")
        return generation

    def _updated(self, generation: OpenIndex | None) -> OpenIndex:
        """The next generation; `generation` itself when it cannot be made now."""
        try:
            report = update(self._settings, self.encoder, self._watch, wait=generation is None)
        except (StoreError, SettingError) as error:
            if generation is None:
                raise
            built = age(generation.manifest.built_at, datetime.datetime.now(datetime.UTC))
            self._notice(f"{error}; until then the index built {built} answers")
            return generation
        for line in skip_lines(report.skipped):
            self._notice(line)
        if generation:
            generation.close()
        return require(self._home.open())


def _is_quick(changes: Changes) -> bool:
    count = len(changes.added) + len(changes.changed) + len(changes.removed)
    return count <= QUICK_FILES and changes.bytes_to_read() <= QUICK_BYTES
