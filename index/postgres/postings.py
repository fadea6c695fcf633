"""A term's passages, packed: what the words' table holds, and BM25 over it with tantivy's own figures.

Each row of the table is of one term in one field and one chunk of CHUNK passage numbers, and holds four bytes
a passage: its number within the chunk, how often the term stands there, and how long the field is. As in
tantivy and Lucene, lengths are kept in eight bits, exactly up to 40 and by one in eight above.
"""

import array
import itertools
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.types import FloatVector

CHUNK = 1 << 16
BODY, HEADING = 0, 1
ENTRY = np.dtype([("offset", "<u2"), ("mark", "<u2")])  # a mark is frequency + 256 · length
MOST_FREQUENT = 255
SATURATION, LENGTH_SHARE = 1.2, 0.75  # BM25's k1 and b, as in tantivy
Entries: TypeAlias = NDArray[np.void]  # of ENTRY


def _lengths() -> NDArray[np.int64]:
    """What each of the 256 marks of a length stands for: 3 bits behind the first, above the 24 exact ones."""
    exact = 24
    high = [
        low if low < 8 else (8 + low % 8) << (low // 8 - 1)  # so many bits, and how far they are shifted
        for low in range(256 - exact)
    ]
    return np.array([*range(exact), *(exact + each for each in high)], np.int64)


LENGTHS = _lengths()


def length_marks(terms: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each number of terms the mark of the longest length that is not above it."""
    marks: NDArray[np.int64] = np.searchsorted(LENGTHS, terms, side="right") - 1
    return marks


def scores_by_mark(mean_length: float) -> FloatVector:
    """How much an entry counts, by its mark: (k1 + 1) tf / (tf + k1 (1 - b + b length / mean length)).

    Shape (65,536,).
    """
    marks = np.arange(1 << 16)
    frequency, length = (marks % 256).astype(np.float32), LENGTHS[marks // 256]
    by_length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / max(mean_length, 1e-9))
    scores: FloatVector = (1 + SATURATION) * frequency / (frequency + by_length.astype(np.float32))
    return scores


def unpacked(entries: bytes) -> Entries:
    """What `Packing` packed."""
    found: Entries = np.frombuffer(entries, ENTRY)
    return found


class Packing:
    """Passages' terms, until they are packed. Passages are added with ascending numbers."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}  # of each term in the order of their coming
        self._terms = array.array("I")  # of all texts, one after the other: the terms' places
        self._texts = array.array("Q")  # 2 × the passage's number + field, and how many terms, by turns

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, number: int, field: int, terms: Sequence[str]) -> None:
        places = self._places
        self._terms.extend([places.setdefault(term, len(places)) for term in terms])
        self._texts.extend((2 * number + field, len(terms)))

    def pack(self) -> Iterator[tuple[str, int, int, bytes]]:
        """(term, field, chunk, entries) of all that was added, which is then forgotten."""
        names, terms = list(self._places), np.array(self._terms, np.int64)
        texts, counts = np.array(self._texts, np.int64).reshape(-1, 2).T
        self.__init__()  # type: ignore[misc]
        if not len(terms):
            return
        numbers, fields = np.divmod(texts, 2)
        order = np.lexsort((numbers, fields))
        ranks = np.empty_like(order)
        ranks[order] = np.arange(len(order))
        # One number for a term in a text, whose order is that of terms, then fields, then passages.
        keys, frequencies = np.unique(terms * len(order) + np.repeat(ranks, counts), return_counts=True)
        terms, ranks = np.divmod(keys, len(order))
        text = order[ranks]
        numbers, fields = numbers[text], fields[text]
        entries = np.empty(len(terms), ENTRY)
        entries["offset"] = numbers % CHUNK
        entries["mark"] = np.minimum(frequencies, MOST_FREQUENT) + 256 * length_marks(counts)[text]
        changes = np.diff(terms) | np.diff(fields) | np.diff(numbers // CHUNK)
        bounds = [0, *(np.flatnonzero(changes) + 1).tolist(), len(terms)]
        for start, end in itertools.pairwise(bounds):
            place = names[terms[start]], int(fields[start]), int(numbers[start]) // CHUNK
            yield *place, entries[start:end].tobytes()
