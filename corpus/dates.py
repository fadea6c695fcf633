"""Dates as pages write them, and the one that a page's own text settles."""

import datetime
import re
from collections.abc import Iterator

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"


def _named(template: str, suffix: str) -> str:
    return (
        template.replace("MONTH", _MONTH.format("month" + suffix))
        .replace("DAY", _DAY.format("day" + suffix))
        .replace("YEAR", _YEAR.format("year" + suffix))
    )


DATE = re.compile(
    "|".join(
        (
            r"(?<!\d)" + _named(r"YEAR[-/.](?P<month_1>\d{1,2})[-/.]", "_1") + r"(?P<day_1>\d{1,2})(?!\d)",
            r"(?<![\d/])(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.]" + _named("YEAR", "_2") + r"(?!\d)",
            r"\b" + _named(r"MONTH\s*DAY\s*,?\s+YEAR", "_3") + r"\b",
            r"\b" + _named(r"DAY\s*(?:of\s+)?[-\s]?MONTH[-,]?\s*YEAR", "_4") + r"\b",
        )
    ),
    re.IGNORECASE,
)


def readings(text: str) -> frozenset[datetime.date]:
    """Every way in which the first date in `text` can be read: none, one, or two for 07/08/2020."""
    match = DATE.search(text)
    return _readings(match) if match else frozenset()


def _readings(match: re.Match[str]) -> frozenset[datetime.date]:
    groups = {key.partition("_")[0]: value for key, value in match.groupdict().items() if value}
    year = int(groups["year"])
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        return frozenset(_dates(year, (first, second), (second, first)))
    month = groups["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    return frozenset(_dates(year, (number, int(groups["day"]))))


def _dates(year: int, *months_days: tuple[int, int]) -> Iterator[datetime.date]:
    for month, day in months_days:
        try:
            yield datetime.date(year, month, day)
        except ValueError:  # a day or a month that no calendar has
            continue
