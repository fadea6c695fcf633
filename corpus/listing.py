"""What lies in a folder of articles: names, told quickly, and what of it cannot be told."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_NOTES = ("readme", "license", "licence", "changelog")
# With these errors a file is so until somebody mends it. Any other may pass: what was read before stays.
_LASTING = (
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EACCES,
    errno.EPERM,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.EINVAL,
    errno.ENXIO,
    errno.ENODEV,
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is in no article, and why."""

    name: str
    reason: str

    @property
    def was_read(self) -> bool:
        """Whether it is in an article all the same, and this is what is to be said of it."""
        return self.reason.startswith("read, but")

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class NotNowError(Exception):
    """A file or folder cannot be read for now: it is not gone, and may be read later."""


@dataclass(slots=True)
class Folder:
    """A folder while it is walked: what is skipped, and which folders in it cannot be listed for now."""

    path: Path
    skipped: list[Skipped] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[str]:
        """The name of every file below; a folder that cannot be listed, or leads back to itself, is skipped.

        Hidden ones are passed over silently. Strings, since a Path each would take four times as long.
        """
        seen: set[tuple[int, int]] = set()
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                status = os.stat(self.path / below)  # noqa: PTH116 - as quick as can be, see above
                if (status.st_dev, status.st_ino) in seen:
                    self.skip(below, "a link to a folder that is read already")
                    continue
                seen.add((status.st_dev, status.st_ino))
                with os.scandir(self.path / below) as entries:
                    folders, files = _sorted_out(entries)
            except OSError as error:
                self.skip(below, f"{file_problem(error)}; the folder is left out")
                if not lasts(error):
                    self.unlisted.append(below)
                continue
            waiting += [f"{below}{name}/" for name in sorted(folders, reverse=True)]
            for name in files:
                if name.rpartition(".")[0].lower() in _NOTES or name.lower() in _NOTES:
                    self.skip(below + name, "taken for a note, as its name is; rename it if it is an article")
                else:
                    yield below + name

    def skip(self, name: str, reason: str) -> None:
        told = name.encode("utf8", "replace").decode("utf8")
        self.skipped.append(Skipped(told.rstrip("/") or ".", reason))


def _sorted_out(entries: Iterator[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """The folders and the files that are not hidden."""
    folders: list[str] = []
    files: list[str] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            folder = entry.is_dir()
        except OSError:  # a link that leads nowhere, which reading it will tell
            folder = False
        (folders if folder else files).append(entry.name)
    return folders, files


def lasts(error: OSError) -> bool:
    """Whether the error is the file's own state, rather than of the moment."""
    return error.errno in _LASTING


def file_problem(error: OSError) -> str:
    """An OSError in a few words, with the way out."""
    known = {
        errno.ENOENT: "there is no such file or folder",
        errno.EACCES: "permission denied; make it readable (chmod a+r)",
        errno.ELOOP: "a link that leads back to itself; remove it",
    }
    return known.get(error.errno or 0, f"it cannot be read ({error.strerror or error})")
