"""The live generation: where it lies, what it can be asked, and how the next one takes its place."""

import datetime
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.article import Article, PassageId
from corpus.errors import SettingError, StoreError
from index.database import Database, FileState, Origin, Stored
from index.files import refuse_exhaustion, replace_text
from index.manifest import MEND, Manifest
from index.seal import refuse_foreign
from index.types import FloatVector, IntVector
from index.vectors import Vectors
from index.versions import OldPassage, Version
from index.words import Words

__all__ = [
    "ARTICLES",
    "VECTORS",
    "WORDS",
    "Filter",
    "Generation",
    "Home",
    "Index",
    "Origin",
    "Stored",
    "require",
]

CURRENT = "CURRENT"
MOST_DIGITS = 18  # of a generation's number
GENERATIONS = "generations"
ARTICLES, VECTORS, WORDS = "articles.db", "vectors.faiss", "words"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count: by publisher, title or file name, and by day of publication, both included."""

    source: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None

    def __bool__(self) -> bool:
        return bool(self.source or self.since or self.until)


class Index(Protocol):
    """All that may be asked of an index; nothing above this room knows where it is kept.

    Synchronous, and safe to call from many threads. Scores are higher for better.
    """

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        """(passage number, cosine), best first."""

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number → cosine."""

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        """(passage number, BM25 score) for weighted terms, best first."""

    def terms(self, text: str) -> list[str]:
        """The terms that `text` is searched by."""

    def document_frequency(self, term: str) -> int:
        """In how many passages, or their headings, the term stands."""

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        """Publisher and day of passages by number."""

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """Passages by number."""

    def find(self, passage: PassageId) -> Stored | None:
        """A passage by its id."""

    def find_old(self, passage: PassageId) -> OldPassage | None:
        """A passage by its id, in what an article said before it was edited."""

    def passages_of(self, name: str) -> Sequence[Stored]:
        """The passages of an article by its name, in their order."""

    def copies(self, name: str) -> Sequence[Article]:
        """The articles that hold a copy of an article's text, or of a part of it, the most alike first."""

    def copy_names(self) -> Mapping[str, Sequence[str]]:
        """Of every article that has copies, their names."""

    def versions(self, name: str) -> Sequence[Version]:
        """What an article said before, the latest first."""

    def version_counts(self) -> Mapping[str, int]:
        """Of every article that was edited, how many earlier versions are kept."""

    def texts_like(self, text: str) -> Sequence[tuple[str, str]]:
        """(name, text) of the few articles that share most runs of words with a text."""

    def article(self, name: str) -> Article | None:
        """An article by its name."""

    def articles(self) -> Iterator[Article]:
        """Every article, by name."""

    def undated(self) -> int:
        """How many articles have no day of publication."""

    def publishers(self) -> Sequence[str]:
        """Every publisher once."""

    def matching(self, wanted: Filter) -> IntVector | None:
        """Passage numbers that pass the filter, sorted; None for all."""


