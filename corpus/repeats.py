"""Lines that a page has twice: headers of printed pages, and sentences set large beside the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.lines import is_prose, is_quote, word_count

LONGEST_HEADER = 200  # characters
LONGEST_QUOTE = 300  # characters
SHORTEST_QUOTE = 6  # words
_PRINTED = re.compile(r"\d:\d\d|https?://|www\.|\bpage \d|\d ?/ ?\d", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\bpage \d+(?: of \d+)?|\d+ ?/ ?\d+$", re.IGNORECASE)
_QUOTATION_MARKS = "“”\"'‘’«»„ "


def page_headers(lines: Sequence[str]) -> Iterator[int]:
    """Lines that recur but for the number of the page, and give a time, an address or a page."""
    printed = {i: _PAGE_NUMBER.sub("", line) for i, line in enumerate(lines) if _may_be_header(line)}
    counts = Counter(printed.values())
    return (i for i, line in printed.items() if counts[line] > 1)


def _may_be_header(line: str) -> bool:
    short = len(line) <= LONGEST_HEADER and word_count(line) > 2
    return short and _PRINTED.search(line) is not None and not is_prose(line)


def pull_quotes(lines: Sequence[str]) -> Iterator[int]:
    """Quotations on a line of their own that stand word for word in a longer paragraph."""
    quoted = [i for i, line in enumerate(lines) if is_quote(line) and len(line) <= LONGEST_QUOTE]
    for i in quoted:
        inner = lines[i].strip(_QUOTATION_MARKS)
        if word_count(inner) >= SHORTEST_QUOTE and any(
            inner in line and len(line) > len(lines[i]) for line in lines
        ):
            yield i
