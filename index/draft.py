"""One generation in the making: files go in, a manifest seals it."""

import contextlib
import datetime
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.article import Article
from corpus.errors import StoreError
from corpus.listing import NotNowError, Skipped
from corpus.passages import passages
from corpus.readers import read
from index.changes import Changes, content_of, not_now, state_of
from index.database import Database
from index.database_writer import DatabaseWriter
from index.embedding import Embedding, OldVectors
from index.encoder import Encoder
from index.files import refuse_exhaustion, sync_names, sync_tree
from index.generation import ARTICLES, VECTORS, WORDS, Generation
from index.heading import fitted_heading, heading, passage_limit
from index.manifest import Manifest, mark_files
from index.rows import FileState, NewPassage
from index.seal import seal
from index.segments import count_gone, is_stale, link_segments, write_anew
from index.types import PassageNumber
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words, WordsEntry, WordsWriter


class Done(NamedTuple):
    """How far a build has come."""

    files: int
    of_files: int
    passages: int  # embedded


Progress = Callable[[Done], None]


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
        base, old_vectors, self._history = before
        self._base = base
        self._encoder, self._folder, self._progress = encoder, folder, progress
        self._files = self._of_files = 0
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
        self._known = self._history.files() if self._history else {}
        self._next = self._database.next_number()
        self._gone: list[int] = []  # whose vectors go together: FAISS looks through all for each removal
        self._changed: frozenset[str] = frozenset()
        self.fruitless: set[str] = set()  # files of which no article was made
        self._not_now: list[tuple[str, str]] = []  # (name, reason) of files that cannot be read for now
        self._embedding = Embedding(encoder, self._vectors, old_vectors, self._tell)

    @property
    def embedded(self) -> int:
        """How many passages went through the encoder."""
        return self._embedding.embedded

    def _tell(self, embedded: int) -> None:
        self._progress(Done(self._files, self._of_files, embedded))

    def close(self) -> None:
        self._embedding.close()
        self._database.close()

    def apply(self, changes: Changes, *, purge: bool = False) -> list[tuple[str, str]]:
        """Take the changes in; returns (name, reason) of all that is skipped, earlier files' included.

        With `purge`, no word of what is gone stays on the disk; without, at most a part of all.
        """
        self._of_files = len(changes.added) + len(changes.changed)
        self._changed = frozenset(changes.changed)
        with self._words() as writer:
            for name in changes.removed:
                self._forget(self._database.remove_file(name), writer)
            for name in (*changes.added, *changes.changed):
                self._take_file(name, changes, writer)
                self._files += 1
            self._embedding.finish()
        gone = count_gone(self._folder / WORDS)
        if is_stale(gone, self._database.counts()[1]) or (purge and gone):
            write_anew(self._folder / WORDS, self._database.passages())
            self._shared = set()
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
            self._embedding.add(rows[-1].number, key, text)
            writer.add(WordsEntry(self._next, heading(article), passage.text))
            self._next += 1
        self._database.add_article(file, article, rows)
        self._embedding.embed_full()


def _state_of(path: Path) -> FileState:
    return state_of(path)._replace(sha256=content_of(path))
