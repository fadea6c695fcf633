"""How the corpus differs from what was indexed."""

import os
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from corpus.listing import NotNowError, file_problem, lasts
from corpus.readers import MAX_RECORDS_BYTES, Listing, Skipped, list_files
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
    passed_over: tuple[Skipped, ...]  # without being read
    root: Path = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def path_of(self, name: str) -> Path:
        return self.root / name

    def bytes_to_read(self) -> int:
        """Size of the files that are new or have changed, as far as it can be told."""
        return sum(_size(self.path_of(name)) for name in (*self.added, *self.changed))


def find_changes(corpus: Path, known: dict[str, FileState], leave: Collection[str] = ()) -> Changes:
    """Compare the corpus to the files that were read before: by size and time, then by content.

    Files in `leave` are still being written: they count as unchanged; so do those that cannot be read for
    now. Raises CorpusError when there is no corpus, ExhaustedError when file handles or memory run out.
    """
    found = list_files(corpus)
    passed_over = list(found.skipped)
    refuse_exhaustion(*(skip.reason for skip in passed_over))
    added: list[str] = []
    changed: list[str] = []
    touched: list[str] = []
    begun = time.time_ns()
    for name in found.names:
        if name in leave:
            continue
        before = known.get(name)
        if before is None:
            added.append(name)
            continue
        path = f"{found.root}/{name}"  # a Path for every file of the corpus takes longer than all the rest
        try:
            if _is_as_it_was(path, before, begun):
                continue
            told_by_time = state_of(path).mtime_ns != UNTOLD
            content = content_of(path)
        except NotNowError as error:
            passed_over.append(not_now(name, error))
            continue
        if content != before.sha256:
            changed.append(name)
        elif content and told_by_time:
            touched.append(name)
    return Changes(
        tuple(added),
        tuple(changed),
        tuple(_removed(found, known)),
        tuple(touched),
        tuple(passed_over),
        found.root,
    )


def _is_as_it_was(path: str, before: FileState, begun: int) -> bool:
    """Whether size and time tell that the file is unchanged: quick, since it is asked of every file."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of path.stat()
    except OSError:
        return False
    # A file that could not be read before has no hash: its time need not change when it can be.
    told_by_time = begun - status.st_mtime_ns >= RACY_NANOSECONDS and before.sha256 != ""
    return told_by_time and (status.st_size, status.st_mtime_ns) == (before.size, before.mtime_ns)


def _removed(found: Listing, known: Collection[str]) -> list[str]:
    """Files that are gone. Those of a folder that cannot be listed for now may be there."""
    names = set(found.names)
    return [name for name in known if name not in names and not name.startswith(found.unlisted)]


def not_now(name: str, error: NotNowError) -> Skipped:
    """What is told of a file that was indexed before and cannot be read again for now."""
    return Skipped(name, f"read, but not anew: {error}; what was read before stays")


def state_of(path: str | Path) -> FileState:
    """Size and time, without the content's hash; a file too young to be told by its time has none.

    Raises NotNowError when that cannot be told for now.
    """
    try:
        status = Path(path).stat()
    except OSError as error:
        _refuse_passing(error)
        return FileState(-1, UNTOLD, "")
    young = time.time_ns() - status.st_mtime_ns < RACY_NANOSECONDS
    return FileState(status.st_size, UNTOLD if young else status.st_mtime_ns, "")


def content_of(path: str | Path) -> str:
    """The content's sha256; empty where it is too large to be read or cannot be.

    Raises NotNowError when it cannot be read for now.
    """
    path = Path(path)
    try:
        return sha256_of(path) if path.is_file() and path.stat().st_size <= MAX_RECORDS_BYTES else ""
    except OSError as error:
        _refuse_passing(error)
        return ""


def _refuse_passing(error: OSError) -> None:
    """Raises unless the file will stay as it is until somebody mends it."""
    refuse_exhaustion(error)
    if not lasts(error):
        raise NotNowError(file_problem(error)) from error


def _size(path: Path) -> int:
    try:
        return max(0, state_of(path).size)
    except NotNowError:
        return 0
