"""Who wrote an article, and the lines of a header that say only who and when."""

import re
from collections.abc import Sequence

from corpus.credits import Found
from corpus.dates import names_day, without_dates
from corpus.lines import PageLine, is_prose, is_quote, word_count
from corpus.marks import Marks
from corpus.noise import edge_noise, folded, noise
from corpus.segments import parts, plain

MAX_CREDIT_WORDS = 22
MAX_REST_WORDS = 4  # beside a date
_PARTICLE = r"(?:de|da|del|della|di|van|von|der|den|ter|bin|ibn|al|el|la|le|dos|du|y)"
_CAPITAL = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*)"
NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE})){{1,3}}"
_NAMES = rf"(?P<names>{NAME}(?:(?:,? and | ?& ?|, | AND ){NAME})*)"
_ROLE = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|staff|press|news|times|desk|columnists?|journalists?|"
    r"contributors?|bureau|agency|agencies|reuters|afp|ap|bloomberg|analyst|producer|"
    r"team|special|ph\.?d|candidate|professor|fellow|university|institute|photographer|presenter)\b",
    re.IGNORECASE,
)
# Before a name.
_TITLE = r"(?:(?:[A-Z][\w'’-]*,? ){0,3}(?:Columnist|Correspondent|Critic|Editor|Reporter|Writer),? )?"
_BY = (
    r"(?:(?:Written|Words|Story|Text|Article|Posted|Analysis|Report|Reported|Published) by|"
    r"(?:[A-Z][a-z]{1,4}/)?By|BY|by|Author|AUTHOR|Byline)"
)
BYLINE = re.compile(
    rf"{_BY}:? {_TITLE}{_NAMES}(?P<rest>(?: ?[,|•·–—/(-] ?.{{0,80}}| (?:for|in|of) .{{2,60}})?)"
)
# Above the text only: a kicker before it, a colon, another language, a handle behind it.
_KICKER_BY = r"(?!Photo|Image|Pict|Illus)[A-Z][a-z]+(?: [a-z]+)? by"
_LABEL = (
    r"(?:(?:Text|Words|Story|Reporting|Report|From|Por|Von|Par)|"
    r"(?:[A-Z][a-z]+ )?(?:[Cc]orrespondent|[Cc]ritic|[Ee]ditor|[Rr]eporter|[Ww]riter)):"
)
_OURS = r"(?:From )?[Oo]ur (?:[a-z]+ )?(?:correspondent|reporter)s?,?"
_LOOSE = re.compile(
    rf"(?:[A-Z][A-Z&]+ ){{0,2}}(?:{_BY}:?|{_KICKER_BY}|{_LABEL}|Von|Par|Por|Door|{_OURS}) {_TITLE}{_NAMES}"
    r"\b(?:[ ,(–—-].{0,60})?"
)
_WITH_ROLE = re.compile(rf"{_NAMES}(?:,| [–—-]| \() ?(?P<role>.{{2,60}})")
_TRADE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|columnist|journalist|contributor|photographer|presenter)s?\b",
    re.IGNORECASE,
)
_HANDLE_BY = re.compile(r"(?:posted |written )?by:? @?[\w.-]{3,25}[»:]?", re.IGNORECASE)
_STAFF = re.compile(
    r"(?:(?:our|from) )?(?:own |foreign |web |news |staff )*(?:staff|correspondent|reporters?|desk|agencies)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:Posted|Published|Updated)\b.{4,40}\b[Bb]y\b")
_HANDLE = re.compile(r"@\w{2,30}")
# "By JANE ROE The Herald": who, and behind the capitals for whom.
_FOR_HOUSE = re.compile(
    r"^(by(?-i:(?: [A-Z][A-Z.’'-]+){2,3})),? (?=(?-i:(?:The )?[A-Z][a-z]))", re.IGNORECASE
)
_ALSO_BY = re.compile(rf"and {NAME}(?:, .{{2,40}})?")
_ROLE_LINE = re.compile(
    r"(?:[\w&'’-]+ ){0,4}(?:reporter|correspondent|editor|writer|columnist)s?"
    r"(?:(?:,| in| at) [\w .’'-]{2,40})?",
    re.IGNORECASE,
)


