"""One writer at a time."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import SettingError, StoreError
from index.files import disk_is_full

LOCK = "lock"


@contextlib.contextmanager
def one_writer(folder: Path, what: str, seconds: float) -> Iterator[None]:
    """Hold the folder's lock; wait as long for whoever has it.

    Raises StoreError when that was not long enough, SettingError when the folder cannot be written.
    """
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / LOCK, timeout=seconds)
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError(
            f"another process is writing {what} in {folder}: try again when it is done"
        ) from error
    except OSError as error:
        if disk_is_full(error):
            raise
        raise SettingError(
            f"{folder} cannot be written ({error.strerror or error}): set FOOTNOTE_HOME to a folder that can"
        ) from error
    try:
        yield
    finally:
        lock.release()
