"""Texts that are the same up to small edits: MinHash over runs of words."""

import re
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

SAME = 0.8  # of the runs of words in either text that both have
RUN = 4  # words
PERMUTATIONS = 128
MARKS = 16
_LENGTHS = 0.7  # of the longer text's runs: a shorter text than SAME cannot be the same; MinHash errs by 0.04


class Copies:
    """Texts by name; each is hashed when one of about its length is first looked up."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[int, str]] = {}
        self._hashes: dict[str, MinHash] = {}

    def add(self, name: str, text: str) -> None:
        """One more text to look among."""
        self._texts[name] = (text.count(" ") + text.count("\n") + 1, text)

    def find(self, text: str) -> str | None:
        """The name of the text that is the same as this, if there is one."""
        runs = _runs(text)
        length = text.count(" ") + text.count("\n") + 1
        wanted = _min_hash(runs)
        marks = _longest_words(text)
        for name, (words, other) in self._texts.items():
            if min(words, length) < _LENGTHS * max(words, length) or not _may_be(marks, other):
                continue
            if name not in self._hashes:
                self._hashes[name] = _min_hash(_runs(other))
            # The hash only estimates: it picks, and the runs themselves decide.
            if wanted.jaccard(self._hashes[name]) >= _LENGTHS and _share(runs, _runs(other)) >= SAME:
                return name
        return None


def _longest_words(text: str) -> list[str]:
    return sorted(set(re.findall(r"\w+", text.casefold())), key=lambda word: (-len(word), word))[:MARKS]


def _may_be(marks: list[str], other: str) -> bool:
    """Whether half of the longest words are there: quick to tell, and few other texts have them."""
    folded = other.casefold()
    return 2 * sum(mark in folded for mark in marks) >= len(marks)


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    return {zlib.crc32(run.encode("utf8", "replace")) for run in runs}


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _min_hash(runs: Iterable[int]) -> "MinHash":
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS, hashfunc=_itself)
    made.update_batch(sorted(runs))
    return made


def _itself(value: int) -> np.uint64:
    return np.uint64(value)
