"""Changed files → articles, passages, their words and vectors, put into a store."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from corpus.article import Article
from corpus.listing import NotNowError, Skipped
from corpus.passages import passages
from corpus.readers import read
from index.changes import Changes, content_of, not_now, state_of
from index.embedding import Embedding
from index.encoder import Encoder
from index.files import refuse_exhaustion
from index.heading import fitted_heading, heading, passage_limit
from index.rows import FileState, NewPassage
from index.types import PassageNumber
from index.words import WordsEntry


class Done(NamedTuple):
    """How far a build has come."""

    files: int
    of_files: int
    passages: int  # embedded


Progress = Callable[[Done], None]


class Sink(Protocol):
    """Where it is put."""

    @property
    def next_passage(self) -> int:
        """A passage number that was never used."""

    def files(self) -> dict[str, FileState]:
        """Every file as it was when it was read."""

    def remove_file(self, name: str) -> None:
        """Forget a file, its articles and what they said before."""

    def replace_file(self, name: str, articles: Sequence[Article]) -> None:
        """Forget a file of which other articles are to be added; what they said before is kept."""

    def keep_old(self, name: str, articles: Sequence[Article]) -> None:
        """As `replace_file`, of a file that was in the index before this one."""

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        """A file that was read."""

    def touch_file(self, name: str, state: FileState) -> None:
        """The file has another time and the same content."""

    def add_words(self, entry: WordsEntry) -> None:
        """What is searched of a passage."""

    def add_article(self, file: str, article: Article, new: Sequence[NewPassage]) -> None:
        """An article of that file, and its passages, whose words have been added."""


class Intake:
    """One pass over changed files."""

    def __init__(
        self, embedding: Embedding, encoder: Encoder, edited: dict[str, FileState], progress: Progress
    ) -> None:
        """`edited`: files as an earlier index knew them, where this one begins anew."""
        self._embedding, self._encoder, self._progress = embedding, encoder, progress
        self._edited = edited
        self._files = self._of_files = 0
        self._changed: frozenset[str] = frozenset()
        self.fruitless: set[str] = set()  # files of which no article was made
        self._not_now: list[tuple[str, str]] = []  # (name, reason) of files that cannot be read for now

    def tell(self, embedded: int) -> None:
        """How far it has come, with that many passages embedded."""
        self._progress(Done(self._files, self._of_files, embedded))

    def take(self, changes: Changes, sink: Sink) -> list[tuple[str, str]]:
        """Take the changes in; returns (name, reason) of what cannot be read for now."""
        self._of_files = len(changes.added) + len(changes.changed)
        self._changed = frozenset(changes.changed)
        for name in changes.removed:
            sink.remove_file(name)
        for name in (*changes.added, *changes.changed):
            self._take_file(name, changes.path_of(name), sink)
            self._files += 1
        self._embedding.finish()
        _touch(changes, sink)
        return self._not_now

    def _take_file(self, name: str, path: Path, sink: Sink) -> None:
        indexed = name in self._changed
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
            sink.replace_file(name, articles)
        elif name in self._edited and self._edited[name].sha256 != state.sha256:  # and not how it is read
            sink.keep_old(name, articles)
        sink.add_file(name, state, [(skip.name, skip.reason) for skip in skipped])
        if not articles:
            self.fruitless.add(name)
        for article in articles:
            self._take_article(name, article, sink)

    def _take_article(self, file: str, article: Article, sink: Sink) -> None:
        count, longest = self._encoder.count_tokens, self._encoder.max_tokens
        above = fitted_heading(article, count, longest)
        rows: list[NewPassage] = []
        cut = passages(article, count, passage_limit(longest))
        for number, passage in enumerate(cut, sink.next_passage):
            text = f"{above}\n{passage.text}"
            key = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:32]
            rows.append(NewPassage(PassageNumber(number), passage, key))
            self._embedding.add(rows[-1].number, key, text)
            sink.add_words(WordsEntry(number, heading(article), passage.text))
        sink.add_article(file, article, rows)
        self._embedding.embed_full()


def _touch(changes: Changes, sink: Sink) -> None:
    known = sink.files() if changes.touched else {}
    for name in changes.touched:
        try:
            state = _state_of(changes.path_of(name))
        except NotNowError:
            continue
        # One that has changed since it was compared is left for the next build to find.
        if state.sha256 == known[name].sha256:
            sink.touch_file(name, state)


def _state_of(path: Path) -> FileState:
    return state_of(path)._replace(sha256=content_of(path))
