"""Which articles hold copies of one text: found as each comes in, by marks that stay in the database.

What one article costs does not grow with their number: it is compared with a few that share its marks.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from corpus.copies import copied_share, enough_marks, marks_of, word_runs

TABLES = """
CREATE TABLE mark (
    mark INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (mark, article)
) WITHOUT ROWID;
CREATE TABLE copy (
    article INTEGER NOT NULL, other INTEGER NOT NULL, share REAL NOT NULL, PRIMARY KEY (article, other)
) WITHOUT ROWID;
"""
# Of a text that stands in more articles, the first ones stand for all: a line that is in every article of a
# corpus costs no more than this.
HOLDERS = 200  # of one mark, looked at
WEIGHED, COMPARED = 60, 20  # articles: by how many marks they share, and word for word
MOST_COPIES = 50  # of one article, told


def enter_article(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Note an article's marks, and of which others it is a copy."""
    runs = word_runs(text)
    marks = marks_of(runs)
    pairs = []
    for other, words in _alike(connection, marks):
        if other != number and (share := copied_share(text, words, runs)):
            pairs += [(number, other, share), (other, number, share)]
    connection.executemany("INSERT INTO mark VALUES (?, ?)", [(mark, number) for mark in sorted(marks)])
    connection.executemany("INSERT INTO copy VALUES (?, ?, ?)", pairs)
    connection.execute("UPDATE article SET marks = ? WHERE number = ?", (len(marks), number))


def drop_article(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Forget what `enter_article` noted of that text."""
    marks = [(mark, number) for mark in marks_of(word_runs(text))]
    connection.executemany("DELETE FROM mark WHERE mark = ? AND article = ?", marks)
    others = connection.execute("SELECT other FROM copy WHERE article = ?", (number,)).fetchall()
    connection.executemany(
        "DELETE FROM copy WHERE article = ? AND other = ?", [(other, number) for (other,) in others]
    )
    connection.execute("DELETE FROM copy WHERE article = ?", (number,))


def texts_like(connection: sqlite3.Connection, text: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the articles that share the most marks with a text."""
    for number, words in _alike(connection, marks_of(word_runs(text))):
        (name,) = connection.execute("SELECT name FROM article WHERE number = ?", (number,)).fetchone()
        yield name, words


def _alike(connection: sqlite3.Connection, marks: set[int]) -> Iterator[tuple[int, str]]:
    """(number, text) of the articles that share enough of the marks, those with the most first."""
    shared: Counter[int] = Counter()
    for mark in marks:
        holders = "SELECT article FROM mark WHERE mark = ? LIMIT ?"
        shared.update(number for (number,) in connection.execute(holders, (mark, HOLDERS)))
    most = [number for number, _ in shared.most_common(WEIGHED)]
    known = f"SELECT number, marks FROM article WHERE number IN ({','.join('?' * len(most))})"
    theirs = dict(connection.execute(known, most).fetchall())
    alike = [number for number in most if enough_marks(shared[number], len(marks), theirs[number])]
    for number in alike[:COMPARED]:
        (text,) = connection.execute("SELECT text FROM article WHERE number = ?", (number,)).fetchone()
        yield number, text
