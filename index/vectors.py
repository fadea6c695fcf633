"""Vectors in FAISS: which passages lie nearest to a question."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from corpus.errors import StoreError
from index.clusters import EXACT_UP_TO, NO_PLACES, PLACES_BY_NUMBER, cluster, cluster_count, probes
from index.files import write_failure
from index.types import FloatMatrix, FloatVector, IntVector
from index.vectors_file import CLUSTERED, kind_of

MOVED_TOGETHER = 65_536  # vectors, from one kind of index into another


class Vectors:
    """Unit vectors by passage number, searched by inner product, which is then the cosine.

    Up to EXACT_UP_TO of them are all compared with a question. More are kept in clusters, and those of the
    clusters nearest to a question are: index/clusters.py says how near that comes.
    """

    # faiss's stubs lack what its Python layer adds: arrays for selectors, keywords, `reconstruct_batch`.
    _index: Any

    def __init__(self, dimension: int) -> None:
        self._index = _exact(dimension)

    @classmethod
    def read(cls, path: Path, *, to_change: bool = False) -> "Vectors":
        """Raises StoreError for a file that is not what `write` wrote.

        The file is mapped into memory, not read, unless the vectors are `to_change`: for 160,000 that takes
        7 ms and 3 MB instead of 200 ms and 246 MB.
        """
        # FAISS believes what it reads: of other kinds or sizes it might end the process.
        clustered = kind_of(path) == CLUSTERED
        mapped = faiss.IO_FLAG_MMAP if clustered else faiss.IO_FLAG_MMAP_IFC
        vectors = cls.__new__(cls)
        try:
            vectors._index = faiss.read_index(str(path), 0 if to_change else mapped)
        except (RuntimeError, MemoryError) as error:
            raise StoreError(f"{path} is damaged") from error
        if not to_change:
            vectors._find_places()
            vectors._touch_no_pages()
        return vectors

    @property
    def _is_clustered(self) -> bool:
        return isinstance(self._index, faiss.IndexIVF)

    def _find_places(self) -> None:
        """Where in the clusters each passage's vector is, for taking it out by its number."""
        if self._is_clustered and self._index.direct_map.no():
            self._index.set_direct_map_type(PLACES_BY_NUMBER)

    def _touch_no_pages(self) -> None:
        """FAISS begins 32 threads for every question, to read a mapped file ahead: of one that is in memory
        that takes longer than the search itself.
        """
        if self._is_clustered:
            lists: Any = faiss.downcast_InvertedLists(self._index.invlists)
            lists.prefetch_nthread = 0

    def _forget_places(self) -> None:
        """Removing many at once does without, and a file has none."""
        if self._is_clustered:
            self._index.set_direct_map_type(NO_PLACES)

    def write(self, path: Path) -> None:
        """Raises OSError when the disk is full."""
        self._settle()
        self._forget_places()
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise write_failure(path, error) from error

    def _settle(self) -> None:
        """Change the kind of index where there are too many vectors for it, or far too few.

        Clusters stay as they are until four times as many are wanted, or a quarter: what is added finds its
        cluster among them, and only some changes in millions cost the time of clustering anew.
        """
        count, has = len(self), self._index.nlist if self._is_clustered else 0
        wanted = cluster_count(count)
        if count <= (EXACT_UP_TO // 2 if has else EXACT_UP_TO):
            if has:
                self._move(_exact(self.dimension))
        elif not has or wanted >= 4 * has or 4 * wanted <= has:
            self._move(cluster(self.dimension, wanted, self._sample))

    def _sample(self, most: int) -> FloatMatrix:
        numbers = np.array(self.numbers(), np.int64)
        chosen = np.random.default_rng(0).permutation(len(numbers))[:most]
        return self.take(numbers[np.sort(chosen)])

    def _move(self, index: Any) -> None:
        numbers = np.array(self.numbers(), np.int64)
        for first in range(0, len(numbers), MOVED_TOGETHER):
            some = numbers[first : first + MOVED_TOGETHER]
            index.add_with_ids(self.take(some), some)
        self._index = index

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
            self._forget_places()
            self._index.remove_ids(np.asarray(numbers, np.int64))

    def numbers(self) -> list[int]:
        """Every passage that has a vector."""
        if not self._is_clustered:
            found: list[int] = faiss.vector_to_array(self._index.id_map).tolist()
            return found
        lists = self._index.invlists
        return [
            number
            for place in range(self._index.nlist)
            if (size := lists.list_size(place))
            for number in faiss.rev_swig_ptr(lists.get_ids(place), size).tolist()
        ]

    def take(self, numbers: Sequence[int] | IntVector) -> FloatMatrix:
        """float32 (len(numbers), dimension), in the order asked for."""
        if not len(numbers):
            return np.empty((0, self.dimension), np.float32)
        self._find_places()
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
        settings: dict[str, Any] = {}
        if among is not None:
            settings["sel"] = faiss.IDSelectorBatch(among)
        kind: Any = faiss.SearchParameters  # its keywords are not in the stubs
        if self._is_clustered:
            kind = faiss.SearchParametersIVF
            share = 1.0 if among is None else len(among) / len(self)
            settings["nprobe"] = probes(self._index.nlist, share)
        parameters = kind(**settings)
        with _one_thread():
            scores, numbers = self._index.search(question[None, :], min(k, len(self)), params=parameters)
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        found = [(int(number), float(score)) for number, score in pairs if number >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """One question is no work to share out: a second thread would only be waited for where cores are busy."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)  # of the calling thread alone
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _exact(dimension: int) -> Any:
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
