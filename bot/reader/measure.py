"""How well a reader reads, on questions that it was not trained on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.curves import Bin, area, calibration_error, reliability
from bot.reader.data import Data
from bot.reader.examples import Example
from bot.reader.reading import Reader, Reading, Run
from corpus.sentences import sentence_spans

HELD_SEED = 7
_WITH_SENTENCES = frozenset({"squad", "nq", "wikiqa", "fever", "written"})  # that say where the answer is


@dataclass(frozen=True, slots=True)
class Figures:
    """`auc`: of answered against unanswered examples, by data set; `first`: of the right sentence, likewise.

    `settled`: share of questions of yes or no that are told at a precision of 0.95, by data set.
    """

    auc: dict[str, float]
    first: dict[str, float]
    settled: dict[str, float]
    calibration: float
    curve: list[Bin]


def measure(reader: Reader, data: Path) -> Figures:
    """Read every held example of the data sets and compare."""
    examples = Data(data, held=True, seed=HELD_SEED).examples()
    readings = [_read(reader, example) for example in examples]
    scores = [max(reading.scores, default=-np.inf) for reading in readings]
    by_source: dict[str, list[float]] = defaultdict(list)
    for example, score in zip(examples, scores, strict=True):
        by_source[example.source].append(score)
    auc = {
        source: area(by_source[_answered(source)], found)
        for source, found in by_source.items()
        if _answered(source) in by_source and source != _answered(source)
    }
    pairs = [
        (example, reading, score) for example, reading, score in zip(examples, readings, scores, strict=True)
    ]
    chances = [1 / (1 + np.exp(-score)) for _, _, score in pairs]
    curve = reliability(chances, [bool(example.answers) for example, _, _ in pairs])
    return Figures(
        auc,
        _first(pairs),
        {source: _told([(e, r) for e, r, _ in pairs if e.source == source]) for source in ("boolq", "fever")},
        calibration_error(curve),
        curve,
    )


def _answered(source: str) -> str:
    """The answered examples that unanswered ones of a set stand beside."""
    if source == "nli open":
        return "nli settled"
    return source.split()[0].replace("squad2", "squad")


def _read(reader: Reader, example: Example) -> Reading:
    spans = tuple((start, end) for start, end in sentence_spans(example.text))
    return reader.read(example.question, [Run(example.title, example.text, spans)])[0]


def _first(pairs: Sequence[tuple[Example, Reading, float]]) -> dict[str, float]:
    """How often the best sentence of several is one that holds the answer."""
    found: dict[str, list[bool]] = defaultdict(list)
    for example, reading, _ in pairs:
        spans = sentence_spans(example.text)
        if example.source in _WITH_SENTENCES and example.answers and len(spans) > 1:
            start, end = spans[int(np.argmax(reading.scores))]
            found[example.source].append(any(low < end and high > start for low, high in example.answers))
    return {source: float(np.mean(right)) for source, right in found.items()}


def _told(pairs: Sequence[tuple[Example, Reading]], least: float = 0.95) -> float:
    """The largest share of the questions that can be told yes or no with `least` of them rightly."""
    told = sorted(
        (max(reading.yes, reading.no), (reading.yes > reading.no) == (example.says == "yes"))
        for example, reading in pairs
    )[::-1]
    right = np.cumsum([one for _, one in told]) / np.arange(1, len(told) + 1)
    good = np.nonzero(right >= least)[0]
    return float((good[-1] + 1) / len(told)) if len(good) else 0.0
