"""Is the articles' database whole: every article and passage of it looked at."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from corpus.article import digest
from index.database import Database
from index.manifest import Manifest
from index.rows import ARTICLE_COLUMNS, article_of, unpacked
from index.sqlite import BATCH

Found = tuple[str, str]  # where, what


class CheckedDatabase(Database):
    """A database of which nothing is believed."""

    def passage_numbers(self) -> set[int]:
        return {int(str(row[0])) for row in self._rows("SELECT number FROM passage")}

    def problems(self, manifest: Manifest) -> Iterator[Found]:
        """(where, what) of all that is wrong. Raises StoreError where it cannot be read on."""
        damage = [str(row[0]) for row in self._rows("PRAGMA integrity_check(20)")]
        if damage != ["ok"]:
            yield from (("articles.db", " ".join(line.split())) for line in damage)
            return
        articles, passages = self.counts()
        for count, promised, what in (
            (articles, manifest.articles, "articles"),
            (passages, manifest.passages, "passages"),
        ):
            if count != promised:
                yield "articles.db", f"holds {count:,} {what} instead of {promised:,}"
        yield from self._lost_ones()
        yield from self._articles()
        yield from self._copies()
        yield from self._versions()

    def _lost_ones(self) -> Iterator[Found]:
        """What belongs to something that is not there."""
        for number, name in self._rows(
            "SELECT p.number, p.id FROM passage p LEFT JOIN article a ON a.number = p.article "
            "WHERE a.number IS NULL"
        ):
            yield f"passage {name}", f"number {number} is of no article"
        for (name,) in self._rows(
            "SELECT a.name FROM article a LEFT JOIN file f ON f.name = a.file WHERE f.name IS NULL"
        ):
            yield f"article {name}", "is of no file"

    def _articles(self) -> Iterator[Found]:
        last = -1
        columns_of = f"SELECT number, id, {ARTICLE_COLUMNS} FROM article"
        while rows := self._rows(f"{columns_of} WHERE number > ? ORDER BY number LIMIT {BATCH}", (last,)):
            for number, stored, *columns in rows:
                try:
                    article = article_of(columns)
                except ValueError as error:
                    yield f"article {columns[0]}", f"cannot be read ({error})"
                    continue
                if stored != article.id:
                    yield f"article {article.name}", f"its id is {stored}, not {article.id}"
                yield from self._passages(int(str(number)), article.id, article.text)
            last = int(str(rows[-1][0]))

    def _passages(self, article: int, article_id: str, text: str) -> Iterator[Found]:
        rows = self._rows(
            'SELECT id, "start", "end", sentences FROM passage WHERE article = ? ORDER BY number', (article,)
        )
        for stored, start, end, sentences in rows:
            if what := _wrong(text, article_id, str(stored), start, end, sentences):
                yield f"passage {stored}", what

    def _copies(self) -> Iterator[Found]:
        """Each copy is told from both sides, and every article has the marks that it is found by."""
        for number, other in self._rows(
            "SELECT c.article, c.other FROM copy c LEFT JOIN article a ON a.number = c.article "
            "LEFT JOIN copy d ON d.article = c.other AND d.other = c.article "
            "WHERE a.number IS NULL OR d.article IS NULL"
        ):
            yield (
                "articles.db",
                f"article {number} is told to be a copy of {other}, but not the other way round",
            )
        for number, name, promised, marks in self._rows(
            "SELECT a.number, a.name, a.marks, count(m.mark) FROM article a "
            "LEFT JOIN mark m ON m.article = a.number GROUP BY a.number HAVING a.marks IS NOT count(m.mark)"
        ):
            yield f"article {name}", f"number {number} is found by {marks} marks instead of {promised}"
        for (number,) in self._rows(
            "SELECT DISTINCT m.article FROM mark m LEFT JOIN article a ON a.number = m.article "
            "WHERE a.number IS NULL"
        ):
            yield "articles.db", f"has marks of article {number}, which is not there"

    def _versions(self) -> Iterator[Found]:
        """What articles said before, each passage where it stood."""
        for number, name in self._rows(
            "SELECT v.number, v.name FROM version v LEFT JOIN article a ON a.name = v.name "
            "WHERE a.name IS NULL"
        ):
            yield f"version {number}", f"is of {name}, which is not there"
        for (passage,) in self._rows(
            "SELECT o.id FROM old_passage o LEFT JOIN version v ON v.number = o.version "
            "WHERE v.number IS NULL"
        ):
            yield f"old passage {passage}", "is of no version"
        for (number,) in self._rows("SELECT number FROM version ORDER BY number"):
            yield from self._version(int(str(number)))

    def _version(self, number: int) -> Iterator[Found]:
        replaced, *columns = self._rows(
            f"SELECT replaced, {ARTICLE_COLUMNS} FROM version WHERE number = ?", (number,)
        )[0]
        try:
            article = article_of(columns)
            datetime.datetime.fromisoformat(str(replaced))
        except ValueError as error:
            yield f"version {number}", f"cannot be read ({error})"
            return
        passages = 'SELECT id, "start", "end" FROM old_passage WHERE version = ?'
        for stored, start, end in self._rows(passages, (number,)):
            if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
                yield f"old passage {stored}", "does not stand in its version"
            elif stored != digest(article.id, article.text[start:end]):
                yield f"old passage {stored}", "its id is not that of its text"


def _wrong(
    text: str, article_id: str, stored: str, start: object, end: object, sentences: object
) -> str | None:
    """What is wrong with a passage of this article's text, if anything."""
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return "does not stand in its article"
    if stored != (recomputed := digest(article_id, text[start:end])):
        return f"its id is not that of its text, {recomputed}"
    if not isinstance(sentences, bytes) or len(sentences) % 8 or not sentences:
        return "its sentences cannot be read"
    spans = unpacked(sentences)
    ordered = all(first < last for first, last in spans) and all(
        before[1] <= after[0] for before, after in pairwise(spans)
    )
    if not ordered or spans[0][0] != start or spans[-1][1] != end:
        return "its sentences do not make it up"
    return None
