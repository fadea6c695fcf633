"""What a page's own lines say the article's title is."""

import re
from collections.abc import Sequence

from corpus.bylines import is_metadata
from corpus.credits import DATELINE, LABELLED, Found
from corpus.envelope import without_reply
from corpus.lines import ends_sentence, is_bullet, is_quote, word_count
from corpus.marks import Marks
from corpus.noise import breadcrumb, edge_noise, folded
from corpus.patterns import NEWSPAPER
from corpus.recurrence import ENOUGH, Recurrence
from corpus.segments import is_menu, is_widget

MAX_TITLE_WORDS = 30
MAX_TITLE = 300  # characters
_HEAD_LINES = 200  # more lines than that above the first paragraph are no header
_REPEATED_WITHIN = 40  # lines: a title is repeated near the top
_FULL_TITLE_WORDS = 4  # a menu's entries are shorter
_MASTHEAD_WORDS = 6
_SITE_TITLE = re.compile(r"\s+[|–—-]\s+|\s+::\s+")
_NEWSPAPER = re.compile(rf"\b{NEWSPAPER}$", re.IGNORECASE)
CLOSE = 0.5  # of the best score
_SHORTEST = 2  # words
_UNLIKELY = 0.3
_SHORT = 0.8
_LONG = 9  # words: longer than a slogan
# A short line is a headline before a longer one only if hardly less of it recurs: "Letter from Tbilisi".
CLOSE_SHORT = 0.9
_SINCE_ENDS = re.compile(
    r"\b(?:since|est\.|established|founded)(?: in)? (?:1[6-9]|20)\d\d\W*$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:The )?(?:Ministry|Department|Office|University|City|Bureau|Government) of "
    r"(?:(?:[A-Z]\w+|and|for|of|the)(?: |$))+"
)
_CAPTION = re.compile(r"[.”\"] (?:Photo(?:graph)?s?|Image|Illustration|Picture)(?: by |: ?)\S")
_SINCE = re.compile(r"\b(?:since|est\.|established|founded)\b.*\b(?:1[6-9]|20)\d\d\b", re.IGNORECASE)
_KICKER = re.compile(r"[A-Z][\w&’'. ]{1,25}\|(?P<title>[^\s|][^|]*)")
_MAX_TURN = 12  # words of a headline's second line
_STOP_INSIDE = re.compile(r"[a-z]{3}[.] [A-Z]")


def find_title(marks: Marks) -> Found:
    """The title: labelled, repeated, at a trail's end, or the line above the text that is about the same."""
    lines = marks.lines
    start = min(marks.start, _HEAD_LINES)
    for i in range(start):
        match = LABELLED.fullmatch(lines[i])
        if match and match["label"].lower() in {"title", "headline", "subject"}:
            title = without_reply(match["value"])
            marks.drop([i], "the title")
            return Found(title, tuple(j for j in _same(lines, title) if j >= marks.top) or (i,))
    head = [i for i in range(start) if marks.reasons[i] is None and _may_be_title(marks, i)]
    found = _behind_kicker(lines, head) or _repeated(lines, head) or _before_site(lines, head)
    if found is not None:
        return found
    choice = _recurring(marks, head)
    if choice is None:
        choice = _below_lead(marks)
    if choice is None and _sentence(marks):
        choice = marks.start
    if choice is None and _below_banner(marks):
        marks.skip([marks.start], "above the title")
        return find_title(marks)
    if choice is None:
        choice = _choice(lines, head)
    return _whole(marks, choice) if choice is not None else Found(None)


def _whole(marks: Marks, choice: int) -> Found:
    """The headline with its second line, which begins with a small letter, where it was set in two."""
    lines = marks.lines
    below = marks.page[choice + 1 : choice + 2]
    if (
        below
        and below[0].text.split(" ")[0].islower()
        and choice + 1 < marks.start
        and marks.reasons[choice + 1] is None
        and word_count(below[0].text) <= _MAX_TURN
        and not ends_sentence(lines[choice])
        and not (is_metadata(below[0].spaced) or is_menu(below[0].spaced) or edge_noise(below[0].text))
    ):
        return Found(f"{lines[choice]} {below[0].text}", (choice, choice + 1))
    return Found(lines[choice], _same(lines, lines[choice]))


def _behind_kicker(lines: Sequence[str], head: Sequence[int]) -> Found | None:
    """`A Town Moves Its Streets` of `Climate|A Town Moves Its Streets`."""
    for i in head:
        match = _KICKER.fullmatch(lines[i])
        if match and word_count(match["title"]) >= _FULL_TITLE_WORDS:
            return Found(match["title"], (i, *_same(lines, match["title"])))
    return None


def _repeated(lines: Sequence[str], head: Sequence[int]) -> Found | None:
    near = [folded(line) for line in lines[:_REPEATED_WITHIN]]
    ends = {folded(trail[-1]) for trail in map(breadcrumb, lines[:_REPEATED_WITHIN]) if trail}
    for i in head:
        repeated = near.count(folded(lines[i])) > 1 and word_count(lines[i]) >= _FULL_TITLE_WORDS
        if repeated or (folded(lines[i]) in ends and word_count(lines[i]) > 1):
            return Found(lines[i], _same(lines, lines[i]))
    return None


