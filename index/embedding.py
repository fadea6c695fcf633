"""Passages given their vectors: the ones they had, or new ones, a batch at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from index.cuda import encoding_many
from index.encoder import Encoder
from index.types import FloatMatrix, FloatVector, PassageNumber

BATCH_PASSAGES = 256  # embedded between two steps of the progress bar


class OldVectors(Protocol):
    """Where vectors may be found that were made before."""

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are there."""


class NewVectors(Protocol):
    """Where vectors go."""

    def add(self, numbers: Sequence[int], vectors: FloatMatrix) -> None:
        """numbers: (n,); vectors: float32 (n, dimension), unit length."""


class Embedding:
    """Fills `vectors`. `told` hears after each batch how many passages went through the encoder."""

    def __init__(
        self, encoder: Encoder, vectors: NewVectors, old: OldVectors | None, told: Callable[[int], None]
    ) -> None:
        self._encode = encoding_many(encoder)
        self._vectors, self._old, self._told = vectors, old, told
        self.embedded = 0
        self._pending: list[tuple[PassageNumber, str, str]] = []  # with the key and the text to embed
        # One batch is embedded while the next is read and cut.
        self._beside = ThreadPoolExecutor(1, "embedding")
        self._batch: tuple[list[PassageNumber], Future[FloatMatrix]] | None = None

    def close(self) -> None:
        self._beside.shutdown(cancel_futures=True)

    def add(self, number: PassageNumber, key: str, text: str) -> None:
        """Equal keys have equal vectors."""
        self._pending.append((number, key, text))

    def embed_full(self) -> None:
        """Begin with the next batch, if there are enough passages for one."""
        if len(self._pending) >= BATCH_PASSAGES:
            self._embed()

    def finish(self) -> None:
        """Wait until every passage has its vector."""
        self._embed()
        self._collect()

    def _embed(self) -> None:
        pending, self._pending = self._pending, []
        old = self._old.vectors_of([key for _, key, _ in pending]) if self._old else {}
        for number, key, _ in pending:
            if key in old:
                self._vectors.add([number], old[key][None, :])
        self._collect()
        fresh = [(number, text) for number, key, text in pending if key not in old]
        if fresh:
            vectors = self._beside.submit(self._encode, [text for _, text in fresh])
            self._batch = [number for number, _ in fresh], vectors
        else:
            self._told(self.embedded)

    def _collect(self) -> None:
        """Take the vectors of the batch that is being embedded."""
        if self._batch:
            numbers, vectors = self._batch
            self._batch = None
            self._vectors.add(numbers, vectors.result())
            self.embedded += len(numbers)
            self._told(self.embedded)
