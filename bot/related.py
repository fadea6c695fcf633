"""Whether a text holds a word, or one that is related to it; and whether any article does."""

import itertools
import math

from index.interface import Index

RELATED_SHARE = 0.6  # of a term's weight, for a word that is only related to it
# Copied pages lose spaces ("runby"); as stemmed.
_GLUED = frozenset({"bi", "by", "on", "to", "in", "of", "and", "the", "at", "for", "said"})


def held_share(term: str, terms: set[str]) -> float:
    """1 for a term that is there, less for a related one ("crime", "criminalise") or one glued to another."""
    if term in terms:
        return 1.0
    least, start = max(4, math.ceil(0.6 * len(term))), term[:3]
    for other in terms:
        if not other.startswith(start):
            continue
        if len(term) >= 4 and len(other) >= 4 and _shared_start(term, other) >= min(least, len(other)):
            return RELATED_SHARE
        if len(term) >= 3 and other.startswith(term) and other[len(term) :] in _GLUED:
            return RELATED_SHARE
    return 0.0


def is_known(word: str, index: Index) -> bool:
    """Whether any article has the word, in any of its forms."""
    return any(map(index.document_frequency, index.terms(word)))


def _shared_start(first: str, second: str) -> int:
    """How many letters two words begin with together."""
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return sum(1 for _ in same)
