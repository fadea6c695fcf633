"""How much of a line recurs in the text below it: a headline's words do, a masthead's or a menu's do not."""

import math
import re
from collections import Counter
from collections.abc import Iterable

STEM = 5  # letters: recalls, recalled and recalling are one word
MAX_TEXT = 4000  # characters: what a headline is about comes early
ENOUGH = 2  # words of a line that recur, so that it is about the same thing
_NUMBER = r"\d[\d.,]*\d|\d"
_WORD = re.compile(rf"[^\W\d_]+|{_NUMBER}")
_STEM = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{1,{STEM}}}|{_NUMBER}")
_COMMON = frozenset(
    "a about after all also an and are as at back be been before but by can could did do for from get "
    "had has have he her here his how i if in into is it its just like made make may more most new no "
    "not now of off on one only or other our out over said say says she should so some than that the "
    "their them then there they this to too up us was we were what when where which who why will with "
    "without would year years you your post daily news times time day days week today read live home "
    "monday tuesday wednesday thursday friday saturday sunday local world mr mrs dr does did mean means "
    "know need needs".split()
)


class Recurrence:
    """The content words of an article's paragraphs, counted."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._counts = Counter(_STEM.findall("\n".join(paragraphs)[:MAX_TEXT].casefold()))

    def hits(self, line: str) -> int:
        """How many different content words of a line the paragraphs have."""
        return sum(stem in self._counts for stem in _stems(line))

    def share(self, line: str) -> float:
        """How much of a line's content words the paragraphs have."""
        return self.hits(line) / max(1, len(_stems(line)))

    def score(self, line: str) -> float:
        """The same, words that recur often counting more and words that do not recur counting against."""
        stems = _stems(line)
        if not stems:
            return 0.0
        return sum(math.log2(1 + self._counts[stem]) for stem in stems) / math.sqrt(len(stems))


def _stems(line: str) -> set[str]:
    words = _WORD.findall(line.casefold())
    return {
        word if word[0].isdigit() else word[:STEM]
        for word in words
        if word not in _COMMON and (len(word) > 2 or word.isdigit())
    }
