"""An answer, and whatever else is shown, as lines of styled parts: plain text, or a terminal's."""

import datetime
import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from bot.answer import Answer, Quote, Stamp, days_later, footnotes
from bot.authors import byline
from bot.voices import also_in, pages_quoted
from corpus.article import Article
from index.heading import long_date

INDENT = "  "
MOST_COPIES = 5  # named beside one source
# What a terminal may take for a command, or what turns the order of the letters shown.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_AGES = ((86_400, "day"), (3_600, "hour"), (60, "minute"))  # seconds


class Style(Enum):
    """How a part looks on a terminal; plain text has none of it."""

    PLAIN = ""
    QUOTE = "bold"
    MARK = "cyan"
    SOURCE = "default"
    DIM = "dim"
    REFUSAL = "yellow"
    DROPPED = "dim strike"
    FOUND = "bold reverse"


class Part(NamedTuple):
    """Characters of one style."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Part, ...]
BLANK: Line = ()


def printable(text: str) -> str:
    """The text with U+FFFD for every character that a terminal could take for a command."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`printable`, without line breaks and tabs."""
    return printable(" ".join(text.split()))


def plain(lines: Iterable[Line]) -> str:
    """The lines without their styles; nothing is wrapped."""
    return "\n".join(printable("".join(part.text for part in line)) for line in lines)


def source_line(article: Article, number: int | None = None, quotes: Sequence[Quote] = ()) -> Line:
    """`[1] Title · by Author · Publisher · 8 July 2020 · p. 3 · url · file · also in: Publisher`.

    Beside the day of one that is quoted with an earlier one: `3 days after [1]`.
    """
    author = byline(article)
    day = long_date(article.published) if article.published else None
    if number and day and (later := days_later(article, quotes)):
        day += f", {counted(later[0], 'day')} after [{footnotes(quotes)[later[1]]}]"
    pages = page_numbers(pages_quoted(article, quotes))
    copies = copies_named(also_in(article, quotes))
    known = (author and f"by {author}", article.publisher, day, pages, article.url, article.name, copies)
    details = [one_line(detail) for detail in known if detail]
    mark = (Part(f"[{number}]", Style.MARK), Part(" ")) if number else ()
    return (
        *mark,
        Part(one_line(article.title), Style.SOURCE),
        *(Part(f" · {x}", Style.DIM) for x in details),
    )


def page_numbers(pages: Sequence[int]) -> str:
    """`p. 3`, `pp. 3, 5`; nothing without pages."""
    return f"{'p.' if len(pages) == 1 else 'pp.'} {', '.join(map(str, pages))}" if pages else ""


def copies_named(names: Sequence[str]) -> str:
    """`also in: The Herald, The Post`; nothing without copies."""
    return f"also in: {', '.join(listed(names, MOST_COPIES))}" if names else ""


def quote_lines(quote: Quote, number: int) -> list[Line]:
    """The quote word for word with its footnote's mark; its lines after the first are indented."""
    first, *rest = quote.text.split("\n")
    lines: list[Line] = [
        (Part(first, Style.QUOTE),),
        *((Part(INDENT), Part(line, Style.QUOTE)) for line in rest),
    ]
    lines[-1] = (*lines[-1], Part(f" [{number}]", Style.MARK))
    return lines


def question_line(question: str) -> Line:
    """`> did Apple pause?`"""
    return (Part(f"> {one_line(question)}", Style.DIM),)


def answer_lines(answer: Answer, now: datetime.datetime) -> list[Line]:
    """Quotes, then the articles that they stand in; or why there are none, and what came nearest."""
    quotes, sources = answer.quotes, answer.sources
    lines: list[Line] = []
    if not answer.answered:
        reason = Part(one_line(f"The articles don't say: {answer.reason}"), Style.REFUSAL)
        lines += [(reason,), BLANK]
        if answer.nearest:
            lines.append((Part("Nearest, which does not answer it:"),))
            quotes, sources = (answer.nearest,), (answer.nearest.article,)
    numbers = footnotes(quotes)
    for quote in quotes:
        lines += quote_lines(quote, numbers[quote.article.name])
    if quotes:
        lines += [BLANK, *(source_line(article, numbers[article.name], quotes) for article in sources)]
    lines += [(Part(one_line(f"note: {note}"), Style.DIM),) for note in answer.notes]
    return [*lines, stamp_line(answer.stamp, now, len(sources) if answer.answered else None)]


def stamp_line(stamp: Stamp, now: datetime.datetime, cited: int | None = None) -> Line:
    """`3 of 5 articles · newest 8 July 2020 · index built just now`."""
    articles = counted(stamp.articles, "article")
    parts = [
        articles if cited is None else f"{cited} of {articles}",
        f"newest {long_date(stamp.newest)}" if stamp.newest else "",
        f"index built {age(stamp.built_at, now)}",
    ]
    return (Part(" · ".join(part for part in parts if part), Style.DIM),)


def age(then: datetime.datetime, now: datetime.datetime) -> str:
    """`just now`, `5 minutes ago`, `2 days ago`; the day itself after a month."""
    seconds = (now - then).total_seconds()
    if seconds >= 31 * 86_400:
        return f"on {long_date(then.date())}"
    for unit, name in _AGES:
        if seconds >= unit:
            return f"{counted(int(seconds // unit), name)} ago"
    return "just now"


def counted(number: int, name: str) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def listed(items: Sequence[str], most: int) -> list[str]:
    """The first `most` items, then how many more there are."""
    return [*items[:most], f"… and {len(items) - most:,} more"] if len(items) > most else list(items)
