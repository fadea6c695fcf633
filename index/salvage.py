"""What can be used of a generation that is not built on: vectors, which took the longest, and versions."""

from collections.abc import Sequence
from functools import cached_property

from corpus.errors import StoreError
from index.check import unfit
from index.database import Database
from index.generation import ARTICLES, VECTORS
from index.manifest import Manifest
from index.seal import refuse_foreign
from index.store import Home
from index.types import FloatVector
from index.vectors import Vectors


class Salvage:
    """The live generation, perhaps damaged elsewhere. `history` is its articles and what they said before."""

    def __init__(self, home: Home) -> None:
        """Raises StoreError where its articles cannot be trusted, and so nothing else of it is of use."""
        number = home.current()
        if number is None:
            raise StoreError("there is no index yet")
        self._folder = home.generation_folder(number)
        self.manifest = Manifest.read(self._folder)
        refuse_foreign(self._folder)
        self.manifest.only(ARTICLES).verify(self._folder, whole=True)
        self.history = Database(self._folder / ARTICLES)

    @cached_property
    def _vectors(self) -> Vectors | None:
        try:
            self.manifest.only(VECTORS).verify(self._folder, whole=True)
            return Vectors.read(self._folder / VECTORS)
        except StoreError:
            return None

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are here and of unit length."""
        if self._vectors is None:
            return {}
        known = set(self._vectors.numbers())
        numbers = {key: number for key, number in self.history.embedded(keys).items() if number in known}
        vectors = self._vectors.take(list(numbers.values()))
        wrong = set(unfit(vectors))
        return {key: vectors[row] for row, key in enumerate(numbers) if row not in wrong}

    def close(self) -> None:
        self.history.close()
