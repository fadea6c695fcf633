"""What edited articles said before: what index/versions.py is to SQLite."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.article import Article, PassageId
from index import rows
from index.postgres.columns import OLD_PASSAGE
from index.postgres.schema import alive, tables_of
from index.versions import MOST_CHARACTERS, MOST_VERSIONS, is_edit

if TYPE_CHECKING:
    from index.postgres.articles import Articles
    from index.postgres.writer import Writer

COLUMNS = "file, replaced, name, title, text, publisher, published, url, author, form, original, pages"


def values_of(article: Article) -> tuple[Any, ...]:
    """As index/rows.py has them, with the day as a day."""
    name, title, text, publisher, _, *others = rows.values_of(article)
    return (name, title, text, publisher, article.published, *others)


class Versions:
    """Versions gathered for `put`, in its order: what is forgotten, what is kept, what is too much."""

    def __init__(self, writer: "Writer") -> None:
        self._writer = writer
        self._dropped: list[tuple[str, list[str]]] = []  # file, and names of articles whose versions stay
        self._kept: list[tuple[tuple[Any, ...], list[tuple[PassageId, int, int]]]] = []

    def drop(self, file: str, keep: Sequence[str] = ()) -> None:
        """Forget every version of the file's articles, but of those named in `keep`."""
        self._dropped.append((file, list(keep)))

    def keep(self, file: str, before: "Articles", articles: Iterable[Article]) -> None:
        """Of those articles that `before` has with another text, keep that."""
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        for article in articles:
            old = before.article(article.name)
            if old and is_edit(old, article):
                stored = before.passages_of(old.name)
                places = [(one.passage.id, one.passage.start, one.passage.end) for one in stored]
                self._kept.append(((file, now, *values_of(old), self._writer.number), places))

    def take_one(
        self,
        file: str,
        replaced: datetime.datetime,
        old: Article,
        places: Iterable[tuple[PassageId, int, int]],
    ) -> None:
        """What another store keeps of an article."""
        self._kept.append(((file, replaced, *values_of(old), self._writer.number), list(places)))

    def put(self) -> None:
        writer = self._writer
        for file, keep in self._dropped:
            condition = f"v.file = %(file)s AND v.name <> ALL(%(keep)s) AND {alive('v')}"
            writer.run(f"UPDATE {{version}} v SET died = %(state)s WHERE {condition}", file=file, keep=keep)
        for values, places in self._kept:
            marks = ", ".join(["%s"] * len(values))
            query = f"INSERT INTO {{version}} ({COLUMNS}, born) VALUES ({marks}) RETURNING number"
            row = writer.connection.execute(query.format(**writer.tables), values).fetchone()
            number = row[0] if row else 0
            writer.copy("old_passage", OLD_PASSAGE, ((id_, number, *place) for id_, *place in places))
        names = sorted({values[2] for values, _ in self._kept})
        if names:
            writer.run(
                "UPDATE {version} SET died = %(state)s WHERE number IN (SELECT number FROM ("
                "SELECT v.number, row_number() OVER w AS place, sum(length(v.text)) OVER w AS characters "
                f"FROM {{version}} v WHERE v.name = ANY(%(names)s) AND {alive('v')} "
                "WINDOW w AS (PARTITION BY v.name ORDER BY v.number DESC)) counted "
                "WHERE place > 1 AND (place > %(most)s OR characters > %(characters)s))",
                names=names,
                most=MOST_VERSIONS,
                characters=MOST_CHARACTERS,
            )
        self._dropped.clear()
        self._kept.clear()

    def take(self, generation: int, state: int) -> None:
        """Every version that a state of another generation holds."""
        others = {f"other_{name}": table for name, table in tables_of(generation).items()}
        columns = f"number, {COLUMNS}"
        queries = (
            (
                f"INSERT INTO {{version}} ({columns}, born) SELECT {columns}, %(state)s "
                "FROM {other_version} o WHERE o.born <= %(other)s AND %(other)s < o.died"
            ),
            (
                "INSERT INTO {old_passage} SELECT o.* FROM {other_old_passage} o "
                "JOIN {version} v ON v.number = o.version"
            ),
            (
                "SELECT setval(pg_get_serial_sequence(%(table)s, 'number'), coalesce(max(number), 1)) "
                "FROM {version}"
            ),
        )
        for query in queries:
            values = {"state": self._writer.number, "other": state, "table": self._writer.tables["version"]}
            self._writer.connection.execute(query.format(**others, **self._writer.tables), values)

    def drop_orphans(self) -> None:
        """Forget what articles said that are no more; called when all are there."""
        self._writer.run(
            "UPDATE {version} v SET died = %(state)s WHERE NOT EXISTS "
            f"(SELECT FROM {{article}} a WHERE a.name = v.name AND {alive('a')}) AND {alive('v')}"
        )
