"""The time that a question names: its days, and whether an article may tell of them."""

import calendar
import datetime
import re
from collections.abc import Iterator

from corpus.article import Article
from index.periods import MONTHS, Period

LATE_DAYS = 31  # after the end of a month or a year, that an article may still tell of it without its name
_NOW = frozenset("is are isn has have hasn haven does do doesn don will won s".split())
_TENSE = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(_NOW - {'s'}))}|was|were|wasn|weren|did|didn|had|hadn|could|would)|"
    r"(?<=\w['’])s)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def may_tell_of(article: Article, period: Period, sentence: str = "") -> bool:
    """Whether the article was published then, or soon after, or names the year and the month.

    A sentence that names other years alone tells of those.
    """
    if period.open or period.last or not (period.year or period.month) or article.published is None:
        return True
    whole = Period(period.year, period.month)
    day = article.published
    if any(whole.covers(day - datetime.timedelta(late)) for late in range(LATE_DAYS + 1)):
        return True
    years = _YEAR.findall(sentence)
    if period.year and years and str(period.year) not in years:
        return False
    words = f"{article.title}\n{article.text}"
    return all(re.search(rf"\b{pattern}\b", words, re.IGNORECASE) for pattern in _patterns(whole))


def is_of_now(question: str) -> bool:
    """Whether it asks how things stand, by its first auxiliary: "how many cases are there?"."""
    tense = _TENSE.search(question)
    return tense is not None and tense[0].lower() in _NOW


def days_of(
    period: Period, newest: datetime.date
) -> Iterator[tuple[datetime.date | None, datetime.date | None]]:
    """The first and the last day; without a year, of the newest article's year, then of the one before."""
    end = period.last or period
    for year in (period.year,) if period.year else (newest.year, newest.year - 1):
        last_year, month = end.year or year, end.month or 12
        try:
            first = datetime.date(year, period.month or 1, period.day or 1)
            last = datetime.date(last_year, month, end.day or calendar.monthrange(last_year, month)[1])
        except ValueError:  # 29 February
            continue
        yield None if period.open == "earlier" else first, None if period.open == "later" else last


def called(period: Period) -> str:
    """`June 2023`."""
    parts = [MONTHS[period.month - 1].title()] if period.month else []
    return " ".join([*parts, *([str(period.year)] if period.year else [])])


def _patterns(period: Period) -> list[str]:
    """Of the month's name, also cut short ("Sept."), and of the year."""
    name = MONTHS[period.month - 1] if period.month else ""
    month = [rf"{name[:3]}(?:t|{name[3:]})?"] if name else []
    return [*month, *([str(period.year)] if period.year else [])]
