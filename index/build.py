"""Corpus → the next generation, re-using all that did not change."""

import contextlib
import datetime
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus import RULES_VERSION
from corpus.article import Article
from corpus.errors import CorpusError, SettingError, StoreError
from corpus.passages import passages
from corpus.readers import Skipped, find_files, read
from index.database import Database, FileState, NewPassage
from index.encoder import Encoder
from index.files import sha256_of, sync_tree
from index.heading import fitted_heading, heading, passage_limit
from index.manifest import Manifest, mark_files
from index.store import ARTICLES, VECTORS, WORDS, Generation, Home
from index.types import FloatMatrix, PassageNumber
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words, WordsEntry, WordsWriter

LOCK = "lock"
LOCK_SECONDS = 600.0  # that a second writer waits for the first
BATCH_PASSAGES = 256  # embedded between two steps of the progress bar
RACY_NANOSECONDS = 2_000_000_000  # a file younger than this may change again without its time showing it


class Done(NamedTuple):
    """How far a build has come."""

    files: int
    of_files: int
    passages: int  # embedded


Progress = Callable[[Done], None]


@dataclass(frozen=True, slots=True)
class Changes:
    """How the corpus differs from what was indexed, by file name."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    touched: tuple[str, ...]  # another time, the same content
    passed_over: tuple[Skipped, ...]  # by name, without being read
    paths: dict[str, Path] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def bytes_to_read(self) -> int:
        """Size of the files that are new or have changed."""
        return sum(max(0, _state(self.paths[name]).size) for name in (*self.added, *self.changed))


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    manifest: Manifest
    changes: Changes
    skipped: tuple[Skipped, ...]
    embedded: int  # passages that went through the encoder
    seconds: float


def find_changes(corpus: Path, known: dict[str, FileState]) -> Changes:
    """Compare the corpus to the files that were read before: by size and time, then by content.

    Raises CorpusError when there is no corpus.
    """
    found, passed_over = find_files(corpus)
    added, changed, touched = [], [], []
    for name, path in found:
        before = known.get(name)
        if before is None:
            added.append(name)
            continue
        now = _state(path)
        if (now.size, now.mtime_ns) == (before.size, before.mtime_ns):
            continue
        same = now.size == before.size and before.sha256 and _sha256(path) == before.sha256
        (touched if same else changed).append(name)
    paths = dict(found)
    removed = [name for name in known if name not in paths]
    return Changes(tuple(added), tuple(changed), tuple(removed), tuple(touched), tuple(passed_over), paths)


def known_files(generation: Generation | None, corpus: Path) -> dict[str, FileState]:
    """What the generation knows of that corpus's files; nothing when its articles cannot be kept."""
    return generation.files() if generation is not None and _keeps(generation, corpus) else {}


def _keeps(generation: Generation, corpus: Path) -> bool:
    """Whether articles may stay as they are: made from this corpus by these rules."""
    manifest = generation.manifest
    return manifest.corpus == str(corpus.resolve()) and manifest.rules == RULES_VERSION


def build(
    home: Home,
    corpus: Path,
    encoder: Encoder,
    *,
    model: str,
    progress: Progress = lambda done: None,
    rebuild: bool = False,
    lock_seconds: float = LOCK_SECONDS,
) -> Report:
    """Bring the index up to date with the corpus and make the result live.

    With `rebuild`, nothing of the generation before is used. Raises CorpusError, StoreError, or
    OSError when the disk is full; the live generation is then as it was.
    """
    begun = time.perf_counter()
    with _one_writer(home.folder, lock_seconds):
        before = None if rebuild else _usable(home, encoder)
        base = before if before and _keeps(before, corpus) else None
        changes = find_changes(corpus, known_files(before, corpus))
        if base and not changes and not changes.touched:
            return _report(base.manifest, changes, base.skipped(), 0, begun)
        home.sweep(keep={before.manifest.generation} if before else set())
        number = home.next_number()
        folder = home.generation_folder(number)
        folder.mkdir(parents=True)
        try:
            step = _Step(base, before, encoder, folder, progress)
            skipped = step.apply(changes)
            manifest = step.finish(number, corpus, model)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        home.swap(number)
        return _report(manifest, changes, skipped, step.embedded, begun)


def _report(
    manifest: Manifest, changes: Changes, skipped: Iterable[tuple[str, str]], embedded: int, begun: float
) -> Report:
    every = (*changes.passed_over, *(Skipped(name, reason) for name, reason in skipped))
    return Report(manifest, changes, every, embedded, time.perf_counter() - begun)


def _usable(home: Home, encoder: Encoder) -> Generation | None:
    """The live generation, if it is whole and this encoder's."""
    try:
        generation = home.open()
    except StoreError:
        return None
    if generation and generation.manifest.fingerprint != encoder.fingerprint:
        generation.close()
        return None
    return generation