class Generation:
    """A generation on local disk."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreError when anything of it is missing, altered or of another schema."""
        self.folder = folder
        self.manifest = Manifest.read(folder)
        refuse_foreign(folder)
        self.manifest.verify(folder)
        try:
            self._vectors = Vectors.read(folder / VECTORS)
            self._words = Words(folder / WORDS)
            self._database = Database(folder / ARTICLES)
        except StoreError as error:
            raise StoreError(f"{error}: {MEND}") from error
        self._publishers: tuple[str, ...] | None = None
        try:
            self._check_counts()
        except StoreError:
            self.close()
            raise

    def _check_counts(self) -> None:
        """Of a large generation only the sizes of its files are compared; this holds them to each other."""
        promised = (self.manifest.passages, self.manifest.dimension)
        for name, found in (
            (ARTICLES, (self._database.counts()[1], self.manifest.dimension)),
            (VECTORS, (len(self._vectors), self._vectors.dimension)),
            (WORDS, (len(self._words), self.manifest.dimension)),
        ):
            if found != promised:
                raise StoreError(f"the index's {name} has been altered: {MEND}")

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        return self._vectors.nearest(question, k, among)

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        return self._vectors.cosines(question, numbers)

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        return self._words.best(weights, k, None if among is None else among.tolist(), heading_boost)

    def terms(self, text: str) -> list[str]:
        return self._words.terms(text)

    def document_frequency(self, term: str) -> int:
        return max(self._words.document_frequency(term), self._words.heading_frequency(term))

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        return self._database.origins(numbers)

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        return self._database.fetch(numbers)

    def find(self, passage: PassageId) -> Stored | None:
        return self._database.find(passage)

    def find_old(self, passage: PassageId) -> OldPassage | None:
        return self._database.find_old(passage)

    def passages_of(self, name: str) -> Sequence[Stored]:
        return self._database.passages_of(name)

    def copies(self, name: str) -> Sequence[Article]:
        return self._database.copies(name)

    def copy_names(self) -> Mapping[str, Sequence[str]]:
        return self._database.copy_names()

    def versions(self, name: str) -> Sequence[Version]:
        return self._database.versions(name)

    def version_counts(self) -> Mapping[str, int]:
        return self._database.version_counts()

    def texts_like(self, text: str) -> Sequence[tuple[str, str]]:
        return self._database.texts_like(text)

    def article(self, name: str) -> Article | None:
        return self._database.article(name)

    def articles(self) -> Iterator[Article]:
        return self._database.articles()

    def undated(self) -> int:
        return self._database.undated()

    def publishers(self) -> Sequence[str]:
        if self._publishers is None:
            self._publishers = tuple(self._database.publishers())
        return self._publishers

    def matching(self, wanted: Filter) -> IntVector | None:
        import numpy as np

        if not wanted:
            return None
        conditions, parameters = [], []
        if wanted.source:
            conditions.append("a.number IN (SELECT value FROM json_each(?))")
            parameters.append(self._database.article_numbers_like(wanted.source))
        for operator, day in ((">=", wanted.since), ("<=", wanted.until)):
            if day:
                conditions.append(f"a.published {operator} ?")
                parameters.append(day.isoformat())
        return np.array(self._database.passages_where(" AND ".join(conditions), parameters), np.int64)

    def files(self) -> dict[str, FileState]:
        """Every file that was read."""
        return self._database.files()

    def skipped(self) -> list[tuple[str, str]]:
        """(name, reason) of what could not be read."""
        return self._database.skipped()

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are here."""
        numbers = self._database.embedded(keys)
        return dict(zip(numbers, self._vectors.take(list(numbers.values())), strict=True))

    def close(self) -> None:
        """Let go of the files; the generation cannot be asked any more."""
        self._database.close()


class Home:
    """The folder of all that the program writes: generations, models, feedback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def generation_folder(self, number: int) -> Path:
        return self.folder / GENERATIONS / f"{number:06d}"

    def current(self) -> int | None:
        """Number of the live generation; None before the first. Raises StoreError for a damaged CURRENT."""
        try:
            text = (self.folder / CURRENT).read_text(encoding="utf8").strip()
        except FileNotFoundError:
            return None
        except (PermissionError, NotADirectoryError) as error:
            advice = "make it a folder that can be read, or set FOOTNOTE_HOME to another"
            raise SettingError(f"{self.folder} cannot be read ({error.strerror}): {advice}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.folder / CURRENT} cannot be read: {MEND}") from error
        if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
            raise StoreError(f"{self.folder / CURRENT} is damaged: {MEND}")
        return int(text)

    def current_or_none(self) -> int | None:
        """Number of the live generation; None where there is none, or CURRENT is damaged."""
        try:
            return self.current()
        except StoreError:
            return None

    def open(self) -> Generation | None:
        """The live generation; None before the first. Raises StoreError for a damaged one."""
        try:
            return self._open()
        except StoreError as error:
            refuse_exhaustion(error)
            raise

    def _open(self) -> Generation | None:
        for attempt in range(3):
            number = self.current()
            if number is None:
                return None
            try:
                return Generation(self.generation_folder(number))
            except StoreError:
                # A writer may have replaced and removed it between the two reads.
                if attempt == 2 or self.current() == number:
                    raise
        raise AssertionError("unreachable")

    def next_number(self) -> int:
        """A generation number that was never used."""
        used = [
            int(path.name) for path in (self.folder / GENERATIONS).glob("[0-9]*") if path.name.isdecimal()
        ]
        return max(*used, self.current_or_none() or 0, 0) + 1

    def swap(self, number: int) -> None:
        """Make the generation live, in one rename."""
        replace_text(self.folder / CURRENT, f"{number}\n")

    def sweep(self) -> None:
        """Remove every generation but the live one: half-written ones, and those before it.

        None, as long as a damaged CURRENT does not tell which one is live.
        """
        (self.folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
        try:
            live = self.current()
        except StoreError:
            return
        for path in (self.folder / GENERATIONS).iterdir():
            if live is None or path != self.generation_folder(live):
                shutil.rmtree(path, ignore_errors=True)


def require(generation: Generation | None) -> Generation:
    """The generation. Raises SettingError when there is none."""
    if generation is None:
        raise SettingError("there is no index yet: make one with: footnote index")
    return generation
