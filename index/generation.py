"""One generation on local disk: opened, held to its manifest, and asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import StoreError
from index.database import Database
from index.held import HeldTexts
from index.interface import Filter
from index.manifest import MEND, Manifest
from index.rows import FileState
from index.seal import refuse_foreign
from index.types import FloatVector, IntVector
from index.vectors import Vectors
from index.words import Words

ARTICLES, VECTORS, WORDS = "articles.db", "vectors.faiss", "words"


class Generation(HeldTexts):
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
        super().__init__(self._database)
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
        return self._words.best(weights, k, among, heading_boost)

    def terms(self, text: str) -> list[str]:
        return self._words.terms(text)

    def document_frequency(self, term: str) -> int:
        return max(self._words.document_frequency(term), self._words.heading_frequency(term))

    def _match(self, wanted: Filter) -> IntVector:
        import numpy as np

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

    def verify(self) -> None:
        """Read all its files through, unless opening it did. Raises StoreError for one that was altered.

        What is built on it would otherwise be sealed with whatever a disk has made of it.
        """
        if self.manifest.is_large:
            self.manifest.verify(self.folder, whole=True)

    def close(self) -> None:
        """Let go of the files; the generation cannot be asked any more."""
        self._database.close()