@contextlib.contextmanager
def _one_writer(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the lock; wait for whoever has it."""
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / LOCK, timeout=seconds)
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError(
            f"another process is writing the index in {folder}: try again when it is done"
        ) from error
    except PermissionError as error:
        raise SettingError(f"{folder} cannot be written: set FOOTNOTE_HOME to a folder that can") from error
    try:
        yield
    finally:
        lock.release()


class _Step:
    """One generation in the making: files go in, `finish` seals it.

    `base` is the generation to start from; `vectors_of` one whose vectors may be used again.
    """

    def __init__(
        self,
        base: Generation | None,
        vectors_of: Generation | None,
        encoder: Encoder,
        folder: Path,
        progress: Progress,
    ) -> None:
        self._base, self._vectors_of = base, vectors_of
        self._encoder, self._folder, self._progress = encoder, folder, progress
        self.embedded = 0
        self._files = self._of_files = 0
        self._shared: set[str] = set()
        if base is None:
            (folder / WORDS).mkdir()
            self._vectors = Vectors(encoder.dimension)
        else:
            shutil.copyfile(base.folder / ARTICLES, folder / ARTICLES)
            self._shared = _link_words(base.folder / WORDS, folder / WORDS)
            self._vectors = Vectors.read(base.folder / VECTORS)
        self._database = Database(folder / ARTICLES, writable=True)
        self._next = self._database.next_number()
        self._pending: list[tuple[NewPassage, str]] = []  # with the text to embed

    def apply(self, changes: Changes) -> list[tuple[str, str]]:
        """Take the changes in; returns (name, reason) of all that is skipped, earlier files' included."""
        self._of_files = len(changes.added) + len(changes.changed)
        with Words(self._folder / WORDS).writing() as writer:
            for name in (*changes.removed, *changes.changed):
                gone = self._database.remove_file(name)
                self._vectors.remove(gone)
                writer.remove(gone)
            for name in (*changes.added, *changes.changed):
                self._take_file(name, changes.paths[name], writer)
                self._files += 1
            self._embed()
        for name in changes.touched:
            path = changes.paths[name]
            self._database.touch_file(name, _state(path)._replace(sha256=_sha256(path)))
        self._database.commit()
        return self._database.skipped()

    def finish(self, number: int, corpus: Path, model: str) -> Manifest:
        """Write what is left, check the counts, seal with a manifest, and wait for the disk."""
        self._vectors.write(self._folder / VECTORS)
        articles, count = self._database.counts()
        newest = self._database.newest()
        self._database.close()
        words = len(Words(self._folder / WORDS))
        if not count == words == len(self._vectors):
            raise StoreError(
                f"{count} passages, {len(self._vectors)} vectors, {words} in words: please report this"
            )
        marks = mark_files(self._folder, self._base.manifest.files if self._base else {}, self._shared)
        manifest = Manifest(
            generation=number,
            corpus=str(corpus.resolve()),
            model=model,
            fingerprint=self._encoder.fingerprint,
            dimension=self._encoder.dimension,
            articles=articles,
            passages=count,
            newest=newest,
            built_at=datetime.datetime.now(datetime.UTC),
            files={name: mark for name, mark in marks.items() if not Path(name).name.startswith(LOCK_PREFIX)},
        )
        manifest.write(self._folder)
        sync_tree(self._folder)
        return manifest

    def _take_file(self, name: str, path: Path, writer: WordsWriter) -> None:
        state = _state(path)
        readings, skipped = read(path, name)
        state = state._replace(sha256=_sha256(path))
        self._database.add_file(name, state, [(skip.name, skip.reason) for skip in skipped])
        for reading in readings:
            self._take_article(name, reading.article, writer)

    def _take_article(self, file: str, article: Article, writer: WordsWriter) -> None:
        count, longest = self._encoder.count_tokens, self._encoder.max_tokens
        above = fitted_heading(article, count, longest)
        rows = []
        for passage in passages(article, count, passage_limit(longest)):
            text = f"{above}\n{passage.text}"
            key = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:32]
            rows.append(NewPassage(PassageNumber(self._next), passage, key))
            self._pending.append((rows[-1], text))
            writer.add(WordsEntry(self._next, heading(article), passage.text))
            self._next += 1
        self._database.add_article(file, article, rows)
        if len(self._pending) >= BATCH_PASSAGES:
            self._embed()

    def _embed(self) -> None:
        """Give every pending passage its vector: the one it had, or a new one."""
        pending, self._pending = self._pending, []
        old = self._vectors_of.vectors_of([new.embedded for new, _ in pending]) if self._vectors_of else {}
        fresh = [(new, text) for new, text in pending if new.embedded not in old]
        kept = [new for new, _ in pending if new.embedded in old]
        for new in kept:
            self._vectors.add([new.number], old[new.embedded][None, :])
        vectors: FloatMatrix = self._encoder.encode_passages([text for _, text in fresh])
        self._vectors.add([new.number for new, _ in fresh], vectors)
        self.embedded += len(fresh)
        self._progress(Done(self._files, self._of_files, self.embedded))


def _link_words(source: Path, target: Path) -> set[str]:
    """Segments never change, so the new folder holds them as hard links; copies where there are none."""
    target.mkdir()
    shared = set()
    for path in source.iterdir():
        if path.name.startswith(LOCK_PREFIX):
            continue
        try:
            # What tantivy rewrites, it replaces by a rename: the link's other end stays as it is.
            os.link(path, target / path.name)
        except OSError:
            shutil.copyfile(path, target / path.name)
        if path.suffix and not path.name.endswith(".json"):
            shared.add(f"{WORDS}/{path.name}")
    return shared


def _state(path: Path) -> FileState:
    """Size and time, without the content's hash; a file too young to be told by its time has none."""
    try:
        status = path.stat()
    except OSError:
        return FileState(-1, -1, "")
    young = time.time_ns() - status.st_mtime_ns < RACY_NANOSECONDS
    return FileState(status.st_size, -1 if young else status.st_mtime_ns, "")


def _sha256(path: Path) -> str:
    """Of the content; empty where it cannot be read, so that it never equals."""
    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError:
        return ""
