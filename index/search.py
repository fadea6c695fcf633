"""A question → the passages that speak to it: words and vectors fused, copies of one text counted once."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.database import Origin, Stored
from index.encoder import Encoder
from index.periods import Period, find_periods
from index.publishers import named_publishers
from index.store import Filter, Index

# The weights were chosen on 1,110 questions over 609 news articles (Hits@4 / Hits@10 / MRR@10):
# vectors alone .532 / .737 / .396, words alone .755 / .870 / .612, so fused .846 / .938 / .668.
# Anything from 0.3 to 0.6 for the vectors' share, and from 0.15 to 0.6 for the heading, is within .01.
VECTORS_SHARE = 0.5
HEADING_BOOST = 0.3  # of a term in title, publisher or date against one in the text
PUBLISHER_BONUS = 0.3
PERIOD_BONUS = 0.2
DEPTH = 300  # passages taken from either side, at least
COPY_SHARE = 0.7  # of the shorter passage's word runs that stand in the other, for one to be a copy
RUN_WORDS = 4


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
    vector = encoder.encode_question(question)
    depth = max(DEPTH, 3 * k)
    by_words = dict(index.best(dict.fromkeys(index.terms(question), 1.0), depth, among, HEADING_BOOST))
    by_vectors = dict(index.nearest(vector, depth, among))
    by_vectors |= index.cosines(vector, [number for number in by_words if number not in by_vectors])
    candidates = _score(question, index, by_words, by_vectors)
    stored = index.fetch([candidate.number for candidate in candidates[: 2 * k]])
    return _without_copies(candidates, stored, index, k)


class _Candidate(NamedTuple):
    number: int
    score: float
    words: float
    vectors: float
    boosts: tuple[str, ...]


def _score(
    question: str, index: Index, by_words: dict[int, float], by_vectors: dict[int, float]
) -> list[_Candidate]:
    """Every passage found by either side, best first."""
    houses = named_publishers(question, index.publishers())
    periods = find_periods(question)
    origins = index.origins(list(by_vectors))
    top_words, top_vectors = (max(scores.values(), default=0.0) for scores in (by_words, by_vectors))
    candidates = []
    for number, cosine in by_vectors.items():
        words = (1 - VECTORS_SHARE) * by_words.get(number, 0.0) / top_words if top_words > 0 else 0.0
        vectors = VECTORS_SHARE * max(0.0, cosine) / top_vectors if top_vectors > 0 else 0.0
        boosts, bonus = _boosts(origins[number], houses, periods)
        candidates.append(_Candidate(number, words + vectors + bonus, words, vectors, boosts))
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.number))
    return _in_turn(
        candidates, [{n for n, origin in origins.items() if origin.publisher in house} for house in houses]
    )


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


def _in_turn(candidates: list[_Candidate], houses: Sequence[set[int]]) -> list[_Candidate]:
    """Where a question names several publishers, their passages by turns; then the others."""
    if len(houses) < 2:
        return candidates
    queues = [[candidate for candidate in candidates if candidate.number in house] for house in houses]
    ordered: dict[int, _Candidate] = {}
    for turn in range(max(map(len, queues))):
        heads = [queue[turn] for queue in queues if turn < len(queue)]
        for candidate in sorted(heads, key=lambda head: -head.score):
            ordered.setdefault(candidate.number, candidate)
    for candidate in candidates:
        ordered.setdefault(candidate.number, candidate)
    return list(ordered.values())


def _without_copies(
    candidates: Sequence[_Candidate], stored: dict[int, Stored], index: Index, k: int
) -> list[Hit]:
    """The first k that are not copies of one before them in another article."""
    kept: list[Hit] = []
    runs_kept: list[set[int]] = []
    holders: dict[int, list[int]] = {}  # a run of words → where in `kept` it stands
    for number, score, words, vectors, boosts in candidates:
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


def word_runs(text: str) -> set[int]:
    """Hashes of every run of RUN_WORDS words; of the whole, where there are fewer."""
    words = re.findall(r"\w+", text.casefold())
    length = min(RUN_WORDS, len(words))
    return {hash(tuple(words[first : first + length])) for first in range(len(words) - length + 1)}
