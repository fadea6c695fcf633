"""A file that someone attached: its name made safe, read as `footnote add` does, kept as an article."""

import datetime
import io
import re
import shutil
import threading
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adding import Added, Adder, Known, corpus_folder, files_named
from corpus.fetching import Fetcher
from corpus.forms.convert import Converter
from corpus.gathering import Gatherer
from corpus.making import Found
from corpus.readers import Skipped
from corpus.responses import Fetched, FetchError

if TYPE_CHECKING:
    from index.interface import Index

MAX_BYTES = 5_000_000
MAX_NAME = 80  # characters, so that Discord can offer it
MAX_NAME_BYTES = 120  # of the 255 that a file system takes
WAITING_SECONDS = 24 * 3_600.0  # before a file that was neither kept nor discarded is forgotten
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
    """A file that waits to be kept or discarded, as it was read; each article with what it is the same as."""

    number: str
    name: str
    found: tuple[tuple[Found, Known | None], ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file: the articles that are in the corpus now, and what was left out."""

    added: tuple[Added, ...]
    skipped: tuple[Skipped, ...]


class Uploads:
    """The files that wait, in a folder of the bot's own, so that they outlast a restart.

    Safe for many threads; one file is read at a time, since reading may take much memory.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / UPLOADS
        self._reading = threading.Lock()

    def take(self, number: str, name: str, content: bytes, adder: Adder) -> Upload:
        """Write the file and read it; one that holds no article is not left lying."""
        folder = self._folder / number
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / safe_name(name)
        path.write_bytes(content)
        found, skipped = self._read(path)
        if not found:
            shutil.rmtree(folder, ignore_errors=True)
        return Upload(
            number, path.name, tuple((one, adder.known(one.article)) for one in found), tuple(skipped)
        )

    def find(self, number: str) -> Path | None:
        """The file of that number, while it waits."""
        folder = self._folder / number
        if not number.isdigit() or not folder.is_dir() or _is_old(folder):
            return None
        return next(folder.iterdir(), None)

    def keep(self, number: str, adder: Adder) -> Kept | None:
        """Make the file's articles; None when it waits no more. It waits on when all were there already."""
        path = self.find(number)
        if path is None:
            return None
        found, skipped = self._read(path)
        results = list(adder.take(found))
        added = [result for result in results if isinstance(result, Added)]
        skipped += [result for result in results if isinstance(result, Skipped)]
        if added:
            self.discard(number)
        return Kept(tuple(added), tuple(skipped))

    def discard(self, number: str) -> bool:
        """Whether there was anything to discard."""
        if self.find(number) is None:
            return False
        shutil.rmtree(self._folder / number, ignore_errors=True)
        return True

    def forget_old(self) -> int:
        """Discard what has waited too long; how many files."""
        old = [folder for folder in self._folder.glob("*") if _is_old(folder)]
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
        return len(old)

    def _read(self, path: Path) -> tuple[list[Found], list[Skipped]]:
        with self._reading, Converter() as converter:
            results = list(Gatherer(converter, _NoFetcher(), io.BytesIO()).gather(str(path)))
        skipped = [result for result in results if isinstance(result, Skipped)]
        return (
            [result for result in results if isinstance(result, Found)],
            # Where the bot keeps the file is nobody's business.
            [replace(skip, name=path.name) if skip.name == str(path) else skip for skip in skipped],
        )


class _NoFetcher(Fetcher):
    """Who attaches a file does not ask for what it links to."""

    def fetch(self, url: str) -> Fetched:  # noqa: ARG002 - whatever it is
        raise FetchError("the file only links to it, and links are not followed; footnote add follows them")


def adder_for(corpus: Path, index: "Index | None", *, anyway: bool = False) -> Adder:
    """Adds to the corpus, made where there is none, what the index does not hold; `anyway` also that.

    Raises SettingError.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    known, texts_like = (index.articles(), index.texts_like) if index else ((), None)
    return Adder(corpus_folder(corpus), known, today, force=anyway, texts_like=texts_like)


def set_aside(corpus: Path, name: str, home: Path) -> list[Path]:
    """Move all that `footnote remove` deletes to the folder of those removed; raises SettingError."""
    paths = files_named(corpus, [name])[name]
    folder = home / REMOVED
    folder.mkdir(parents=True, exist_ok=True)
    number = _free_number(folder, paths)
    return [Path(shutil.move(path, folder / _numbered(path, number))) for path in paths]


def _free_number(folder: Path, paths: Sequence[Path]) -> int:
    """The first under which none of the files is there."""
    number = 1
    while any((folder / _numbered(path, number)).exists() for path in paths):
        number += 1
    return number


def _numbered(path: Path, number: int) -> str:
    return path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"


def _is_old(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > WAITING_SECONDS
    except OSError:  # it has just gone
        return True
