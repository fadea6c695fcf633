"""What a page's own lines say the article's title is."""

import re
from collections.abc import Sequence

from corpus.credits import BYLINE, DATELINE, LABELLED, Found
from corpus.lines import ends_sentence, is_bullet, is_quote, word_count
from corpus.noise import breadcrumb, edge_noise, folded

MAX_TITLE_WORDS = 30
MAX_TITLE = 300  # characters
_HEAD_LINES = 200  # more lines than that above the first paragraph are no header
_REPEATED_WITHIN = 40  # lines: a title is repeated near the top
_FULL_TITLE_WORDS = 4  # a menu's entries are shorter
_MASTHEAD_WORDS = 6
_SITE_TITLE = re.compile(r"\s+[|–—-]\s+|\s+::\s+")
_NEWSPAPER = re.compile(
    r"\b(?:times|herald|news|post|journal|gazette|tribune|chronicle|telegraph|today|daily|observer|mail|"
    r"guardian|review|magazine|press|wire|online|\w+\.(?:com|org|net))$",
    re.IGNORECASE,
)


def find_title(lines: Sequence[str], reasons: Sequence[str | None], start: int) -> Found:
    """The title: labelled, repeated, at a trail's end, or the first line above `start` that reads as one."""
    start = min(start, len(lines), _HEAD_LINES)
    head = [i for i in range(start) if reasons[i] is None and _may_be_title(lines[i])]
    for i in range(start):
        match = LABELLED.fullmatch(lines[i])
        if match and match["label"].lower() in {"title", "headline"}:
            return Found(match["value"], (i, *_same(lines, match["value"])))
    near = [folded(line) for line in lines[:_REPEATED_WITHIN]]
    ends = {folded(trail[-1]) for trail in map(breadcrumb, lines[:_REPEATED_WITHIN]) if trail}
    for i in head:
        repeated = near.count(folded(lines[i])) > 1 and word_count(lines[i]) >= _FULL_TITLE_WORDS
        if repeated or (folded(lines[i]) in ends and word_count(lines[i]) > 1):
            return Found(lines[i], _same(lines, lines[i]))
    for i in head:
        if _site_of(lines[i], lines):
            title = _SITE_TITLE.split(lines[i])[0]
            return Found(title, (i, *_same(lines, title)))
    choice = _choice(lines, head)
    return Found(lines[choice], _same(lines, lines[choice])) if choice is not None else Found(None)


def _choice(lines: Sequence[str], head: list[int]) -> int | None:
    """The first line of a title's length, else the first that is more than one word and no masthead."""
    head = [i for i in head if not edge_noise(lines[i])]
    longer = [i for i in head if word_count(lines[i]) >= _FULL_TITLE_WORDS and not _masthead(lines[i])]
    if head and head[0] == 0 and not _masthead(lines[0]) and word_count(lines[0]) == _FULL_TITLE_WORDS - 1:
        return 0
    shorter = [i for i in head if word_count(lines[i]) > 1] or head
    if not longer:
        return shorter[-1] if shorter else None
    if ends_sentence(lines[longer[0]]) and lines[longer[0]].endswith(".") and shorter[0] < longer[0]:
        return max(i for i in shorter if i < longer[0])
    return longer[0]


def _may_be_title(line: str) -> bool:
    if (
        len(line) > MAX_TITLE
        or word_count(line) > MAX_TITLE_WORDS
        or is_bullet(line)
        or breadcrumb(line)
        or BYLINE.fullmatch(line)
    ):
        return False
    return not line.endswith(":") and not DATELINE.match(line)


def _masthead(line: str) -> bool:
    """Whether a line is likelier the name of a newspaper than a title."""
    words = line.split()
    named = _NEWSPAPER.search(line)
    titled = all(word[0].isupper() or word in {"of", "the", "and", "&", "de"} for word in words)
    return (
        len(words) <= _MASTHEAD_WORDS
        and titled
        and (named is not None or (words[0] in {"The", "Daily"} and len(words) < 4))
    )


def _same(lines: Sequence[str], title: str) -> tuple[int, ...]:
    wanted = folded(title)
    longest = len(title) + 10  # with the marks that folding takes away
    return tuple(i for i, line in enumerate(lines) if len(line) <= longest and folded(line) == wanted)


def _site_of(line: str, lines: Sequence[str]) -> str | None:
    """`Example Times` for the line `A title | Example Times` on a page that has `A title` as well."""
    parts = _SITE_TITLE.split(line)
    if (
        len(parts) < 2
        or is_quote(line)
        or word_count(parts[-1]) > _MASTHEAD_WORDS
        or word_count(parts[0]) < 3
    ):
        return None
    return parts[-1] if _same(lines, parts[0]) else None


def find_site(lines: Sequence[str]) -> str | None:
    """The site's name from a line such as `A title | Example Times`."""
    sites = (_site_of(line, lines) for line in lines[:_HEAD_LINES])
    return next((site for site in sites if site), None)
