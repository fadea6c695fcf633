"""Pages of an article that was a PDF: in its file, each page but the first begins with a form feed."""

import bisect
from collections.abc import Sequence

from corpus.lines import Line, normalise

FEED = "\f"


def page_starts(text: str, lines: Sequence[Line]) -> tuple[int, ...]:
    """Offsets in the article's text at which its pages begin; none where `text` has no pages.

    `lines` are the lines of `text` as cleaning gave them. A paragraph is of the page on which it begins.
    """
    if FEED not in text:
        return ()
    pages = [
        number
        for number, page in enumerate(text.split(FEED), 1)
        for line in page.split("\n")
        if normalise(line)
    ]
    if len(pages) != len(lines):  # lines that were wrapped are one again: whose page they are is not told
        return ()
    starts: list[int] = []
    offset = 0
    for page, line in zip(pages, lines, strict=True):
        if line.dropped is None:
            starts += [offset] * (page - len(starts))
            offset += len(line.text) + 1
    return tuple(starts)


def with_feeds(text: str, starts: Sequence[int]) -> str:
    """An article's text as its file has it: a blank line between paragraphs, a form feed at each page."""
    parts: list[str] = []
    offset, page = 0, 1
    for line in text.split("\n"):
        now = bisect.bisect_right(starts, offset) or 1
        parts.append(FEED * (now - page) + line)
        offset, page = offset + len(line) + 1, now
    return "\n\n".join(parts)
