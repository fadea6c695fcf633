"""Which lines of a page are not the article."""

import datetime
import re
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


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


def clean(text: str, *, title: str | None = None, markdown: bool = False) -> Page:
    """The page's lines, each kept or dropped. `title` is given where the title is known already."""
    lines = [" ".join(_INVISIBLE.sub("", line).split()) for line in text.split("\n")]
    return Page(tuple(Line(line) for line in lines if line), title)
