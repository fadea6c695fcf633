"""What the reader learns from: a question, some sentences, and where in them its answer is."""

import random
from dataclasses import dataclass
from typing import Literal

from corpus.sentences import sentence_spans

Span = tuple[int, int]
Says = Literal["yes", "no", "neither"]
MOST_WORDS = 88  # of a context; with question and title about as many tokens as fit the reader's length


@dataclass(frozen=True, slots=True)
class Example:
    """A question and what is read with it.

    `answers` are spans in `text`: empty where it does not answer, None where that is not known.
    `says` is whether the text says yes to the question (or bears a claim out), no, or neither.
    """

    question: str
    title: str
    text: str
    answers: tuple[Span, ...] | None
    source: str  # the data set, for the card's table
    says: Says | None = None


def whole(text: str) -> tuple[Span, ...]:
    """The span of all of it, where a data set does not say which words answer."""
    return ((0, len(text)),)


def window(text: str, answer: Span | None, chance: random.Random, most: int = MOST_WORDS) -> tuple[str, int]:
    """Some whole sentences that follow one another, the answer's among them, and where they start in `text`.

    As long as `most` words allow, or shorter by chance: what is read for a question is of any length.
    """
    spans = sentence_spans(text)
    if not spans:
        return text, 0
    inside = [
        place for place, (start, end) in enumerate(spans) if answer and start < answer[1] and end > answer[0]
    ]
    first, last = (inside[0], inside[-1]) if inside else (chance.randrange(len(spans)),) * 2
    limit = most if chance.random() < 0.75 else chance.randint(12, most)
    while True:
        sides = [side for side in (-1, 1) if 0 <= (first - 1 if side < 0 else last + 1) < len(spans)]
        chance.shuffle(sides)
        for side in sides:
            low, high = (first - 1, last) if side < 0 else (first, last + 1)
            if len(text[spans[low][0] : spans[high][1]].split()) <= limit:
                first, last = low, high
                break
        else:
            start = spans[first][0]
            return text[start : spans[last][1]], start


def without(text: str, answer: Span) -> list[str]:
    """The runs of sentences before and after the ones that hold the answer."""
    spans = sentence_spans(text)
    before = [span for span in spans if span[1] <= answer[0]]
    after = [span for span in spans if span[0] >= answer[1]]
    return [text[side[0][0] : side[-1][1]] for side in (before, after) if side]
