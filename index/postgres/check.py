"""Is the index on PostgreSQL whole: every article, passage, vector and posting of the live state seen."""

import contextlib
from collections.abc import Iterator

import numpy as np

from corpus.errors import StoreError
from index.check import TOLERANCE, Checked, Problem
from index.postgres.home import PostgresHome
from index.postgres.postings import BODY, CHUNK, unpacked
from index.postgres.schema import alive
from index.postgres.state import State

ROUNDED = 5e-4  # by which 16 bits a number may change a vector's length
_STRANGE = {
    "passages that do not stand in an article": (
        "SELECT p.id FROM {passage} p LEFT JOIN {article} a ON a.number = p.article "
        f"AND {alive('a')} WHERE {alive('p')} "
        "AND (a.number IS NULL OR p.start < 0 OR p.start >= p.stop OR p.stop > length(a.text))"
    ),
    "vectors that are not of unit length": (
        f"SELECT p.id FROM {{passage}} p WHERE {alive('p')} "
        f"AND NOT abs(l2_norm(p.embedding) - 1) <= {TOLERANCE + ROUNDED}"
    ),
    "articles of no file": (
        f"SELECT a.name FROM {{article}} a WHERE {alive('a')} "
        f"AND NOT EXISTS (SELECT FROM {{file}} f WHERE f.name = a.file AND {alive('f')})"
    ),
    "articles that are there twice": (
        f"SELECT a.name FROM {{article}} a WHERE {alive('a')} GROUP BY 1 HAVING count(*) > 1"
    ),
}


def check(home: PostgresHome) -> Checked | None:
    """Look at all of the live state; None where there is none yet. Raises what opening it raises."""
    state = PostgresHome(home.server.patient()).open()
    if state is None:
        return None
    with contextlib.closing(state):
        return Checked(state.manifest, tuple(_problems(state)))


def _problems(state: State) -> Iterator[Problem]:
    try:
        state.check_counts()
    except StoreError as error:
        yield Problem("passages", str(error))
    for what, query in _STRANGE.items():
        for (name,) in state.asked.rows(f"{query} LIMIT 100"):
            yield Problem(str(name), f"is among {what}")
    yield from _check_postings(state)


def _check_postings(state: State) -> Iterator[Problem]:
    """Each passage with words must be found by some, and none that is not there."""
    for chunk in range(state.row.next_passage // CHUNK + 1):
        values = {"first": chunk * CHUNK, "end": (chunk + 1) * CHUNK, "chunk": chunk, "field": BODY}
        query = (
            f"SELECT p.number FROM {{passage}} p WHERE {alive('p')} "
            "AND p.number >= %(first)s AND p.number < %(end)s AND p.body_terms > 0"
        )
        there = {number - chunk * CHUNK for (number,) in state.asked.rows(query, **values)}
        found = np.zeros(CHUNK, np.bool_)
        query = (
            f"SELECT w.entries FROM {{posting}} w WHERE {alive('w')} "
            "AND w.chunk = %(chunk)s AND w.field = %(field)s"
        )
        for (entries,) in state.asked.rows(query, **values):
            found[unpacked(entries)["offset"]] = True
        for offset in sorted(there ^ set(np.flatnonzero(found).tolist())):
            what = "is found by no word" if offset in there else "is found by words, and is not there"
            yield Problem("words", f"passage {chunk * CHUNK + offset} {what}")
