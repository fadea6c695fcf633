"""Postings without the passages that are gone: their terms' rows are written anew, and the old ones die."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from index.heading import heading
from index.postgres.columns import POSTING
from index.postgres.postings import BODY, CHUNK, HEADING, unpacked
from index.postgres.schema import alive
from index.terms import terms_of

if TYPE_CHECKING:
    from index.postgres.writer import Writer
    from index.rows import Stored

Key = tuple[str, int, int]  # term, field, chunk
KEYS_TOGETHER = 2_000


def scrub(writer: "Writer", passages: Iterable["Stored"]) -> None:
    """Rewrite the postings of those passages' terms, of several rows one."""
    gone = _places(passages)
    keys = sorted(gone)
    for first in range(0, len(keys), KEYS_TOGETHER):
        some = keys[first : first + KEYS_TOGETHER]
        values = dict(zip(("terms", "fields", "chunks"), map(list, zip(*some, strict=True)), strict=True))
        of_keys = (
            "(w.term, w.field, w.chunk) IN (SELECT * FROM unnest(%(terms)s::text[], %(fields)s::smallint[], "
            f"%(chunks)s::bigint[])) AND {alive('w')}"
        )
        rows = writer.rows(
            f"SELECT w.term, w.field, w.chunk, string_agg(w.entries, ''::bytea ORDER BY w.born) "
            f"FROM {{posting}} w WHERE {of_keys} GROUP BY 1, 2, 3",
            **values,
        )
        writer.run(f"UPDATE {{posting}} w SET died = %(state)s WHERE {of_keys}", **values)
        left = []
        for *key, entries in rows:
            term, field, chunk = key
            packed = unpacked(entries)
            kept = packed[~np.isin(packed["offset"], list(gone[term, field, chunk]))]
            if len(kept):
                left.append((term, field, chunk, kept.tobytes(), writer.number))
        writer.copy("posting", POSTING, left)


def _places(passages: Iterable["Stored"]) -> dict[Key, set[int]]:
    """Where each term of the passages stands: their offsets in the chunk."""
    places: dict[Key, set[int]] = {}
    for stored in passages:
        chunk, offset = divmod(int(stored.number), CHUNK)
        for field, text in ((BODY, stored.passage.text), (HEADING, heading(stored.article))):
            for term in set(terms_of(text)):
                places.setdefault((term, field, chunk), set()).add(offset)
    return places
