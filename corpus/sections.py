"""Parts of a page that are not the article: captions, lists of links, comments, menus, lives of authors."""

import re
from itertools import accumulate

from corpus.bylines import is_name
from corpus.dates import date_line
from corpus.lines import ends_sentence, is_bullet, is_prose, is_quote, word_count
from corpus.marks import Marks
from corpus.noise import edge_noise, folded, labels_caption, opens_biography, opens_comments, opens_related
from corpus.recurrence import Recurrence
from corpus.tail import drop_tail

# How much prose, beside that above it, may follow a heading that ends the article.
RELATED_SHARE = 0.25
COMMENTS_SHARE = 0.4
THREAD_SHARE = 10.0
NAME_WORDS = 5
MENU_RUN = 4  # lines
MENU_WORDS = 3
LINK_WORDS = 4  # the least in a headline
MAX_LINK_WORDS = 12
CAPTION_WORDS = 7
HEADING_SHARE = 1 / 3  # of a heading's content words, that the paragraph below it has
CAPITAL_WORDS = 5  # of a line in capitals, from which on it is the headline of another article
MAX_LINKS = 30
_BIOGRAPHY = re.compile(
    r"\b(?:journalist|reporter|writer|editor|correspondent|columnist|blogger|author|freelancer?|contributor|"
    r"covers|writes|reports on|follow (?:him|her|them|me))\b",
    re.IGNORECASE,
)

_STOPS = (".", "!")  # with which no headline ends
_HEADER_REASONS = {"byline", "date of publishing"}


def drop_captions(marks: Marks) -> None:
    """The scraps beside a caption's label: what the picture shows before it, whose it is behind it."""
    for i, line in enumerate(marks.lines):
        if marks.reasons[i] is None or not labels_caption(line):
            continue
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(marks.lines)]
        marks.drop((j for j in beside if _scrap(marks.lines[j])), "caption of a picture")


def _scrap(line: str) -> bool:
    return word_count(line) <= CAPTION_WORDS and not ends_sentence(line) and not is_quote(line)


def drop_sections(marks: Marks) -> None:
    """Lists of links, and all that follows the article."""
    prose = _Prose(marks)
    for i, line in enumerate(marks.lines):
        if is_prose(line) or (ends_sentence(line) and marks.reasons[i] is None):
            continue
        end = _end_of_article(marks, prose, i)
        if end is not None:
            marks.drop(range(i, len(marks.lines)), end)
            return
        if opens_related(line):
            marks.drop([i, *_links_below(marks, i)], "list of links")


def drop_capitals(marks: Marks) -> None:
    """Headlines of other articles among the paragraphs, in capitals, where the paragraphs are not.

    Of what follows a heading of the article itself, the heading holds some words.
    """
    prose = marks.prose()
    if any(marks.lines[i].isupper() and marks.lines[i].endswith(_STOPS) for i in prose):
        return
    below = [i for i in marks.kept() if i > marks.start and _is_capitals(marks.lines[i])]
    marks.drop((i for i in below if not _heads(marks, i, next((j for j in prose if j > i), i))), "link")


def _heads(marks: Marks, line: int, paragraph: int) -> bool:
    return paragraph > line and Recurrence([marks.lines[paragraph]]).share(marks.lines[line]) >= HEADING_SHARE


def _is_capitals(line: str) -> bool:
    enough = line.isupper() and word_count(line) >= CAPITAL_WORDS
    return enough and not line.endswith(_STOPS) and not is_bullet(line)


def _end_of_article(marks: Marks, prose: "_Prose", number: int) -> str | None:
    """What begins at a line if the article ends above it; None where it goes on."""
    line = marks.lines[number]
    if _opens_thread(marks, prose, number):
        return "comments"
    if opens_related(line) and prose.little_follows(number, RELATED_SHARE):
        return "behind the article"
    if opens_biography(line) and prose.little_follows(number, RELATED_SHARE):
        return "about the author"
    return None


