"""Candidates → the quotes that answer, from as many independent articles as do, best first."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer_type import AnswerType
from bot.authors import byline, is_by
from bot.candidates import Asked, Candidate, beginnings_first, score_of
from bot.doubt import EVEN, chance_of, readings_of
from bot.limits import LIMITS, Limits
from bot.names import Name
from bot.objections import MEASURED, OFF_THE_POINT, objection
from bot.quoting import quoted_span
from bot.scored import Scored
from bot.times import is_of_now, may_tell_of
from corpus.copies import word_runs
from index.interface import Index

SAME_SHARE = 0.8  # of the shorter quote's word runs, for two quotes to say the same
# What may be so today and otherwise tomorrow; a reason or what somebody said is not.
CHANGING = frozenset({AnswerType.YES_NO, AnswerType.PERSON, AnswerType.PLACE, *MEASURED})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted, and the chance that the articles answer; nothing is quoted below EVEN."""

    quoted: tuple[Scored, ...] = ()
    chance: float = 0.0


def rate(candidates: Sequence[Candidate], limits: Limits = LIMITS) -> list[Scored]:
    """Every candidate, best first, with what it would be quoted as."""
    rated = [
        Scored(candidate, score_of(candidate.features, limits), quoted_span(candidate))
        for candidate in candidates
    ]
    rated.sort(key=lambda scored: (-scored.score, scored.candidate.article.name, scored.span))
    return rated


def choose(asked: Asked, rated: Sequence[Scored], index: Index, k: int, limits: Limits = LIMITS) -> Choice:
    """At most k that answer: the best of each article first, then further ones. Sets every verdict.

    Once a question of yes or no is answered, what other articles report of its subject stands beside the
    answer, though they say it in other words.
    """
    keys = key_names(asked, index)
    for scored in rated:
        scored.verdict = objection(asked, scored, keys, limits)
    fitting = _widest(_asked_for(asked, [scored for scored in rated if not scored.verdict]))
    readings = readings_of([scored.candidate for scored in rated])
    chance = max((chance_of(asked, scored.candidate, readings, limits) for scored in fitting), default=0.0)
    if chance < EVEN:
        for scored in fitting:
            scored.verdict = "is too unlikely to answer"
        return Choice(chance=chance)
    best, each = _to_be_near(asked, fitting[0].score, limits), _for_each(keys, fitting)
    near = _keep(fitting, _near(asked, fitting, fitting[0], limits), "tells of something else")
    about = [scored for scored in rated if asked.kind is AnswerType.YES_NO and _is_about(keys, scored)]
    beside = _near(asked, about, fitting[0], limits)
    again = [scored for scored in near if scored.reading(1.0) >= limits.read_again]
    sure = [scored for scored in near if scored.reading(0.0) >= limits.read_sure]
    chosen: list[Scored] = []
    for row, margin, one_each in (
        (each, 2 * limits.margin, False),
        (near, limits.margin, True),
        (beside, limits.margin, True),
        (again, limits.margin_again, False),
        (sure, limits.margin_sure, True),
        (sure, limits.margin, False),
    ):
        for scored in row:
            articles = {other.candidate.article.name for other in chosen}
            again_is_too_much = one_each or asked.is_overview
            if scored in chosen or (again_is_too_much and scored.candidate.article.name in articles):
                continue
            scored.verdict = _too_much(scored, chosen, best, k, margin)
            if not scored.verdict:
                chosen.append(scored)
    for scored in chosen:
        scored.verdict = "quoted"
    for scored in fitting:
        scored.verdict = scored.verdict or "its article is quoted with a better one"
    return Choice(tuple(_in_order(asked, chosen, limits)), chance)


def _widest(fitting: Sequence[Scored]) -> list[Scored]:
    """Without those that stand in the quote of one that the reader likes better, which then counts as much.

    "The guard left hospital." is quoted before "He lost an eye." as well, and says less of how he is.
    """
    places = list(range(len(fitting)))
    for one, other in itertools.permutations(range(len(fitting)), 2):
        wide, inner = fitting[one], fitting[other]
        if _holds(wide, inner) and wide.reading(0.0) > inner.reading(0.0):
            wide.score, places[one] = max(wide.score, inner.score), min(places[one], places[other])
            inner.verdict = "stands in a quote that answers better"
    in_order = sorted(zip(places, range(len(fitting)), strict=True))
    return [fitting[number] for _, number in in_order if not fitting[number].verdict]


def _holds(wide: Scored, inner: Scored) -> bool:
    """Whether one quote is a part of the other, and not all of it."""
    same = wide.candidate.article.name == inner.candidate.article.name
    return (
        same and wide.span != inner.span and wide.span[0] <= inner.span[0] and inner.span[1] <= wide.span[1]
    )


def _to_be_near(asked: Asked, best: float, limits: Limits) -> float:
    """The score that others are held to: the best one, of a topic without what its place gives it."""
    if asked.is_overview:
        return -math.inf
    return best - limits.weights["opening"] if asked.is_topic else best


