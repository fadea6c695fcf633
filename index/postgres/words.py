"""Words on PostgreSQL: which passages match a question best by BM25, summed up by whoever asks.

A question's postings are fetched packed and summed with numpy: for common words that takes a tenth of the
time that SQL takes, and the server's processors are left to the vectors.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from index.postgres.articles import Articles
from index.postgres.postings import (
    BODY,
    CHUNK,
    ENTRY,
    HEADING,
    scores_by_mark,
    unpacked,
)
from index.postgres.schema import alive
from index.remembered import Remembered
from index.terms import inverse_frequency, terms_of
from index.types import FloatVector, IntVector
from index.words import telling

# Read for one question, the rarest terms first. In a large index common words, which weigh least, are left
# out by this beside those that index/words.py leaves out.
MOST_POSTINGS = 500_000
MOST_FREQUENCIES = 10_000  # terms whose frequencies are remembered
# Of postings that are remembered: of the common words, of which each question has some, most are.
MOST_BYTES = 64_000_000
TOGETHER = 16  # chunks that are summed at once
BLOCK = 256  # passages, of which the best stands for all when those to be sorted are looked for


class Row(NamedTuple):
    """A part of a term's postings."""

    field: int
    chunk: int
    entries: bytes


class Totals(NamedTuple):
    """Of one state: passages, and terms in the passages and in their headings."""

    passages: int
    body_terms: int
    heading_terms: int


class Words:
    """The words of one state."""

    def __init__(self, articles: Articles, totals: Totals) -> None:
        self._articles, self._totals = articles, totals
        # Of BODY and of HEADING.
        self._scores = [
            scores_by_mark(total / max(1, totals.passages))
            for total in (totals.body_terms, totals.heading_terms)
        ]
        self._frequencies = Remembered(self._counted, MOST_FREQUENCIES)
        self._postings = Remembered(self._fetched, MOST_BYTES, _bytes_of)

    def terms(self, text: str) -> list[str]:
        return terms_of(text)

    def document_frequency(self, term: str) -> int:
        return max(self._frequencies([term])[term])

    def _counted(self, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Term → how many passages hold it, and how many headings."""
        query = (
            "SELECT w.term, w.field, sum(octet_length(w.entries)) / 4 FROM {posting} w "
            f"WHERE {alive('w')} AND w.term = ANY(%(terms)s) GROUP BY 1, 2"
        )
        counted = {term: [0, 0] for term in terms}
        for term, field, holding in self._articles.rows(query, terms=list(terms)):
            counted[term][field] = int(holding)
        return {term: (body, heading) for term, (body, heading) in counted.items()}

    def _fetched(self, terms: Sequence[str], among: IntVector | None = None) -> dict[str, list[Row]]:
        """Term → its rows; with `among`, only those of chunks in which one of these passages is."""
        chunks = None if among is None else np.unique(among // CHUNK).tolist()
        narrowed = "" if among is None else " AND w.chunk = ANY(%(chunks)s::bigint[])"
        query = (
            "SELECT w.term, w.field, w.chunk, w.entries FROM {posting} w "
            f"WHERE {alive('w')} AND w.term = ANY(%(terms)s){narrowed}"
        )
        found: dict[str, list[Row]] = {term: [] for term in terms}
        for term, *row in self._articles.rows(query, terms=list(terms), chunks=chunks):
            found[term].append(Row(*row))
        return found

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        if k < 1 or not weights or (among is not None and not len(among)):
            return []
        if not (chosen := self._chosen(list(weights))):
            return []
        factors = {
            (term, field): weights[term] * boost * inverse_frequency(self._totals.passages, holding)
            for term, counts in chosen.items()
            for field, boost, holding in (
                (BODY, 1.0, counts[BODY]),
                (HEADING, heading_boost, counts[HEADING]),
            )
        }
        rows = self._postings(list(chosen)) if among is None else self._fetched(list(chosen), among)
        found: dict[tuple[str, int], list[tuple[int, bytes]]] = {}
        for term in chosen:
            for field, chunk, entries in rows[term]:
                found.setdefault((term, field), []).append((chunk, entries))
        postings = [Postings(self._scores[key[1]] * factors[key], chunks) for key, chunks in found.items()]
        return best_of(postings, k, among)

    def _chosen(self, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
        """The rarest terms that can be afforded, with how many passages and headings hold them."""
        found = self._frequencies(terms)
        chosen: dict[str, tuple[int, int]] = {}
        left = MOST_POSTINGS
        for term in telling({term: sum(found[term]) for term in terms}, self._totals.passages):
            left -= sum(found[term])
            if chosen and left < 0:
                break
            chosen[term] = found[term]
        return chosen


def _bytes_of(rows: Sequence[Row]) -> int:
    return 100 + sum(100 + len(row.entries) for row in rows)


class Postings(NamedTuple):
    """Of one term in one field."""

    scores: FloatVector  # by an entry's frequency and length, (65,536,)
    chunks: Sequence[tuple[int, bytes]]  # entries; those of one chunk may be in several parts


def best_of(postings: Sequence[Postings], k: int, among: IntVector | None) -> list[tuple[int, float]]:
    """(number, score) of the k best sums, best first. TOGETHER chunks are summed at a time: one by one each
    costs more in calls than in sums, and all at once take memory by the size of the index.
    """
    groups = sorted({chunk // TOGETHER for each in postings for chunk, _ in each.chunks})
    parts = [_best_in(group, postings, k, among) for group in groups]
    if not parts:
        return []
    numbers = np.concatenate([numbers for numbers, _ in parts])
    scores = np.concatenate([scores for _, scores in parts])
    if len(scores) > k:
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        numbers, scores = numbers[scores >= least], scores[scores >= least]
    order = np.lexsort((numbers, -scores))[:k]
    return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))


def _best_in(
    group: int, postings: Sequence[Postings], k: int, among: IntVector | None
) -> tuple[IntVector, FloatVector]:
    """Numbers and scores of a group's k best passages, and of some that may be worse."""
    first = group * TOGETHER
    parts = [
        (scores, [(chunk - first, entries) for chunk, entries in chunks if chunk // TOGETHER == group])
        for scores, chunks in postings
    ]
    last = max(chunk for _, here in parts for chunk, _ in here)
    sums: FloatVector = np.zeros((last + 1) * CHUNK, np.float32)
    for scores, here in parts:
        packed = unpacked(b"".join(entries for _, entries in here))
        counts = [len(entries) // ENTRY.itemsize for _, entries in here]
        places = np.repeat([chunk * CHUNK for chunk, _ in here], counts) + packed["offset"]
        sums[places] += scores[packed["mark"]]  # a term is there once for a passage: no place comes twice
    if among is not None:
        low, high = np.searchsorted(among, (first * CHUNK, first * CHUNK + len(sums)))
        passing = np.zeros(len(sums), bool)
        passing[among[low:high] - first * CHUNK] = True
        sums[~passing] = 0
    least = _least_of(sums, k)
    places = np.flatnonzero(sums >= least) if least > 0 else np.flatnonzero(sums)
    return first * CHUNK + places, sums[places]


def _least_of(sums: FloatVector, k: int) -> float:
    """A bound that the k best reach: the k-th best of the best in each block, or 0.

    Sorting only what reaches it takes a fraction of the time that sorting all takes.
    """
    best = sums.reshape(-1, BLOCK).max(axis=1)
    return float(np.partition(best, len(best) - k)[len(best) - k]) if k <= len(best) else 0.0