class _Prose:
    """How many words of prose stand above each line."""

    def __init__(self, marks: Marks) -> None:
        prose = set(marks.prose())
        counts = (word_count(line) if i in prose else 0 for i, line in enumerate(marks.lines))
        self._above = [0, *accumulate(counts)]

    def little_follows(self, number: int, share: float) -> bool:
        """Whether at most `share` of the prose above a line follows it; never where none is above."""
        above = self._above[number]
        return above > 0 and self._above[-1] - self._above[number + 1] <= share * above


def _opens_thread(marks: Marks, prose: _Prose, number: int) -> bool:
    """Whether readers speak from this line on. A heading with a reader below it is surer."""
    signed = any(_comment_below(marks, i) for i in range(number, min(number + 4, len(marks.lines))))
    headed = opens_comments(marks.lines[number])
    share = THREAD_SHARE if headed and signed else COMMENTS_SHARE
    return (headed or _comment_below(marks, number)) and prose.little_follows(number, share)


def _comment_below(marks: Marks, number: int) -> bool:
    """Whether a line names a reader: below it stands when that reader wrote, to the minute."""
    line, below = marks.lines[number], marks.lines[number + 1 : number + 2]
    named = word_count(line) <= NAME_WORDS and not re.search(r"\d|:(?<!says:)", line)
    if not named or number <= marks.start or not below:
        return False
    dated = date_line(below[0])
    timed = re.search(r"\b\d{1,2}[:.]\d\d\b", below[0])
    return dated is not None and not dated.labelled and not dated.rest and timed is not None


def _links_below(marks: Marks, number: int) -> list[int]:
    """The lines from a list's heading to the next sentence; a last short one is that text's own heading."""
    links: list[int] = []
    for i in range(number + 1, min(number + 1 + MAX_LINKS, len(marks.lines))):
        line = marks.lines[i]
        if not _headline(line) or is_prose(line) or word_count(line) < LINK_WORDS:
            if len(links) > 1 and is_prose(line) and word_count(marks.lines[links[-1]]) <= LINK_WORDS + 1:
                links.pop()
            break
        links.append(i)
    return links


def drop_edges(marks: Marks, *, whole_page: bool) -> None:
    """Menus above the first paragraph and below the last, and what else is no prose below it."""
    prose = marks.prose()
    if not prose:
        return
    header = [i for i, reason in enumerate(marks.reasons[: marks.header_end]) if reason in _HEADER_REASONS]
    first = max([prose[0], *header])
    edges = [i for i in marks.kept() if not first <= i <= prose[-1]]
    marks.drop((i for i in edges if edge_noise(marks.lines[i])), "menu")
    for run in _runs([i for i in edges if _short(marks.lines[i])]):
        if len(run) >= MENU_RUN:
            marks.drop(run, "menu")
    drop_tail(marks, whole_page=whole_page)


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _short(line: str) -> bool:
    plain = not any(char.isdigit() for char in line) and not is_bullet(line) and not is_quote(line)
    return plain and word_count(line) <= MENU_WORDS and not ends_sentence(line)


def _headline(line: str) -> bool:
    if is_bullet(line) or is_quote(line) or line[0].isdigit() or re.match(r"\w+:", line):
        return False
    return not ends_sentence(line) and not line.endswith((":", ",")) and word_count(line) <= MAX_LINK_WORDS


def drop_biography(marks: Marks, author: str | None) -> None:
    """A name, and what its bearer does for a living, below the last paragraph of the article."""
    tail = marks.kept()[-4:]
    for place, i in enumerate(tail):
        rest = tail[place + 1 :]
        named = is_name(marks.lines[i]) and not ends_sentence(marks.lines[i])
        about = bool(rest) and all(_BIOGRAPHY.search(marks.lines[j]) for j in rest)
        own = author is not None and folded(marks.lines[i]).startswith(folded(author))
        if (named and about) or (own and not rest and (named or _BIOGRAPHY.search(marks.lines[i]))):
            marks.drop([i, *rest], "about the author")
            return
