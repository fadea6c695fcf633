"""What PostgreSQL says when something is wrong, as one line that names it and the way out."""

import re
from typing import NamedTuple

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

from corpus.errors import FootnoteError, SettingError, StoreError

DISK_FULL = "53100"
# The connection is gone, or the server is: another connection, perhaps to another server, may do.
_PASSING = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.IdleSessionTimeout,
    errors.SerializationFailure,  # a replica that must forget what is being read
)


class GoneError(StoreError):
    """The state that was opened is no more: what is asked must be asked of the live one."""


def passes(error: psycopg.Error, connection: psycopg.Connection | None = None) -> bool:
    """Whether asking again over another connection may help."""
    lost = connection is not None and connection.closed
    return isinstance(error, _PASSING) or (lost and not isinstance(error, PoolTimeout))


class _Line(NamedTuple):
    """What is said of an error of some kind, or in whose own words a pattern is found."""

    kinds: tuple[type[psycopg.Error], ...]
    patterns: tuple[str, ...]
    made: type[FootnoteError]
    line: str


_LINES = (
    _Line(
        (errors.QueryCanceled,),
        (),
        StoreError,
        "{place} took too long to answer and was stopped: try again, or ask for less",
    ),
    _Line(
        (errors.DiskFull,),
        ("no space left",),
        StoreError,
        "the disk of {place} is full: make room there; the index is as it was",
    ),
    _Line(
        (errors.InvalidPassword,),
        ("password authentication failed",),
        SettingError,
        "{place} refuses the user or the password: correct FOOTNOTE_INDEX, or ~/.pgpass",
    ),
    _Line(
        (),
        ("no password supplied",),
        SettingError,
        "{place} asks for a password: put it into FOOTNOTE_INDEX, PGPASSWORD or ~/.pgpass",
    ),
    _Line(
        (errors.InsufficientPrivilege,),
        (),
        SettingError,
        "{place}: {words}: give the user the role that docs/postgres.md describes for it",
    ),
    _Line(
        (errors.ReadOnlySqlTransaction,),
        (),
        StoreError,
        "{place} is a replica, which cannot be written: name the primary in FOOTNOTE_INDEX",
    ),
    _Line(
        (errors.TooManyConnections,),
        (),
        StoreError,
        "{place} has no connection left: try again, or raise its max_connections",
    ),
    _Line(
        (errors.CannotConnectNow,),
        ("the database system is",),
        StoreError,
        "{place} is starting or shutting down ({words}): try again in a moment",
    ),
    _Line(
        (errors.InvalidCatalogName,),
        ('" does not exist',),
        SettingError,
        "{place}: there is no such database: make one with: createdb",
    ),
    _Line(
        (psycopg.OperationalError, psycopg.InterfaceError),
        (),
        StoreError,
        "{place} cannot be reached ({words}): is it running, and is FOOTNOTE_INDEX right?",
    ),
    _Line((psycopg.Error,), (), StoreError, "{place} cannot answer ({words})"),
)


def told(error: psycopg.Error, place: str) -> FootnoteError:
    """The error for the user. `place` names the server without a secret."""
    words = first_line(error)
    known = next(
        line
        for line in _LINES
        if isinstance(error, line.kinds)
        or any(re.search(pattern, words.lower()) for pattern in line.patterns)
    )
    return known.made(known.line.format(place=place, words=words))


def first_line(error: BaseException) -> str:
    """What is said of the first thing that is wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("connection failed: ") if lines else type(error).__name__
