"""What edited articles said before: kept beside them, searched by nothing, found by the old passages' ids."""

import datetime
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.article import Article, Passage
from corpus.copies import held_share, word_runs

TABLES = """
CREATE TABLE version (
    number INTEGER PRIMARY KEY, file TEXT NOT NULL, replaced TEXT NOT NULL,
    name TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, publisher TEXT, published TEXT, url TEXT,
    author TEXT, form TEXT NOT NULL, original TEXT, pages BLOB NOT NULL
);
CREATE TABLE old_passage (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL REFERENCES version(number),
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX version_name ON version(name);
CREATE INDEX version_file ON version(file);
CREATE INDEX old_passage_version ON old_passage(version);
"""
MOST_VERSIONS = 10  # of one article; the oldest go
MOST_CHARACTERS = 2_000_000  # of all versions of one article together; the latest stays, whatever its length
SAME_RECORD = 0.3  # of the shorter text's runs: less, and another article has taken a record's place


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was until `replaced`."""

    article: Article
    replaced: datetime.datetime


@dataclass(frozen=True, slots=True)
class OldPassage:
    """A passage that an article held before it was edited: `version.article.text[start:end]`."""

    version: Version
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.version.article.text[self.start : self.end]


def is_edit(before: Article, now: Article) -> bool:
    """Whether an article is another version of the one that had its name.

    A record of a file of several is named by its place, which another takes when one is removed before it.
    """
    if before.text == now.text:
        return False
    if "#" not in now.name:
        return True
    return held_share(word_runs(before.text), word_runs(now.text)) >= SAME_RECORD


def keep_version(
    connection: sqlite3.Connection, file: str, values: Iterable[object], passages: Iterable[Passage]
) -> None:
    """Keep what an article said, `values` as ARTICLE_COLUMNS, and its passages; drop what is too much."""
    known = tuple(values)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    marks = ", ".join("?" * (len(known) + 2))
    cursor = connection.execute(
        "INSERT INTO version (file, replaced, name, title, text, publisher, published, url, author, form, "
        f"original, pages) VALUES ({marks})",
        (file, now, *known),
    )
    rows = [(passage.id, cursor.lastrowid, passage.start, passage.end) for passage in passages]
    connection.executemany("INSERT OR REPLACE INTO old_passage VALUES (?, ?, ?, ?)", rows)
    _drop(connection, _too_many(connection, str(known[0])))


def drop_versions(connection: sqlite3.Connection, file: str, keep: Iterable[str] = ()) -> None:
    """Forget every version of the file's articles, but of those named in `keep`."""
    kept = set(keep)
    rows = connection.execute("SELECT number, name FROM version WHERE file = ?", (file,)).fetchall()
    _drop(connection, [number for number, name in rows if name not in kept])


def drop_orphans(connection: sqlite3.Connection) -> None:
    """Forget the versions of articles that are no more."""
    rows = connection.execute("SELECT number FROM version WHERE name NOT IN (SELECT name FROM article)")
    _drop(connection, [number for (number,) in rows.fetchall()])


def _too_many(connection: sqlite3.Connection, name: str) -> list[int]:
    rows = connection.execute(
        "SELECT number, length(text) FROM version WHERE name = ? ORDER BY number DESC", (name,)
    ).fetchall()
    characters = 0
    for place, (_, length) in enumerate(rows):
        characters += length
        if place and (place == MOST_VERSIONS or characters > MOST_CHARACTERS):
            return [number for number, _ in rows[place:]]
    return []


def _drop(connection: sqlite3.Connection, versions: list[int]) -> None:
    numbers = [(number,) for number in versions]
    connection.executemany("DELETE FROM old_passage WHERE version = ?", numbers)
    connection.executemany("DELETE FROM version WHERE number = ?", numbers)
