"""The days that a question speaks of: "on 19 October 2023", "in June", "since 2022", "before May 3"."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|"
    + (r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?")
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}(?:\s*,?\s*{_YEAR})?",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+(?:of\s+)?{_YEAR}",
        rf"\b(?:in|since|until|till|during|by|of|from|before|after|early|late|last|this|mid)[\s-]+{_MONTH}",
        rf"\b(?:in|since|until|till|during|by|of|from|before|after|early|late|mid)[\s-]+{_YEAR}",
    )
)
_OPEN = re.compile(r"\b(?:(?P<later>since|after|from)|(?P<earlier>before|until|till))\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:from|between)\b[^?.;]*\b(?:to|until|till|and)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days that belong together. Without a year, that day or month of any year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    open: str | None = None  # "later": from then on; "earlier": up to then

    def covers(self, day: datetime.date | None) -> bool:
        """Whether an article of that day was published in the period."""
        if day is None:
            return False
        wanted = (self.year, self.month, self.day)
        own = (day.year, day.month, day.day)
        if self.open and self.year:
            length = next((size for size, part in enumerate(wanted) if part is None), 3)
            mine, theirs = own[:length], tuple(part or 0 for part in wanted[:length])
            return mine >= theirs if self.open == "later" else mine <= theirs
        return all(part is None or part == actual for part, actual in zip(wanted, own, strict=True))


def find_periods(question: str) -> tuple[Period, ...]:
    """Every period named, in order, each once."""
    ordered = sorted(_matches(question), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(period for _, period in ordered))


def _matches(question: str) -> Iterator[tuple[int, Period]]:
    free = question
    ranged = bool(_BETWEEN.search(question))
    for pattern in _DATES:
        for match in list(pattern.finditer(free)):
            period = _period(match.groupdict(), None if ranged else _opening(question, match))
            if period:
                yield match.start(), period
                free = free[: match.start()] + "#" * len(match.group()) + free[match.end() :]


def _opening(question: str, match: re.Match[str]) -> str | None:
    """Whether the date opens or closes a stretch of time, told by the word before it or at its head."""
    head = match.group().split()[0] if match.group()[0].isalpha() else ""
    found = _OPEN.search(head) or _OPEN.search(question[: match.start()])
    return found.lastgroup if found else None


def _period(parts: dict[str, str | None], opening: str | None) -> Period | None:
    name = (parts.get("month") or "").rstrip(".").lower()
    number = parts.get("number")
    month = (
        int(number)
        if number
        else next((n for n, full in enumerate(MONTHS, 1) if name and full.startswith(name)), 0)
    )
    year, day = (int(text) if (text := parts.get(key)) else None for key in ("year", "day"))
    if day:
        try:
            datetime.date(year or 2000, month, day)  # a leap year: 29 February may be meant
        except ValueError:
            return None
    return Period(year, month or None, day, opening)
