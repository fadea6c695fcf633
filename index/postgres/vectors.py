"""Vectors in pgvector: which passages lie nearest to a question."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.errors import StoreError
from index.interface import Filter
from index.postgres.articles import Articles
from index.postgres.partitions import month_of
from index.postgres.schema import alive
from index.types import FloatVector, IntVector

# Up to so many passages that pass a filter are all compared with a question: an HNSW scan that looks for few
# among many gives up before it has found them.
EXACT_UP_TO = 20_000
_ORDER = "p.embedding <#> %(question)b::halfvec"


class Condition(NamedTuple):
    """A filter in SQL: what it says of a passage `p`, and the values it takes."""

    sql: str
    values: dict[str, object]


class Matching(np.ndarray[tuple[int], np.dtype[np.int64]]):
    """Passage numbers that pass a filter, which they carry: so they need not all be sent to the server."""

    condition: Condition | None = None

    @classmethod
    def of(cls, numbers: IntVector, condition: Condition) -> "Matching":
        matching = np.asarray(numbers, np.int64).view(cls)
        matching.condition = condition
        return matching


def condition_of(wanted: Filter, articles: Articles) -> Condition:
    """A filter in SQL. Days narrow the months, too, whose partitions are then not looked into."""
    parts, values = [], dict[str, object]()
    if wanted.source:
        parts.append("p.article = ANY(%(among)s::bigint[])")
        values["among"] = articles.article_numbers_like(wanted.source)
    for name, operator, day in (("since", ">=", wanted.since), ("until", "<=", wanted.until)):
        if day:
            parts.append(f"p.published {operator} %({name})s AND p.month {operator} %({name}_month)s")
            values |= {name: day, f"{name}_month": month_of(day)}
    return Condition(" AND ".join(parts) or "true", values)


class Vectors:
    """The vectors of one state. `exact`: whether no partition has an HNSW index."""

    def __init__(self, articles: Articles, *, exact: bool) -> None:
        self._articles, self._exact = articles, exact

    def nearest(
        self, question: FloatVector, k: int, among: IntVector | None = None
    ) -> list[tuple[int, float]]:
        if k < 1 or (among is not None and not len(among)):
            return []
        condition = Condition("true", {}) if among is None else _condition(among)
        if self._exact or (among is not None and len(among) <= EXACT_UP_TO):
            # The same sum on either side of the order: no index gives it, so all are compared.
            query = (
                "WITH counted AS MATERIALIZED (SELECT p.number, "
                f"{_ORDER} AS distance FROM {{passage}} p WHERE {alive('p')} AND {condition.sql}) "
                f"SELECT number, -distance FROM counted ORDER BY distance, number LIMIT {int(k)}"
            )
        else:
            query = (
                f"SELECT p.number, -({_ORDER}) FROM {{passage}} p WHERE {alive('p')} AND {condition.sql} "
                f"ORDER BY {_ORDER} LIMIT {int(k)}"
            )
        found = self._articles.rows(query, question=question, **condition.values)
        return sorted(((number, float(score)) for number, score in found), key=lambda hit: (-hit[1], hit[0]))

    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]:
        if not len(numbers):
            return {}
        query = (
            f"SELECT p.number, -({_ORDER}) FROM {{passage}} p "
            f"WHERE {alive('p')} AND p.number = ANY(%(numbers)s::bigint[])"
        )
        wanted = [int(number) for number in numbers]
        found = dict(self._articles.rows(query, question=question, numbers=wanted))
        if len(found) < len(set(wanted)):
            raise StoreError("the index's vectors are of other passages than its words")
        return {number: float(found[number]) for number in wanted}


def _condition(among: IntVector) -> Condition:
    if isinstance(among, Matching) and among.condition:
        return among.condition
    return Condition("p.number = ANY(%(among)s::bigint[])", {"among": among.tolist()})