def is_metadata(spaced: str) -> bool:
    """Whether a line says no more than when the page was published, and by whom."""
    if len(spaced) > 200 or is_prose(spaced):
        return False
    entries = parts(spaced)
    told = [_tells(entry) for entry in entries]
    return any(told) and all(
        tells or noise(entry) or edge_noise(entry) or word_count(entry) == 1
        for entry, tells in zip(entries, told, strict=True)
    )


def _tells(part: str) -> bool:
    if not names_day(part):
        return (
            _credited(part) is not None
            or _HANDLE_BY.fullmatch(part) is not None
            or bool(_STAFF.fullmatch(part))
        )
    rest = without_dates(part)
    dated = word_count(rest) <= MAX_REST_WORDS and re.search(r"\d{4}|\d[./]\d", part) is not None
    return (
        not rest
        or (dated and not is_quote(part))
        or _credited(rest) is not None
        or bool(_HANDLE_BY.match(rest))
    )


def _credited(part: str) -> str | None:
    """The names in a part of a header that is a byline."""
    part = re.sub(r"\s*@\w+", "", plain(part)).strip("*_ ")
    match = _LOOSE.fullmatch(part)
    if match:
        return match["names"]
    match = _WITH_ROLE.fullmatch(part)
    return match["names"] if match and _TRADE.search(match["role"]) else None


def find_author(marks: Marks) -> Found:
    """The author in a byline near the top or below the last line; every line that is one is given."""
    lines, header_end = marks.lines, marks.header_end
    names: str | None = None
    found: list[int] = []
    for i in [*range(marks.top, header_end), *range(max(header_end, len(lines) - 3), len(lines))]:
        if marks.reasons[i] in {"the title", "the title again"}:
            continue
        after_by = i > 0 and folded(lines[i - 1]) == "by"
        credited = (
            _whole(lines[i], after_by=after_by)
            or (_part(marks.page[i]) if i < (header_end if names_day(lines[i]) else marks.start) else None)
            or _above_role(lines[i : i + 2])
        )
        if credited:
            found += [i - 1, i] if after_by else [i]
            names = names or people(credited)
        elif (
            found and found[-1] == i - 1 and (_ROLE_LINE.fullmatch(lines[i]) or _ALSO_BY.fullmatch(lines[i]))
        ):
            found.append(i)
    return Found(names, tuple(found))


def _whole(line: str, *, after_by: bool) -> str | None:
    line = parted(line.replace("**", "").strip("*_ "))
    match = BYLINE.fullmatch(_STAMP.sub("By", line, count=1)) or (
        BYLINE.fullmatch(f"By {line}") if after_by else None
    )
    return match["names"] if match else None


def parted(line: str) -> str:
    """A byline with a comma between who wrote it and for whom, where only their letters tell them apart."""
    return _FOR_HOUSE.sub(r"\1, ", line)


def _above_role(lines: Sequence[str]) -> str | None:
    """The name in a line of its own, above what its bearer does or is called elsewhere."""
    named = len(lines) > 1 and is_name(lines[0])
    return lines[0] if named and (_ROLE_LINE.fullmatch(lines[1]) or _HANDLE.fullmatch(lines[1])) else None


def _part(line: PageLine) -> str | None:
    """The names in a header's line that gives a date or a section beside them."""
    if word_count(line.text) > MAX_CREDIT_WORDS or is_prose(line.text) or is_quote(line.text):
        return None
    credited = (_credited(without_dates(part) if names_day(part) else part) for part in parts(line.spaced))
    return next((names for names in credited if names), None)


def people(text: str) -> str | None:
    """The people among the names of a byline: `Jane Doe, Staff Writer` is one."""
    separated = re.split(r",? and | ?& ?|, | AND ", text)
    named = [part for part in separated if not (_ROLE.search(part) or part.startswith("The "))]
    return ", ".join(named) or None


def is_role(line: str) -> bool:
    """Whether a line is nothing but what somebody does: `Court Reporter`, `science editor`."""
    return _ROLE_LINE.fullmatch(line) is not None or _STAFF.fullmatch(line) is not None


def is_name(line: str) -> bool:
    """Whether a line is nothing but two to four words that make a person's name."""
    return re.fullmatch(NAME, line) is not None and not is_quote(line)
