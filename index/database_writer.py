"""Articles and passages of the next generation, put into SQLite."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator

from corpus.article import Article
from index.copies import drop_article, enter_article
from index.database import Database
from index.files import write_failure
from index.rows import ARTICLE_COLUMNS, TABLES, FileState, NewPassage, packed, values_of
from index.sqlite import reason
from index.versions import drop_orphans, drop_versions, is_edit, keep_version

CACHE_KIB = 64_000  # SQLite's own 2 MB would be read over and over: marks come in no order


class DatabaseWriter(Database):
    """A database that one thread makes or changes. Every method raises OSError when the disk is full."""

    def _connect(self) -> sqlite3.Connection:
        with self._writing():
            fresh = not self._path.exists()
            connection = sqlite3.connect(self._path, check_same_thread=False)
            # A generation half written is thrown away, so its journal need not outlive the process.
            connection.execute("PRAGMA journal_mode = MEMORY")
            # What is removed is overwritten: the next generations are copies of this file.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            if fresh:
                connection.executescript(TABLES)
            return connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise write_failure(self._path, reason(error, self._path)) from error

    def remove_file(self, name: str) -> list[int]:
        """Forget a file, its articles and what they said before; the numbers of the passages that went."""
        with self._writing():
            drop_versions(self._connection, name)
        return self._forget(name)

    def replace_file(self, name: str, articles: Iterable[Article]) -> list[int]:
        """Forget a file of which other articles are to be added; what they said before is kept."""
        now = {article.name: article for article in articles}
        self.keep_versions(name, self, now.values())
        with self._writing():
            drop_versions(self._connection, name, now)
        return self._forget(name)

    def keep_versions(self, file: str, before: Database, articles: Iterable[Article]) -> None:
        """Of those articles that `before` has with another text, keep that."""
        for article in articles:
            old = before.article(article.name)
            if old and is_edit(old, article):
                passages = [stored.passage for stored in before.passages_of(old.name)]
                with self._writing():
                    keep_version(self._connection, file, values_of(old), passages)

    def take_version(
        self, file: str, replaced: str, article: Article, places: Iterable[tuple[str, int, int]]
    ) -> None:
        """A version that another store holds, with its passages' (id, start, end)."""
        with self._writing():
            cursor = self._connection.execute(
                f"INSERT INTO version (file, replaced, {ARTICLE_COLUMNS}) VALUES ({', '.join('?' * 12)})",
                (file, replaced, *values_of(article)),
            )
            rows = [(id_, cursor.lastrowid, start, end) for id_, start, end in places]
            self._connection.executemany("INSERT OR REPLACE INTO old_passage VALUES (?, ?, ?, ?)", rows)

    def take_versions(self, before: Database) -> None:
        """Every version that another database holds."""
        for table in ("version", "old_passage"):
            rows = before.all_rows(table)
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                with self._writing():
                    self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def drop_orphans(self) -> None:
        """Forget what articles said that are no more."""
        with self._writing():
            drop_orphans(self._connection)

    def _forget(self, name: str) -> list[int]:
        gone = self.passages_where("a.file = ?", (name,))
        of_file = "article IN (SELECT number FROM article WHERE file = ?)"
        with self._writing():
            rows = self._connection.execute("SELECT number, text FROM article WHERE file = ?", (name,))
            for number, text in rows.fetchall():
                drop_article(self._connection, number, text)
            for what in (f"passage WHERE {of_file}", "article WHERE file = ?", "file WHERE name = ?"):
                self._connection.execute(f"DELETE FROM {what}", (name,))
            self._connection.execute("DELETE FROM skipped WHERE file = ?", (name,))
        return gone

    def add_file(self, name: str, state: FileState, skipped: Iterable[tuple[str, str]]) -> None:
        rows = [(name, what, reason) for what, reason in skipped]
        with self._writing():
            self._connection.execute("INSERT INTO file VALUES (?, ?, ?, ?)", (name, *state))
            self._connection.executemany("INSERT INTO skipped VALUES (?, ?, ?)", rows)

    def touch_file(self, name: str, state: FileState) -> None:
        """The file has another time and the same content."""
        change = "UPDATE file SET size = ?, mtime_ns = ?, sha256 = ? WHERE name = ?"
        with self._writing():
            self._connection.execute(change, (*state, name))

    def add_article(self, file: str, article: Article, passages: Iterable[NewPassage]) -> None:
        values = values_of(article)
        marks = ", ".join("?" * (len(values) + 2))
        with self._writing():
            cursor = self._connection.execute(
                f"INSERT INTO article (id, file, {ARTICLE_COLUMNS}) VALUES ({marks})",
                (article.id, file, *values),
            )
            number = int(cursor.lastrowid or 0)
            rows = [
                (passage_number, new.id, number, new.start, new.end, packed(new.sentences), key)
                for passage_number, new, key in passages
            ]
            self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            enter_article(self._connection, number, article.text)

    def commit(self) -> None:
        with self._writing():
            self._connection.commit()
