"""When a page says that it was published."""

import datetime
import re
from collections.abc import Iterator

from corpus.dates import DateLine, date_line, readings, settle
from corpus.lines import is_prose
from corpus.marks import Marks

MAX_DATES = 5  # each may need a look through the whole text
REST_WORDS = 6  # in a byline beside the date
AGENCY_WORDS = 3
HEADER_REST_WORDS = 8
BELOW_STANDFIRST_WORDS = 4  # the same behind a first sentence
HEADLINE = {"the title", "the title again", "photo credit or caption label", "header of a printed page"}
_DATELINE = re.compile(
    r"[A-Z][^.!?“”\"]{1,50}?[,(] ?(?P<date>.{6,30}?)(?: ?[(/][^)/]{2,40}[)/])? ?(?:--|–|—|- )"
)
_TIME = re.compile(r"\d[:.]\d\d")


def publishing_date(marks: Marks, today: datetime.date) -> datetime.date | None:
    """The date in the header, in a labelled line anywhere, or in a dateline; the lines of dates are dropped.

    A date of publishing goes before one of updating; one that can be read two ways is settled by the rest.
    """
    found = [*_dated_lines(marks), *_datelines(marks)]
    found.sort(key=lambda dated: dated.updated)
    certain = {date for dated in found if len(dated.readings) == 1 for date in dated.readings}
    text = "\n".join(marks.lines)
    distinct = list(dict.fromkeys((dated.readings & certain) or dated.readings for dated in found))
    dates = (settle(candidates, text, today) for candidates in distinct[:MAX_DATES])
    return next((date for date in dates if date is not None), None)


def _dated_lines(marks: Marks) -> Iterator[DateLine]:
    lines = {
        i: dated
        for i, line in enumerate(marks.lines)
        if (dated := date_line(line))
        and (i >= marks.top or dated.labelled)
        and (_bare(dated) or _in_header(marks, i, dated))
    }
    header = marks.start if _timeline(marks, lines) else marks.header_end
    unlabelled = False
    for i, dated in lines.items():
        in_header = i < header and (dated.labelled or not unlabelled)
        anywhere = dated.labelled and dated.readings and not marks.lines[i].lower().startswith("date")
        if in_header or anywhere:
            unlabelled = unlabelled or not dated.labelled
            marks.drop([i], "date of publishing")
            yield dated


def _bare(dated: DateLine) -> bool:
    words = dated.rest.split()
    agency = dated.labelled and len(words) <= AGENCY_WORDS and not any(word.islower() for word in words)
    return agency or not words or (words[0].lower() == "by" and len(words) <= REST_WORDS)


def _in_header(marks: Marks, number: int, dated: DateLine) -> bool:
    """Whether a line of the header gives a date among a few other words, the headline's own excepted."""
    own = marks.reasons[number] not in HEADLINE and not is_prose(marks.lines[number])
    most = HEADER_REST_WORDS if number < marks.start else BELOW_STANDFIRST_WORDS
    return own and number < marks.header_end and len(dated.rest.split()) <= most and bool(dated.readings)


def _timeline(marks: Marks, lines: dict[int, DateLine]) -> bool:
    """Whether dates head the article's own parts: there are several behind its first paragraph."""
    bare = [i for i, dated in lines.items() if not dated.labelled and not _TIME.search(marks.lines[i])]
    return len({marks.lines[i] for i in bare if i > marks.start}) > 1


def _datelines(marks: Marks) -> Iterator[DateLine]:
    """Dates such as that of `LONDON, July 7, 2020 (Reuters) -` at the start of a paragraph."""
    for line in marks.lines[marks.start : marks.header_end + 1]:
        match = _DATELINE.match(line)
        if match and readings(match["date"]):
            yield DateLine(readings(match["date"]), updated=False, labelled=False, rest="")
