"""A question of several sources or many things: no one sentence answers it, the best of each source do."""

import datetime
import re
from collections.abc import Sequence
from statistics import fmean

from bot.candidates import Asked
from bot.doubt import EVEN, logistic
from bot.evidence import Choice, says_the_same
from bot.limits import LIMITS, Limits
from bot.scored import Scored

_ORDER = re.compile(
    r"\b(?:first|last|before|after|earlier|later|between|since|then|subsequent|previous|prior|chang\w+|"
    r"still|remain\w*|consistent|sequence|order)\b",
    re.IGNORECASE,
)


def choose_of_each(asked: Asked, rated: Sequence[Scored], k: int, limits: Limits = LIMITS) -> Choice:
    """At most k, by turns from the sources asked for; in order of date where the question is of time.

    Sets every verdict. Empty where the best are too far from the question.
    """
    wanted = frozenset().union(*asked.houses)
    for scored in rated:
        scored.verdict = _objection(scored, wanted)
    near = sorted((_unread(scored, limits) for scored in rated if not scored.verdict), reverse=True)[:3]
    chance = logistic(limits.together_slope * (fmean(near) - limits.together)) if near else 0.0
    if chance < EVEN:
        return Choice(chance=chance)
    chosen: list[Scored] = []
    for _ in range(k):
        for house in asked.houses:
            best = _next(house, rated, chosen, limits)
            if best and len(chosen) < k:
                best.verdict = "quoted"
                chosen.append(best)
    for scored in rated:
        scored.verdict = scored.verdict or "is not among the best of its source"
    if _ORDER.search(asked.text):
        chosen.sort(key=_date)
    return Choice(tuple(chosen), chance)


def _objection(scored: Scored, wanted: frozenset[str]) -> str:
    if scored.candidate.article.publisher not in wanted:
        return "is from another source"
    return "" if scored.candidate.features["statement"] else "is no statement"


def _next(
    house: frozenset[str], rated: Sequence[Scored], chosen: Sequence[Scored], limits: Limits
) -> Scored | None:
    """The house's best that is not quoted: one near its best, from an article not quoted yet."""
    own = [scored for scored in rated if scored.candidate.article.publisher in house]
    open_ones = [scored for scored in own if not scored.verdict]
    articles = {scored.candidate.article.name for scored in chosen}
    for scored in open_ones:
        if scored.score < own[0].score - limits.margin or any(
            says_the_same(scored, other) for other in chosen
        ):
            continue
        if scored.candidate.article.name not in articles:
            return scored
    return None


def _unread(scored: Scored, limits: Limits) -> float:
    """Its score without the reader's part: no sentence of one source answers what is asked of several."""
    return scored.score - limits.weights["reader"] * scored.candidate.features.get("reader", 0.0)


def _date(scored: Scored) -> datetime.date:
    """Undated ones last."""
    return scored.candidate.article.published or datetime.date.max
