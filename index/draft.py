"""One generation in the making: files go in, a manifest seals it."""

import contextlib
import datetime
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.article import Article
from corpus.errors import StoreError
from index.changes import Changes
from index.database import Database
from index.database_writer import DatabaseWriter
from index.embedding import Embedding, OldVectors
from index.encoder import Encoder
from index.files import sync_names, sync_tree
from index.generation import ARTICLES, VECTORS, WORDS, Generation
from index.intake import Intake, Progress
from index.manifest import Manifest, mark_files
from index.rows import FileState, NewPassage
from index.seal import seal
from index.segments import count_gone, is_stale, link_segments, write_anew
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words, WordsEntry, WordsWriter


class Before(NamedTuple):
    """What there is of earlier generations: the one to start from, where vectors are, what articles said.

    `history` is only of use where there is no `base`, which holds it too.
    """

    base: Generation | None
    vectors: OldVectors | None
    history: Database | None


class _Sink:
    """Articles and words, taken in while the words are written."""

    def __init__(
        self, database: DatabaseWriter, writer: WordsWriter, history: Database | None, next_passage: int
    ) -> None:
        self._database, self._writer, self._history = database, writer, history
        self.next_passage = next_passage
        self.gone: list[int] = []  # whose vectors go together: FAISS looks through all for each removal

    def files(self) -> dict[str, FileState]:
        return self._database.files()

    def remove_file(self, name: str) -> None:
        self._forget(self._database.remove_file(name))

    def replace_file(self, name: str, articles: Sequence[Article]) -> None:
        self._forget(self._database.replace_file(name, articles))

    def _forget(self, gone: list[int]) -> None:
        self.gone += gone
        self._writer.remove(gone)

    def keep_old(self, name: str, articles: Sequence[Article]) -> None:
        if self._history:
            self._database.keep_versions(name, self._history, articles)

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        self._database.add_file(name, state, skipped)

    def touch_file(self, name: str, state: FileState) -> None:
        self._database.touch_file(name, state)

    def add_words(self, entry: WordsEntry) -> None:
        self._writer.add(entry)

    def add_article(self, file: str, article: Article, new: Sequence[NewPassage]) -> None:
        self._database.add_article(file, article, new)
        self.next_passage += len(new)


class Draft:
    """What will be a generation. Every method raises OSError when the disk is full."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        before: Before,
        progress: Progress,
    ) -> None:
        base, old_vectors, self._history = before
        self._base = base
        self._encoder, self._folder = encoder, folder
        self._shared: set[str] = set()
        if base is None:
            (folder / WORDS).mkdir()
            self._vectors = Vectors(encoder.dimension)
        else:
            shutil.copyfile(base.folder / ARTICLES, folder / ARTICLES)
            self._shared = link_segments(base.folder / WORDS, folder / WORDS)
            self._vectors = Vectors.read(base.folder / VECTORS, to_change=True)
        self._database = DatabaseWriter(folder / ARTICLES)
        if self._history:
            self._database.take_versions(self._history)
        self._next = self._database.next_number()
        self._embedding = Embedding(encoder, self._vectors, old_vectors, self._tell)
        edited = self._history.files() if self._history else {}
        self._intake = Intake(self._embedding, encoder, edited, progress)

    @property
    def embedded(self) -> int:
        """How many passages went through the encoder."""
        return self._embedding.embedded

    @property
    def fruitless(self) -> set[str]:
        """Files of which no article was made."""
        return self._intake.fruitless

    def _tell(self, embedded: int) -> None:
        self._intake.tell(embedded)

    def close(self) -> None:
        self._embedding.close()
        self._database.close()

    def apply(self, changes: Changes, *, purge: bool = False) -> list[tuple[str, str]]:
        """Take the changes in; returns (name, reason) of all that is skipped, earlier files' included.

        With `purge`, no word of what is gone stays on the disk; without, at most a part of all.
        """
        with self._words() as writer:
            sink = _Sink(self._database, writer, self._history, self._next)
            not_now = self._intake.take(changes, sink)
        gone = count_gone(self._folder / WORDS)
        if is_stale(gone, self._database.counts()[1]) or (purge and gone):
            write_anew(self._folder / WORDS, self._database.passages())
            self._shared = set()
        self._vectors.remove(sink.gone)
        if self._history:
            self._database.drop_orphans()
        self._database.commit()
        return [*self._database.skipped(), *not_now]

    @contextlib.contextmanager
    def _words(self) -> Iterator[WordsWriter]:
        words = Words(self._folder / WORDS)
        with words.writing() as writer:
            yield writer

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
