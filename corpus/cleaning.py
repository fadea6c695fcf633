"""Which lines of a page are not the article."""

import datetime
import re
from dataclasses import dataclass

from corpus.credits import find_author, find_publisher
from corpus.dates import DateLine, date_line, readings, settle
from corpus.lines import is_prose, is_quote, page_lines, word_count
from corpus.marks import Marks
from corpus.noise import (
    folded,
)
from corpus.sections import drop_biography, drop_captions, drop_edges, drop_sections
from corpus.titles import find_site, find_title

_DATELINE = re.compile(
    r"[A-Z][^.!?“”\"]{1,50}?[,(] ?(?P<date>.{6,30}?)(?: ?[(/][^)/]{2,40}[)/])? ?(?:--|–|—|- )"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, its white space normalised; `dropped` says why it is not in the article."""

    text: str
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, and what its text says of itself."""

    lines: tuple[Line, ...]
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    author: str | None = None


def clean(
    text: str, *, title: str | None = None, markdown: bool = False, today: datetime.date | None = None
) -> Page:
    """The page's lines, each kept or dropped. `title` is given where it is known already.

    `today` helps to read a date such as 07/08/2020: no article is of tomorrow.
    """
    lines = page_lines(text)
    marks = Marks(lines)
    start = marks.start
    found_title = _title(marks, title, markdown=markdown)
    author = find_author(lines, start)
    publisher = find_publisher(lines, start) or find_site(lines[: start + 1])
    published = _published(marks, start, today or datetime.datetime.now(tz=datetime.UTC).date())
    marks.drop(author.lines, "byline")
    drop_captions(marks)
    drop_sections(marks)
    drop_edges(marks)
    drop_biography(marks, author.value)
    kept = tuple(Line(line, reason) for line, reason in zip(lines, marks.reasons, strict=True))
    return Page(kept, found_title, publisher, published, author.value)


def _title(marks: Marks, given: str | None, *, markdown: bool) -> str | None:
    lines = marks.lines
    if given is not None:
        wanted = folded(given)
        marks.drop((i for i, line in enumerate(lines) if folded(line) == wanted), "the title again")
        return given
    if markdown:
        for i, line in enumerate(lines):
            if line.startswith("# "):
                marks.drop([i], "the title")
                return line.removeprefix("# ").strip(" #")
    found = find_title(lines, marks.reasons, marks.start)
    if found.value is None:
        return None
    marks.drop(found.lines, "the title")
    above = (i for i in range(min(found.lines)) if not is_prose(lines[i]) and not is_quote(lines[i]))
    marks.drop(above, "above the title")
    return found.value


def _published(marks: Marks, start: int, today: datetime.date) -> datetime.date | None:
    """The date in the header, in a labelled line anywhere, or in a dateline; its lines are dropped."""
    found: list[DateLine] = []
    for i, line in enumerate(marks.lines):
        dated = date_line(line)
        if dated is None or word_count(dated.rest) > 4 or is_prose(dated.rest):
            continue
        bare = not dated.rest or dated.rest.lower().startswith("by ")
        in_header = i <= start + 2 and (dated.labelled or not any(not other.labelled for other in found))
        anywhere = dated.labelled and dated.readings and not line.lower().startswith("date")
        if bare and (in_header or anywhere):
            found.append(dated)
            marks.drop([i], "date of publishing")
    for line in marks.lines[start : start + 3]:
        match = _DATELINE.match(line)
        if match and readings(match["date"]):
            found.append(DateLine(readings(match["date"]), updated=False, labelled=False, rest=""))
    found.sort(key=lambda dated: dated.updated)
    text = "\n".join(marks.lines)
    certain = {date for dated in found if len(dated.readings) == 1 for date in dated.readings}
    for dated in found:
        date = settle((dated.readings & certain) or dated.readings, text, today)
        if date is not None:
            return date
    return None
