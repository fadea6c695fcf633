"""Where on a server the index is: its live state, and one writer at a time."""

import contextlib
import time
from collections.abc import Callable, Iterator

import psycopg

from corpus.errors import FootnoteError, StoreError
from index.locking import PATIENCE_SECONDS, BusyError, silent
from index.postgres import catalog, halfvec
from index.postgres.news import News
from index.postgres.schema import WRITER_LOCK
from index.postgres.server import Server
from index.postgres.state import State

LOOK_SECONDS = 0.5  # between two looks at whether the other writer is done
GRACE_SECONDS = 600.0  # that a state which is no longer live can still be asked


class PostgresHome:
    """A Store on PostgreSQL."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._news = News(server)

    def current_or_none(self) -> int | None:
        try:
            return self._news.number()
        except FootnoteError:
            return None

    def written(self, number: int) -> int:
        try:
            live = catalog.live_state(self.server.rows)
        except FootnoteError:
            return 0
        return live.written if live and live.number == number else 0

    def open(self) -> State | None:
        for attempt in range(3):
            if not catalog.check_server(self.server.rows, self.server.place):
                return None
            live = catalog.live_state(self.server.rows)
            if live is None:
                return None
            try:
                state = State(self.server, live)
            except StoreError:
                # A writer may have made and swept more than one since.
                if attempt == 2 or catalog.live_number(self.server.rows) == live.number:
                    raise
                continue
            self._news.listen()
            return state
        raise AssertionError("unreachable")

    @contextlib.contextmanager
    def writing(self, seconds: float, told: Callable[[str], None] = silent) -> Iterator[psycopg.Connection]:
        """A connection to the primary while no other process writes; waits so long for one that does.

        Where it breaks, the server lets the next writer in. Raises BusyError when that was not long enough.
        """
        with contextlib.closing(self.server.connect_to_write()) as connection, self.server.foreseen():
            self._lock(connection, seconds, told)
            catalog.make_catalog(connection, self.server.place)
            halfvec.register(connection)  # the extension may be new
            yield connection

    def _lock(self, connection: psycopg.Connection, seconds: float, told: Callable[[str], None]) -> None:
        begun, was_told = time.monotonic(), False
        while True:
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", (WRITER_LOCK,)).fetchone()
            if row and row[0]:
                return
            waited = time.monotonic() - begun
            if waited >= seconds:
                raise BusyError(
                    f"{_holder(connection)} is writing the index in {self.server.place}: "
                    "try again when it is done"
                )
            if waited >= PATIENCE_SECONDS and not was_told:
                told(f"waiting for {_holder(connection)}, which is writing the index in {self.server.place}")
                was_told = True
            time.sleep(min(LOOK_SECONDS, seconds - waited))


def _holder(connection: psycopg.Connection) -> str:
    query = (
        "SELECT a.pid, a.client_addr::text FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = %s"
    )
    row = connection.execute(query, (WRITER_LOCK,)).fetchone()
    return (
        f"another process ({row[0]} at the server, from {row[1] or 'the same machine'})"
        if row
        else "another process"
    )
