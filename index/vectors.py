"""Vectors in FAISS: which passages lie nearest to a question."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from corpus.errors import StoreError
from index.files import write_failure
from index.types import FloatMatrix, FloatVector, IntVector

_NUMBER_BYTES, _ID_BYTES = 4, 8
_HEADER_BYTES = 90  # at least, of what FAISS writes beside vectors and ids


class Vectors:
    """Unit vectors by passage number, searched exactly by inner product, which is then the cosine."""

    # faiss's stubs lack what its Python layer adds: arrays for selectors, keywords, `reconstruct_batch`.
    _index: Any

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def read(cls, path: Path, *, to_change: bool = False) -> "Vectors":
        """Raises StoreError for a file that is not what `write` wrote.

        The file is mapped into memory, not read, unless the vectors are `to_change`: for 160,000 that takes
        7 ms and 3 MB instead of 200 ms and 246 MB.
        """
        vectors = cls.__new__(cls)
        try:
            vectors._index = faiss.read_index(str(path), 0 if to_change else faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:  # memory: for a size that was altered
            raise StoreError(f"{path} is damaged") from error
        if not isinstance(vectors._index, faiss.IndexIDMap2):
            raise StoreError(f"{path} holds {type(vectors._index).__name__}, not IndexIDMap2")
        # What is mapped is believed: a file cut short would end the process when its last vector is read.
        whole = len(vectors) * (vectors.dimension * _NUMBER_BYTES + _ID_BYTES) + _HEADER_BYTES
        if path.stat().st_size < whole:
            raise StoreError(f"{path} is damaged")
        return vectors

    def write(self, path: Path) -> None:
        """Raises OSError when the disk is full."""
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise write_failure(path, error) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def add(self, numbers: Sequence[int], vectors: FloatMatrix) -> None:
        """numbers: (n,); vectors: float32 (n, dimension), unit length."""
        if len(numbers):
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.asarray(numbers, np.int64))

    def remove(self, numbers: Sequence[int]) -> None:
        """Forget those passages."""
        if len(numbers):
            self._index.remove_ids(np.asarray(numbers, np.int64))

    def numbers(self) -> list[int]:
        """Every passage that has a vector."""
        found: list[int] = faiss.vector_to_array(self._index.id_map).tolist()
        return found

    def take(self, numbers: Sequence[int]) -> FloatMatrix:
        """float32 (len(numbers), dimension), in the order asked for."""
        if not len(numbers):
            return np.empty((0, self.dimension), np.float32)
        rows: FloatMatrix = self._index.reconstruct_batch(np.asarray(numbers, np.int64))
        return rows

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        """Number → cosine to `question`."""
        return dict(zip(numbers, (self.take(numbers) @ question).tolist(), strict=True))

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        """(number, cosine) of the k passages nearest to `question`, best first; of `among`, if given."""
        if not len(self) or k < 1 or (among is not None and not len(among)):
            return []
        parameters = None
        if among is not None:
            selected: Any = faiss.SearchParameters  # its keywords are not in the stubs
            parameters = selected(sel=faiss.IDSelectorBatch(among))
        scores, numbers = self._index.search(question[None, :], min(k, len(self)), params=parameters)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        found = [(int(number), float(score)) for number, score in pairs if number >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))
