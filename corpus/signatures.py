"""Authors that a header names without a word such as "by", beside or next to its date."""

import re

from corpus.bylines import NAME, is_name, people
from corpus.credits import Found
from corpus.dates import date_line, names_day, without_dates
from corpus.lines import is_prose, word_count
from corpus.marks import Marks
from corpus.masthead import is_paper
from corpus.segments import parts, plain

MAX_CREDIT_WORDS = 8  # of a line elsewhere that names the author once more
TITLE = {"the title", "the title again"}
LIFE = 2  # paragraphs at the end, that may tell of the author
_PLACE = r"(?:the )?[A-Z][\w’'-]+(?:,? [A-Z][\w’'-]+){0,3}"
_FROM_PLACE = re.compile(rf"(?P<name>{NAME}) (?:in|for) {_PLACE}(?: for {_PLACE})?")  # "Jane Roe in Skarn"
_WITH_PAPER = re.compile(rf"(?P<name>{NAME})(?: [·•|–—-]|,) (?P<paper>[^·•|–—,]+)")
_SEVERAL = re.compile(rf"(?P<name>{NAME}(?:, {NAME})*,? (?:and|&) {NAME})")
_BEHIND_DATE = re.compile(rf".*\d{{4}}\W* [–—|·-] (?P<name>{NAME})")


def find_signature(marks: Marks, headline: int) -> Found:
    """The name in a line below the headline that the text has not, where a short line below the text has it.

    So an author is told from a place, or from whom the article is about. A name is no place where it is
    written with one, or behind the date.
    """
    lines = range(headline + 1, marks.header_end)
    signed = ((i, name) for i in lines if marks.reasons[i] not in TITLE and (name := _signature(marks, i)))
    return next((Found(name, (i,)) for i, name in signed), Found(None))


def _signature(marks: Marks, number: int) -> str | None:
    line, spaced = marks.page[number]
    beside = [*marks.lines[max(0, number - 1) : number], *marks.lines[number + 1 : number + 2]]
    if is_prose(line) or not any(map(_is_dated, [line, *beside])):
        return None
    shown = _shown(line)
    if shown and not _is_told_of(marks, shown["name"]):
        return people(shown["name"])
    told = (plain(without_dates(part) if names_day(part) else part) for part in parts(spaced))
    names = list(filter(is_name, told))
    return names[0] if len(names) == 1 and _signs(marks, names[0]) else None


def _shown(line: str) -> re.Match[str] | None:
    """The names that a line shows to be an author's by how it sets them."""
    bare = plain(line).strip("*_ ")
    forms = (form.fullmatch(bare) for form in (_FROM_PLACE, _SEVERAL, _BEHIND_DATE))
    of_paper = _WITH_PAPER.fullmatch(bare)
    return next(filter(None, forms), of_paper if of_paper and is_paper(of_paper["paper"]) else None)


def _is_dated(line: str) -> bool:
    return not is_prose(line) and date_line(line) is not None


def _is_told_of(marks: Marks, name: str) -> bool:
    prose = [i for i in marks.prose() if i >= marks.start]
    return any(name in marks.lines[i] for i in prose[:-LIFE])


def _signs(marks: Marks, name: str) -> bool:
    if _is_told_of(marks, name):
        return False
    prose = marks.prose()
    below = (line for i, line in enumerate(marks.lines) if i > marks.start and i not in prose)
    return any(name in line and word_count(line) <= MAX_CREDIT_WORDS for line in below)
