"""What the articles' database holds: its tables, and what becomes of a row."""

import datetime
import functools
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from corpus.article import Article, Passage
from corpus.errors import StoreError
from index import copies, versions
from index.types import PassageNumber

A = TypeVar("A")
T = TypeVar("T")

_TABLES = """
CREATE TABLE file (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT, published TEXT, url TEXT, author TEXT,
    form TEXT NOT NULL, original TEXT, pages BLOB NOT NULL, marks INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL -- last: SQLite reads through it to what stands behind
);
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES article(number),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences BLOB NOT NULL, embedded TEXT NOT NULL
);
CREATE INDEX article_file ON article(file);
CREATE INDEX article_day ON article(published);
CREATE INDEX passage_article ON passage(article);
CREATE INDEX passage_embedded ON passage(embedded);
"""
TABLES = _TABLES + copies.TABLES + versions.TABLES
ARTICLE_COLUMNS = "name, title, text, publisher, published, url, author, form, original, pages"


class FileState(NamedTuple):
    """A file as it was when it was read."""

    size: int
    mtime_ns: int
    sha256: str


class NewPassage(NamedTuple):
    """A passage with the key of what was embedded for it: equal keys have equal vectors."""

    number: PassageNumber
    passage: Passage
    embedded: str


class Origin(NamedTuple):
    """Where a passage comes from, as far as it is known."""

    publisher: str | None
    published: datetime.date | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as the generation holds it, with its article."""

    number: PassageNumber
    article: Article
    passage: Passage


class RowError(StoreError, ValueError):
    """A row is not as it was written."""


def _as_written(make: Callable[[A], T]) -> Callable[[A], T]:
    """What makes something of a row, or a part of one, raising RowError where nothing can be made of it."""

    @functools.wraps(make)
    def made(row: A) -> T:
        try:
            return make(row)
        except (ValueError, TypeError, OverflowError, struct.error) as error:
            raise RowError(f"the index's articles cannot be read ({error})") from error

    return made


@_as_written
def day_of(value: object) -> datetime.date | None:
    """From a nullable column of ISO dates."""
    return datetime.date.fromisoformat(str(value)) if value else None


def text_of(value: object) -> str | None:
    """From a nullable column of text."""
    return None if value is None else str(value)


@_as_written
def article_of(row: Sequence[object]) -> Article:
    """From ARTICLE_COLUMNS."""
    name, title, text, publisher, published, url, author, form, original, pages = row
    return Article(
        name=str(name),
        title=str(title),
        text=str(text),
        publisher=text_of(publisher),
        published=day_of(published),
        url=text_of(url),
        author=text_of(author),
        form=str(form),
        original=text_of(original),
        pages=_numbers(pages),
    )


def values_of(article: Article) -> tuple[object, ...]:
    """For ARTICLE_COLUMNS."""
    published = article.published.isoformat() if article.published else None
    known = (article.publisher, published, article.url, article.author, article.form, article.original)
    pages = struct.pack(f"<{len(article.pages)}I", *article.pages)
    return (article.name, article.title, article.text, *known, pages)


def stored_of(row: Sequence[object]) -> Stored:
    """From number, start, end, sentences and ARTICLE_COLUMNS."""
    return _stored_at((article_of(row[4:]), row[:4]))


def stored_together(
    articles: Sequence[Sequence[object]], passages: Sequence[Sequence[object]]
) -> list[Stored]:
    """From numbers and ARTICLE_COLUMNS of articles, and from their passages' article, number, start, end and
    sentences: each article is read once, however many passages it has.
    """
    read = {number: article_of(columns) for number, *columns in articles}
    return [_stored_at((read[number], place)) for number, *place in passages if number in read]


@_as_written
def _stored_at(place: tuple[Article, Sequence[object]]) -> Stored:
    article, (number, start, end, sentences) = place
    first, last = int(str(start)), int(str(end))
    spans = unpacked(sentences if isinstance(sentences, bytes) else b"")
    if not 0 <= first < last <= len(article.text):
        raise ValueError(f"a passage from {first} to {last} does not stand in {article.name}")
    passage = Passage(article.id, first, last, article.text[first:last], spans)
    return Stored(PassageNumber(int(str(number))), article, passage)


def packed(sentences: Sequence[tuple[int, int]]) -> bytes:
    """(start, end) pairs in four bytes a number."""
    flat = [offset for span in sentences for offset in span]
    return struct.pack(f"<{len(flat)}I", *flat)


def unpacked(sentences: bytes) -> tuple[tuple[int, int], ...]:
    """What `packed` was given."""
    flat = _numbers(sentences)
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _numbers(value: object) -> tuple[int, ...]:
    """From a column of numbers in four bytes each."""
    data = value if isinstance(value, bytes) else b""
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
