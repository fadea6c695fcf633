"""Whose article it is: the publisher, where the page says so itself."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.dates import names_day
from corpus.lines import is_prose, word_count
from corpus.noise import breadcrumb, noise
from corpus.patterns import AGENCIES, NEWSPAPER

_ISSUED_WITHIN = 4  # lines behind the first paragraph
MANY_LABELS = 4  # lines: a page with as many is a list of things, each with its source
MAX_NAME_WORDS = 6
_PUBLISHER_LABELS = {"feed", "source", "publisher", "publication", "newspaper", "issued by", "released by"}
_DASH = r"\s*(?:--|–|—|-)"
_PLACE = r"(?:[A-Z][\w.'’-]*[ ,/]+|\d{1,4},? |(?:de|of|the|and|al) ){0,9}"
DATELINE = re.compile(rf"{_PLACE}\((?P<name>[A-Z][^()]{{1,40}})\)(?:{_DASH}|(?<=^\(CNN\)))")
_WIRE = re.compile(
    r"[A-Z].{2,80}?[/(](?P<name>PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE|Newswire)[^/)]{0,20}[/)]"
)
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)?\d\d|present))?"
_COPYRIGHT = re.compile(
    rf"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:{_YEARS}[,.]?\s+)?(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.|©]{1,60}?)"
    r"(?:,?\s+(?:(?:media|news|publishing) )?(?:(?:group|holdings) )?"
    r"(?:inc|(?:pty |pvt )?ltd|llc|plc|limited|gmbh|b\.?v|s\.?[al]|ag)\b\.?)?"
    rf"(?:[,.]?\s+{_YEARS})?\s*(?:[.|–—-].*|,?\s*all rights reserved.*)?",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:> )*"
    r"(?P<label>title|headline|subject|feed|source|publisher|publication|newspaper|(?:issued|released) by|"
    r"author|byline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIRST_SEEN = re.compile(
    r"This (?:article|story|post|piece|column)(?: (?:was|has been))? (?:originally |first )?"
    r"(?:published|appeared|republished)(?: (?:on|in|at|by|from|with permission from))+ "
    r"(?P<name>(?:the |The )?[A-Z][^.,;]{1,40})"
)
_FREE = re.compile(r"From (?P<name>[A-Z]\w{2,30}), the free (?:news source|encyclopa?edia)\b.{0,40}")
_COMPANY = re.compile(rf"(?P<name>\S+ (?:.*\b)?{NEWSPAPER}) (?:Company|Co\.?|Corporation)", re.IGNORECASE)
_MINISTER = re.compile(r" and (?:The )?(?:Rt\.? )?Hon\b.*", re.IGNORECASE)
_NO_NAMES = frozenset({"contents", "internet archive", "wayback machine", "the wayback machine"})
_INITIALS = re.compile(
    r"AP|AFP|UPI|CNN|BBC|ANSA|DPA|EFE|PTI|ANI|IANS|TASS|PA|AAP|CBS|NBC|ABC|NPR|RFE/RL|RNS|CNS|VOA"
)


class Found(NamedTuple):
    """A value, and the numbers of the lines that hold nothing else."""

    value: str | None
    lines: tuple[int, ...] = ()


def find_publisher(lines: Sequence[str], start: int, masthead: str | None) -> str | None:
    """The publisher by its label, masthead, dateline, a note, its name above the trail, or a copyright line.

    `start` is the number of the first paragraph.
    """
    sources = (
        _labelled(lines),
        iter([masthead] if masthead else []),
        _datelined(lines[start : start + 4]),
        (match["name"].strip() for line in lines if (match := _FIRST_SEEN.match(line))),
        (match["name"] for line in lines if (match := _FREE.fullmatch(line))),
        _issued(lines[: start + _ISSUED_WITHIN]),
        _above_trail(lines),
        (_paper(match["name"].strip(" ,·")) for line in lines if (match := _COPYRIGHT.fullmatch(line))),
    )
    return next((name for source in sources for name in source if _is_publisher(name)), None)


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    labels = [match for line in lines if (match := LABELLED.fullmatch(line))]
    if len(labels) < MANY_LABELS:
        yield from (m["value"].strip(" .") for m in labels if m["label"].lower() in _PUBLISHER_LABELS)


def _datelined(paragraphs: Sequence[str]) -> Iterator[str]:
    for line in paragraphs:
        match = DATELINE.match(line) or _WIRE.match(line)
        if match and (
            not match["name"].isupper() or " " in match["name"] or _INITIALS.fullmatch(match["name"])
        ):
            yield match["name"]


def is_issuer(line: str, below: str) -> bool:
    """Whether a line is the label of the one below, which names who issued the page."""
    return line == "From:" and not is_prose(below)


def _issued(header: Sequence[str]) -> Iterator[str]:
    """The office named below a lone `From:`, as government's pages have it, without its minister."""
    for label, name in itertools.pairwise(header):
        if is_issuer(label, name):
            yield _MINISTER.sub("", name)


def _paper(name: str) -> str:
    """`The Harborview Times` of `The Harborview Times Company`."""
    match = _COMPANY.fullmatch(name)
    return match["name"] if match else name


def _above_trail(lines: Sequence[str]) -> Iterator[str]:
    if len(lines) > 1 and breadcrumb(lines[1]) and not (breadcrumb(lines[0]) or noise(lines[0])):
        yield lines[0]


def _is_publisher(name: str) -> bool:
    """Whether it is a name at all, and none of an agency that sells pictures only."""
    plain = name.lower()
    if re.fullmatch(AGENCIES, plain) and not re.fullmatch(
        "reuters|ap|afp|bloomberg|(?:the )?associated press", plain
    ):
        return False
    return (
        word_count(name) <= MAX_NAME_WORDS
        and plain not in _NO_NAMES
        and name[:1].isalnum()
        and not names_day(name)
        and "/" not in name
        and "data" not in plain
        and "copyright" not in plain
    )
