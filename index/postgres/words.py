"""Words on PostgreSQL: which passages match a question best by BM25, summed up by whoever asks.

A question's postings are fetched packed and summed with numpy: for common words that takes a tenth of the
time that SQL takes, and the server's processors are left to the vectors.
"""

import itertools
import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.irregular import regular
from index.postgres.articles import Articles
from index.postgres.postings import BODY, CHUNK, ENTRY, HEADING, inverse_frequency, saturated, unpacked
from index.postgres.schema import alive
from index.types import IntVector
from index.words import MAX_TERMS, build_analyzer

# Read for one question, the rarest terms first. In a large index its commonest words, which weigh least, are
# left out by this; up to about 100,000 passages every word counts.
MOST_POSTINGS = 500_000
MOST_REMEMBERED = 10_000  # terms
TOGETHER = 16  # chunks that are summed at once


class Totals(NamedTuple):
    """Of one state: passages, and terms in the passages and in their headings."""

    passages: int
    body_terms: int
    heading_terms: int


class Analyzer:
    """The terms of a text, as the local store's words have them."""

    def __init__(self) -> None:
        self._analyzer = build_analyzer()

    def __call__(self, text: str) -> list[str]:
        return self._analyzer.analyze(regular(text))


class Words:
    """The words of one state."""

    def __init__(self, articles: Articles, totals: Totals) -> None:
        self._articles, self._totals = articles, totals
        self._analyzer = Analyzer()
        self._known: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def terms(self, text: str) -> list[str]:
        return self._analyzer(text)

    def document_frequency(self, term: str) -> int:
        return max(self._frequencies([term])[term])

    def _frequencies(self, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Term → how many passages hold it, and how many headings."""
        with self._lock:
            known = {term: self._known[term] for term in terms if term in self._known}
        missing = [term for term in terms if term not in known]
        if missing:
            counted = {term: [0, 0] for term in missing}
            for term, field, holding in self._counted(missing):
                counted[term][field] = int(holding)
            fresh = {term: (body, heading) for term, (body, heading) in counted.items()}
            with self._lock:
                if len(self._known) > MOST_REMEMBERED:
                    self._known.clear()
                self._known |= fresh
            known |= fresh
        return known

    def _counted(self, terms: Sequence[str]) -> list[tuple[str, int, int]]:
        """(term, field, passages)."""
        query = (
            "SELECT w.term, w.field, sum(octet_length(w.entries)) / 4 FROM {posting} w "
            f"WHERE {alive('w')} AND w.term = ANY(%(terms)s) GROUP BY 1, 2"
        )
        return [(term, field, int(count)) for term, field, count in self._articles.rows(query, terms=terms)]

    def _postings(self, terms: Sequence[str], among: IntVector | None) -> list[tuple[str, int, int, bytes]]:
        """(term, field, chunk, entries)."""
        chunks = None if among is None else np.unique(among // CHUNK).tolist()
        narrowed = "" if among is None else " AND w.chunk = ANY(%(chunks)s::bigint[])"
        query = (
            "SELECT w.term, w.field, w.chunk, w.entries FROM {posting} w "
            f"WHERE {alive('w')} AND w.term = ANY(%(terms)s){narrowed}"
        )
        return list(self._articles.rows(query, terms=list(terms), chunks=chunks))

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        if k < 1 or not weights or (among is not None and not len(among)):
            return []
        chosen = self._chosen(list(weights))
        factors = {
            (term, field): weights[term] * boost * inverse_frequency(self._totals.passages, holding)
            for term, counts in chosen.items()
            for field, boost, holding in (
                (BODY, 1.0, counts[BODY]),
                (HEADING, heading_boost, counts[HEADING]),
            )
        }
        lengths = [
            total / max(1, self._totals.passages)
            for total in (self._totals.body_terms, self._totals.heading_terms)
        ]
        rows = self._postings(list(chosen), among) if chosen else []
        return best_of(
            [Row(field, chunk, factors[term, field], entries) for term, field, chunk, entries in rows],
            lengths,
            k,
            among,
        )

    def _chosen(self, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
        """The rarest terms that can be afforded, with how many passages and headings hold them."""
        present = {term: counts for term, counts in self._frequencies(terms).items() if sum(counts)}
        chosen: dict[str, tuple[int, int]] = {}
        left = MOST_POSTINGS
        for term in sorted((term for term in terms if term in present), key=lambda term: sum(present[term])):
            left -= sum(present[term])
            if chosen and (left < 0 or len(chosen) == MAX_TERMS):
                break
            chosen[term] = present[term]
        return chosen


class Row(NamedTuple):
    """The entries of one term in one field and chunk, and how much the term weighs there."""

    field: int
    chunk: int
    factor: float
    entries: bytes


def best_of(
    rows: Sequence[Row], mean_lengths: Sequence[float], k: int, among: IntVector | None
) -> list[tuple[int, float]]:
    """(number, score) of the k best sums, best first. Rows are summed TOGETHER chunks at a time: one by one
    each costs more in calls than in sums, and all at once take memory by the size of the index.
    """
    parts = [
        _summed(list(some), int(group) * TOGETHER, mean_lengths, among)
        for group, some in itertools.groupby(
            sorted(rows, key=lambda row: row.chunk), key=lambda row: row.chunk // TOGETHER
        )
    ]
    if not parts:
        return []
    numbers = np.concatenate([numbers for numbers, _ in parts])
    scores = np.concatenate([scores for _, scores in parts])
    if len(scores) > k:
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        numbers, scores = numbers[scores >= least], scores[scores >= least]
    order = np.lexsort((numbers, -scores))[:k]
    return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))


def _summed(
    rows: Sequence[Row], first: int, mean_lengths: Sequence[float], among: IntVector | None
) -> tuple[IntVector, NDArray[np.float64]]:
    """The passages that chunks from `first` on hold, and their sums."""
    span = (max(row.chunk for row in rows) - first + 1) * CHUNK
    ordered = sorted(rows, key=lambda row: row.field)
    counts = [len(row.entries) // ENTRY.itemsize for row in ordered]
    packed = unpacked(b"".join(row.entries for row in ordered))
    bodies = sum(count for row, count in zip(ordered, counts, strict=True) if row.field == BODY)
    parts = packed[:bodies], packed[bodies:]
    weights = np.concatenate([saturated(*each) for each in zip(parts, mean_lengths, strict=True)])
    weights *= np.repeat(np.array([row.factor for row in ordered], np.float32), counts)
    places = np.repeat([(row.chunk - first) * CHUNK for row in ordered], counts) + packed["offset"]
    sums = np.bincount(places, weights, span)
    places = np.flatnonzero(sums)
    numbers = first * CHUNK + places
    if among is not None:
        kept = _among(numbers, among)
        places, numbers = places[kept], numbers[kept]
    return numbers, sums[places]


def _among(numbers: IntVector, others: IntVector) -> NDArray[np.bool_]:
    """Which of the numbers are among the others, of which there are some, ascending."""
    places = np.minimum(np.searchsorted(others, numbers), len(others) - 1)
    found: NDArray[np.bool_] = others[places] == numbers
    return found
