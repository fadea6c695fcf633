"""Articles and passages of one generation in SQLite: opened in a millisecond, whatever their number."""

import datetime
import json
import re
import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.article import Article, Passage, PassageId
from corpus.errors import StoreError
from index.types import PassageNumber

SCHEMA = """
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
COLUMNS = "name, title, text, publisher, published, url, author"
BATCH = 500  # of SQL parameters; SQLite's own limit is 999 in older builds


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


class Database:
    """One SQLite file. Reading is safe from many threads."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Raises StoreError for a file that is missing or damaged."""
        self._lock = threading.RLock()
        try:
            if writable:
                fresh = not path.exists()
                self._connection = sqlite3.connect(path, check_same_thread=False)
                self._connection.execute(
                    "PRAGMA journal_mode = MEMORY"
                )  # a generation half written is never read
                if fresh:
                    self._connection.executescript(SCHEMA)
            else:
                uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
                self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
                self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            self._connection.create_function(
                "fold", 1, lambda text: str(text or "").casefold(), deterministic=True
            )
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} is damaged ({error})") from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            try:
                return self._connection.execute(query, parameters).fetchall()
            except sqlite3.DatabaseError as error:
                raise StoreError(f"the index's articles cannot be read ({error})") from error

    # Reading

    def files(self) -> dict[str, FileState]:
        """Every file that was read, also those of which nothing was kept."""
        return {str(row[0]): FileState(*row[1:]) for row in self._rows("SELECT * FROM file")}  # type: ignore[arg-type]

    def skipped(self) -> list[tuple[str, str]]:
        """(name, reason) of what could not be read."""
        rows = self._rows("SELECT name, reason FROM skipped ORDER BY name")
        return [(str(name), str(reason)) for name, reason in rows]

    def counts(self) -> tuple[int, int]:
        """How many articles, how many passages."""
        row = self._rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM passage)")[0]
        return int(str(row[0])), int(str(row[1]))

    def newest(self) -> datetime.date | None:
        """The latest day on which an article was published."""
        return _day(self._rows("SELECT max(published) FROM article")[0][0])

    def articles(self) -> Iterator[Article]:
        """Every article, by name."""
        for row in self._rows(f"SELECT {COLUMNS} FROM article ORDER BY name"):
            yield _article(row)

    def article(self, name: str) -> Article | None:
        rows = self._rows(f"SELECT {COLUMNS} FROM article WHERE name = ?", (name,))
        return _article(rows[0]) if rows else None

    def publishers(self) -> list[str]:
        """Every publisher once."""
        rows = self._rows(
            "SELECT DISTINCT publisher FROM article WHERE publisher IS NOT NULL ORDER BY publisher"
        )
        return [str(row[0]) for row in rows]

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        """Publisher and day of the passages of those numbers, without their text."""
        found = {}
        for part in _batches(numbers):
            query = (
                "SELECT p.number, a.publisher, a.published FROM passage p JOIN article a ON a.number = p.article "
                f"WHERE p.number IN ({','.join('?' * len(part))})"
            )
            for number, publisher, published in self._rows(query, part):
                found[int(str(number))] = Origin(_text(publisher), _day(published))
        return found

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """The passages of those numbers; a number that is not there is left out."""
        found = {}
        for part in _batches(numbers):
            marks = ",".join("?" * len(part))
            query = (
                f'SELECT p.number, p."start", p."end", p.sentences, {COLUMNS} FROM passage p '
                f"JOIN article a ON a.number = p.article WHERE p.number IN ({marks})"
            )
            for row in self._rows(query, part):
                stored = _stored(row)
                found[int(stored.number)] = stored
        return found

    def find(self, passage: PassageId) -> Stored | None:
        """The passage of that id."""
        rows = self._rows("SELECT number FROM passage WHERE id = ?", (passage,))
        return self.fetch([int(str(rows[0][0]))])[int(str(rows[0][0]))] if rows else None

    def passages_where(self, condition: str, parameters: Sequence[object]) -> list[int]:
        """Numbers of the passages whose article meets an SQL condition on its columns."""
        query = f"SELECT p.number FROM passage p JOIN article a ON a.number = p.article WHERE {condition}"
        return [int(str(row[0])) for row in self._rows(query, parameters)]

    def article_numbers_like(self, source: str) -> str:
        """JSON list of the articles whose publisher, title or name is `source`, else of those that hold it."""
        for how, value in (
            ("= ?", source.casefold()),
            ("LIKE ? ESCAPE '\\'", f"%{_escaped(source.casefold())}%"),
        ):
            condition = " OR ".join(f"fold({column}) {how}" for column in ("publisher", "title", "name"))
            rows = self._rows(f"SELECT number FROM article WHERE {condition}", (value,) * 3)
            if rows:
                break
        return json.dumps([row[0] for row in rows])

    def embedded(self, keys: Sequence[str]) -> dict[str, int]:
        """Key → a passage number whose vector is that of the key."""
        found = {}
        for part in _batches(keys):
            query = f"SELECT embedded, number FROM passage WHERE embedded IN ({','.join('?' * len(part))})"
            found.update({str(key): int(str(number)) for key, number in self._rows(query, part)})
        return found

    def numbers(self) -> list[int]:
        """Every passage number."""
        return [int(str(row[0])) for row in self._rows("SELECT number FROM passage ORDER BY number")]

    def next_number(self) -> int:
        """A passage number larger than any in use."""
        return int(str(self._rows("SELECT coalesce(max(number), 0) + 1 FROM passage")[0][0]))

    # Writing

    def remove_file(self, name: str) -> list[int]:
        """Forget a file and its articles; the numbers of the passages that went with them."""
        gone = self.passages_where("a.file = ?", (name,))
        execute = self._connection.execute
        execute("DELETE FROM passage WHERE article IN (SELECT number FROM article WHERE file = ?)", (name,))
        execute("DELETE FROM article WHERE file = ?", (name,))
        execute("DELETE FROM file WHERE name = ?", (name,))
        execute("DELETE FROM skipped WHERE file = ?", (name,))
        return gone

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        self._connection.execute("INSERT INTO file VALUES (?, ?, ?, ?)", (name, *state))
        rows = [(name, what, reason) for what, reason in skipped]
        self._connection.executemany("INSERT INTO skipped VALUES (?, ?, ?)", rows)

    def touch_file(self, name: str, state: FileState) -> None:
        """The file has another time and the same content."""
        self._connection.execute(
            "UPDATE file SET size = ?, mtime_ns = ?, sha256 = ? WHERE name = ?", (*state, name)
        )

    def add_article(self, file: str, article: Article, passages: Iterable[NewPassage]) -> None:
        published = article.published.isoformat() if article.published else None
        row = (article.id, article.name, file, article.title, article.text)
        row_of_article = (*row, article.publisher, published, article.url, article.author)
        cursor = self._connection.execute(
            "INSERT INTO article (id, name, file, title, text, publisher, published, url, author) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row_of_article,
        )
        rows = [
            (new.number, new.passage.id, cursor.lastrowid, new.passage.start, new.passage.end)
            + (_pack(new.passage.sentences), new.embedded)
            for new in passages
        ]
        self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def commit(self) -> None:
        self._connection.commit()


