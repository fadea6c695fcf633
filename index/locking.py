"""One writer at a time, who says who it is."""

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import SettingError, StoreError
from index.files import disk_is_full, refuse_exhaustion

LOCK = "lock"
PATIENCE_SECONDS = 1.0  # of waiting, before it is said who is waited for


class BusyError(StoreError):
    """Another process writes: trying again later is all there is to do."""


def silent(_: str) -> None:
    """For those who want nothing told."""


@contextlib.contextmanager
def one_writer(
    folder: Path, what: str, seconds: float, told: Callable[[str], None] = silent
) -> Iterator[None]:
    """Hold the folder's lock; wait as long for whoever has it, and after a moment tell who that is.

    The lock is the system's and goes with its process: what a dead one left is taken over at once.
    Raises BusyError when that was not long enough, SettingError when the folder cannot be written.
    """
    import filelock

    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path)
        try:
            lock.acquire(timeout=min(seconds, PATIENCE_SECONDS))
        except filelock.Timeout:
            if seconds <= PATIENCE_SECONDS:
                raise
            told(f"waiting for {_holder(path)}, which is writing {what} in {folder}")
            lock.acquire(timeout=seconds - PATIENCE_SECONDS)
    except filelock.Timeout as error:
        raise BusyError(
            f"{_holder(path)} is writing {what} in {folder}: try again when it is done"
        ) from error
    except OSError as error:
        refuse_exhaustion(error)
        if disk_is_full(error):
            raise
        raise unwritable(folder, error) from error
    try:
        _sign(path)
        yield
    finally:
        lock.release()


def unwritable(folder: Path, error: OSError) -> SettingError:
    """What to tell of a folder that cannot be written."""
    why = error.strerror or error
    return SettingError(f"{folder} cannot be written ({why}): set FOOTNOTE_HOME to a folder that can")


def _sign(path: Path) -> None:
    """Name this process in the lock file, for those who wait."""
    # The name is a help and no more: on a full disk the lock holds without it.
    with contextlib.suppress(OSError):
        path.write_text(f"{os.getpid()}\n{socket.gethostname()}\n", encoding="utf8")


def _holder(path: Path) -> str:
    """Who has signed the lock file."""
    try:
        number, host, *_ = path.read_text(encoding="utf8").split()
        return f"another process ({int(number)} on {host})"
    except (OSError, ValueError):
        return "another process"
