"""Articles and passages of one state: what index/database.py is to SQLite."""

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from corpus.article import Article, PassageId
from corpus.copies import enough_marks, marks_of, word_runs
from index.authors import bylines_of
from index.copies import COMPARED, HOLDERS, MOST_COPIES, WEIGHED
from index.postgres.schema import NEVER, alive, tables_of
from index.rows import FileState, Origin, Stored, article_of, stored_of, stored_together
from index.sqlite import folded
from index.types import FloatVector
from index.versions import OldPassage, Version

BATCH = 500  # articles read together
COLUMNS = ("name", "title", "text", "publisher", "published", "url", "author", "form", "original", "pages")
Query = Callable[[str, Mapping[str, object]], list[tuple[Any, ...]]]


def columns_of(table: str) -> str:
    """ARTICLE_COLUMNS of index/rows.py, of that table."""
    return ", ".join(f"{table}.{column}" for column in COLUMNS)


_STORED = f"p.number, p.start, p.stop, p.sentences, {columns_of('a')}"
_JOINED = f"{{passage}} p JOIN {{article}} a ON a.number = p.article WHERE {alive('p')} AND {alive('a')}"
_OLD = f"{{version}} v WHERE {alive('v')}"


class Articles:
    """Reads one state of one generation; `query` is given SQL and values."""

    def __init__(self, query: Query, generation: int, state: int) -> None:
        self.tables = tables_of(generation)
        self._query, self._state = query, state

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """`query` with {names} for tables; %(state)s is the state."""
        return self._query(query.format(**self.tables), {"state": self._state, **values})

    def files(self) -> dict[str, FileState]:
        query = f"SELECT f.name, f.size, f.mtime_ns, f.sha256 FROM {{file}} f WHERE {alive('f')}"
        return {name: FileState(*state) for name, *state in self.rows(query)}

    def skipped(self) -> list[tuple[str, str]]:
        query = f"SELECT s.name, s.reason FROM {{skipped}} s WHERE {alive('s')} ORDER BY s.name"
        return [(name, reason) for name, reason in self.rows(query)]

    def newest(self) -> datetime.date | None:
        """The latest day on which an article was published."""
        newest: datetime.date | None = self.rows(
            f"SELECT max(a.published) FROM {{article}} a WHERE {alive('a')}"
        )[0][0]
        return newest

    def counts(self) -> tuple[int, int]:
        """How many articles, how many passages."""
        query = (
            f"SELECT (SELECT count(*) FROM {{article}} a WHERE {alive('a')}), "
            f"(SELECT count(*) FROM {{passage}} p WHERE {alive('p')})"
        )
        articles, passages = self.rows(query)[0]
        return articles, passages

    def _articles(self, condition: str, **values: object) -> list[Article]:
        query = f"SELECT {columns_of('a')} FROM {{article}} a WHERE {alive('a')} AND {condition}"
        return [article_of(row) for row in self.rows(query, **values)]

    def articles(self) -> Iterator[Article]:
        last = ""
        while found := self._articles(f"a.name > %(last)s ORDER BY a.name LIMIT {BATCH}", last=last):
            yield from found
            last = found[-1].name

    def article(self, name: str) -> Article | None:
        return next(iter(self._articles("a.name = %(name)s", name=name)), None)

    def articles_of(self, file: str) -> list[Article]:
        return self._articles("a.file = %(file)s ORDER BY a.number", file=file)

    def undated(self) -> int:
        query = f"SELECT count(*) FROM {{article}} a WHERE {alive('a')} AND a.published IS NULL"
        return int(self.rows(query)[0][0])

    def publishers(self) -> list[str]:
        return self._each("publisher")

    def authors(self) -> list[str]:
        return self._each("author")

    def _each(self, column: str) -> list[str]:
        query = f"SELECT DISTINCT a.{column} FROM {{article}} a WHERE {alive('a')} AND a.{column} IS NOT NULL"
        return sorted(value for (value,) in self.rows(query))

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        query = (
            f"SELECT p.number, a.publisher, a.published FROM {_JOINED} "
            "AND p.number = ANY(%(numbers)s::bigint[])"
        )
        rows = self.rows(query, numbers=_plain(numbers)) if len(numbers) else []
        return {number: Origin(publisher, published) for number, publisher, published in rows}

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        if not len(numbers):
            return {}
        query = f"SELECT {_STORED} FROM {_JOINED} AND p.number = ANY(%(numbers)s::bigint[])"
        stored = (stored_of(row) for row in self.rows(query, numbers=_plain(numbers)))
        return {int(one.number): one for one in stored}

    def passages_in(self, files: Sequence[str]) -> list[Stored]:
        """Every passage of those files."""
        query = f"SELECT {_STORED} FROM {_JOINED} AND a.file = ANY(%(files)s)"
        return [stored_of(row) for row in self.rows(query, files=list(files))]

    def find(self, passage: PassageId) -> Stored | None:
        rows = self.rows(f"SELECT {_STORED} FROM {_JOINED} AND p.id = %(id)s", id=passage)
        return stored_of(rows[0]) if rows else None

    def passages_of(self, *names: str) -> list[Stored]:
        query = (
            f"SELECT a.number, {columns_of('a')} FROM {{article}} a "
            f"WHERE {alive('a')} AND a.name = ANY(%(names)s)"
        )
        articles = self.rows(query, names=list(names))
        query = (
            "SELECT p.article, p.number, p.start, p.stop, p.sentences FROM {passage} p "
            f"WHERE {alive('p')} AND p.article = ANY(%(numbers)s::bigint[]) ORDER BY p.number"
        )
        return stored_together(articles, self.rows(query, numbers=[number for number, *_ in articles]))

    def copies(self, name: str) -> list[Article]:
        query = (
            f"SELECT {columns_of('b')} FROM {{copy}} c JOIN {{article}} a ON a.number = c.article "
            f"JOIN {{article}} b ON b.number = c.other WHERE {alive('a')} AND {alive('b')} "
            f"AND a.name = %(name)s ORDER BY c.share DESC, b.name LIMIT {MOST_COPIES}"
        )
        return [article_of(row) for row in self.rows(query, name=name)]

    def copy_names(self) -> dict[str, list[str]]:
        query = (
            "SELECT a.name, b.name FROM {copy} c JOIN {article} a ON a.number = c.article "
            f"JOIN {{article}} b ON b.number = c.other WHERE {alive('a')} AND {alive('b')} "
            "ORDER BY a.name, c.share DESC, b.name"
        )
        found: dict[str, list[str]] = {}
        for name, other in self.rows(query):
            found.setdefault(name, []).append(other)
        return found

    def texts_like(self, text: str) -> list[tuple[str, str]]:
        alike = self.alike([(NEVER, marks_of(word_runs(text)))])[0]
        named = {number: (name, other) for number, name, other in self.texts(alike)}
        return [named[number] for number in alike if number in named]

    def texts(self, numbers: Sequence[int]) -> list[tuple[int, str, str]]:
        """(number, name, text) of articles."""
        if not numbers:
            return []
        query = (
            f"SELECT a.number, a.name, a.text FROM {{article}} a WHERE {alive('a')} AND a.number = ANY(%(n)s)"
        )
        return [(number, name, text) for number, name, text in self.rows(query, n=list(numbers))]

    def alike(self, texts: Sequence[tuple[int, set[int]]]) -> list[list[int]]:
        """For each text, given by its number and its marks, articles of lower numbers that share the most."""
        query = (
            "SELECT t.place, m.article, m.marks, count(*) FROM "
            "unnest(%(places)s::integer[], %(below)s::bigint[], %(marks)s::bigint[]) t(place, below, mark) "
            "CROSS JOIN LATERAL (SELECT h.article, a.marks FROM {mark} h JOIN {article} a "
            f"ON a.number = h.article WHERE h.mark = t.mark AND h.article < t.below AND {alive('a')} "
            f"ORDER BY h.article LIMIT {HOLDERS}) m GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2"
        )
        flat = [(place, below, mark) for place, (below, marks) in enumerate(texts) for mark in marks]
        places, below, marks = (list(column) for column in zip(*flat, strict=True)) if flat else ([], [], [])
        found: list[list[int]] = [[] for _ in texts]
        weighed = [0] * len(texts)
        for place, article, theirs, shared in self.rows(query, places=places, below=below, marks=marks):
            weighed[place] += 1
            if (
                weighed[place] <= WEIGHED
                and len(found[place]) < COMPARED
                and enough_marks(shared, len(texts[place][1]), theirs)
            ):
                found[place].append(article)
        return found

    def find_old(self, passage: PassageId) -> OldPassage | None:
        query = (
            f"SELECT o.start, o.stop, v.replaced, {columns_of('v')} FROM {{old_passage}} o "
            f"JOIN {{version}} v ON v.number = o.version WHERE {alive('v')} AND o.id = %(id)s "
            "ORDER BY v.number DESC LIMIT 1"
        )
        for start, stop, replaced, *columns in self.rows(query, id=passage):
            return OldPassage(Version(article_of(columns), replaced), start, stop)
        return None

    def versions(self, name: str) -> list[Version]:
        query = (
            f"SELECT v.replaced, {columns_of('v')} FROM {_OLD} AND v.name = %(name)s ORDER BY v.number DESC"
        )
        return [Version(article_of(columns), replaced) for replaced, *columns in self.rows(query, name=name)]

    def version_counts(self) -> dict[str, int]:
        return dict(self.rows(f"SELECT v.name, count(*) FROM {_OLD} GROUP BY v.name"))

    def numbers_where(self, condition: str, values: Mapping[str, object]) -> list[int]:
        """Numbers, ascending, of the passages `p` that meet a condition."""
        query = f"SELECT p.number FROM {{passage}} p WHERE {alive('p')} AND {condition} ORDER BY p.number"
        return [number for (number,) in self.rows(query, **values)]

    def article_numbers_like(self, source: str) -> list[int]:
        """Articles whose publisher, author, title or name is `source`, else those holding it, in any case."""
        columns = ("sought_publisher", "sought_title", "sought_name")
        same = " OR ".join(f"a.{column} = %(source)s" for column in columns)
        held = " OR ".join(f"strpos(a.{column}, %(source)s) > 0" for column in columns)
        by, by_any = "a.author = ANY(%(named)s)", "a.author = ANY(%(holding)s)"
        query = (
            f"SELECT a.number, ({same} OR coalesce({by}, false)) FROM {{article}} a "
            f"WHERE {alive('a')} AND ({held} OR {by_any})"
        )
        authors = self.authors()
        named, holding = (bylines_of(source, authors, whole=whole) for whole in (True, False))
        found = self.rows(query, source=folded(source), named=named, holding=holding)
        exactly = [number for number, is_same in found if is_same]
        return exactly or [number for number, _ in found]

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are here."""
        query = (
            "SELECT DISTINCT ON (embedded) embedded, embedding FROM {passage} WHERE embedded = ANY(%(keys)s)"
        )
        found = self.rows(query, keys=[uuid.UUID(key) for key in keys])
        return {key.hex: vector for key, vector in found}


def _plain(numbers: Sequence[int]) -> list[int]:
    """For SQL, which does not know numpy's numbers."""
    return [int(number) for number in numbers]
