"""Words on PostgreSQL: which passages match a question best by BM25, summed up by whoever asks.

A question's postings are fetched packed and summed with numpy: for common words that takes a tenth of the
time that SQL takes, and the server's processors are left to the vectors.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.irregular import regular
from index.postgres.articles import Articles
from index.postgres.postings import BODY, CHUNK, HEADING, inverse_frequency, saturated, unpacked
from index.postgres.schema import alive
from index.types import FloatVector, IntVector
from index.words import MAX_TERMS, build_analyzer

# Read for one question, the rarest terms first. In a large index its commonest words, which weigh least, are
# left out by this; up to about 100,000 passages every word counts.
MOST_POSTINGS = 500_000
MOST_REMEMBERED = 10_000  # terms


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
        return list(self._analyzer.analyze(regular(text)))


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
        """(term, field, chunk, entries), chunk by chunk."""
        chunks = None if among is None else np.unique(among // CHUNK).tolist()
        narrowed = "" if among is None else " AND w.chunk = ANY(%(chunks)s::bigint[])"
        query = (
            "SELECT w.term, w.field, w.chunk, w.entries FROM {posting} w "
            f"WHERE {alive('w')} AND w.term = ANY(%(terms)s){narrowed}"
        )
        rows = self._articles.rows(query, terms=list(terms), chunks=chunks)
        return sorted(
            ((term, field, chunk, entries) for term, field, chunk, entries in rows), key=lambda row: row[2]
        )

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
        sums = _Sums(among)
        for term, field, chunk, entries in self._postings(list(chosen), among) if chosen else []:
            packed = unpacked(entries)
            sums.add(
                chunk, packed["offset"], np.float32(factors[term, field]) * saturated(packed, lengths[field])
            )
        return sums.best(k)

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


class _Sums:
    """Scores summed up, chunk by chunk: those of one must be added together."""

    def __init__(self, among: IntVector | None) -> None:
        self._among = among
        self._chunk = -1
        self._scores = np.zeros(CHUNK, np.float32)
        self._found = np.zeros(CHUNK, np.bool_)
        self._parts: list[tuple[IntVector, FloatVector]] = []

    def add(self, chunk: int, offsets: IntVector, scores: FloatVector) -> None:
        if chunk != self._chunk:
            self._close()
            self._chunk = chunk
        self._scores[offsets] += scores  # a passage stands once in the entries of a term
        self._found[offsets] = True

    def _close(self) -> None:
        """Take what was found in the chunk."""
        if self._chunk < 0:
            return
        offsets = np.flatnonzero(self._found)
        numbers = self._chunk * CHUNK + offsets
        if self._among is not None:
            counts = _among(numbers, self._among)
            offsets, numbers = offsets[counts], numbers[counts]
        self._parts.append((numbers, self._scores[offsets]))
        self._scores[:], self._found[:] = 0.0, False

    def best(self, k: int) -> list[tuple[int, float]]:
        self._close()
        if not self._parts:
            return []
        numbers = np.concatenate([numbers for numbers, _ in self._parts])
        scores = np.concatenate([scores for _, scores in self._parts])
        if len(scores) > k:
            least = np.partition(scores, len(scores) - k)[len(scores) - k]
            numbers, scores = numbers[scores >= least], scores[scores >= least]
        order = np.lexsort((numbers, -scores))[:k]
        return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))


def _among(numbers: IntVector, others: IntVector) -> NDArray[np.bool_]:
    """Which of the numbers are among the others, of which there are some, ascending."""
    places = np.minimum(np.searchsorted(others, numbers), len(others) - 1)
    found: NDArray[np.bool_] = others[places] == numbers
    return found
