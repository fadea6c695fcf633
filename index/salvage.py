"""What can still be used of a generation that is damaged elsewhere: its vectors, which took the longest."""

from collections.abc import Sequence

from corpus.errors import StoreError
from index.check import unfit
from index.database import Database
from index.manifest import Manifest
from index.store import ARTICLES, VECTORS, Home
from index.types import FloatVector
from index.vectors import Vectors


class Salvage:
    """The vectors of the live generation, each only if it is of unit length."""

    def __init__(self, home: Home) -> None:
        """Raises StoreError where the vectors, or which passages they are of, cannot be trusted."""
        number = home.current()
        if number is None:
            raise StoreError("there is no index yet")
        folder = home.generation_folder(number)
        self.manifest = Manifest.read(folder)
        self.manifest.only(ARTICLES, VECTORS).verify(folder, whole=True)
        self._vectors = Vectors.read(folder / VECTORS)
        self._database = Database(folder / ARTICLES)

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are here."""
        known = set(self._vectors.numbers())
        numbers = {key: number for key, number in self._database.embedded(keys).items() if number in known}
        vectors = self._vectors.take(list(numbers.values()))
        wrong = set(unfit(vectors))
        return {key: vectors[row] for row, key in enumerate(numbers) if row not in wrong}

    def close(self) -> None:
        self._database.close()
