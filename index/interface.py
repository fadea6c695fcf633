"""What may be asked of an index, and of the place where it is kept: nothing above this room knows more.

All of it is synchronous, and safe to call from many threads. Scores are higher for better. Whatever cannot be
read raises StoreError, in one line with the way out.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.article import Article, PassageId
from index.manifest import Manifest
from index.rows import FileState, Origin, Stored
from index.types import FloatVector, IntVector
from index.versions import OldPassage, Version


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count: by publisher, author, title or file name, and by day, both included."""

    source: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self) -> bool:
        return bool(self.source or self.since or self.until)


class Texts(Protocol):
    """What an index holds, to be read."""

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        """Passage number → publisher and day; a number that is not there is left out."""

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """Passage number → passage and article; a number that is not there is left out."""

    def find(self, passage: PassageId) -> Stored | None:
        """A passage by its id."""

    def find_old(self, passage: PassageId) -> OldPassage | None:
        """A passage by its id, in what an article said before it was edited."""

    def passages_of(self, *names: str) -> Sequence[Stored]:
        """The passages of articles by their names, each one's in their order; none of an unknown one."""

    def copies(self, name: str) -> Sequence[Article]:
        """The articles that hold a copy of an article's text, or of a part of it, the most alike first."""

    def copy_names(self) -> Mapping[str, Sequence[str]]:
        """Name → names of the articles that hold a copy, the most alike first; those without are left out."""

    def versions(self, name: str) -> Sequence[Version]:
        """What an article said before, the latest first."""

    def version_counts(self) -> Mapping[str, int]:
        """Name → how many earlier versions are kept; those without are left out."""

    def texts_like(self, text: str) -> Sequence[tuple[str, str]]:
        """(name, text) of the few articles that share most runs of words with a text."""

    def article(self, name: str) -> Article | None:
        """An article by its name."""

    def articles(self) -> Iterator[Article]:
        """Every article, by name."""

    def articles_of(self, file: str) -> Sequence[Article]:
        """The articles that a file of the corpus holds, in its order; none of an unknown one."""

    def undated(self) -> int:
        """How many articles have no day of publication."""

    def publishers(self) -> Sequence[str]:
        """Every publisher once, sorted."""

    def authors(self) -> Sequence[str]:
        """Every byline once, sorted."""


class Index(Texts, Protocol):
    """One state of the index, which never changes while it is asked.

    Passages have a number, good within this state, and an id, good as long as their text stands.
    """

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        """(passage number, cosine) of at most k passages, best first, equal ones by number.

        question: float32 (dimension,), unit length; among: the only numbers that count, int64 (n,), sorted.
        """

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number → cosine, for every one of `numbers`, which must be there, else StoreError.

        question: float32 (dimension,), unit length.
        """

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        """(passage number, BM25 score) of at most k passages, best first, equal ones by number.

        weights: term, as `terms` gives it, → factor on its score, terms that most passages of a large
        index hold left out; among: the only numbers that count, int64 (n,), sorted; heading_boost: factor on
        what is found in a passage's heading.
        """

    def terms(self, text: str) -> list[str]:
        """The terms that `text` is searched by, in order, repeated ones repeated."""

    def document_frequency(self, term: str) -> int:
        """In how many passages, or their headings, the term stands."""

    def matching(self, wanted: Filter) -> IntVector | None:
        """Passage numbers that pass the filter, int64 (n,), sorted; None for all."""


class OpenIndex(Index, Protocol):
    """An index held open by whoever opened it, and compared with the corpus."""

    def files(self) -> dict[str, FileState]:
        """Name below the corpus → the file as it was when it was read."""

    def skipped(self) -> list[tuple[str, str]]:
        """(name, reason) of what could not be read."""

    def close(self) -> None:
        """Let go of what it holds; it cannot be asked any more."""


class Store(Protocol):
    """Where the index is kept. Each state of it has a number, larger than those before it."""

    def current_or_none(self) -> int | None:
        """Number of the live state; None before the first, and where that cannot be told."""

    def written(self, number: int) -> int:
        """A mark of when a state was written: another one when it was mended since; 0 where it is gone."""

    def open(self) -> OpenIndex | None:
        """The live state, to be closed by the caller; None before the first.

        Raises StoreError for one that is damaged, was made elsewhere, or is of another schema (OutdatedError
        of an earlier one), ExhaustedError when file handles ran out, SettingError for a place that cannot be
        read.
        """
