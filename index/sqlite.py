"""SQLite opened to be read and not believed; what it says when it fails; how texts compare in it."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

_COMPUTES = re.compile(r"\b(virtual|generated|as|check|where)\b", re.IGNORECASE)
BATCH = 500  # of SQL parameters; SQLite's own limit is 999 in older builds


def open_to_read(path: Path) -> sqlite3.Connection:
    """Raises sqlite3.DatabaseError for a file that is missing or damaged, or holds more than tables."""
    # A generation never changes, so SQLite need not lock it, nor write beside it.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        # Of functions in a stranger's schema only harmless ones are called; its pages are not believed.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        _refuse_strange(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _refuse_strange(connection: sqlite3.Connection) -> None:
    """Raises DatabaseError for a view, trigger, virtual table or expression: reading them would compute."""
    try:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    except UnicodeDecodeError as error:  # of a name; what is wrong with values is an error of SQLite's
        raise sqlite3.DatabaseError(str(error)) from error
    for kind, name, statement in schema:
        if kind not in ("table", "index") or _COMPUTES.search(statement or ""):
            raise sqlite3.DatabaseError(f"it holds {str(name)[:40]!r}, which is none of its tables")


def reason(error: sqlite3.Error, path: Path) -> Exception:
    """Why SQLite could not open a file: it tells no more than that it could not."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CANTOPEN:
        try:
            path.open("rb").close()
        except FileNotFoundError:
            return error
        except OSError as told:
            return told
    return error


def folded(text: object) -> str:
    """For comparing: without case, and with one spelling of what Unicode can write in several ways."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", str(text or "")).casefold())


def marks(part: Sequence[object]) -> str:
    """Placeholders, one for each."""
    return ",".join("?" * len(part))


def batches(items: Sequence[object]) -> Iterator[Sequence[object]]:
    """Parts that fit one statement."""
    for first in range(0, len(items), BATCH):
        yield items[first : first + BATCH]