def _before_site(lines: Sequence[str], head: Sequence[int]) -> Found | None:
    for i in head:
        if _site_of(lines[i], lines):
            title = _SITE_TITLE.split(lines[i])[0]
            return Found(title, (i, *_same(lines, title)))
    return None


def _recurring(marks: Marks, head: Sequence[int]) -> int | None:
    """The first line that has about as many of its words in common with the text as the closest has.

    Not the closest itself: a standfirst often has more of them than the headline above it.
    """
    text = marks.recurrence
    scores = {i: text.score(marks.lines[i]) * _likeness(marks, i) for i in head}
    best = max(head, key=lambda i: scores[i], default=None)
    if best is None or text.hits(marks.lines[best]) < ENOUGH:
        return None
    return next(i for i in head if scores[i] >= _close(marks.lines[i]) * scores[best])


def _close(line: str) -> float:
    return CLOSE if word_count(line) >= _FULL_TITLE_WORDS else CLOSE_SHORT


def _sentence(marks: Marks) -> bool:
    """Whether the first paragraph is a headline that ends with a stop: a byline or a date is below it."""
    if marks.start >= len(marks.lines) - 1 or word_count(marks.lines[marks.start]) > MAX_TITLE_WORDS:
        return False
    below = marks.page[marks.start + 1 : marks.start + 3]
    return any(is_metadata(line.spaced) for line in below)


def _below_banner(marks: Marks) -> bool:
    """Whether the first paragraph is of another thing than the rest, and the rest's headline is below it."""
    paragraphs = [i for i in marks.prose() if i > marks.start]
    if len(paragraphs) < ENOUGH or marks.start > _HEAD_LINES:
        return False
    rest = Recurrence(marks.lines[i] for i in paragraphs)
    if rest.hits(marks.lines[marks.start]) >= ENOUGH:
        return False
    between = (i for i in range(marks.start + 1, paragraphs[0]) if marks.reasons[i] is None)
    return any(_may_be_title(marks, i) and rest.hits(marks.lines[i]) > ENOUGH for i in between)


def _below_lead(marks: Marks) -> int | None:
    """The line behind the first paragraph, if it is about the same, with a byline or a date below it.

    That paragraph is no headline itself: it is too long, or begins with where it was written.
    """
    number = marks.start + 1
    lead = "".join(marks.lines[marks.start : number])
    if word_count(lead) <= MAX_TITLE_WORDS and not DATELINE.match(lead):
        return None
    line, below = marks.lines[number : number + 1], marks.page[number + 1 : number + 3]
    if not line or marks.reasons[number] is not None or not _may_be_title(marks, number):
        return None
    is_headline = word_count(line[0]) >= _FULL_TITLE_WORDS and not ends_sentence(line[0])
    if not is_headline or marks.recurrence.hits(line[0]) < ENOUGH:
        return None
    return number if any(is_metadata(one.spaced) for one in below) else None


def _likeness(marks: Marks, number: int) -> float:
    """How much a line looks like a headline, from 0 to 1."""
    line = marks.lines[number]
    words = word_count(line)
    if words < _SHORTEST or _masthead(line) or marks.masthead_at(number):
        return _UNLIKELY
    if _OFFICE.fullmatch(line) or _SINCE_ENDS.search(line):
        return _UNLIKELY
    if _SINCE.search(line) or _STOP_INSIDE.search(line):
        return _UNLIKELY if words < _LONG else CLOSE
    return 1.0 if words >= _FULL_TITLE_WORDS else _SHORT


def _choice(lines: Sequence[str], head: Sequence[int]) -> int | None:
    """The first line of a title's length, else the first that is more than one word and no masthead."""
    head = [i for i in head if not (edge_noise(lines[i]) or _SINCE_ENDS.search(lines[i]))]
    longer = [i for i in head if word_count(lines[i]) >= _FULL_TITLE_WORDS and not _masthead(lines[i])]
    if head and head[0] == 0 and not _masthead(lines[0]) and word_count(lines[0]) == _FULL_TITLE_WORDS - 1:
        return 0
    shorter = [i for i in head if word_count(lines[i]) > 1] or head
    if not longer:
        return shorter[-1] if shorter else None
    if ends_sentence(lines[longer[0]]) and lines[longer[0]].endswith(".") and shorter[0] < longer[0]:
        return max(i for i in shorter if i < longer[0])
    return longer[0]


def _may_be_title(marks: Marks, number: int) -> bool:
    line, spaced = marks.page[number]
    if len(line) > MAX_TITLE or word_count(line) > MAX_TITLE_WORDS or is_bullet(line) or line.endswith(":"):
        return False
    if breadcrumb(line) or is_menu(spaced) or is_widget(line) or DATELINE.match(line):
        return False
    if LABELLED.fullmatch(line) or edge_noise(line) or _CAPTION.search(line):
        return False
    return not is_metadata(spaced)


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
