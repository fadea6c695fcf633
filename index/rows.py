"""What the articles' database holds: its tables, and what becomes of a row."""

import datetime
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.article import Article, Passage
from index.types import PassageNumber

TABLES = """
CREATE TABLE file (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, publisher TEXT, published TEXT, url TEXT, author TEXT
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
ARTICLE_COLUMNS = "name, title, text, publisher, published, url, author"


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


def day_of(value: object) -> datetime.date | None:
    """From a nullable column of ISO dates."""
    return datetime.date.fromisoformat(str(value)) if value else None


def text_of(value: object) -> str | None:
    """From a nullable column of text."""
    return None if value is None else str(value)


def article_of(row: Sequence[object]) -> Article:
    """From ARTICLE_COLUMNS."""
    name, title, text, publisher, published, url, author = row
    return Article(
        name=str(name),
        title=str(title),
        text=str(text),
        publisher=text_of(publisher),
        published=day_of(published),
        url=text_of(url),
        author=text_of(author),
    )


def stored_of(row: Sequence[object]) -> Stored:
    """From number, start, end, sentences and ARTICLE_COLUMNS."""
    number, start, end, sentences, *columns = row
    article = article_of(columns)
    first, last = int(str(start)), int(str(end))
    spans = unpacked(sentences if isinstance(sentences, bytes) else b"")
    passage = Passage(article.id, first, last, article.text[first:last], spans)
    return Stored(PassageNumber(int(str(number))), article, passage)


def packed(sentences: Sequence[tuple[int, int]]) -> bytes:
    """(start, end) pairs in four bytes a number."""
    flat = [offset for span in sentences for offset in span]
    return struct.pack(f"<{len(flat)}I", *flat)


def unpacked(sentences: bytes) -> tuple[tuple[int, int], ...]:
    """What `packed` was given."""
    flat = struct.unpack(f"<{len(sentences) // 4}I", sentences)
    return tuple(zip(flat[::2], flat[1::2], strict=True))
