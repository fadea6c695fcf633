"""What stands between a page's top and its first paragraph, and is no reporting."""

import itertools
import re

from corpus.bylines import is_metadata, is_name, is_role, parted
from corpus.credits import is_issuer
from corpus.dates import around_dates, names_day, without_dates
from corpus.lines import ends_sentence, is_bullet, is_prose, is_quote, word_count
from corpus.marks import Marks
from corpus.masthead import is_paper
from corpus.segments import is_menu, is_widget, parts, plain

STANDFIRST_WORDS = 8
_LIST = re.compile(r"\s+[–—-]+(?:\s+|$)|^[–—-]+\s+|,\s+|,$|\.\s+(?=By\b)")
_CREDITING = re.compile(r"^(?:from|(?:(?:first |originally )?(?:posted|published) )?by) ", re.IGNORECASE)
_SMALL_BEHIND = re.compile(r"(?:^|\s+)[a-z][a-z ]*$")
_KINDS = frozenset("analysis comment editorial exclusive explainer feature interview opinion review".split())
# Beside a date or an author a newspaper may be called so as well; elsewhere that is a section or a headline.
_PAPER_BESIDE_DATE = re.compile(
    r"(?:[A-Z0-9][\w’'.&-]*\s+(?:(?:and|&|of|the)\s+)?){1,5}"
    r"(?:Advertiser|Advocate|Beacon|Citizen|Democrat|Digest|Enterprise|Independent|Insider|Leader|Mercury|"
    r"Messenger|Monitor|Pioneer|Quarterly|Record|Recorder|Register|Reporter|Republican|Scotsman|Spectator|Star|"
    r"Statesman|Sun|Voice)"
)
_HOUSE = re.compile(r"(?:[A-Z0-9][\w’'.&-]*|&|and|of|the)(?:\s+(?:[A-Z0-9][\w’'.&-]*|&|and|of|the)){1,4}")


def drop_above(marks: Marks, title: int) -> None:
    """All that stands above the headline and is neither prose nor a quotation."""
    lines = marks.lines
    above = (i for i in range(title) if not is_prose(lines[i]) and not is_quote(lines[i]))
    marks.drop(above, "above the title")


def drop_header(marks: Marks, title: int | None) -> None:
    """Menus, dates and bylines above the text; with a headline known, whatever below it is no prose."""
    if marks.start == len(marks.lines):
        title = None  # no paragraph: the short lines are the article, or there is none
    for i in range(marks.start):
        line, spaced = marks.page[i]
        if marks.reasons[i] is not None:
            continue
        if is_metadata(spaced):
            marks.drop([i], "byline or date")
        elif not is_prose(line) and (is_menu(spaced) or is_widget(line)):
            marks.drop([i], "menu")
        elif title is not None and i > title and not _introduces(marks, i):
            marks.drop([i], "header")
    pairs = enumerate(itertools.pairwise(marks.lines[: marks.header_end]))
    issuers = (i for i, (line, below) in pairs if is_issuer(line, below))
    marks.drop((j for i in issuers for j in (i, i + 1)), "byline or date")
    between = (i for i in range(marks.start, marks.header_end) if is_metadata(marks.page[i].spaced))
    marks.drop((i for i in between if without_dates(marks.lines[i])), "byline or date")


def paper_of(marks: Marks, headline: int) -> str | None:
    """The publisher that a line of the header names, with or next to its date or its author.

    A newspaper by its name; any other name only between the two.
    """
    for i in range(marks.top, marks.start):
        if i == headline or is_prose(marks.lines[i]):
            continue
        entries = _entries(marks.page[i].spaced)
        paper = next(filter(_is_paper, entries), None)
        others = [entry for entry in entries if entry != paper]
        dated = bool(others) or names_day(marks.lines[i])
        beside = [
            is_metadata(line.spaced) for line in (*marks.page[max(0, i - 1) : i], *marks.page[i + 1 : i + 2])
        ]
        if paper and all(_tells(entry) or is_name(entry) for entry in others) and (dated or any(beside)):
            return paper
        if len(entries) == 1 and beside == [True, True] and _is_house(marks, i):
            return plain(marks.lines[i])
    return None


def _entries(spaced: str) -> list[str]:
    """What a header's line gives besides dates, each without what is written small behind it."""
    told = (
        text for part in parts(parted(spaced)) for date in around_dates(part) for text in _LIST.split(date)
    )
    told = (_CREDITING.sub("", text.strip(" *_")) for text in told)
    entries = (_SMALL_BEHIND.sub("", plain(text).strip("*_ .,:;–—-")) for text in told)
    return [entry for entry in entries if without_dates(entry)]


def _is_paper(entry: str) -> bool:
    if is_role(entry):
        return False
    return is_paper(entry) or (_PAPER_BESIDE_DATE.fullmatch(entry) is not None and not entry.isupper())


def _tells(entry: str) -> bool:
    """Whether it says who wrote the article, or what it is."""
    return is_metadata(entry) or is_role(entry) or entry.lower() in _KINDS


def _is_house(marks: Marks, number: int) -> bool:
    """Whether a line is a name, of nobody and of nothing that the article is about, as a place would be."""
    line = plain(marks.lines[number])
    if _HOUSE.fullmatch(line) is None or is_name(line):
        return False
    spoken_of = re.compile(rf"(?<!told )(?<!with )(?<!to ){re.escape(line)}")
    return not any(spoken_of.search(other) for other in marks.lines[marks.start :])


def _introduces(marks: Marks, number: int) -> bool:
    """Whether a line below the headline is a standfirst, a point of a summary or a first heading."""
    line = marks.lines[number]
    if (
        line.startswith("#")
        or is_bullet(line)
        or is_quote(line)
        or line.endswith("?")
        or word_count(line) >= STANDFIRST_WORDS
    ):
        return True
    return ends_sentence(line) and word_count(line) > 2
