"""Dates as pages write them, and the one that a page's own text settles."""

import calendar
import datetime
import re
from collections.abc import Iterator, Set
from typing import NamedTuple

Readings = frozenset[datetime.date]

LONGEST_LINE = 200  # characters: a date in more than that is part of the reporting
NEAR_DAYS = 10  # a report seldom names a day without its year that is further back
_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
# Spanish, Portuguese, Italian, French, German, Dutch: where a page in English keeps its site's dates.
_ELSEWHERE = (
    "enero ene janeiro gennaio janvier januar januari",
    "febrero feb fevereiro febbraio février februar februari",
    "marzo março mars märz maart",
    "abril abr aprile avril",
    "mayo maio maggio mai mei",
    "junio junho giugno juin juni",
    "julio julho luglio juillet juli",
    "agosto ago août augustus",
    "septiembre setembro settembre septembre",
    "octubre outubro ottobre octobre oktober",
    "noviembre novembro novembre",
    "diciembre dic dezembro dicembre décembre dezember",
)
_FOREIGN = {name: number for number, names in enumerate(_ELSEWHERE, 1) for name in names.split()}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_FOREIGN_MONTH = "(?:" + "|".join(sorted(_FOREIGN, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d\d"
_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    rf"(?<!\d)(?P<iso>{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?!\d)"
    rf"|(?<![\d/])(?P<numeric>\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR})(?!\d)"
    rf"|\b(?P<named>{_MONTH}\s*{_DAY},?\s+{_YEAR}|{_DAY}(?:\s+of)?[-\s]?{_MONTH}[-,]?\s*{_YEAR}"
    rf"|{_DAY}\.?(?:\s+de)?\s+{_FOREIGN_MONTH}(?:\s+de)?\s+{_YEAR})\b",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s(?P<day>{_DAY})|(?P<day_first>{_DAY})\s(?:of\s)?(?P<month_last>{_MONTH}))"
    rf"(?:,?\s(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    r"\b(?:in|of|last|this|since|until|till|early|late|mid|by|during|from|through|throughout|end of|start of)"
    rf"[\s-](?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?(?!\s\d)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"\s*(?:(?P<month>{_MONTH}|{_FOREIGN_MONTH})(?:,|\s+of|\s+de)?\s+)?(?P<year>{_YEAR})"
    r"(?:[-/.](?P<number>\d{1,2}))?\s*",
    re.IGNORECASE,
)
_PUBLISHED = r"(?:first |originally )?(?:published|posted|created|released|issued|date|dated|pub)"
_UPDATED = r"(?:last )?(?:updated|modified|edited|revised|update)"
_DAY_FIRST = re.compile(r"£\s?\d|\b(?:BST|GMT|CES?T)\b")
_MONTH_FIRST = re.compile(r"\d(?: ?[AaPp]\.?[Mm]\.?)? (?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_LABEL = re.compile(rf"\b(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))\b", re.IGNORECASE)
_FILLER = re.compile(
    rf"\b(?:{_PUBLISHED}|{_UPDATED}|on|at|from|time|last|hrs|read|min|mins|minutes?|and|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"e[sd]?t|p[sd]?t|c[sd]t|m[sd]t|gmt|utc|bst|ist|cest|cet|hkt|sgt|aest|aedt|jst|msk|[ap]\.?m|z)\b\.?"
    r"|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?z?|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d\d:?\d\d|\bt(?=\d)"
    r"|\b\d{1,2}(?=[\s-]min)|[\s,.:;|/•·()\[\]–—@-]+",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """Days that follow one another."""

    first: datetime.date
    last: datetime.date


class DateLine(NamedTuple):
    """A line that gives a date; `rest` is what it says besides."""

    readings: Readings
    updated: bool
    labelled: bool
    rest: str


def date_line(line: str) -> DateLine | None:
    """The date that a line gives of its page; None where it names none, or more than a header would."""
    if len(line) > LONGEST_LINE or not _DIGIT.search(line):
        return None
    matches = list(_DATE.finditer(line))
    label = _LABEL.match(line)
    if not matches and not (label and _DAY_NAMED.search(line)):
        return None
    bare = _DATE.sub(" ", line) if matches else _DAY_NAMED.sub(" ", line)
    rest = " ".join(_FILLER.sub(" ", bare).split())
    first: DateLine | None = None
    for match in matches:
        labels = list(_LABEL.finditer(line, 0, match.start()))
        updated = bool(labels and labels[-1]["updated"])
        found = DateLine(_on_weekday(_readings(match), line), updated, bool(labels), rest)
        if not updated:
            return found
        first = first or found
    return first or DateLine(frozenset(), bool(label and label["updated"]), True, rest)


def without_dates(text: str) -> str:
    """What a line says besides days, times and the words around them."""
    return " ".join(_FILLER.sub(" ", _DAY_NAMED.sub(" ", _DATE.sub(" ", text))).split())


def around_dates(text: str) -> list[str]:
    """What stands before, between and behind the days that a line names."""
    return _DAY_NAMED.sub("\n", _DATE.sub("\n", text)).split("\n")


def names_day(text: str) -> bool:
    """Whether a text names a day, with its year or without."""
    return _DATE.search(text) is not None or _DAY_NAMED.search(text) is not None


