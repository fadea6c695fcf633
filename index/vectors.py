"""Vectors in FAISS: which passages lie nearest to a question."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from corpus.errors import StoreError
from index.files import write_failure
from index.types import FloatMatrix, FloatVector, IntVector

_NUMBER_BYTES, _ID_BYTES = 4, 8
MAX_DIMENSION = 65_536
# What FAISS writes before the vectors: for the map of ids and for the vectors, each its kind, dimension,
# count, two unused numbers, whether trained, and metric; then how many numbers follow. Behind them stands
# how many ids.
_HEADER = struct.Struct("<4sIQQQBi4sIQQQBiQ")
_COUNT = struct.Struct("<Q")
_KINDS = (b"IxM2", b"IxFI")


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
        # FAISS believes what it reads: of other kinds or sizes it might end the process.
        _check_layout(path)
        vectors = cls.__new__(cls)
        try:
            vectors._index = faiss.read_index(str(path), 0 if to_change else faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:
            raise StoreError(f"{path} is damaged") from error
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
        try:
            rows: FloatMatrix = self._index.reconstruct_batch(np.asarray(numbers, np.int64))
        except RuntimeError as error:
            raise StoreError("the index's vectors are of other passages than its words") from error
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


def _check_layout(path: Path) -> None:
    """Raises StoreError unless the file is, to the byte, of the kind and size that `Vectors.write` writes."""
    try:
        with path.open("rb") as file:
            header = _HEADER.unpack(file.read(_HEADER.size))
            kind, *told, inner, dimension, count, _, _, trained, metric, numbers = header
            ids_at = _HEADER.size + count * dimension * _NUMBER_BYTES
            if path.stat().st_size != ids_at + _COUNT.size + count * _ID_BYTES:
                raise StoreError(f"{path} is damaged")
            file.seek(ids_at)
            (ids,) = _COUNT.unpack(file.read(_COUNT.size))
    except (OSError, struct.error) as error:
        raise StoreError(f"{path} is damaged") from error
    same = told[:2] == [dimension, count] and told[4:] == [trained, metric]
    sound = numbers == count * dimension and ids == count and 0 < dimension <= MAX_DIMENSION
    if (kind, inner) != _KINDS or metric != faiss.METRIC_INNER_PRODUCT or not same or not sound:
        raise StoreError(f"{path} is damaged")
