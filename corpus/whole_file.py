"""A file's bytes, all of one moment; nothing that blocks, never ends or is still being written."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from corpus.decoding import NotTextError
from corpus.listing import NotNowError

MEGABYTE = 1_000_000  # bytes
_TRIES = 2


def whole_bytes(path: Path, limit: int) -> bytes:
    """The regular file's content, of `limit` bytes at most. Raises OSError, NotTextError or NotNowError."""
    # Without O_NONBLOCK, opening a FIFO waits for its writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    for _ in range(_TRIES):
        if not stat.S_ISREG(path.stat().st_mode):  # opening a device may do something
            raise NotTextError("it is no regular file; put the article into a file")
        with os.fdopen(os.open(path, flags), "rb") as file:
            content = _unchanged(file, limit)
        if content is not None:
            return content
    raise NotNowError("it changes while it is read; try again when it is whole")


def at_most(stream: BinaryIO, limit: int) -> bytes:
    """All that `stream` gives. Raises NotTextError when that is more than `limit` bytes."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise NotTextError(f"it has more than {limit // MEGABYTE} MB; split it into articles")
    return content


def _unchanged(file: BinaryIO, limit: int) -> bytes | None:
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        raise NotTextError("it is no regular file; put the article into a file")
    if before.st_size > limit:
        size, most = before.st_size / MEGABYTE, limit // MEGABYTE
        raise NotTextError(f"it has {size:,.1f} MB, and {most} MB is the most; split it into articles")
    content = file.read(limit + 1)
    after = os.fstat(file.fileno())
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if same and len(content) == before.st_size else None