def readings(text: str) -> Readings:
    """Every way in which the first date in `text` can be read: none, one, or two for 07/08/2020."""
    match = _DATE.search(text)
    return _on_weekday(_readings(match), text) if match else frozenset()


def stretches(text: str) -> frozenset[Stretch]:
    """The first and last day of the date, the month or the year that `text` gives; two for 07/08/2020."""
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return frozenset(Stretch(day, day) for day in readings(text))
    year, name, number = int(whole["year"]), whole["month"], whole["number"]
    if name and number:
        return frozenset()
    month = (_MONTHS | _FOREIGN)[name.lower().rstrip(".")] if name else int(number or 0)
    first, last = (month, month) if name or number else (1, 12)
    if not 1 <= first <= 12:
        return frozenset()
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return frozenset({Stretch(datetime.date(year, first, 1), end)})


def settle(candidates: Set[datetime.date], text: str, today: datetime.date) -> datetime.date | None:
    """The one reading that `text` allows; None where it leaves several open.

    Tried in turn: a reading that lies ahead of today is none; how the text writes its other dates; a day that
    it names just before one reading only; how dates are written where its money or its clocks are from; a
    month that it names, one reading's own or the one before.
    """
    open_ = {date for date in candidates if date <= today} or set(candidates)
    for narrow in (as_written, _by_days, _by_country, _by_months):
        if len(open_) < 2:
            break
        open_ = set(narrow(open_, text)) or open_
    return open_.pop() if len(open_) == 1 else None


def as_written(candidates: Set[datetime.date], text: str) -> Set[datetime.date]:
    """Where another date of the text can only be read day first, or only month first, so are they all.

    The candidates are the readings of the text's first date.
    """
    orders = set()
    for match in _DATE.finditer(text):
        if match["numeric"]:
            first, second, _ = (int(part) for part in re.split(r"\D", match["numeric"]))
            if max(first, second) > 12 >= min(first, second):
                orders.add(first > 12)
    return _ordered(candidates, text, day_first=orders == {True}) if len(orders) == 1 else candidates


def _ordered(candidates: Set[datetime.date], text: str, *, day_first: bool) -> Set[datetime.date]:
    """The candidates, which are the readings of the text's first date, with the day first, or the month."""
    numeric = next((match["numeric"] for match in _DATE.finditer(text) if match["numeric"]), None)
    if len(candidates) < 2 or numeric is None:
        return candidates
    first = int(re.split(r"\D", numeric)[0])
    return {date for date in candidates if (date.day if day_first else date.month) == first}


def _by_country(candidates: set[datetime.date], text: str) -> Set[datetime.date]:
    day_first, month_first = _DAY_FIRST.search(text) is not None, _MONTH_FIRST.search(text) is not None
    return candidates if day_first == month_first else _ordered(candidates, text, day_first=day_first)


def _by_days(candidates: set[datetime.date], text: str) -> set[datetime.date]:
    named = list(_DAY_NAMED.finditer(text))
    return {date for date in candidates if any(_shortly_before(date, match) for match in named)}


def _shortly_before(date: datetime.date, match: re.Match[str]) -> bool:
    month = _MONTHS[(match["month"] or match["month_last"]).lower().rstrip(".")]
    day = int(re.sub(r"\D", "", match["day"] or match["day_first"]))
    years = [int(match["year"])] if match["year"] else [date.year, date.year - 1]
    return any(
        0 <= (date - named).days <= NEAR_DAYS for year in years for named in _dates(year, (month, day))
    )


def _by_months(candidates: set[datetime.date], text: str) -> set[datetime.date]:
    fitting = set()
    for date in candidates:
        own = (date.year, date.month)
        before = (date.year, date.month - 1) if date.month > 1 else (date.year - 1, 12)
        for match in (*_MONTH_NAMED.finditer(text), *_DAY_NAMED.finditer(text)):
            groups = match.groupdict()
            month = _MONTHS[(groups["month"] or groups["month_last"]).lower().rstrip(".")]
            years = {int(match["year"])} if match["year"] else {date.year, date.year - 1}
            if any((year, month) in (own, before) for year in years):
                fitting.add(date)
    return fitting


def _on_weekday(candidates: Readings, line: str) -> Readings:
    """The readings that fall on the weekday which the line names, if any does."""
    named = re.search(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\b", line, re.IGNORECASE)
    if named is None or len(candidates) < 2:
        return candidates
    weekday = _WEEKDAYS.index(named[1].lower())
    return frozenset(date for date in candidates if date.weekday() == weekday) or candidates


def _readings(match: re.Match[str]) -> Readings:
    if match["named"]:
        words = re.findall(r"[^\W\d_]+|\d+", match["named"].lower())
        named = _MONTHS | _FOREIGN
        month = next(named[word] for word in words if word in named)
        day, year = (int(word) for word in words if word.isdigit())
        return frozenset(_dates(year, (month, day)))
    first, second, third = (int(part) for part in re.split(r"\D", match[0]))
    if match["iso"]:
        return frozenset(_dates(first, (second, third)))
    return frozenset(_dates(third, (first, second), (second, first)))


def _dates(year: int, *months_days: tuple[int, int]) -> Iterator[datetime.date]:
    for month, day in months_days:
        try:
            yield datetime.date(year, month, day)
        except ValueError:  # a day or a month that no calendar has
            continue
