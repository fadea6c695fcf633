"""Whose articles a question asks for: "what did Jane Doe write about the ferry?"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.names import Name, is_spoken_of
from corpus.article import Article
from index.authors import bylines_of, people_of
from index.interface import Index
from index.sqlite import folded

LEAST_WORDS, MOST_WORDS = 2, 5  # of a name that a question is looked through for
_PIECE = r"(?:articles?|columns?|coverage|pieces?|reporting|reports?|reviews?|stor(?:y|ies))"
_BEFORE = re.compile(
    rf"\b(?:an?|any|anything|the|all|other)?\s*(?:{_PIECE}|written|reported|authored|published)"
    r"(?: (?:was|were|is|are))?(?: (?:written|published))? by\s+$|"
    r"\b(?:schrieb|schreibt|berichtete?t?|(?:artikeln?|berichte?n?) von)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:[’']s?)?\s+(?:(?:latest|last|newest|first|recent)\s+)?(?:{_PIECE}|writes?|wrote|written|reported|"
    r"covers?|covered|geschrieben)\b",
    re.IGNORECASE,
)
# The same where nobody but its author can be meant, as no passage speaks of the name.
_LOOSELY_BEFORE = re.compile(r"\b(?:by|according to)\s+$", re.IGNORECASE)
_LOOSELY_AFTER = re.compile(
    r"\s+(?:says?|said|argues?|argued|thinks?|thought|claims?|claimed)\b", re.IGNORECASE
)
_ANY = re.compile(
    rf"\b(?:{_PIECE}|writ|wrote|report|cover|by\b|according|sa[iy]|argue|th(?:ink|ought)|claim|"
    r"artikel|bericht|geschrieben|schr(?:ei|ie)b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w.-]*(?:[’']\w+)*")


class Author(NamedTuple):
    """A person in a byline, as the question writes the name, and what else it asks."""

    name: str
    rest: str


def asked_author(question: str, index: Index) -> Author | None:
    """The author whose articles the question asks for; None for a person that it asks about."""
    if not _ANY.search(question):
        return None
    for start, end in _named(question, _people(tuple(index.authors()), tuple(index.publishers()))):
        before, after = question[:start], question[end:]
        name = question[start:end]
        if (found := _BEFORE.search(before)) is not None:
            return Author(name, f"{before[: found.start()]} {after}")
        if (found := _AFTER.match(after)) is not None:
            return Author(name, f"{before} {after[found.end() :]}")
        loosely = _LOOSELY_BEFORE.search(before) or _LOOSELY_AFTER.match(after)
        if loosely and not is_spoken_of(Name(name), index):
            return Author(name, f"{before} {after}")
    return None


def byline(article: Article) -> str | None:
    """Who wrote it, unless that is its publisher."""
    is_house = folded(article.author) == folded(article.publisher)
    return None if is_house else article.author


def is_by(person: str, article: Article) -> bool:
    """Whether the person is the article's author, or one of them."""
    return article.author is not None and bool(bylines_of(person, (article.author,), whole=True))


@lru_cache(1)
def _people(bylines: tuple[str, ...], publishers: tuple[str, ...]) -> frozenset[str]:
    """Everyone in the bylines with a name of several words, folded; a house is no person."""
    people = {person for byline in bylines for person in people_of(folded(byline))}
    several = (person for person in people if LEAST_WORDS <= len(person.split()) <= MOST_WORDS)
    return frozenset(several) - frozenset(map(folded, publishers))


def _named(question: str, people: frozenset[str]) -> Sequence[tuple[int, int]]:
    """Where the question names one of the people, without a possessive's ending; the longer name first."""
    words = list(_WORD.finditer(question))
    found = []
    for count in range(MOST_WORDS, LEAST_WORDS - 1, -1):
        for first, last in zip(words, words[count - 1 :], strict=False):
            start, end = first.start(), last.end()
            own = re.sub(r"[’']s$", "", question[start:end])
            for name in (question[start:end].rstrip("."), own):
                if folded(name) in people:
                    found.append((start, start + len(name)))
                    break
    return found
