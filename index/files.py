"""Files written so that a loss of power leaves the old one or the new one, never half of one."""

import contextlib
import errno
import hashlib
import os
from pathlib import Path

from corpus.errors import StoreError

_FULL = ("no space left", "disk is full", "quota exceeded")
_EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)


def sha256_of(path: Path) -> str:
    """The file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until the file's, or the folder's, content is on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """`sync` for every file and folder below `folder`, and for the folder."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)


def sync_names(path: Path, levels: int) -> None:
    """`sync` for the folders above `path`, so many of them: a new name is in the folder that holds it."""
    for folder in path.resolve().parents[:levels]:
        # Nothing of ours is new in a folder that may not be read.
        with contextlib.suppress(PermissionError):
            sync(folder)


def replace_text(path: Path, text: str) -> None:
    """Put `text` in the place of the file in one atomic step, on the disk before and after it."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with scratch.open("w", encoding="utf8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    sync(path.parent)


def disk_is_full(error: BaseException) -> bool:
    """Whether that is what an error of the system, of SQLite, FAISS, tantivy or torch says."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return any(words in str(error).lower() for words in _FULL)


class ExhaustedError(StoreError):
    """File handles or memory ran out; nothing is wrong with any file."""


def refuse_exhaustion(*causes: BaseException | str) -> None:
    """Raises ExhaustedError where that is what an error, one that it came from, or a message says.

    To take files for damaged or gone that could only not be opened for now would be to forget them.
    """
    for cause in causes:
        error = cause if isinstance(cause, BaseException) else None
        words = [str(cause)]
        while error := (error and error.__cause__):
            words.append(str(error))
        for number in _EXHAUSTED:
            if any(os.strerror(number).lower() in told.lower() for told in words):
                raise ExhaustedError(
                    f"{os.strerror(number).lower()}: close some programs, or allow this one more (ulimit -n)"
                )


def write_failure(path: Path, error: Exception) -> OSError:
    """What a library raised when it could not write below `path`, as the OSError that it is."""
    if disk_is_full(error):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return OSError(errno.EIO, f"cannot be written ({reason})", str(path))
