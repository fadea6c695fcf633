"""The server: connections to it, asked again over another one where the first was lost."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from corpus.errors import SettingError, StoreError
from index.postgres import halfvec
from index.postgres.errors import passes, told

T = TypeVar("T")
Row = tuple[Any, ...]

MOST_CONNECTIONS = 8  # of one process, for asking
WAIT_SECONDS = 10.0  # for one of them to be free
# A host that does not answer is left for the next one; a dead one is noticed while it is waited for.
_DEFAULTS = {
    "connect_timeout": "3",
    "application_name": "footnote",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
    "client_encoding": "utf8",
}
# Settings of the connection outlive a pool's reset. An HNSW scan goes on until enough is found that passes a
# filter. Plans are made for the values at hand: made for any, they
# might look for the nearest without an index.
_SETTINGS = {
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "60s",
    "hnsw.ef_search": "450",
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.max_scan_tuples": "50000",
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
}
_PATIENT = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}


class Server:
    """The server that an address names; safe for many threads. Connections are made when first needed."""

    def __init__(self, url: str, settings: Mapping[str, str] | None = None) -> None:
        """`settings` are the connection's, instead of those above. Raises SettingError for no address."""
        self._url = url
        try:
            self._parts = {**_DEFAULTS, **conninfo_to_dict(url)}
        except psycopg.ProgrammingError as error:
            # What libpq says of it may quote the password.
            raise SettingError(
                "FOOTNOTE_INDEX is no address: write postgresql://user@host/database"
            ) from error
        self._settings = {**_SETTINGS, **(settings or {})}
        self._lock = threading.Lock()
        self._pool: ConnectionPool | None = None
        self._users = 0
        # The pool logs each failed attempt; whoever asks is told of it in one line.
        logging.getLogger("psycopg.pool").addHandler(logging.NullHandler())

    def patient(self) -> "Server":
        """The same server, with as much time as it takes."""
        return Server(self._url, {**self._settings, **_PATIENT})

    @property
    def place(self) -> str:
        """The server without a secret, for messages."""
        hosts = str(self._parts.get("host") or self._parts.get("hostaddr") or "localhost").split(",")
        ports = str(self._parts.get("port") or 5432).split(",")
        ports = ports * len(hosts) if len(ports) == 1 else ports
        where = ",".join(f"{host}:{port}" for host, port in zip(hosts, ports, strict=False))
        return f"PostgreSQL at {where}/{self._parts.get('dbname', '')}".rstrip("/")

    def _conninfo(self, settings: Mapping[str, str], **parts: str) -> str:
        given = str(self._parts.get("options") or "")
        options = " ".join([*(f"-c {name}={value}" for name, value in settings.items()), given])
        return make_conninfo("", **{**self._parts, **parts, "options": options})

    def connect(self) -> psycopg.Connection:
        """A connection of its own, to be closed by the caller."""
        return self._connect(self._conninfo(self._settings))

    def connect_to_write(self) -> psycopg.Connection:
        """To the primary, with as much time as it takes."""
        conninfo = self._conninfo({**self._settings, **_PATIENT}, target_session_attrs="read-write")
        return self._connect(conninfo)

    def _connect(self, conninfo: str) -> psycopg.Connection:
        with self.foreseen():
            connection = psycopg.connect(conninfo, autocommit=True)
            halfvec.register(connection)
            return connection

    @contextlib.contextmanager
    def foreseen(self) -> Iterator[None]:
        """What PostgreSQL says, as what the user is told."""
        try:
            yield
        except psycopg.Error as error:
            raise told(error, self.place) from error

    def acquire(self) -> None:
        """Keep connections open until as many calls of `release`."""
        with self._lock:
            self._users += 1
            if self._pool is None:
                self._pool = ConnectionPool(
                    self._conninfo(self._settings),
                    kwargs={"autocommit": True},
                    min_size=1,
                    max_size=MOST_CONNECTIONS,
                    timeout=WAIT_SECONDS,
                    configure=halfvec.register,
                    reconnect_timeout=WAIT_SECONDS,
                    name="footnote",
                    open=True,
                )

    def release(self) -> None:
        with self._lock:
            self._users -= 1
            pool, self._pool = (self._pool, None) if self._users == 0 else (None, self._pool)
        if pool:
            pool.close()

    def rows(self, query: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> list[Row]:
        """What one statement gives; it is asked again, once, where the connection was lost meanwhile."""
        return self.asked(lambda connection: connection.execute(query, parameters, binary=True).fetchall())

    def asked(self, work: Callable[[psycopg.Connection], T]) -> T:
        """The same for anything that only reads."""
        pool = self._pool
        if pool is None:
            return self._asked_apart(work)
        try:
            with pool.connection() as connection:
                try:
                    return work(connection)
                except psycopg.Error as error:
                    if not passes(error, connection):
                        raise told(error, self.place) from error
        except PoolTimeout as error:
            self._asked_apart(lambda connection: connection.execute("SELECT"))  # or it says why not
            raise StoreError(
                f"all {MOST_CONNECTIONS} connections to {self.place} were in use for {WAIT_SECONDS:.0f} "
                "seconds: ask again, or fewer things at once"
            ) from error
        except psycopg.Error:
            pass  # while the connection was given back
        return self._asked_again(pool, work)

    def _asked_again(self, pool: ConnectionPool, work: Callable[[psycopg.Connection], T]) -> T:
        """Over a new connection; the pool's others, which may be lost too, are then looked at."""
        answer = self._asked_apart(work)
        with contextlib.suppress(psycopg.Error):
            pool.check()
        return answer

    def _asked_apart(self, work: Callable[[psycopg.Connection], T]) -> T:
        with contextlib.closing(self.connect()) as connection, self.foreseen():
            return work(connection)
