"""How far an answer may rest on a sentence: a chance, by which a refusal is decided."""

import math
from collections.abc import Sequence

from bot.candidates import LONG_QUESTION, Asked, Candidate
from bot.language import words_of
from bot.limits import Limits
from bot.runs import log_odds

EVEN = 0.5  # the chance from which on an answer may rest on a sentence
DOUBT_SLOPE = 20.0  # of the chance over the cosine, where no reader says more


def readings_of(candidates: Sequence[Candidate]) -> list[float]:
    """The log odds of those that were read, ascending."""
    return sorted(log_odds(one.features["reader"]) for one in candidates if _is_read(one))


def chance_of(asked: Asked, candidate: Candidate, readings: Sequence[float], limits: Limits) -> float:
    """The chance that the sentence answers; below EVEN it may only stand beside one that does.

    `readings`: the log odds of all that were read, ascending.
    """
    features = candidate.features
    if asked.is_overview:
        return 1.0
    if "reader" not in features:
        near = logistic(DOUBT_SLOPE * (features["cosine"] - limits.lead_cosine))
        return (1 + near) / 2 if features["topic_near"] > 0 else near
    is_far = not features["topic_near"] and features["cosine"] < limits.lead_cosine
    if is_far and features["reader"] < limits.read_so:
        return 0.0
    reading = log_odds(features["reader"])
    others = readings[:-1] if readings and reading >= readings[-1] else readings
    evidence = reading + limits.doubt_next * (others[-1] if others else 0.0)
    chance = logistic(limits.read_slope * (evidence - limits.least_evidence))
    if asked.is_topic or len(words_of(asked.text)) > LONG_QUESTION:
        # No one sentence answers a question of many parts; that one is of the topic, its words decide.
        return max(chance, EVEN)
    least = limits.least_read.get(asked.kind, 0.0)
    if not features.get("known", 1.0):
        least = max(least, limits.least_read_strange if asked.strange_subject else limits.least_read_unheard)
    return chance if features["reader"] >= least else min(chance, EVEN * features["reader"] / least)


def read_chance(candidate: Candidate) -> float | None:
    """The chance that the reader gives the sentence; None where it was not read."""
    return logistic(log_odds(candidate.features["reader"])) if _is_read(candidate) else None


def _is_read(candidate: Candidate) -> bool:
    return bool(candidate.features.get("read"))


def logistic(value: float) -> float:
    """Log odds → a chance."""
    return 1 / (1 + math.exp(-value))
