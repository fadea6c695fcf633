"""Claims turned into questions of yes or no: "Apple paused sales." → "Did Apple pause sales?"."""

import re
from collections import Counter

from index.irregular import regular

_AUXILIARY = re.compile(
    r"^(?P<subject>(?:[\w’'.,&()-]+ ){1,7}?)"
    r"(?P<verb>is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do) "
    r"(?P<rest>.+?)\W*$"
)
_HAS_VERB = re.compile(r"\b(?:been|not|never|\w+(?:ed|en|wn|ne))\b")
_ARTICLES = frozenset({"A", "An", "The", "There", "This", "It", "He", "She", "They", "His", "Her", "Its"})


def as_question(claim: str, words: Counter[str]) -> str | None:
    """The claim as a question of yes or no; None where its verb is not found.

    `words` counts small words of running text: of the ways to undo "-ed" the one that is a word is taken.
    """
    match = _AUXILIARY.match(claim)
    if match:
        verb = match["verb"]
        if verb not in {"has", "have", "had"} or _HAS_VERB.match(match["rest"]):
            return f"{verb.capitalize()} {_subject(match['subject'])} {match['rest']}?"
    for past in re.finditer(r" (?P<verb>[a-z]{3,})(?= )", claim):
        base = _base(past["verb"], words)
        subject = claim[: past.start()]
        if base and len(subject.split()) <= 6:
            rest = re.sub(r"[^\w)]+$", "", claim[past.end() :])
            return f"Did {_subject(subject)} {base}{rest}?"
    return None


def _subject(text: str) -> str:
    first, *rest = text.split()
    return " ".join([first.lower() if first in _ARTICLES else first, *rest])


def _base(verb: str, words: Counter[str]) -> str | None:
    """The verb that a past tense belongs to."""
    if regular(verb) != verb:
        return regular(verb)
    if not verb.endswith("ed") or verb.endswith("eed"):
        return None
    stem = verb[:-2]
    ways = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        ways.append(stem[:-1])
    if stem.endswith("i"):
        ways = [stem + "e", stem[:-1] + "y"]
    best = max(ways, key=lambda way: words[way])
    return best if words[best] else None
