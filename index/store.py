"""Where the generations lie, which one is live, and how the next one takes its place."""

import shutil
from pathlib import Path
from typing import TypeVar

from corpus.errors import SettingError, StoreError
from index.files import refuse_exhaustion, replace_text
from index.generation import Generation
from index.manifest import MANIFEST, MEND

T = TypeVar("T")

CURRENT = "CURRENT"
MOST_DIGITS = 18  # of a generation's number
GENERATIONS = "generations"
MOST_OPENINGS = 10  # of one generation after another, each gone when it was to be opened


class Home:
    """The folder of all that the program writes: generations, models, feedback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def generation_folder(self, number: int) -> Path:
        return self.folder / GENERATIONS / f"{number:06d}"

    def current(self) -> int | None:
        """Number of the live generation; None before the first. Raises StoreError for a damaged CURRENT."""
        try:
            text = (self.folder / CURRENT).read_text(encoding="utf8").strip()
        except FileNotFoundError:
            return None
        except (PermissionError, NotADirectoryError) as error:
            advice = "make it a folder that can be read, or set FOOTNOTE_HOME to another"
            raise SettingError(f"{self.folder} cannot be read ({error.strerror}): {advice}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.folder / CURRENT} cannot be read: {MEND}") from error
        if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
            raise StoreError(f"{self.folder / CURRENT} is damaged: {MEND}")
        return int(text)

    def current_or_none(self) -> int | None:
        """Number of the live generation; None where there is none, or CURRENT is damaged."""
        try:
            return self.current()
        except StoreError:
            return None

    def written(self, number: int) -> int:
        """When a generation's manifest was written, in nanoseconds; 0 where there is none."""
        try:
            return (self.generation_folder(number) / MANIFEST).stat().st_mtime_ns
        except OSError:
            return 0

    def open(self) -> Generation | None:
        """The live generation; None before the first. Raises StoreError for a damaged one."""
        try:
            return self._open()
        except StoreError as error:
            refuse_exhaustion(error)
            raise

    def _open(self) -> Generation | None:
        for attempt in range(MOST_OPENINGS):
            number = self.current()
            if number is None:
                return None
            try:
                return Generation(self.generation_folder(number))
            except StoreError:
                # A writer may have replaced and removed it between the two reads.
                if attempt == MOST_OPENINGS - 1 or self.current() == number:
                    raise
        raise AssertionError("unreachable")

    def next_number(self) -> int:
        """A generation number that was never used."""
        used = [
            int(path.name) for path in (self.folder / GENERATIONS).glob("[0-9]*") if path.name.isdecimal()
        ]
        return max(*used, self.current_or_none() or 0, 0) + 1

    def swap(self, number: int) -> None:
        """Make the generation live, in one rename."""
        replace_text(self.folder / CURRENT, f"{number}\n")

    def sweep(self) -> None:
        """Remove every generation but the live one: half-written ones, and those before it.

        None, as long as a damaged CURRENT does not tell which one is live.
        """
        (self.folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
        try:
            live = self.current()
        except StoreError:
            return
        for path in (self.folder / GENERATIONS).iterdir():
            if live is None or path != self.generation_folder(live):
                shutil.rmtree(path, ignore_errors=True)


def require(index: T | None) -> T:
    """The index. Raises SettingError when there is none."""
    if index is None:
        raise SettingError("there is no index yet: make one with: footnote index")
    return index
