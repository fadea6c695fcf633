"""Which lines of a page are not the article."""

import datetime
import re
from dataclasses import dataclass

from corpus.bylines import find_author
from corpus.credits import Found, find_publisher
from corpus.envelope import archived_url
from corpus.header import drop_above, drop_header, paper_of
from corpus.lines import Line as Line
from corpus.lines import page_lines
from corpus.marks import Marks
from corpus.masthead import standing_masthead
from corpus.noise import folded
from corpus.publishing import publishing_date
from corpus.sections import drop_biography, drop_capitals, drop_captions, drop_edges, drop_sections
from corpus.signatures import find_signature
from corpus.titles import find_site, find_title

_FROM = re.compile(
    r"(?:> )?[*_]{0,2}(?:article |original |source )?(?:link|original|permalink|source|url)"
    r"[*_]{0,2} ?: ?[*_]{0,2} ?<?(?P<url>https?://[^\s<>*]+)>?"
    r"|\[(?:link|original|permalink|source|read the original)[^\[\]]{0,30}\]\((?P<linked>https?://[^()\s]+)\)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, and what its text says of itself."""

    lines: tuple[Line, ...]
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    author: str | None = None
    url: str | None = None


def clean(
    text: str, *, title: str | None = None, markdown: bool = False, today: datetime.date | None = None
) -> Page:
    """The page's lines, each kept or dropped. `title` is given where it is known already.

    `today` helps to read a date such as 07/08/2020: no article is of tomorrow.
    """
    marks = Marks(page_lines(text))
    found = _title(marks, title, markdown=markdown)
    headline = min(found.lines, default=None)
    author = find_author(marks)
    if author.value is None and headline is not None:
        author = find_signature(marks, headline)
    publisher = _publisher(marks, headline)
    found_title = found.value if title is not None else _without_site(found.value, publisher)
    published = publishing_date(marks, today or datetime.datetime.now(tz=datetime.UTC).date())
    marks.drop(author.lines, "byline")
    drop_header(marks, headline)
    drop_captions(marks)
    drop_sections(marks)
    drop_capitals(marks)
    drop_edges(marks, whole_page=title is None)
    drop_biography(marks, author.value)
    if title is None and not marks.kept() and found_title is not None:
        marks.restore("the title")  # a lone line: better a text without a title than a title without a text
        found_title = None
    kept = tuple(Line(line, reason) for line, reason in zip(marks.lines, marks.reasons, strict=True))
    return Page(kept, found_title, publisher, published, _without_house(author.value, publisher), _url(marks))


def _title(marks: Marks, given: str | None, *, markdown: bool) -> Found:
    """The title and the lines that hold it; they and what stands above are dropped."""
    lines = marks.lines
    if given is not None:
        wanted = folded(given)
        again = tuple(i for i, line in enumerate(lines) if folded(line) == wanted)
        marks.drop(again, "the title again")
        return Found(given, tuple(i for i in again if i < marks.start))
    if markdown:
        for i, line in enumerate(lines):
            if line.startswith("# "):
                marks.drop([i], "the title")
                return Found(_unmarked(line), (i,))
    found = find_title(marks)
    if found.lines:
        marks.drop(found.lines, "the title")
        drop_above(marks, min(found.lines))
    return Found(_unmarked(found.value), found.lines) if markdown and found.value else found


def _unmarked(title: str) -> str:
    """A headline without what makes it one, or a link, in Markdown."""
    return _LINK.sub(r"\1", title).strip(" #%*_") or title


def _publisher(marks: Marks, headline: int | None) -> str | None:
    top = marks.masthead
    above = top is not None and (
        headline is None or top[0] < headline or folded(marks.lines[top[0]]) == folded(top[1])
    )
    name = top[1] if top is not None and above else None
    if name is None and headline is not None:
        name = standing_masthead(marks.page, marks.top, headline) or paper_of(marks, headline)
    return find_publisher(marks.lines, marks.start, name) or find_site(marks.lines[: marks.start + 1])


def _url(marks: Marks) -> str | None:
    """Where the page says above its text that it is from."""
    found = (_FROM.fullmatch(line) for line in marks.lines[: marks.start])
    return next((match["url"] or match["linked"] for match in found if match), archived_url(marks.lines))


def _without_house(authors: str | None, publisher: str | None) -> str | None:
    """`Jane Roe` of `By Jane Roe, The Herald`."""
    if authors is None or publisher is None:
        return authors
    people = [name for name in authors.split(", ") if folded(name) != folded(publisher)]
    return ", ".join(people) or None


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """`A title` for `A title – Example Times`, where that is the publisher."""
    if title is None or publisher is None:
        return title
    return re.sub(rf"\s+[|–—-]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)
