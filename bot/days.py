"""The days that somebody means, as pages write them or as seen from today."""

import datetime
import re
from typing import NamedTuple

from corpus.dates import Stretch, stretches

LANGUAGES = ["en", "de"]
_UNITS = {"day": "day", "tag": "day", "week": "week", "woche": "week", "month": "month", "monat": "month",
          "year": "year", "jahr": "year"}  # fmt: skip
_LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}
_SEEN = re.compile(
    r"\b(?:(?:in|over|during|within|von) )?(?:(?:the|der|den|dem|des|im) )?"
    r"(?:(?P<yesterday>yesterday|gestern)|"
    r"(?P<which>this|last|past|previous|diese[mnrs]?|letzte[mnrs]?|vergangene[mnrs]?) "
    rf"(?:(?P<count>\d{{1,3}}) )?(?P<unit>{'|'.join(_UNITS)})(?:s|e?n)?)\b",
    re.IGNORECASE,
)


class Seen(NamedTuple):
    """A time in a text: where it stands, its first day and its last."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date


def seen_from(today: datetime.date, text: str) -> Seen | None:
    """The days of "yesterday", "last week", "this month" or "the past 3 days"; weeks begin on Mondays."""
    found = _SEEN.search(text)
    if found is None:
        return None
    if found["yesterday"]:
        first = last = today - datetime.timedelta(1)
    else:
        unit, which = _UNITS[found["unit"].lower()], found["which"].lower()
        if found["count"] or which == "past":
            days = int(found["count"] or 1) * _LENGTHS[unit]
            first, last = today - datetime.timedelta(days), today
        else:
            first, last = _first_of(unit, today), today
            if not which.startswith(("this", "diese")):
                last = first - datetime.timedelta(1)
                first = _first_of(unit, last)
    return Seen(found.start(), found.end(), first, last)


def _first_of(unit: str, day: datetime.date) -> datetime.date:
    """The first day of the week, month or year that the day is in."""
    if unit == "week":
        return day - datetime.timedelta(day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def stretches_seen_from(today: datetime.date, text: str) -> frozenset[Stretch]:
    """The first and last day of a date, a month or a year; the one day of "yesterday" or "2 weeks ago".

    None where the text gives no time, two for 07/08/2020. "Last week" is seven days ago.
    """
    found = stretches(text)
    if found:
        return found
    from dateparser import parse

    noon = datetime.datetime.combine(today, datetime.time(12))
    seen = parse(text, languages=LANGUAGES, settings={"PARSERS": ["relative-time"], "RELATIVE_BASE": noon})
    return frozenset({Stretch(seen.date(), seen.date())} if seen else ())
