"""The days that a question speaks of: "on 19 October 2023", "in June", "since 2022", "from 3 to 9 May"."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_JOINT = r"\s*(?:[-–—]|\b(?:to|until|till|through|and)\b)\s*(?:the\s+)?"
_BEFORE = r"\b(?:in|since|until|till|during|by|of|from|before|after|between|early|late|mid"
_DONE = "#"  # stands for every character of a date that was taken
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}(?:{_JOINT}(?P<until>\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:\s*,?\s*{_YEAR})?",
        rf"(?:\b(?P<since>\d{{1,2}})(?:st|nd|rd|th)?{_JOINT})?\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+(?:of\s+)?{_YEAR}",
        rf"{_BEFORE}|last|this)[\s-]+{_MONTH}",
        rf"{_BEFORE})[\s-]+{_YEAR}",
        rf"{_DONE}{_JOINT}{_MONTH}",
        rf"{_DONE}{_JOINT}{_YEAR}",
    )
)
_OPEN = re.compile(
    r"\b(?:(?P<later>since|after|from)|(?P<earlier>before|until|till))\s+(?:(?:early|mid|late|the)[\s-]+)*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:(?:early|mid|late|the)[\s-]+)*$", re.IGNORECASE)
_AND = re.compile(r"\s*\band\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days that belong together. Without a year, that day or month of any year.

    With `open`, also those from then on ("later") or up to then ("earlier"); with `last`, those up to it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    open: str | None = None
    last: "Period | None" = None

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> "Period":
        """From one day to another, both included."""
        return cls(first.year, first.month, first.day, last=cls(last.year, last.month, last.day))

    def covers(self, day: datetime.date | None) -> bool:
        """Whether an article of that day was published in the period."""
        if day is None:
            return False
        own = (day.year, day.month, day.day)
        if self.last:
            return self._runs_over(own, self.last)
        if self.open and self.year:
            start = self._known()
            here = own[: len(start)]
            return here >= start if self.open == "later" else here <= start
        wanted = (self.year, self.month, self.day)
        return all(part is None or part == actual for part, actual in zip(wanted, own, strict=True))

    def _known(self) -> tuple[int, ...]:
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    def _runs_over(self, own: tuple[int, int, int], last: "Period") -> bool:
        """From this period to `last`; without years, over New Year where that is the way."""
        first_day, last_day = self._known(), last._known()
        here = own if last.year else own[1:]
        begun, going_on = here[: len(first_day)] >= first_day, here[: len(last_day)] <= last_day
        length = min(len(first_day), len(last_day))
        if first_day[:length] > last_day[:length]:
            return begun or going_on
        return begun and going_on


def find_periods(question: str) -> tuple[Period, ...]:
    """Every period named, in order, each once."""
    dates = sorted(_dates(question), key=lambda date: date[0])
    found: list[Period] = []
    place = 0
    while place < len(dates):
        start, end, period = dates[place]
        place += 1
        if place < len(dates) and _is_joint(question, start, end, dates[place][0]):
            period = _range(period, dates[place][2])
            place += 1
        elif period.last is None:
            period = replace(period, open=_opening(question, start))
        found.append(period)
    return tuple(dict.fromkeys(found))


def without_periods(question: str) -> str:
    """The question with a space for every character that names a day, month or year."""
    for start, end, _ in _dates(question):
        question = question[:start] + " " * (end - start) + question[end:]
    return question


def _dates(question: str) -> Iterator[tuple[int, int, Period]]:
    """(start, end, period) of each date, without the words around it."""
    free = question
    for pattern in _DATES:
        for match in list(pattern.finditer(free)):
            period = _period(match, question)
            if period:
                start = min(match.start(name) for name, part in match.groupdict().items() if part)
                yield start, match.end(), period
                free = free[:start] + _DONE * (match.end() - start) + free[match.end() :]


def _is_joint(question: str, start: int, end: int, following: int) -> bool:
    """Whether two dates are the ends of one stretch; "and" joins only those after "between"."""
    between = question[end:following]
    if not re.fullmatch(_JOINT, between, re.IGNORECASE):
        return False
    return not _AND.match(between) or bool(_BETWEEN.search(question[:start]))


def _opening(question: str, start: int) -> str | None:
    """Whether the date opens or closes a stretch of time, told by the word before it."""
    found = _OPEN.search(question[:start])
    return found.lastgroup if found else None


def _range(first: Period, last: Period) -> Period:
    """Each end takes from the other the year that it lacks."""
    year = first.year or last.year
    if first.year is None and year and (first.month or 0) > (last.month or 12):
        year -= 1
    last = replace(last, year=last.year or first.year)
    return replace(first, year=year, last=last)


def _period(match: re.Match[str], question: str) -> Period | None:
    parts = match.groupdict()
    name = (parts.get("month") or "").lower()
    number = parts.get("number")
    month = (
        int(number)
        if number
        else next((n for n, full in enumerate(MONTHS, 1) if name and full.startswith(name)), None)
    )
    year, day, since, until = (
        int(text) if (text := parts.get(key)) else None for key in ("year", "day", "since", "until")
    )
    if any(each and not _exists(year, month, each) for each in (day, since, until)):
        return None
    period = Period(year, month, day)
    if since and not _is_list(match, question, "since", "day"):
        return replace(period, day=since, last=period)
    if until and not _is_list(match, question, "day", "until"):
        return replace(period, last=replace(period, day=until))
    return period


def _is_list(match: re.Match[str], question: str, first: str, second: str) -> bool:
    """Whether the two days are two: "5 and 9 October", without "between"."""
    start = match.start("month") if first == "day" else match.start(first)
    return not _BETWEEN.search(question[:start]) and bool(
        re.search(r"\band\b", question[match.end(first) : match.start(second)], re.IGNORECASE)
    )


def _exists(year: int | None, month: int | None, day: int) -> bool:
    try:
        datetime.date(year or 2000, month or 1, day)  # a leap year: 29 February may be meant
    except ValueError:
        return False
    return True
