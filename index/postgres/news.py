"""Which state is the live one: told by the server, and looked up where it does not tell."""

import contextlib
import threading
import time
import weakref

import psycopg

from corpus.errors import FootnoteError
from index.postgres.catalog import check_server, live_number
from index.postgres.schema import CHANNEL
from index.postgres.server import Server

POLL_SECONDS = 30.0  # between two looks, though nothing was told
AGAIN_SECONDS = 5.0  # before listening is tried again
STOP_SECONDS = 1.0  # in which a listener notices that nobody wants news any more


class News:
    """The number of the live state; a thread listens for it from `listen` on, as long as this is kept."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._listener: _Listener | None = None
        self._number: int | None = None
        self._looked = 0.0

    def number(self) -> int | None:
        """Of the live state. Raises FootnoteError where that cannot be told."""
        listener = self._listener
        if listener and (told := listener.told()) is not None and self._is_fresh():
            return told
        is_there = self._number is not None or check_server(self._server.rows, self._server.place)
        self._number = live_number(self._server.rows) if is_there else None
        self._looked = time.monotonic()
        return self._number

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._looked < POLL_SECONDS

    def listen(self) -> None:
        with self._lock:
            if self._listener is None:
                self._listener = _Listener(self._server)
                weakref.finalize(self, self._listener.stop)


class _Listener:
    """A thread that listens. A replica does not tell of changes: there, `told` stays None."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._number: int | None = None
        self._stopped = threading.Event()
        threading.Thread(target=self._run, name="footnote-news", daemon=True).start()

    def told(self) -> int | None:
        """The number heard of last; None while nothing can be heard."""
        return self._number

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(psycopg.Error, FootnoteError, ValueError):
                self._listen()
            self._number = None
            self._stopped.wait(AGAIN_SECONDS)

    def _listen(self) -> None:
        with contextlib.closing(self._server.connect()) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            # What changed before is looked up after the listening has begun.
            self._number = live_number(lambda query: connection.execute(query).fetchall())
            while not self._stopped.is_set():
                for notify in connection.notifies(timeout=STOP_SECONDS):
                    self._number = int(notify.payload)
