"""One state of the index on PostgreSQL, asked: what index/generation.py is to a folder."""

import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.errors import StoreError
from index.held import HeldTexts
from index.interface import Filter
from index.manifest import Manifest
from index.postgres.articles import Articles
from index.postgres.errors import GoneError
from index.postgres.server import Server
from index.postgres.vectors import Matching, Vectors, condition_of
from index.postgres.words import Totals, Words
from index.rows import FileState
from index.types import FloatVector, IntVector

# Each answer comes with whether the state is still there, told by the same snapshot: a row that is there for
# it was not removed, and a replica that lags has all of it.
_GUARDED = (
    "SELECT g.sound, q.* FROM (SELECT EXISTS ("
    "SELECT FROM footnote.state WHERE number = %(state)s AND mark = %(mark)s) AS sound) g "
    "LEFT JOIN LATERAL (SELECT true AS here, i.* FROM ({query}) i) q ON g.sound"
)


@dataclass(frozen=True, slots=True)
class StateRow:
    """What the table `state` says of one."""

    number: int
    mark: uuid.UUID
    generation: int
    written: int  # nanoseconds since 1970
    manifest: Manifest
    totals: Totals
    next_article: int
    next_passage: int


class State(HeldTexts):
    """An OpenIndex on PostgreSQL."""

    def __init__(self, server: Server, row: StateRow) -> None:
        self.row, self._server = row, server
        self.asked = Articles(self._guarded, row.generation, row.number)
        super().__init__(self.asked)
        server.acquire()
        try:
            self._exact = not self._indexed_partitions()
            self._words = Words(self.asked, row.totals)
        except BaseException:
            server.release()
            raise
        self._vectors = Vectors(self.asked, exact=self._exact)
        self._lock = threading.Lock()
        self._open = True

    @property
    def manifest(self) -> Manifest:
        return self.row.manifest

    def _guarded(self, query: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Rows of the state. Raises GoneError when the server has it no more."""
        rows = self._server.rows(_GUARDED.format(query=query), {"mark": self.row.mark, **values})
        if not rows or not rows[0][0]:
            raise GoneError("the index was changed some time ago, and what was opened is gone: ask again")
        return [row[2:] for row in rows if row[1]]

    def _indexed_partitions(self) -> int:
        query = (
            "SELECT count(*) FROM pg_inherits t JOIN pg_index x ON x.indrelid = t.inhrelid "
            "JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_am m ON m.oid = c.relam "
            "WHERE t.inhparent = %(table)s::regclass AND m.amname = 'hnsw'"
        )
        return int(self.asked.rows(query, table=self.asked.tables["passage"])[0][0])

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        return self._vectors.nearest(question, k, among)

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        return self._vectors.cosines(question, numbers)

    def best(
        self, weights: Mapping[str, float], k: int, among: IntVector | None = None, heading_boost: float = 1.0
    ) -> list[tuple[int, float]]:
        return self._words.best(weights, k, among, heading_boost)

    def terms(self, text: str) -> list[str]:
        return self._words.terms(text)

    def document_frequency(self, term: str) -> int:
        return self._words.document_frequency(term)

    def _match(self, wanted: Filter) -> Matching:
        condition = condition_of(wanted, self.asked)
        numbers = self.asked.numbers_where(condition.sql, condition.values)
        return Matching.of(np.array(numbers, np.int64), condition)

    def files(self) -> dict[str, FileState]:
        return self.asked.files()

    def skipped(self) -> list[tuple[str, str]]:
        return self.asked.skipped()

    def vectors_of(self, keys: Sequence[str]) -> dict[str, FloatVector]:
        """Vectors by the key of what was embedded, as far as they are here."""
        return self.asked.vectors_of(keys)

    def check_counts(self) -> None:
        """Raises StoreError unless the tables hold as many articles and passages as the state says."""
        told, found = (self.manifest.articles, self.manifest.passages), self.asked.counts()
        if told != found:
            raise StoreError(
                f"articles and passages are {found[0]:,} and {found[1]:,}, not {told[0]:,} and {told[1]:,}"
            )

    def close(self) -> None:
        with self._lock:
            was_open, self._open = self._open, False
        if was_open:
            self._server.release()
