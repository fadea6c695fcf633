"""Passages found → how well each speaks to a question by words, vectors, and what the question names."""

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.periods import Period, find_periods
from index.publishers import named_publishers
from index.rows import Origin

# The weights were chosen on 1,110 questions over 609 news articles (Hits@4 / Hits@10 / MRR@10):
# vectors alone .532 / .737 / .396, words alone .755 / .870 / .612, so fused .846 / .938 / .668.
# Anything from 0.3 to 0.6 for the vectors' share is within .01.
VECTORS_SHARE = 0.5
PUBLISHER_BONUS = 0.3
PERIOD_BONUS = 0.2
# Splitting by source brings .852 / .951 / .692 over all of them, with the vector of the whole question: with
# each part's own it is .840 / .942 / .682. From 0.3 to 0.5 for the part's words is within .003.
PART_SHARE = 0.4


class Candidate(NamedTuple):
    """A passage found, with what its score is made of."""

    number: int
    score: float
    words: float
    vectors: float
    boosts: tuple[str, ...]
    sentence: float = 0.0


def from_publishers(publishers: frozenset[str], origins: Mapping[int, Origin]) -> dict[int, Origin]:
    """Those of the passages that are from one of them."""
    return {number: origin for number, origin in origins.items() if origin.publisher in publishers}


def scored(
    text: str,
    words: Mapping[int, float],
    cosines: Mapping[int, float],
    origins: Mapping[int, Origin],
    publishers: Sequence[str],
) -> list[Candidate]:
    """The passages that have an origin here, best first."""
    houses = frozenset().union(*named_publishers(text, publishers))
    periods = find_periods(text)
    top_words, top_vectors = (max(scores.values(), default=0.0) for scores in (words, cosines))
    words_share = (1 - VECTORS_SHARE) / top_words if top_words > 0 else 0.0
    vectors_share = VECTORS_SHARE / top_vectors if top_vectors > 0 else 0.0
    candidates = []
    for number, origin in origins.items():
        by_words = words_share * words.get(number, 0.0)
        by_vectors = vectors_share * max(0.0, cosines[number])
        boosts, bonus = _boosts(origin, houses, periods) if houses or periods else ((), 0.0)
        candidates.append(Candidate(number, by_words + by_vectors + bonus, by_words, by_vectors, boosts))
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.number))


def by_parts(own: Sequence[Sequence[Candidate]], whole: Sequence[Candidate]) -> list[Candidate]:
    """The best of what each part asks for by turns, from its own source; then whatever else was found."""
    overall = {candidate.number: candidate for candidate in whole}
    queues = []
    for part in own:
        queue = [_mixed(candidate, overall[candidate.number].words) for candidate in part]
        queues.append(sorted(queue, key=lambda candidate: (-candidate.score, candidate.number)))
    ordered: dict[int, Candidate] = {}
    for heads in itertools.zip_longest(*queues):
        for candidate in sorted(filter(None, heads), key=lambda head: -head.score):
            ordered.setdefault(candidate.number, candidate)
    return [*ordered.values(), *(candidate for candidate in whole if candidate.number not in ordered)]


def _mixed(own: Candidate, whole: float) -> Candidate:
    """A passage by the words of a part, and by those of the whole question, in whose light it is meant."""
    words = PART_SHARE * own.words + (1 - PART_SHARE) * whole
    return own._replace(score=own.score - own.words + words, words=words)


def _boosts(
    origin: Origin, houses: frozenset[str], periods: Sequence[Period]
) -> tuple[tuple[str, ...], float]:
    boosts, bonus = [], 0.0
    if origin.publisher in houses:
        boosts.append("publisher named")
        bonus += PUBLISHER_BONUS
    if any(period.covers(origin.published) for period in periods):
        boosts.append("date named")
        bonus += PERIOD_BONUS
    return tuple(boosts), bonus
