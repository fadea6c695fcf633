"""Copies: one text in several articles, though it was shortened, edited, or has something around it.

Told by runs of words, as in Broder, On the resemblance and containment of documents (1997).
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable

RUN_WORDS = 4
# Chosen on 19,043 reports of the Reuters newswire. Of the pairs that share more, nearly all are one report
# cut down, gone over or corrected. Below, they are reports of one event in other words; what is written by
# a form (dividends, reserves of the Federal Reserve) shares up to 0.92, but with other figures in it.
COPIED_SHARE = 0.7  # of the shorter text's runs, that stand in the longer one
FIGURES_SHARE = 0.8  # of the shorter text's figures likewise
NEARLY_ALL = 0.95  # of the shorter text's runs: then a figure may have been corrected
LEAST_RUNS = 20  # that both have; the shortest forms are the same for many subjects
SAME_SHARE = 0.8  # of the runs in either text that both have, for them to be the same up to small edits
MARKED = 8  # one run in so many is a mark
ALL_MARKED = 40  # runs: a text of no more is known by all of them
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+")


def word_runs(text: str) -> set[int]:
    """Hashes, the same everywhere, of every run of RUN_WORDS words; of the whole, where there are fewer."""
    words = " ".join(_WORD.findall(text.casefold())).encode("utf8", "surrogatepass").split(b" ")
    length = min(RUN_WORDS, len(words))
    runs = zip(*(words[first : len(words) - length + 1 + first] for first in range(length)), strict=True)
    return set(map(zlib.crc32, map(b" ".join, runs)))


def marks_of(runs: Iterable[int]) -> set[int]:
    """The runs to look a text up by: texts that share runs share about as many of these."""
    runs = set(runs)
    return runs if len(runs) <= ALL_MARKED else {run for run in runs if run % MARKED == 0}


def enough_marks(shared: int, own: int, other: int) -> bool:
    """Whether texts with so many marks, and in common, may be copies: marks are a sample, and so they err."""
    marks = min(own, other)
    return shared > COPIED_SHARE * marks - math.sqrt(marks)


def held_share(one: set[int], other: set[int]) -> float:
    """Of the smaller set, what is in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))


def copied_share(text: str, other: str, runs: set[int] | None = None) -> float:
    """Of the shorter text's runs those in the longer; 0 where neither is a copy of the other.

    `runs` are those of `text`, where they are known.
    """
    runs, others = word_runs(text) if runs is None else runs, word_runs(other)
    share = held_share(runs, others)
    if share < COPIED_SHARE or len(runs & others) < LEAST_RUNS:
        return 0.0
    shorter, longer = (text, other) if len(runs) <= len(others) else (other, text)
    return share if share >= NEARLY_ALL or _figures_share(shorter, longer) >= FIGURES_SHARE else 0.0


def stands_in(quote: str, text: str) -> bool:
    """Whether a text says what a quote says: word for word, or with the same figures and nearly its words."""
    if quote in text:
        return True
    runs = word_runs(quote)
    return len(runs & word_runs(text)) >= SAME_SHARE * len(runs) and _figures_share(quote, text) == 1.0


def same_text(text: str, other: str) -> bool:
    """Whether two texts are the same up to small edits."""
    runs, others = word_runs(text), word_runs(other)
    return len(runs & others) >= SAME_SHARE * len(runs | others)


def _figures_share(shorter: str, longer: str) -> float:
    figures = set(_FIGURE.findall(shorter))
    return len(figures & set(_FIGURE.findall(longer))) / len(figures) if figures else 1.0


class Copies:
    """Texts by name. `known` gives others, (name, text), that share runs of words with a text.

    A text is hashed when one is first looked up.
    """

    def __init__(self, known: Callable[[str], Iterable[tuple[str, str]]] = lambda _: ()) -> None:
        self._known = known
        self._texts: dict[str, str] = {}
        self._unread: list[str] = []
        self._holders: dict[int, list[str]] = {}

    def add(self, name: str, text: str) -> None:
        """One more text to look among."""
        self._texts[name] = text
        self._unread.append(name)

    def find(self, text: str) -> str | None:
        """The name of a text that is the same as this, up to small edits."""
        self._read()
        shared = Counter(name for mark in marks_of(word_runs(text)) for name in self._holders.get(mark, ()))
        here = ((name, self._texts[name]) for name, _ in shared.most_common())
        for candidates in (here, self._known(text)):
            for name, other in candidates:
                if same_text(text, other):
                    return name
        return None

    def _read(self) -> None:
        for name in self._unread:
            for mark in marks_of(word_runs(self._texts[name])):
                self._holders.setdefault(mark, []).append(name)
        self._unread.clear()
