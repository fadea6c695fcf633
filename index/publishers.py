"""The publishers that a question names: "what did The Verge say?"."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

QUESTIONS_KEPT = 64  # with the houses that they name

# Between a publisher's own name and what its feed adds: "BBC News - Technology", "Cnbc | World News".
_SUBTITLE = re.compile(r"\s+[|–—-]\s+|:\s+")

_SOURCE_BEFORE = re.compile(
    r"\b(?:according to|"
    r"as per|(?:articles?|reports?|reported|stories|story|coverage|pieces?|published|covered|said|written|"
    r"discussed|mentioned|reviewed|highlighted|described|featured|noted|detailed|presented|questioned|"
    r"criticized|alleged|portrayed|depicted|discussions) "
    r"(?:\w+ )?(?:by|in|from|of|on)(?: both)?(?: articles (?:by|from|in))?|"
    r"(?:latest|newest|news|headlines?|updates?|new) (?:by|from|in)|"
    r"laut|berichtete?t?|meldete?|schreibt|schrieb|"
    r"(?:Artikeln?|Berichte?n?|Neues|Nachrichten) (?:aus|bei|in|von)|"
    r"(?:descriptions?|portrayal|depiction|coverage|reporting|account) of [^.?!]{1,80} by)"
    r"(?: the)?\s+[\"'‘“]?$",
    re.IGNORECASE,
)
_SOURCE_AFTER = re.compile(
    r"[\"'’”]*(?:[’']s?)?\s+(?:says?|said|reports?|reported|writes?|wrote|written|articles?|story|stories|coverage|"
    r"pieces?|claims?|claimed|suggests?|suggested|covers?|covered|publish(?:es|ed)?|discuss(?:es|ed)|"
    r"mentions?|mentioned|describes?|described|highlights?|highlighted|implies|implied|indicates?|indicated|"
    r"berichtete?t?|geschrieben|meldete?|schreibt|schrieb|zufolge)\b",
    re.IGNORECASE,
)
# The same of another house, once one is asked: "as reported by A for …, and by B as …, while C's report …".
_BESIDE_BEFORE = re.compile(
    r"(?<!made)(?<!built)(?<!owned)(?<!bought)(?<!acquired)(?<!sued)(?<!developed)(?<!launched)(?<!founded)"
    r"(?<!released) by(?: the)?\s+[\"'‘“]?$",
    re.IGNORECASE,
)
_BESIDE_AFTER = re.compile(
    r"[\"'’”]*(?:[’']s\s+(?:[\w-]+,?\s+){0,6}?(?:articles?|reports?|reporting|coverage|story|stories|"
    r"portrayal|focus)|\s+(?:fail(?:s|ed)? to|contradict(?:s|ed)?|maintain(?:s|ed)?|notes?|noted|portrays?|"
    r"portrayed|presents?|presented|focus(?:es|ed)?|(?:dis)?agree[sd]?)|,? respectively)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\"'’”]*(?:,|,? and|,? or|,? and in|,? & )[\"'‘“]*(?: the)?[\"'‘“ ]*", re.IGNORECASE)
# What makes a house of a name of one word that is written small: "what did wired say", "according to wired".
_ASKED_BEFORE = re.compile(r"\b(?:did|does|do|has|have|had)(?: the)?\s+$", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to(?: the)?\s+$", re.IGNORECASE)
_PIECE = r"(?:articles?|pieces?|stor(?:y|ies)|reports?|reviews?|editorials?)\b"  # "a Guardian article"
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


_ABBREVIATED = re.compile(r"^([A-Z]{2,}) News$")  # BBC News is called the BBC as well


class Mention(NamedTuple):
    """Where a question names a house, and its feeds that the name may stand for."""

    start: int
    end: int
    publishers: frozenset[str]


def named_publishers(question: str, publishers: Sequence[str]) -> list[frozenset[str]]:
    """Those named, in the order of the question; one name may stand for several feeds of one house.

    A name of one word, "the" left aside, must stand as the publisher writes it, or all in capitals, unless it
    is asked what it says: "Wired" is a magazine, "wired" is not. The longer of two names in one place wins.
    """
    return list(dict.fromkeys(mention.publishers for mention in mentions(question, publishers)))


def named_sources(question: str, publishers: Sequence[str]) -> tuple[frozenset[str], str]:
    """Publishers that the question names as the source of an answer, and the question without their names.

    "What did The Verge say of Apple?" and "according to Apple" ask what those report; "did Apple pause?" asks
    about Apple, though Apple may publish as well.
    """
    sources: set[str] = set()
    rest = question
    named = mentions(question, publishers)
    asked = [
        bool(
            _SOURCE_BEFORE.search(question[: one.start])
            or _SOURCE_AFTER.match(question[one.end :])
            or not re.search(r"\w", question[: one.start] + question[one.end :])  # the name alone
        )
        for one in named
    ]
    if any(asked):
        asked = [
            sure
            or bool(_BESIDE_BEFORE.search(question[: one.start]) or _BESIDE_AFTER.match(question[one.end :]))
            for sure, one in zip(asked, named, strict=True)
        ]
    for places in (range(1, len(named)), range(len(named) - 2, -1, -1)):  # "by The Verge and Wired"
        for place in places:
            beside = place - places.step
            between = question[named[min(place, beside)].end : named[max(place, beside)].start]
            asked[place] = asked[place] or (asked[beside] and bool(_JOINED.fullmatch(between)))
    for (start, end, houses), is_asked in zip(named, asked, strict=True):
        if is_asked:
            sources |= houses
            rest = rest[:start] + " " * (end - start) + rest[end:]
    return frozenset(sources), rest


def mentions(question: str, publishers: Sequence[str]) -> list[Mention]:
    """Each naming of a house, in the order of the question; the longer of two names in one place."""
    return list(_mentions(question, tuple(publishers)))


@lru_cache(QUESTIONS_KEPT)
def _mentions(question: str, publishers: tuple[str, ...]) -> tuple[Mention, ...]:
    """One question and its parts are looked through several times."""
    taken: list[Mention] = []
    said = question.casefold()
    for name, houses in _names(publishers):
        if _ARTICLE.sub("", name).casefold() not in said:
            continue
        for match in _find(name, question):
            if not any(other.start < match.end() and match.start() < other.end for other in taken):
                taken.append(Mention(match.start(), match.end(), houses))
    return tuple(sorted(taken))


@lru_cache(1)
def _names(publishers: tuple[str, ...]) -> list[tuple[str, frozenset[str]]]:
    """Names, or the parts of them before a subtitle, with the publishers so called, the longest first."""
    houses: dict[str, set[str]] = {}
    for publisher in publishers:
        house = _SUBTITLE.split(publisher, maxsplit=1)[0]
        for name in {publisher, house, _ABBREVIATED.sub(r"\1", house)}:
            if len(name) > 1:
                houses.setdefault(name, set()).add(publisher)
    named = [(name, frozenset(members)) for name, members in houses.items()]
    return sorted(named, key=lambda each: -len(each[0]))


def _find(name: str, question: str) -> Iterable[re.Match[str]]:
    article, own = _ARTICLE.match(name), _ARTICLE.sub("", name)
    if " " in own:
        bare = rf"|{re.escape(own)}" if article else ""  # "a New York Times article"
        return re.finditer(rf"(?<!\w)(?:(?i:{re.escape(name)}){bare})(?!\w)", question)
    before = r"(?i:the\s+)" if article else ""
    written = re.finditer(rf"(?<!\w){before}(?:{re.escape(own)}|{re.escape(own.upper())})(?!\w)", question)
    small = re.finditer(rf"(?<!\w){before}{re.escape(own.lower())}(?!\w)", question)
    piece = re.finditer(rf"(?<=a |n ){re.escape(own)}(?= {_PIECE})", question) if article else ()
    return [*written, *piece, *(match for match in small if _is_asked(question, match))]


def _is_asked(question: str, name: re.Match[str]) -> bool:
    """Whether the question says of the name that it reports."""
    before, after = question[: name.start()], question[name.end() :]
    asked = _ASKED_BEFORE.search(before) and _SOURCE_AFTER.match(after)
    return bool(asked or _ACCORDING.search(before))
