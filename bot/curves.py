"""How well a chance that was said tells what is so: areas, reliability, and refusals by threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """Refusals, were all refused of which no more than `threshold` is said; right are the unanswerable."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Things of which a like chance was said: what was said in the mean, and how many came true."""

    said: float
    right: float
    count: int


def area(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Area under the ROC curve: how often a right one scores above a wrong one, ties half; neither empty."""
    order = np.sort(np.array(wrong))
    low, high = np.searchsorted(order, right, "left"), np.searchsorted(order, right, "right")
    return float((low + high).mean() / 2 / len(order))


def reliability(chances: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """One for each tenth, or other part, of all chances that is not empty."""
    said, was = np.array(chances), np.array(right)
    places = np.minimum((said * bins).astype(int), bins - 1)
    return [
        Bin(
            float(said[places == place].mean()),
            float(was[places == place].mean()),
            int((places == place).sum()),
        )
        for place in range(bins)
        if (places == place).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean difference between the chance that was said and what came true, weighed by count."""
    total = sum(one.count for one in bins)
    return sum(abs(one.said - one.right) * one.count for one in bins) / total if total else 0.0


def refusals(chances: Sequence[float], answerable: Sequence[bool]) -> list[Point]:
    """A point for each chance that was said; the last refuses all."""
    if not chances:
        return []
    order = np.argsort(chances, kind="stable")
    said, wrong = np.array(chances)[order], ~np.array(answerable)[order]
    last = np.append(said[1:] > said[:-1], True)  # of those with one chance
    refused, rightly = np.arange(1, len(said) + 1)[last], np.cumsum(wrong)[last]
    return [
        Point(float(threshold), float(good / count), float(good / max(1, wrong.sum())))
        for threshold, count, good in zip(said[last], refused, rightly, strict=True)
    ]
