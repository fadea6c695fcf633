"""A question → the passages that speak to it: words and vectors fused, copies of one text counted once."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.copies import word_runs
from index.encoder import Encoder
from index.interface import Filter, Index
from index.parts import Part, parts_of
from index.periods import Period, find_periods
from index.publishers import named_publishers
from index.rows import Origin, Stored
from index.types import IntVector

# The weights were chosen on 1,110 questions over 609 news articles (Hits@4 / Hits@10 / MRR@10):
# vectors alone .532 / .737 / .396, words alone .755 / .870 / .612, so fused .846 / .938 / .668.
# Anything from 0.3 to 0.6 for the vectors' share, and from 0.15 to 0.6 for the heading, is within .01.
VECTORS_SHARE = 0.5
HEADING_BOOST = 0.3  # of a term in title, publisher or date against one in the text
PUBLISHER_BONUS = 0.3
PERIOD_BONUS = 0.2
# Splitting by source brings .833 / .942 / .673 on such questions to .841 / .942 / .682; half of it for the
# part brings less.
PART_SHARE = 0.2
DEPTH = 300  # passages taken from either side, at least
COPY_SHARE = 0.7  # of the shorter passage's word runs that stand in the other, for one to be a copy


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is `words` + `vectors` + the bonuses named in `boosts`."""

    stored: Stored
    rank: int  # from 1
    score: float
    words: float
    vectors: float
    boosts: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()  # names of other articles that hold the same text


def search(
    question: str, index: Index, encoder: Encoder, *, k: int = 10, wanted: Filter | None = None
) -> list[Hit]:
    """The k passages that speak to the question best, best first; none for a question without a word."""
    if k < 1 or not re.search(r"\w", question):
        return []
    among = index.matching(wanted or Filter())
    depth = max(DEPTH, 3 * k)
    whole = _score(question, index, encoder, depth, among)
    parts = parts_of(question, index.publishers())
    candidates = _by_parts(parts, whole, index, encoder, depth, among) if parts else whole
    stored = index.fetch([candidate.number for candidate in candidates[: 2 * k]])
    return _without_copies(candidates, stored, index, k)


class _Candidate(NamedTuple):
    number: int
    publisher: str | None
    score: float
    words: float
    vectors: float
    boosts: tuple[str, ...]


def _score(
    question: str, index: Index, encoder: Encoder, depth: int, among: IntVector | None
) -> list[_Candidate]:
    """Every passage that words or vectors find, best first."""
    vector = encoder.encode_question(question)
    by_words = dict(index.best(dict.fromkeys(index.terms(question), 1.0), depth, among, HEADING_BOOST))
    by_vectors = dict(index.nearest(vector, depth, among))
    by_vectors |= index.cosines(vector, [number for number in by_words if number not in by_vectors])
    houses = named_publishers(question, index.publishers())
    periods = find_periods(question)
    origins = index.origins(list(by_vectors))
    top_words, top_vectors = (max(scores.values(), default=0.0) for scores in (by_words, by_vectors))
    candidates = []
    for number, cosine in by_vectors.items():
        words = (1 - VECTORS_SHARE) * by_words.get(number, 0.0) / top_words if top_words > 0 else 0.0
        vectors = VECTORS_SHARE * max(0.0, cosine) / top_vectors if top_vectors > 0 else 0.0
        boosts, bonus = _boosts(origins[number], houses, periods)
        score = words + vectors + bonus
        candidates.append(_Candidate(number, origins[number].publisher, score, words, vectors, boosts))
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.number))


def _by_parts(
    parts: Sequence[Part],
    whole: Sequence[_Candidate],
    index: Index,
    encoder: Encoder,
    depth: int,
    among: IntVector | None,
) -> list[_Candidate]:
    """The best of what each part asks for by turns, from its own source; then whatever else was found."""
    overall = {candidate.number: candidate for candidate in whole}
    queues = []
    for part in parts:
        own = _score(part.text, index, encoder, depth, among)
        queue = [
            _mixed(candidate, overall.get(candidate.number))
            for candidate in own
            if candidate.publisher in part.publishers
        ]
        queues.append(sorted(queue, key=lambda candidate: (-candidate.score, candidate.number)))
    ordered: dict[int, _Candidate] = {}
    for heads in itertools.zip_longest(*queues):
        for candidate in sorted(filter(None, heads), key=lambda head: -head.score):
            ordered.setdefault(candidate.number, candidate)
    return [*ordered.values(), *(candidate for candidate in whole if candidate.number not in ordered)]


def _mixed(own: _Candidate, whole: _Candidate | None) -> _Candidate:
    """A passage by what a part asks, and by the whole question, in whose light the part is meant."""
    bonus = own.score - own.words - own.vectors
    words = PART_SHARE * own.words + (1 - PART_SHARE) * (whole.words if whole else 0.0)
    vectors = PART_SHARE * own.vectors + (1 - PART_SHARE) * (whole.vectors if whole else 0.0)
    return own._replace(score=words + vectors + bonus, words=words, vectors=vectors)


def _boosts(
    origin: Origin, houses: Sequence[frozenset[str]], periods: Sequence[Period]
) -> tuple[tuple[str, ...], float]:
    boosts, bonus = [], 0.0
    if any(origin.publisher in house for house in houses):
        boosts.append("publisher named")
        bonus += PUBLISHER_BONUS
    if any(period.covers(origin.published) for period in periods):
        boosts.append("date named")
        bonus += PERIOD_BONUS
    return tuple(boosts), bonus


def _without_copies(
    candidates: Sequence[_Candidate], stored: dict[int, Stored], index: Index, k: int
) -> list[Hit]:
    """The first k that are not copies of one before them in another article."""
    kept: list[Hit] = []
    runs_kept: list[set[int]] = []
    holders: dict[int, list[int]] = {}  # a run of words → where in `kept` it stands
    for number, _, score, words, vectors, boosts in candidates:
        if len(kept) == k:
            break
        found = stored.get(number) or index.fetch([number])[number]
        runs = word_runs(found.passage.text)
        shared = Counter(place for run in runs for place in holders.get(run, ()))
        original = next(
            (
                place
                for place, count in shared.items()
                if count >= COPY_SHARE * min(len(runs), len(runs_kept[place]))
                and kept[place].stored.article.name != found.article.name
            ),
            None,
        )
        if original is not None:
            copies = tuple(dict.fromkeys((*kept[original].copies, found.article.name)))
            kept[original] = replace(kept[original], copies=copies)
            continue
        for run in runs:
            holders.setdefault(run, []).append(len(kept))
        runs_kept.append(runs)
        kept.append(Hit(found, len(kept) + 1, score, words, vectors, boosts))
    return kept
