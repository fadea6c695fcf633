"""One generation in the making: files go in, a manifest seals it."""

import contextlib
import datetime
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

from corpus.article import Article
from corpus.errors import StoreError
from corpus.listing import NotNowError, Skipped
from corpus.passages import passages
from corpus.readers import read
from index.changes import Changes, content_of, not_now, state_of
from index.database import Database, FileState, NewPassage
from index.database_writer import DatabaseWriter
from index.encoder import Encoder
from index.files import refuse_exhaustion, sync_names, sync_tree
from index.heading import fitted_heading, heading, passage_limit
from index.manifest import Manifest, mark_files
from index.seal import seal
from index.store import ARTICLES, VECTORS, WORDS, Generation
from index.types import FloatMatrix, FloatVector, PassageNumber
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words, WordsEntry, WordsWriter

BATCH_PASSAGES = 256  # embedded between two steps of the progress bar


class Done(NamedTuple):
    """How far a build has come."""

    files: int
    of_files: int
    passages: int  # embedded


Progress = Callable[[Done], None]


class OldVectors(Protocol):
    """Where vectors may be found that were made before."""

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are there."""


class Before(NamedTuple):
    """What there is of earlier generations: the one to start from, where vectors are, what articles said.

    `history` is only of use where there is no `base`, which holds it too.
    """

    base: Generation | None
    vectors: OldVectors | None
    history: Database | None


class Draft:
    """What will be a generation. Every method raises OSError when the disk is full."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        before: Before,
        progress: Progress,
    ) -> None:
        base, self._vectors_of, self._history = before
        self._base = base
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
            self._vectors = Vectors.read(base.folder / VECTORS, to_change=True)
        self._database = DatabaseWriter(folder / ARTICLES)
        if self._history:
            self._database.take_versions(self._history)
        self._known = self._history.files() if self._history else {}
        self._next = self._database.next_number()
        self._pending: list[tuple[NewPassage, str]] = []  # with the text to embed
        self._gone: list[int] = []  # whose vectors go together: FAISS looks through all for each removal
        self._changed: frozenset[str] = frozenset()
        self.fruitless: set[str] = set()  # files of which no article was made
        self._not_now: list[tuple[str, str]] = []  # (name, reason) of files that cannot be read for now
        # One batch is embedded while the next is read and cut.
        self._beside = ThreadPoolExecutor(1, "embedding")
        self._batch: tuple[list[int], Future[FloatMatrix]] | None = None

    def close(self) -> None:
        self._beside.shutdown(cancel_futures=True)
        self._database.close()

    def apply(self, changes: Changes) -> list[tuple[str, str]]:
        """Take the changes in; returns (name, reason) of all that is skipped, earlier files' included."""
        self._of_files = len(changes.added) + len(changes.changed)
        self._changed = frozenset(changes.changed)
        with self._words() as writer:
            for name in changes.removed:
                self._forget(self._database.remove_file(name), writer)
            for name in (*changes.added, *changes.changed):
                self._take_file(name, changes, writer)
                self._files += 1
            self._embed()
            self._collect()
        self._vectors.remove(self._gone)
        if self._history:
            self._database.drop_orphans()
        self._touch(changes)
        self._database.commit()
        return [*self._database.skipped(), *self._not_now]

    def _forget(self, gone: list[int], writer: WordsWriter) -> None:
        self._gone += gone
        writer.remove(gone)

    @contextlib.contextmanager
    def _words(self) -> Iterator[WordsWriter]:
        words = Words(self._folder / WORDS)
        with words.writing() as writer:
            yield writer

    def _touch(self, changes: Changes) -> None:
        known = self._database.files() if changes.touched else {}
        for name in changes.touched:
            try:
                state = _state_of(changes.path_of(name))
            except NotNowError:
                continue
            # One that has changed since it was compared is left for the next build to find.
            if state.sha256 == known[name].sha256:
                self._database.touch_file(name, state)

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
        seal(self._folder)
        sync_tree(self._folder)
        sync_names(self._folder, 3)  # its own, its parent's and the home's, which may all be new
        return manifest

    def _take_file(self, name: str, changes: Changes, writer: WordsWriter) -> None:
        path, indexed = changes.path_of(name), name in self._changed
        try:
            # Time, hash, content, in this order: one that changes in between is found changed next time.
            state = _state_of(path)
            readings, skipped = read(path, name)
        except NotNowError as error:
            refuse_exhaustion(error)
            told = not_now(name, error) if indexed else Skipped(name, f"{error}; it is tried again next time")
            self._not_now.append((told.name, told.reason))
            self.fruitless.add(name)
            return
        articles = [reading.article for reading in readings]
        if indexed:
            self._forget(self._database.replace_file(name, articles), writer)
        elif self._history and self._was_edited(name, state):
            self._database.keep_versions(name, self._history, articles)
        self._database.add_file(name, state, [(skip.name, skip.reason) for skip in skipped])
        if not articles:
            self.fruitless.add(name)
        for article in articles:
            self._take_article(name, article, writer)

    def _was_edited(self, name: str, state: FileState) -> bool:
        """Whether it is the file that has changed since, and not how it is read."""
        return name in self._known and self._known[name].sha256 != state.sha256

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
        self._collect()
        if fresh:
            vectors = self._beside.submit(self._encoder.encode_passages, [text for _, text in fresh])
            self._batch = [new.number for new, _ in fresh], vectors
        else:
            self._progress(Done(self._files, self._of_files, self.embedded))

    def _collect(self) -> None:
        """Take the vectors of the batch that is being embedded."""
        if self._batch:
            numbers, vectors = self._batch
            self._batch = None
            self._vectors.add(numbers, vectors.result())
            self.embedded += len(numbers)
            self._progress(Done(self._files, self._of_files, self.embedded))


def _state_of(path: Path) -> FileState:
    return state_of(path)._replace(sha256=content_of(path))


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
