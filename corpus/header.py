"""What stands between a page's top and its first paragraph, and is no reporting."""

from corpus.bylines import is_metadata
from corpus.dates import without_dates
from corpus.lines import ends_sentence, is_bullet, is_prose, is_quote, word_count
from corpus.marks import Marks
from corpus.masthead import is_paper
from corpus.segments import is_menu, is_widget, parts, plain

STANDFIRST_WORDS = 8


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
    between = (i for i in range(marks.start, marks.header_end) if is_metadata(marks.page[i].spaced))
    marks.drop((i for i in between if without_dates(marks.lines[i])), "byline or date")


def paper_below(marks: Marks, headline: int) -> str | None:
    """The newspaper that a line below the headline names, with or next to its date or its author."""
    for i in range(headline + 1, marks.start):
        entries = [plain(part).strip("*_ ") for part in parts(marks.page[i].spaced)]
        paper = next(filter(is_paper, entries), None)
        others = [entry for entry in entries if entry != paper]
        beside = [line.spaced for line in (*marks.page[i - 1 : i], *marks.page[i + 1 : i + 2])]
        if paper and (all(map(is_metadata, others)) if others else any(map(is_metadata, beside))):
            return paper
    return None


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
