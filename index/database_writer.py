"""Articles and passages of the next generation, put into SQLite."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator

from corpus.article import Article
from index.database import Database, reason
from index.files import write_failure
from index.rows import TABLES, FileState, NewPassage, packed


class DatabaseWriter(Database):
    """A database that one thread makes or changes. Every method raises OSError when the disk is full."""

    def _connect(self) -> sqlite3.Connection:
        with self._writing():
            fresh = not self._path.exists()
            connection = sqlite3.connect(self._path, check_same_thread=False)
            # A generation half written is thrown away, so its journal need not outlive the process.
            connection.execute("PRAGMA journal_mode = MEMORY")
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
        """Forget a file and its articles; the numbers of the passages that went with them."""
        gone = self.passages_where("a.file = ?", (name,))
        of_file = "article IN (SELECT number FROM article WHERE file = ?)"
        with self._writing():
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
        published = article.published.isoformat() if article.published else None
        known = (article.publisher, published, article.url, article.author)
        with self._writing():
            cursor = self._connection.execute(
                "INSERT INTO article (id, name, file, title, text, publisher, published, url, author) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (article.id, article.name, file, article.title, article.text, *known),
            )
            rows = [
                (number, new.id, cursor.lastrowid, new.start, new.end, packed(new.sentences), key)
                for number, new, key in passages
            ]
            self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def commit(self) -> None:
        with self._writing():
            self._connection.commit()