def _escaped(text: str) -> str:
    """For LIKE: the text itself."""
    return re.sub(r"([%_\\])", r"\\\1", text)


def _batches(items: Sequence[object]) -> Iterator[Sequence[object]]:
    for first in range(0, len(items), BATCH):
        yield items[first : first + BATCH]


def _day(value: object) -> datetime.date | None:
    return datetime.date.fromisoformat(str(value)) if value else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _article(row: Sequence[object]) -> Article:
    name, title, text, publisher, published, url, author = row
    return Article(
        name=str(name),
        title=str(title),
        text=str(text),
        publisher=_text(publisher),
        published=_day(published),
        url=_text(url),
        author=_text(author),
    )


def _stored(row: Sequence[object]) -> Stored:
    number, start, end, sentences, *columns = row
    article = _article(columns)
    first, last = int(str(start)), int(str(end))
    assert isinstance(sentences, bytes)
    passage = Passage(article.id, first, last, article.text[first:last], _unpack(sentences))
    return Stored(PassageNumber(int(str(number))), article, passage)


def _pack(sentences: Sequence[tuple[int, int]]) -> bytes:
    flat = [offset for span in sentences for offset in span]
    return struct.pack(f"<{len(flat)}I", *flat)


def _unpack(packed: bytes) -> tuple[tuple[int, int], ...]:
    flat = struct.unpack(f"<{len(packed) // 4}I", packed)
    return tuple(zip(flat[::2], flat[1::2], strict=True))
