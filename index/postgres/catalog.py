"""Which states and generations there are, and what becomes of those that are no more."""

import contextlib
import datetime
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import psycopg
from psycopg import errors

from corpus.errors import SettingError, StoreError
from index.manifest import SCHEMA as CONTENT_SCHEMA
from index.manifest import Manifest, OutdatedError
from index.postgres.schema import CATALOG, CHANNEL, LEAST_EXTENSION, NAMES, NEVER, SCHEMA, tables_of
from index.postgres.state import StateRow
from index.postgres.words import Totals

Rows = Callable[..., list[tuple[Any, ...]]]
_COLUMNS = (
    "number, mark, generation, (extract(epoch FROM written) * 1e6)::bigint * 1000, manifest, "
    "body_terms, heading_terms, next_article, next_passage"
)
_MORTAL = ("file", "skipped", "article", "version", "posting", "passage")  # those with `born` and `died`


def check_server(rows: Rows, place: str) -> bool:
    """Whether there is an index that this program reads. Raises SettingError or StoreError of others."""
    found = rows(
        "SELECT to_regclass('footnote.about') IS NOT NULL, "
        "(SELECT extversion FROM pg_extension WHERE extname = 'vector')"
    )
    is_there, version = found[0]
    if not is_there:
        return False
    _check_extension(version, place)
    (schema,) = rows("SELECT schema FROM footnote.about")[0]
    if schema != SCHEMA:
        what = f"the index in {place} has schema {schema}, this version reads {SCHEMA}"
        if schema < SCHEMA:
            raise OutdatedError(
                f"{what}: drop it with DROP SCHEMA footnote CASCADE, then run: footnote index"
            )
        raise StoreError(f"{what}: update footnote")
    return True


def _check_extension(version: str | None, place: str) -> None:
    least = ".".join(map(str, LEAST_EXTENSION))
    if version is None:
        raise SettingError(
            f"{place} lacks the extension vector: install pgvector {least} or later there, "
            "and as its administrator run: CREATE EXTENSION vector"
        )
    if tuple(map(int, re.findall(r"\d+", version)[:3])) < LEAST_EXTENSION:
        raise SettingError(
            f"{place} has the extension vector {version}, and {least} or later is needed: "
            "install it there, and as its administrator run: ALTER EXTENSION vector UPDATE"
        )


def make_catalog(connection: psycopg.Connection, place: str) -> None:
    """The tables of states, and the extension, where they are not there yet."""
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except (errors.InsufficientPrivilege, errors.FeatureNotSupported, errors.UndefinedFile):
        _check_extension(None, place)
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    _check_extension(found[0] if found else None, place)
    if not check_server(lambda query: connection.execute(query).fetchall(), place):
        with connection.transaction():
            # Not IF NOT EXISTS: who may not make a schema may still be given one.
            if not connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'footnote'").fetchone():
                connection.execute("CREATE SCHEMA footnote")
            connection.execute(CATALOG)


def live_state(rows: Rows) -> StateRow | None:
    """The live state. Raises StoreError for one of another version of the program."""
    found = rows(f"SELECT {_COLUMNS} FROM footnote.state ORDER BY number DESC LIMIT 1")
    return _state_of(found[0]) if found else None


def live_number(rows: Rows) -> int | None:
    """Number of the live state."""
    number: int | None = rows("SELECT max(number) FROM footnote.state")[0][0]
    return number


def _state_of(row: tuple[Any, ...]) -> StateRow:
    number, mark, generation, written, manifest, body_terms, heading_terms, *following = row
    if manifest.get("schema") != CONTENT_SCHEMA:
        raise OutdatedError("the index was made by another version of this program: footnote index --rebuild")
    manifest["newest"] = datetime.date.fromisoformat(manifest["newest"]) if manifest["newest"] else None
    manifest["built_at"] = datetime.datetime.fromisoformat(manifest["built_at"])
    made = Manifest(**manifest)
    return StateRow(
        number, mark, generation, written, made, Totals(made.passages, body_terms, heading_terms), *following
    )


