"""Whose article it is: the publisher and the author, where the page says so itself."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.lines import is_quote, word_count
from corpus.noise import breadcrumb, folded, noise
from corpus.patterns import AGENCIES

MANY_LABELS = 4  # lines: a page with as many is a list of things, each with its source
MAX_NAME_WORDS = 6
_PUBLISHER_LABELS = {"source", "publisher", "publication"}
_PARTICLE = r"(?:de|da|del|della|di|van|von|der|den|ter|bin|ibn|al|el|la|le|dos|du|y)"
_CAPITAL = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*)"
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE})){{1,3}}"
_ROLE = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|staff|press|news|times|desk|columnists?|journalists?|"
    r"contributors?|bureau|agency|agencies|reuters|afp|ap|bloomberg|analyst|producer|"
    r"team|special|ph\.?d|candidate|professor|fellow|university|institute)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    rf"(?:(?:Written|Words|Story|Text|Article|Posted|Analysis|Report) by|By|BY|by|Author|AUTHOR|Byline):? "
    rf"(?P<names>{NAME}(?:(?:,? and | ?& ?|, | AND ){NAME})*)"
    rf"(?P<rest>(?: ?[,|•·–—/(-] ?.{{0,80}}| (?:for|in|of) .{{2,60}})?)"
)
_STAMP = re.compile(r"(?:Posted|Published|Updated)\b.{4,40}\b[Bb]y\b")
_ALSO_BY = re.compile(rf"and {NAME}(?:, .{{2,40}})?")
_ROLE_LINE = re.compile(
    r"(?:[\w&'’-]+ ){0,4}(?:reporter|correspondent|editor|writer|columnist)s?(?:, [\w .’'-]{2,40})?",
    re.IGNORECASE,
)
_DASH = r"\s*(?:--|–|—|-)"
_PLACE = r"(?:[A-Z][\w.'’-]*[ ,/]+|\d{1,4},? |(?:de|of|the|and|al) ){0,9}"
DATELINE = re.compile(rf"{_PLACE}\((?P<name>[A-Z][^()]{{1,40}})\)(?:{_DASH}|(?<=^\(CNN\)))")
_WIRE = re.compile(
    r"[A-Z].{2,80}?[/(](?P<name>PRNewswire|BUSINESS WIRE|GLOBE NEWSWIRE|Newswire)[^/)]{0,20}[/)]"
)
_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:copyright\s*)?"
    r"(?P<before>(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?)[,.]?\s+(?:by\s+)?(?P<name>[A-Z\d][^.|©]{1,60}?)"
    r"(?:,?\s+(?:inc|ltd|llc|plc|limited|gmbh)\b\.?)?\s*(?:[.|–—-].*|,?\s*all rights reserved.*)?",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?P<label>title|headline|source|publisher|publication|author|byline)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIRST_SEEN = re.compile(
    r"This (?:article|story|post|piece|column)(?: (?:was|has been))? (?:originally |first )?"
    r"(?:published|appeared|republished)(?: (?:on|in|at|by|from|with permission from))+ "
    r"(?P<name>(?:the |The )?[A-Z][^.,;]{1,40})"
)
_INITIALS = re.compile(
    r"AP|AFP|UPI|CNN|BBC|ANSA|DPA|EFE|PTI|ANI|IANS|TASS|PA|AAP|CBS|NBC|ABC|NPR|RFE/RL|RNS|CNS|VOA"
)


class Found(NamedTuple):
    """A value, and the numbers of the lines that hold nothing else."""

    value: str | None
    lines: tuple[int, ...] = ()


def find_publisher(lines: Sequence[str], start: int) -> str | None:
    """The publisher by its label, dateline, note or copyright line, or by its name above the trail of links.

    `start` is the number of the first paragraph.
    """
    sources = (
        _labelled(lines),
        _datelined(lines[start : start + 4]),
        (match["name"].strip() for line in lines if (match := _FIRST_SEEN.match(line))),
        _above_trail(lines),
        (match["name"].strip(" ,·") for line in lines if (match := _COPYRIGHT.fullmatch(line))),
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
        word_count(name) <= MAX_NAME_WORDS and name[:1].isalnum() and "/" not in name and "data" not in plain
    )


def find_author(lines: Sequence[str], header_end: int) -> Found:
    """The author in a byline near the top or below the last line; every line that is one is given."""
    names: str | None = None
    found: list[int] = []
    for i in [*range(header_end), *range(max(header_end, len(lines) - 3), len(lines))]:
        line = lines[i]
        after_by = i > 0 and folded(lines[i - 1]) == "by"
        match = BYLINE.fullmatch(_STAMP.sub("By", line.strip("*_ "), count=1)) or (
            BYLINE.fullmatch(f"By {line}") if after_by else None
        )
        if match:
            found += [i - 1, i] if after_by else [i]
            names = names or _names(match["names"])
        elif found and found[-1] == i - 1 and (_ROLE_LINE.fullmatch(line) or _ALSO_BY.fullmatch(line)):
            found.append(i)
    return Found(names, tuple(found))


def _names(text: str) -> str | None:
    """The people among the names of a byline: `Jane Doe, Staff Writer` is one."""
    parts = re.split(r",? and | ?& ?|, | AND ", text)
    people = [part for part in parts if not _ROLE.search(part)]
    return ", ".join(people) or None


def is_name(line: str) -> bool:
    """Whether a line is nothing but two to four words that make a person's name."""
    return re.fullmatch(NAME, line) is not None and not is_quote(line)
