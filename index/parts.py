"""A question about several sources → a part for each: what it asks of The Verge, and what of TechCrunch."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.publishers import mentions

MOST_PARTS = 6  # each is a search of its own
# Between two sources, the first of these that is there parts what is asked of one from what of the other.
_SEPARATORS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r",?\s+(?:while|whereas)\b",
        r";\s",
        r",\s+and\b",
        r",\s+(?:but|who|which|that|whose|as)\b",
        r",\s",
        r"\s+and\b",
        r"\s+(?:or|but|to|with|than|from)\b",
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the question's words, and the publishers, all of one house, that they ask of."""

    text: str
    publishers: frozenset[str]


def parts_of(question: str, publishers: Sequence[str], least: int = 2) -> list[Part]:
    """One for each time that a source is named, in order; none for fewer than `least`.

    One source may be named twice: of its reports of two days, say. Behind MOST_PARTS of them the question
    is not parted further.
    """
    named = mentions(question, publishers)[:MOST_PARTS]
    if len(named) < max(1, least):
        return []
    cuts = [_cut(question, before.end, after.start) for before, after in itertools.pairwise(named)]
    bounds = itertools.pairwise([0, *cuts, len(question)])
    return [
        Part(question[start:end], mention.publishers)
        for (start, end), mention in zip(bounds, named, strict=True)
    ]


def _cut(question: str, start: int, end: int) -> int:
    between = question[start:end]
    found = (separator.search(between) for separator in _SEPARATORS)
    return start + next((match.start() for match in found if match), len(between))
