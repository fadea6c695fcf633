"""Which lines of a page are not the article."""

import datetime
import re
from dataclasses import dataclass

from corpus.credits import find_author, find_publisher
from corpus.lines import Line as Line
from corpus.lines import is_prose, is_quote, page_lines
from corpus.marks import Marks
from corpus.noise import (
    folded,
)
from corpus.publishing import publishing_date
from corpus.sections import drop_biography, drop_captions, drop_edges, drop_sections
from corpus.titles import find_site, find_title


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
    author = find_author(lines, marks.header_end)
    publisher = find_publisher(lines, start) or find_site(lines[: start + 1])
    if title is None:
        found_title = _without_site(found_title, publisher)
    published = publishing_date(marks, today or datetime.datetime.now(tz=datetime.UTC).date())
    marks.drop(author.lines, "byline")
    drop_captions(marks)
    drop_sections(marks)
    drop_edges(marks)
    drop_biography(marks, author.value)
    if title is None and not marks.kept() and found_title is not None:
        marks.restore("the title")  # a lone line: better a text without a title than a title without a text
        found_title = None
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


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """`A title` for `A title – Example Times`, where that is the publisher."""
    if title is None or publisher is None:
        return title
    return re.sub(rf"\s+[|–—-]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)