def enter_state(
    connection: psycopg.Connection,
    generation: int,
    manifest: Manifest,
    totals: Totals,
    following: tuple[int, int],
) -> None:
    """Make a state the live one, and tell who listens."""
    fields = {
        **asdict(manifest),
        "newest": manifest.newest.isoformat() if manifest.newest else None,
        "built_at": manifest.built_at.isoformat(),
    }
    connection.execute(
        "INSERT INTO footnote.state (number, generation, manifest, body_terms, heading_terms, next_article, "
        "next_passage) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (
            manifest.generation,
            generation,
            json.dumps(fields),
            totals.body_terms,
            totals.heading_terms,
            *following,
        ),
    )
    connection.execute("DELETE FROM footnote.draft")
    connection.execute(f"SELECT pg_notify('{CHANNEL}', %s)", (str(manifest.generation),))


def sweep_drafts(connection: psycopg.Connection) -> None:
    """Undo what a writer left that never came to its end."""
    live = live_number(lambda query: connection.execute(query).fetchall()) or 0
    drafts = connection.execute("SELECT DISTINCT generation FROM footnote.draft").fetchall()
    for (generation,) in drafts:
        used = connection.execute("SELECT 1 FROM footnote.state WHERE generation = %s LIMIT 1", (generation,))
        if not used.fetchone():
            drop_generation(connection, generation)
            continue
        tables = tables_of(generation)
        with connection.transaction():
            _forget_owned(connection, tables, "born > %s", live)
            for name in _MORTAL:
                connection.execute(f"DELETE FROM {tables[name]} WHERE born > %s", (live,))
                query = f"UPDATE {tables[name]} SET died = {NEVER} WHERE died > %s AND died < {NEVER}"
                connection.execute(query, (live,))
    connection.execute("DELETE FROM footnote.draft")


def _forget_owned(connection: psycopg.Connection, tables: dict[str, str], condition: str, value: int) -> None:
    """Marks, pairs of copies and old passages of the articles and versions that are to be deleted."""
    articles = f"(SELECT number FROM {tables['article']} WHERE {condition})"
    versions = f"(SELECT number FROM {tables['version']} WHERE {condition})"
    for name, column, owners in (
        ("mark", "article", articles),
        ("copy", "article", articles),
        ("copy", "other", articles),
        ("old_passage", "version", versions),
    ):
        connection.execute(f"DELETE FROM {tables[name]} WHERE {column} IN {owners}", (value,))


def purge(connection: psycopg.Connection, grace_seconds: float) -> None:
    """Delete what no state holds that was live within so many seconds: nobody asks it any more."""
    connection.execute(
        "DELETE FROM footnote.state s WHERE EXISTS (SELECT FROM footnote.state n WHERE n.number > s.number "
        "AND n.written <= now() - make_interval(secs => %s))",
        (grace_seconds,),
    )
    left = connection.execute("SELECT generation, min(number) FROM footnote.state GROUP BY 1").fetchall()
    for generation in generations(connection) - {generation for generation, _ in left}:
        drop_generation(connection, generation)
    for generation, oldest in left:
        tables = tables_of(generation)
        with connection.transaction():
            _forget_owned(connection, tables, "died <= %s", oldest)
            for name in _MORTAL:
                connection.execute(f"DELETE FROM {tables[name]} WHERE died <= %s", (oldest,))
        _empty_partitions(connection, tables["passage"])


def _empty_partitions(connection: psycopg.Connection, passages: str) -> None:
    """Free what those take that hold nothing any more; another time, where they are read just now."""
    query = (
        "SELECT i.inhrelid::regclass::text FROM pg_inherits i WHERE i.inhparent = %s::regclass "
        "AND pg_relation_size(i.inhrelid) > 0"
    )
    for (partition,) in connection.execute(query, (passages,)).fetchall():
        with contextlib.suppress(errors.LockNotAvailable), connection.transaction():
            if not connection.execute(f"SELECT FROM {partition} LIMIT 1").rowcount:
                connection.execute("SET LOCAL lock_timeout = '1s'")  # for which readers wait as well
                connection.execute(f"TRUNCATE {partition}")


def generations(connection: psycopg.Connection) -> set[int]:
    """Those that have tables."""
    query = (
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'footnote' AND c.relname ~ '^article_[0-9]+$'"
    )
    return {int(name.rpartition("_")[2]) for (name,) in connection.execute(query)}


def drop_generation(connection: psycopg.Connection, generation: int) -> None:
    """Drop its tables; another time, where somebody reads them just now."""
    tables = tables_of(generation)
    try:
        with connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '5s'")
            connection.execute(f"DROP TABLE IF EXISTS {', '.join(tables[name] for name in NAMES)}")
    except errors.LockNotAvailable:
        pass
