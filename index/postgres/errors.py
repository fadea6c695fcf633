"""What PostgreSQL says when something is wrong, as one line that names it and the way out."""

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


def told(error: psycopg.Error, place: str) -> FootnoteError:
    """The error for the user. `place` names the server without a secret."""
    words = first_line(error)
    low = words.lower()
    if isinstance(error, errors.QueryCanceled):
        return StoreError(f"{place} took too long to answer and was stopped: try again, or ask for less")
    if isinstance(error, errors.DiskFull) or "no space left" in low:
        return StoreError(f"the disk of {place} is full: make room there; the index is as it was")
    if isinstance(error, errors.InvalidPassword) or "password authentication failed" in low:
        return SettingError(f"{place} refuses the user or the password: correct FOOTNOTE_INDEX, or ~/.pgpass")
    if "no password supplied" in low:
        return SettingError(
            f"{place} asks for a password: put it into FOOTNOTE_INDEX, PGPASSWORD or ~/.pgpass"
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return SettingError(
            f"{place}: {words}: give the user the role that docs/postgres.md describes for it"
        )
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return StoreError(
            f"{place} is a replica, which cannot be written: name the primary in FOOTNOTE_INDEX"
        )
    if isinstance(error, errors.TooManyConnections):
        return StoreError(f"{place} has no connection left: try again, or raise its max_connections")
    if isinstance(error, errors.InvalidCatalogName) or ("database" in low and "does not exist" in low):
        return SettingError(f"{place}: there is no such database: make one with: createdb")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreError(f"{place} cannot be reached ({words}): is it running, and is FOOTNOTE_INDEX right?")
    return StoreError(f"{place} cannot answer ({words})")


def first_line(error: BaseException) -> str:
    """What is said of the first thing that is wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("connection failed: ") if lines else type(error).__name__
