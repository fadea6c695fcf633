"""Corpus → the next generation, re-using all that did not change."""

import contextlib
import errno
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import RULES_VERSION
from corpus.errors import CorpusError, SettingError, StoreError
from corpus.readers import Skipped
from index.changes import Changes, find_changes
from index.database import Database
from index.draft import Before, Draft
from index.encoder import Encoder
from index.files import ExhaustedError, refuse_exhaustion
from index.generation import Generation
from index.intake import Done, Progress
from index.interface import OpenIndex
from index.locking import one_writer, silent, unwritable
from index.manifest import Manifest
from index.rows import FileState
from index.salvage import Salvage
from index.store import Home

__all__ = ["LOCK_SECONDS", "Changes", "Done", "Progress", "Report", "build", "find_changes", "known_files"]

LOCK_SECONDS = 600.0  # that a second writer waits for the first


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    manifest: Manifest
    changes: Changes
    skipped: tuple[Skipped, ...]
    fruitless: frozenset[str]  # files that are new or have changed, and gave no article
    embedded: int  # passages that went through the encoder
    seconds: float


def known_files(generation: OpenIndex | None, corpus: Path) -> dict[str, FileState]:
    """What the generation knows of that corpus's files; nothing when its articles cannot be kept."""
    return generation.files() if generation is not None and _keeps(generation, corpus) else {}


def _keeps(generation: OpenIndex, corpus: Path) -> bool:
    """Whether articles may stay as they are: made from this corpus by these rules."""
    manifest = generation.manifest
    return manifest.corpus == str(corpus.resolve()) and manifest.rules == RULES_VERSION


def _silent(_: Done) -> None:
    """For those who want no progress told."""


def build(
    home: Home,
    corpus: Path,
    encoder: Encoder,
    *,
    model: str,
    progress: Progress = _silent,
    rebuild: bool = False,
    mend: bool = False,
    purge: bool = False,
    leave: Collection[str] = (),
    lock_seconds: float = LOCK_SECONDS,
    told: Callable[[str], None] = silent,
) -> Report:
    """Bring the index up to date with the corpus and make the result live.

    With `rebuild`, nothing of the generation before is used but what edited articles said; with `mend`, its
    sound vectors too; with `purge`, no word of what has gone from the corpus stays on the disk. Files in
    `leave` stay as they were. `told` hears whom it waits for.

    Raises CorpusError, StoreError, SettingError, or OSError when the disk is full: all stays as it was.
    """
    begun = time.perf_counter()
    _refuse_own_files(home.folder, corpus)
    with (
        _foreseen(home.folder),
        one_writer(home.folder, "the index", lock_seconds, told),
        _before(home, encoder, rebuild or mend) as before,
        _salvaged(home, before, corpus) as salvaged,
    ):
        base = before if before and _keeps(before, corpus) else None
        changes = find_changes(corpus, known_files(before, corpus), leave)
        if base and not changes and not changes.touched:
            return _report(base.manifest, changes, base.skipped(), None, begun)
        number = home.next_number()
        home.sweep()
        with _folder_of(home, number) as folder:
            vectors = before or _vectors_of(salvaged, encoder, rebuild)
            earlier = Before(base, vectors, _history_of(salvaged, corpus))
            with contextlib.closing(Draft(folder, encoder, earlier, progress)) as draft:
                skipped = draft.apply(changes, purge=purge)
                manifest = draft.finish(number, corpus, model)
            refuse_nothing(manifest, corpus, skipped)
            home.swap(number)
        if changes.removed or purge:
            home.sweep()  # what went is not kept in the generation before; who has that open reads on
        return _report(manifest, changes, skipped, draft, begun)


def _refuse_own_files(folder: Path, corpus: Path) -> None:
    """Raises SettingError where the index would be read as articles; what is hidden is not."""
    inside, root = folder.resolve(), corpus.resolve()
    if inside.is_relative_to(root) and not any(
        part.startswith(".") for part in inside.relative_to(root).parts
    ):
        raise SettingError(
            f"{folder} lies among the articles in {corpus}: set FOOTNOTE_HOME to another folder"
        )


@contextlib.contextmanager
def _folder_of(home: Home, number: int) -> Iterator[Path]:
    """A new generation's folder, which goes again unless the generation has become the live one."""
    folder = home.generation_folder(number)
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        if home.current_or_none() != number:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def refuse_nothing(manifest: Manifest, corpus: Path, skipped: Sequence[tuple[str, str]]) -> None:
    """An index of nothing is of no use: the one before stays."""
    if manifest.articles:
        return
    name, reason = skipped[0] if skipped else (corpus.name, "it is no article")
    others = f", and {len(skipped) - 1} others" if len(skipped) > 1 else ""
    what = f"{corpus}: nothing in it can be indexed ({name}: {reason}{others})"
    raise CorpusError(f"{what}; the index stays as it was")


@contextlib.contextmanager
def _foreseen(folder: Path) -> Iterator[None]:
    """What may go wrong around a build and is no fault of the program's, in one line."""
    try:
        yield
    except OSError as error:
        refuse_exhaustion(error)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise unwritable(folder, error) from error
        if error.errno == errno.EIO:
            # A thread of tantivy's that dies for want of file handles says no more than that it died.
            advice = "is the disk sound, and may more files be opened (ulimit -n)?"
            raise StoreError(f"{error.filename}: {error.strerror}; {advice}") from error
        raise


def _report(
    manifest: Manifest,
    changes: Changes,
    skipped: Iterable[tuple[str, str]],
    draft: Draft | None,
    begun: float,
) -> Report:
    every = (*changes.passed_over, *(Skipped(name, reason) for name, reason in skipped))
    fruitless, embedded = (frozenset(draft.fruitless), draft.embedded) if draft else (frozenset(), 0)
    return Report(manifest, changes, every, fruitless, embedded, time.perf_counter() - begun)


@contextlib.contextmanager
def _before(home: Home, encoder: Encoder, rebuild: bool) -> Iterator[Generation | None]:
    """The live generation while it is needed, if it is whole and this encoder's."""
    generation, damaged = None, False
    if not rebuild:
        try:
            generation = home.open()
            if generation:
                generation.verify()
        except ExhaustedError:
            raise
        except StoreError as error:
            refuse_exhaustion(error)
            damaged = True  # it is made anew
    try:
        usable = generation and not damaged and generation.manifest.fingerprint == encoder.fingerprint
        yield generation if usable else None
    finally:
        if generation:
            generation.close()


@contextlib.contextmanager
def _salvaged(home: Home, before: Generation | None, corpus: Path) -> Iterator[Salvage | None]:
    """What can be used of a generation that is not built on."""
    salvage = None
    if before is None or not _keeps(before, corpus):
        try:
            salvage = Salvage(home)
        except StoreError as error:
            refuse_exhaustion(error)
    try:
        yield salvage
    finally:
        if salvage:
            salvage.close()


def _vectors_of(salvage: Salvage | None, encoder: Encoder, rebuild: bool) -> Salvage | None:
    """Whose vectors to use: of this encoder, unless everything is to be made anew."""
    usable = salvage and not rebuild and salvage.manifest.fingerprint == encoder.fingerprint
    return salvage if usable else None


def _history_of(salvage: Salvage | None, corpus: Path) -> Database | None:
    """What articles said before, if they are of this corpus."""
    return salvage.history if salvage and salvage.manifest.corpus == str(corpus.resolve()) else None
