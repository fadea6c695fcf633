"""How the corpus differs from what was indexed."""

import os
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from corpus.readers import Skipped, find_files
from index.files import refuse_exhaustion, sha256_of
from index.rows import FileState

RACY_NANOSECONDS = 2_000_000_000  # a file younger than this may change again without its time showing it

UNTOLD = -1  # in place of the time of a file that its time does not tell


@dataclass(frozen=True, slots=True)
class Changes:
    """How the corpus differs from what was indexed, by file name."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    touched: tuple[str, ...]  # another time, the same content
    passed_over: tuple[Skipped, ...]  # by name, without being read
    paths: dict[str, Path] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def bytes_to_read(self) -> int:
        """Size of the files that are new or have changed."""
        return sum(max(0, state_of(self.paths[name]).size) for name in (*self.added, *self.changed))


def find_changes(corpus: Path, known: dict[str, FileState], leave: Collection[str] = ()) -> Changes:
    """Compare the corpus to the files that were read before: by size and time, then by content.

    Files in `leave` are still being written: they count as unchanged. Raises CorpusError when there is no
    corpus, ExhaustedError when file handles or memory run out.
    """
    found, passed_over = find_files(corpus)
    refuse_exhaustion(*(skip.reason for skip in passed_over))
    added: list[str] = []
    changed: list[str] = []
    touched: list[str] = []
    for name, path in found:
        if name in leave:
            continue
        before = known.get(name)
        if before is None:
            added.append(name)
            continue
        now = state_of(path)
        told_by_time = now.mtime_ns != UNTOLD
        # A file that could not be read before has no hash: its time need not change when it can be.
        if before.sha256 and told_by_time and (now.size, now.mtime_ns) == (before.size, before.mtime_ns):
            continue
        content = content_of(path)
        if content != before.sha256:
            changed.append(name)
        elif content and told_by_time:
            touched.append(name)
    paths = dict(found)
    removed = [name for name in known if name not in paths]
    return Changes(tuple(added), tuple(changed), tuple(removed), tuple(touched), tuple(passed_over), paths)


def state_of(path: Path) -> FileState:
    """Size and time, without the content's hash; a file too young to be told by its time has none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of path.stat(), for every file of the corpus
    except OSError as error:
        refuse_exhaustion(error)
        return FileState(-1, UNTOLD, "")
    young = time.time_ns() - status.st_mtime_ns < RACY_NANOSECONDS
    return FileState(status.st_size, UNTOLD if young else status.st_mtime_ns, "")


def content_of(path: Path) -> str:
    """The content's sha256; empty where it cannot be read."""
    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError as error:
        refuse_exhaustion(error)
        return ""
