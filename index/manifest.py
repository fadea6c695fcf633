"""What a generation says of itself, and whether its files are what it says."""

import datetime
import json
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus import RULES_VERSION
from corpus.errors import StoreError
from index.files import sha256_of

SCHEMA = 2
MANIFEST = "manifest.json"
MAX_BYTES = 10_000_000  # of a manifest
MOST = 2**62  # of anything counted
MOST_PARTS = 2  # of a file's name: a folder and what is in it
# Up to this size, all files together are read through whenever a generation is opened (about 40 ms); of a
# larger generation, those whose size and time are as they were written are not.
MAX_HASHED_BYTES = 64_000_000
MENDING = "footnote check --mend"
MEND = f"mend it with: {MENDING}"


class OutdatedError(StoreError):
    """The index is of an earlier schema; the next build makes it anew."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file's size in bytes, its sha256 in hexadecimal, and its time in nanoseconds, 0 if unknown."""

    size: int
    sha256: str
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The stamp of one generation.

    `corpus` is the folder or file that it was made from, `rules` the version of the reading and cutting
    that made its passages.
    """

    generation: int
    corpus: str
    model: str
    fingerprint: str
    dimension: int
    articles: int
    passages: int
    newest: datetime.date | None
    built_at: datetime.datetime
    files: Mapping[str, FileMark]
    rules: int = RULES_VERSION
    schema: int = SCHEMA

    def write(self, folder: Path) -> None:
        fields = asdict(self)
        fields["newest"] = self.newest.isoformat() if self.newest else None
        fields["built_at"] = self.built_at.isoformat()
        (folder / MANIFEST).write_text(json.dumps(fields, indent=1, ensure_ascii=False), encoding="utf8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises StoreError for a manifest that is missing, damaged or of another schema."""
        try:
            fields = json.loads(_text(folder / MANIFEST))
            schema = int(fields["schema"])
            if not isinstance(schema, int) or schema > SCHEMA:
                raise StoreError(f"the index has schema {schema}, this version reads {SCHEMA}: {MEND}")
            fields["newest"] = datetime.date.fromisoformat(fields["newest"]) if fields["newest"] else None
            built_at = datetime.datetime.fromisoformat(fields["built_at"])
            fields["built_at"] = built_at.astimezone(datetime.UTC)
            fields["files"] = {
                _plain_name(name): FileMark(
                    int(mark["size"]), str(mark["sha256"]), int(mark.get("mtime_ns", 0))
                )
                for name, mark in fields["files"].items()
            }
            manifest = cls(**fields)
            manifest._check_types()
        except (
            OSError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            RecursionError,
            OverflowError,
        ) as error:
            raise StoreError(f"the index's {MANIFEST} is missing or damaged: {MEND}") from error
        if manifest.schema != SCHEMA:
            raise OutdatedError(f"the index was made by an earlier version of this program: {MEND}")
        return manifest

    def _check_types(self) -> None:
        """Raises TypeError or ValueError for what a hand may have written."""
        for number in (self.generation, self.dimension, self.articles, self.passages, self.rules):
            if not isinstance(number, int) or not 0 <= number < MOST:
                raise ValueError(f"{number!r:.40} is no count")
        for text in (self.corpus, self.model, self.fingerprint):
            if not isinstance(text, str):
                raise TypeError(f"{text!r:.40} is no text")

    def only(self, *names: str) -> "Manifest":
        """The same, of those files alone. Raises StoreError when one of them is not in it."""
        try:
            return replace(self, files={name: self.files[name] for name in names})
        except KeyError as error:
            raise StoreError(f"the index's {MANIFEST} is missing or damaged: {MEND}") from error

    @property
    def is_large(self) -> bool:
        """Whether its files are too large to be read through at every opening."""
        return sum(mark.size for mark in self.files.values()) > MAX_HASHED_BYTES

    def verify(self, folder: Path, *, whole: bool = False) -> None:
        """Raises StoreError naming the first file that is missing or not what was written.

        Of a large generation, unless the `whole` is asked for, a file is believed whose size and time are as
        they were written: what a disk alone has done to it is found by checking, and before building on it.
        """
        whole = whole or not self.is_large
        for name, mark in self.files.items():
            path = folder / name
            try:
                status = path.lstat()
                same = stat.S_ISREG(status.st_mode) and status.st_size == mark.size
                if same and (whole or status.st_mtime_ns != mark.mtime_ns):
                    same = sha256_of(path) == mark.sha256
            except FileNotFoundError as error:
                raise StoreError(f"the index's {name} is missing: {MEND}") from error
            except OSError as error:
                raise StoreError(f"the index's {name} cannot be read ({error.strerror}): {MEND}") from error
            if not same:
                raise StoreError(f"the index's {name} has been altered: {MEND}")


def _text(path: Path) -> str:
    """A file's text. Raises OSError or ValueError, also for what is no manifest by its kind or size."""
    if not 0 < _size(path) <= MAX_BYTES:
        raise ValueError("no manifest has that size")
    return path.read_text(encoding="utf8")


def _size(path: Path) -> int:
    """The size of a regular file, and -1 of anything else: reading a FIFO or a device might never end."""
    status = path.lstat()
    return status.st_size if stat.S_ISREG(status.st_mode) else -1


def _plain_name(name: str) -> str:
    """Raises ValueError unless it is the name of a file in the generation's folder, or in one there."""
    parts = name.split("/")
    if len(parts) > MOST_PARTS or any(part in ("", ".", "..") for part in parts) or set(name) & {"\\", "\0"}:
        raise ValueError(f"{name!r:.40} is no file of an index")
    return name


def mark_files(folder: Path, known: Mapping[str, FileMark], shared: set[str]) -> dict[str, FileMark]:
    """Every file below `folder` by its name there; of those in `shared`, the sha256 is as `known` has it."""
    marks = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        status = path.stat()
        if name in shared and name in known:
            marks[name] = replace(known[name], mtime_ns=status.st_mtime_ns)
        else:
            marks[name] = FileMark(status.st_size, sha256_of(path), status.st_mtime_ns)
    return marks
