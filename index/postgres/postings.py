"""A term's passages, packed: what the words' table holds, and BM25 over it with tantivy's own figures.

Each row of the table is of one term in one field and one chunk of CHUNK passage numbers, and holds four bytes
a passage: its number within the chunk, how often the term stands there, and how long the field is. As in
tantivy and Lucene, lengths are kept in eight bits, exactly up to 40 and by one in eight above.
"""

import array
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.types import FloatVector

CHUNK = 1 << 16
BODY, HEADING = 0, 1
ENTRY = np.dtype([("offset", "<u2"), ("frequency", "u1"), ("length", "u1")])
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


def length_mark(terms: int) -> int:
    """The mark of the longest length that is not above `terms`."""
    return int(np.searchsorted(LENGTHS, terms, side="right")) - 1


def inverse_frequency(passages: int, holding: int) -> float:
    """BM25's weight of a term that `holding` of the passages hold."""
    return float(np.log1p((passages - holding + 0.5) / (holding + 0.5)))


def saturated(entries: Entries, mean_length: float) -> FloatVector:
    """How much each entry's frequency counts: (k1 + 1) tf / (tf + k1 (1 - b + b length / mean length))."""
    by_length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * LENGTHS / max(mean_length, 1e-9))
    frequency = entries["frequency"].astype(np.float32)
    scores: FloatVector = (
        (1 + SATURATION) * frequency / (frequency + by_length.astype(np.float32)[entries["length"]])
    )
    return scores


def unpacked(entries: bytes) -> Entries:
    """What `Packing` packed."""
    found: Entries = np.frombuffer(entries, ENTRY)
    return found


class Packing:
    """Passages' terms, until they are packed. Passages are added with ascending numbers."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._keys = array.array("I")  # 2 × the term's place + field
        self._numbers = array.array("Q")
        self._entries = array.array("H")  # frequency and length, a byte each

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, number: int, field: int, terms: Sequence[str]) -> None:
        length = length_mark(len(terms))
        for term, count in Counter(terms).items():
            self._keys.append(2 * self._terms.setdefault(term, len(self._terms)) + field)
            self._numbers.append(number)
            self._entries.append(min(count, MOST_FREQUENT) | length << 8)

    def pack(self) -> Iterator[tuple[str, int, int, bytes]]:
        """(term, field, chunk, entries) of all that was added, which is then forgotten."""
        keys, numbers = np.array(self._keys, np.int64), np.array(self._numbers, np.int64)
        both = np.array(self._entries, np.uint16)
        names = list(self._terms)
        self.__init__()  # type: ignore[misc]
        if not len(keys):
            return
        order = np.lexsort((numbers, keys))
        keys, numbers, both = keys[order], numbers[order], both[order]
        entries = np.empty(len(keys), ENTRY)
        entries["offset"], entries["frequency"], entries["length"] = numbers % CHUNK, both & 0xFF, both >> 8
        changes = np.flatnonzero((np.diff(keys) != 0) | (np.diff(numbers // CHUNK) != 0)) + 1
        bounds = [0, *changes.tolist(), len(keys)]
        for start, end in itertools.pairwise(bounds):
            term, field = divmod(int(keys[start]), 2)
            yield names[term], field, int(numbers[start]) // CHUNK, entries[start:end].tobytes()