def _in_order(asked: Asked, chosen: Sequence[Scored], limits: Limits) -> list[Scored]:
    """Best first; by day where an overview of a time is asked for, the newest first in any other.

    Where it is asked how things stand, what was reported later comes before what is hardly better.
    """
    if asked.is_overview and asked.periods:
        return sorted(chosen, key=lambda scored: _day(scored, math.inf))
    if asked.is_overview or asked.is_of_latest:
        return sorted(chosen, key=lambda scored: -_day(scored, 0.0))
    best_first = sorted(chosen, key=lambda scored: -scored.score)
    may_change = asked.kind in CHANGING and not asked.periods and is_of_now(asked.text)
    if not best_first or not may_change:
        return best_first
    least = best_first[0].score - limits.margin_now
    near = [
        scored for scored in best_first if scored.score >= least and scored.reading(0.0) >= limits.read_so
    ]
    near.sort(key=lambda scored: -_day(scored, 0.0))
    return [*near, *(scored for scored in best_first if scored not in near)]


def _day(scored: Scored, unknown: float) -> float:
    day = scored.candidate.article.published
    return day.toordinal() if day else unknown


def _for_each(keys: Sequence[Name], fitting: Sequence[Scored]) -> list[Scored]:
    """For a question about several things, the best sentence on each."""
    if len(keys) < 2:
        return []
    best = (next((one for one in fitting if key.mentioned_in(one.text)), None) for key in keys)
    return [scored for scored in best if scored]


def _asked_for(asked: Asked, fitting: list[Scored]) -> list[Scored]:
    """Those from the source and the time that the question names; else what others say of the source."""
    if asked.author:
        own = [scored for scored in fitting if is_by(asked.author, scored.candidate.article)]
        fitting = _keep(fitting, own, "is by another author")
    if asked.by_whom:
        signed = [scored for scored in fitting if byline(scored.candidate.article)]
        fitting = _keep(fitting, signed, "does not say who wrote it")
    if asked.sources:
        own = [scored for scored in fitting if scored.candidate.article.publisher in asked.sources]
        fitting = _keep(fitting, own or _of_source(asked, fitting), "is from another source")
    if asked.is_overview and asked.periods:
        timely = [
            scored
            for scored in fitting
            if any(period.covers(scored.candidate.article.published) for period in asked.periods)
        ]
        fitting = _keep(fitting, timely, "is from another time")
    if asked.is_overview:
        return sorted(fitting, key=lambda scored: beginnings_first(scored.candidate))
    if asked.periods:
        timely = [
            scored
            for scored in fitting
            if any(may_tell_of(scored.candidate.article, period, scored.text) for period in asked.periods)
        ]
        fitting = _keep(fitting, timely, "is of another time")
    return fitting


def _of_source(asked: Asked, fitting: Sequence[Scored]) -> list[Scored]:
    return [
        scored for scored in fitting if any(name.mentioned_in(scored.text) for name in asked.source_names)
    ]


def _keep(fitting: Sequence[Scored], kept: list[Scored], verdict: str) -> list[Scored]:
    for scored in fitting:
        if scored not in kept:
            scored.verdict = verdict
    return kept


def _is_about(keys: Sequence[Name], scored: Scored) -> bool:
    """Whether only its words speak against the sentence, and it begins with what the question is about."""
    return scored.verdict == OFF_THE_POINT and any(name.begins(scored.text) for name in keys)


def _near(asked: Asked, row: Sequence[Scored], best: Scored, limits: Limits) -> list[Scored]:
    """Without those that are from another article than the best and seem to be of another story."""
    if asked.is_overview or asked.is_topic:
        return list(row)
    own = best.candidate.article.name
    return [one for one in row if one.candidate.article.name == own or not _is_elsewhere(one, limits)]


def _is_elsewhere(scored: Scored, limits: Limits) -> bool:
    features = scored.candidate.features
    words = features["words"] + features["words_near"]
    return words < limits.beside_words and features["cosine"] < limits.beside_cosine


def _too_much(scored: Scored, chosen: Sequence[Scored], best: float, k: int, margin: float) -> str:
    if scored.score < best - margin:
        return "is too far below the best"
    if any(says_the_same(scored, other) for other in chosen):
        return "says the same as a better one"
    return "comes after the last one wanted" if len(chosen) >= k else ""


def says_the_same(one: Scored, other: Scored) -> bool:
    """Whether the shorter of two quotes stands, nearly whole, in the other."""
    runs, others = word_runs(one.text), word_runs(other.text)
    return len(runs & others) >= SAME_SHARE * min(len(runs), len(others))


def key_names(asked: Asked, index: Index) -> list[Name]:
    """The names that the question is about: the rarest one, and those nearly as rare."""
    rarities = {name: _rarity(name, index) for name in asked.names}
    most = max(rarities.values(), default=0.0)
    return [name for name, own in rarities.items() if own >= 0.75 * most]


def _rarity(name: Name, index: Index) -> float:
    passages = index.manifest.passages
    counts = [index.document_frequency(term) for term in index.terms(name.text)]
    return math.log(1 + passages / max(1, min(counts, default=1)))
