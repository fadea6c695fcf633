"""Articles and passages of one generation in SQLite: opened in a millisecond, whatever their number."""

import datetime
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from corpus.article import Article, PassageId
from corpus.errors import StoreError
from index.authors import bylines_of
from index.copies import MOST_COPIES, texts_like
from index.rows import (
    ARTICLE_COLUMNS,
    FileState,
    Origin,
    Stored,
    article_of,
    day_of,
    stored_of,
    stored_together,
    text_of,
)
from index.sqlite import BATCH, batches, folded, marks, open_to_read, reason
from index.versions import OldPassage, Version

_STORED = (
    f'SELECT p.number, p."start", p."end", p.sentences, {ARTICLE_COLUMNS} FROM passage p '
    "JOIN article a ON a.number = p.article"
)


class Database:
    """One SQLite file. Reading is safe from many threads."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError for a file that is missing or damaged."""
        self._lock = threading.RLock()
        self._path = path
        try:
            self._connection = self._connect()
            self._connection.create_function("fold", 1, folded, deterministic=True)
        except sqlite3.DatabaseError as error:
            cause = reason(error, path)
            raise StoreError(f"{path} is damaged ({cause})") from cause

    def _connect(self) -> sqlite3.Connection:
        return open_to_read(self._path)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            try:
                return self._connection.execute(query, parameters).fetchall()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                raise StoreError(f"the index's articles cannot be read ({error})") from error

    def files(self) -> dict[str, FileState]:
        """Every file that was read, also those of which nothing was kept."""
        rows = self._rows("SELECT name, size, mtime_ns, sha256 FROM file")
        typed = cast("list[tuple[str, int, int, str]]", rows)
        return {name: FileState(size, mtime_ns, sha256) for name, size, mtime_ns, sha256 in typed}

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
        return day_of(self._rows("SELECT max(published) FROM article")[0][0])

    def articles(self) -> Iterator[Article]:
        """Every article, by name. Read a few at a time: their texts together may not fit into memory."""
        last = ""
        query = f"SELECT {ARTICLE_COLUMNS} FROM article WHERE name > ? ORDER BY name LIMIT {BATCH}"
        while rows := self._rows(query, (last,)):
            found = [article_of(row) for row in rows]
            yield from found
            last = found[-1].name

    def articles_of(self, file: str) -> list[Article]:
        """The articles that the file holds, in its order."""
        rows = self._rows(f"SELECT {ARTICLE_COLUMNS} FROM article WHERE file = ? ORDER BY number", (file,))
        return [article_of(row) for row in rows]

    def article(self, name: str) -> Article | None:
        rows = self._rows(f"SELECT {ARTICLE_COLUMNS} FROM article WHERE name = ?", (name,))
        return article_of(rows[0]) if rows else None

    def undated(self) -> int:
        """How many articles have no day of publication."""
        return int(str(self._rows("SELECT count(*) FROM article WHERE published IS NULL")[0][0]))

    def publishers(self) -> list[str]:
        """Every publisher once."""
        return self._each("publisher")

    def authors(self) -> list[str]:
        """Every byline once."""
        return self._each("author")

    def _each(self, column: str) -> list[str]:
        query = f"SELECT DISTINCT {column} FROM article WHERE {column} IS NOT NULL ORDER BY {column}"
        return [str(row[0]) for row in self._rows(query)]

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        """Publisher and day of the passages of those numbers, without their text."""
        found = {}
        for part in batches(numbers):
            query = (
                "SELECT p.number, a.publisher, a.published FROM passage p "
                f"JOIN article a ON a.number = p.article WHERE p.number IN ({marks(part)})"
            )
            for number, publisher, published in self._rows(query, part):
                found[int(str(number))] = Origin(text_of(publisher), day_of(published))
        return found

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        """The passages of those numbers; a number that is not there is left out."""
        found = {}
        for part in batches(numbers):
            for row in self._rows(f"{_STORED} WHERE p.number IN ({marks(part)})", part):
                stored = stored_of(row)
                found[int(stored.number)] = stored
        return found

    def find(self, passage: PassageId) -> Stored | None:
        """The passage of that id."""
        rows = self._rows("SELECT number FROM passage WHERE id = ?", (passage,))
        return self.fetch([int(str(rows[0][0]))])[int(str(rows[0][0]))] if rows else None

    def passages(self) -> Iterator[Stored]:
        """Every passage, by number."""
        last = 0
        query = f"{_STORED} WHERE p.number > ? ORDER BY p.number LIMIT {BATCH}"
        while rows := self._rows(query, (last,)):
            found = [stored_of(row) for row in rows]
            yield from found
            last = found[-1].number

    def passages_of(self, *names: str) -> list[Stored]:
        """The passages of the articles of those names, each one's in their order."""
        found: list[Stored] = []
        places = 'SELECT article, number, "start", "end", sentences FROM passage WHERE article IN'
        for part in batches(names):
            query = f"SELECT number, {ARTICLE_COLUMNS} FROM article WHERE name IN ({marks(part)})"
            articles = self._rows(query, part)
            numbers = [number for number, *_ in articles]
            found += stored_together(
                articles, self._rows(f"{places} ({marks(numbers)}) ORDER BY number", numbers)
            )
        return found

    def copies(self, name: str) -> list[Article]:
        """The articles that hold a copy of this one's text, or of a part of it, the most alike first."""
        query = (
            f"SELECT {ARTICLE_COLUMNS} FROM copy c JOIN article a ON a.number = c.other "
            "WHERE c.article = (SELECT number FROM article WHERE name = ?) "
            f"ORDER BY c.share DESC, a.name LIMIT {MOST_COPIES}"
        )
        return [article_of(row) for row in self._rows(query, (name,))]

    def copy_names(self) -> dict[str, list[str]]:
        """Name → names of the articles that hold a copy, the most alike first; those without are left out."""
        query = (
            "SELECT a.name, b.name FROM copy c JOIN article a ON a.number = c.article "
            "JOIN article b ON b.number = c.other ORDER BY a.name, c.share DESC, b.name"
        )
        found: dict[str, list[str]] = {}
        for name, other in self._rows(query):
            found.setdefault(str(name), []).append(str(other))
        return found

    def texts_like(self, text: str) -> list[tuple[str, str]]:
        """(name, text) of the few articles that share most runs of words with a text."""
        with self._lock:
            try:
                return list(texts_like(self._connection, text))
            except sqlite3.DatabaseError as error:
                raise StoreError(f"the index's articles cannot be read ({error})") from error

    def find_old(self, passage: PassageId) -> OldPassage | None:
        """The passage of that id in an article as it was before it was edited."""
        query = (
            f'SELECT o."start", o."end", v.replaced, {ARTICLE_COLUMNS} FROM old_passage o '
            "JOIN version v ON v.number = o.version WHERE o.id = ?"
        )
        for start, end, replaced, *columns in self._rows(query, (passage,)):
            version = Version(article_of(columns), datetime.datetime.fromisoformat(str(replaced)))
            return OldPassage(version, int(str(start)), int(str(end)))
        return None

    def versions(self, name: str) -> list[Version]:
        """What the article of that name said before, the latest first."""
        query = f"SELECT replaced, {ARTICLE_COLUMNS} FROM version WHERE name = ? ORDER BY number DESC"
        return [
            Version(article_of(columns), datetime.datetime.fromisoformat(str(replaced)))
            for replaced, *columns in self._rows(query, (name,))
        ]

    def version_counts(self) -> dict[str, int]:
        """Name → how many earlier versions are kept; those without are left out."""
        rows = self._rows("SELECT name, count(*) FROM version GROUP BY name")
        return {str(name): int(str(count)) for name, count in rows}

    def all_rows(self, table: str) -> list[tuple[object, ...]]:
        """Every row of a table as it is."""
        return self._rows(f"SELECT * FROM {table}")

    def passages_where(self, condition: str, parameters: Sequence[object]) -> list[int]:
        """Numbers, ascending, of the passages whose article meets an SQL condition on its columns."""
        query = (
            "SELECT p.number FROM passage p JOIN article a ON a.number = p.article "
            f"WHERE {condition} ORDER BY p.number"
        )
        return [int(str(row[0])) for row in self._rows(query, parameters)]

    def article_numbers_like(self, source: str) -> str:
        """JSON list of the articles whose publisher, author, title or name is `source`, else holds it.

        Upper and lower case are one.
        """
        rows: list[tuple[object, ...]] = []
        for condition, whole in (("fold({0}) = ?", True), ("instr(fold({0}), ?) > 0", False)):
            columns = ("publisher", "title", "name")
            where = " OR ".join(condition.format(column) for column in columns)
            bylines = json.dumps(bylines_of(source, self.authors(), whole=whole))
            rows = self._rows(
                f"SELECT number FROM article WHERE {where} OR author IN (SELECT value FROM json_each(?))",
                (*(folded(source),) * len(columns), bylines),
            )
            if rows:
                break
        return json.dumps([row[0] for row in rows])

    def embedded(self, keys: Sequence[str]) -> dict[str, int]:
        """Key → a passage number whose vector is that of the key."""
        found = {}
        for part in batches(keys):
            query = f"SELECT embedded, number FROM passage WHERE embedded IN ({marks(part)})"
            found.update({str(key): int(str(number)) for key, number in self._rows(query, part)})
        return found

    def keys_of(self, numbers: Sequence[int]) -> dict[int, str]:
        """Passage number → key of what was embedded."""
        found = {}
        for part in batches(numbers):
            query = f"SELECT number, embedded FROM passage WHERE number IN ({marks(part)})"
            found.update({int(str(number)): str(key) for number, key in self._rows(query, part)})
        return found

    def next_number(self) -> int:
        """A passage number larger than any in use."""
        return int(str(self._rows("SELECT coalesce(max(number), 0) + 1 FROM passage")[0][0]))
