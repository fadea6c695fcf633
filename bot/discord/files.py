"""A file that someone attached: its name made safe, read as an article, kept beside the others."""

import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.readers import Reading, Skipped, read

MAX_BYTES = 5_000_000
MAX_NAME = 80  # characters, so that Discord can offer it
MAX_NAME_BYTES = 120  # of the 255 that a file system takes
UPLOADS, REMOVED = "uploads", "removed"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|readme|licen[sc]e|changelog)$", re.IGNORECASE)


def safe_name(name: str) -> str:
    """A name for the articles' folder: letters, digits, `-`, `_` and one suffix; never hidden nor a path."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    stem = re.sub(r"[^\w-]+", "-", stem).strip("-_")[:MAX_NAME]
    stem = stem.encode()[:MAX_NAME_BYTES].decode(errors="ignore") or "article"
    suffix = re.sub(r"[^a-z0-9]", "", suffix.lower())[:10]
    if _RESERVED.match(stem):
        stem = f"article-{stem}"
    return f"{stem}.{suffix}" if suffix else stem


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be kept or discarded, as it was read."""

    number: str
    path: Path
    readings: tuple[Reading, ...]
    skipped: tuple[Skipped, ...]

    @property
    def name(self) -> str:
        return self.path.name


class Uploads:
    """The files that wait, in a folder of the bot's own, so that they outlast a restart."""

    def __init__(self, home: Path) -> None:
        self._folder = home / UPLOADS

    def take(self, number: str, name: str, content: bytes) -> Upload:
        """Write the file and read it; one that is no article is not left lying."""
        folder = self._folder / number
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / safe_name(name)
        path.write_bytes(content)
        readings, skipped = read(path, path.name)
        if not readings:
            shutil.rmtree(folder, ignore_errors=True)
        return Upload(number, path, tuple(readings), tuple(skipped))

    def find(self, number: str) -> Path | None:
        """The file of that number, while it waits."""
        folder = self._folder / number
        if not number.isdigit() or not folder.is_dir():
            return None
        return next(folder.iterdir(), None)

    def keep(self, number: str, corpus: Path) -> str | None:
        """Move the file to the articles, never over another; its name there, None when it waits no more."""
        path = self.find(number)
        if path is None:
            return None
        target = _free(corpus / path.name)
        # Written beside its place and renamed, so that a build never reads half a file.
        part = corpus / f".{target.name}.part"
        shutil.copyfile(path, part)
        part.replace(target)
        self.discard(number)
        return target.name

    def discard(self, number: str) -> bool:
        """Whether there was anything to discard."""
        if self.find(number) is None:
            return False
        shutil.rmtree(self._folder / number, ignore_errors=True)
        return True


def set_aside(path: Path, home: Path) -> Path:
    """Move an article's file to the folder of those removed."""
    folder = home / REMOVED
    folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder / path.name)
    shutil.move(path, target)
    return target


def _free(path: Path) -> Path:
    """The path, or the first one like it that no file has."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
