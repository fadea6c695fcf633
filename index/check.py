"""Is the index whole: every file, passage and vector of the live generation looked at."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import StoreError
from index.check_database import CheckedDatabase
from index.files import sha256_of
from index.generation import ARTICLES, VECTORS, WORDS
from index.manifest import MANIFEST, Manifest
from index.seal import SEAL, refuse_foreign
from index.store import Home
from index.vectors import Vectors
from index.words import LOCK_PREFIX, Words

if TYPE_CHECKING:
    from index.types import FloatMatrix

BATCH = 4096  # vectors looked at together
TOLERANCE = 1e-3  # of a unit vector's length


class Problem(NamedTuple):
    """Something that is not as it was written, and where."""

    where: str  # a file of the generation, or a passage or article in one
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and all that was wrong with it."""

    manifest: Manifest | None  # none where it could not be read
    problems: tuple[Problem, ...]


def check(home: Home) -> Checked | None:
    """Look at all of the live generation; None where there is none yet."""
    for attempt in range(3):
        try:
            number = home.current()
        except StoreError as error:
            return Checked(None, (Problem("CURRENT", _short(error)),))
        if number is None:
            return None
        found = _check_generation(home.generation_folder(number))
        # One that a writer removed meanwhile is no longer the one to look at.
        if not found.problems or attempt == 2 or home.current_or_none() == number:
            return found
    raise AssertionError("unreachable")


def _check_generation(folder: Path) -> Checked:
    try:
        manifest = Manifest.read(folder)
    except StoreError as error:
        return Checked(None, (Problem(MANIFEST, _short(error)),))
    try:
        refuse_foreign(folder)
    except StoreError as error:
        return Checked(manifest, (Problem(SEAL, _short(error)),))
    altered = list(_check_files(folder, manifest))
    places = {problem.where.partition("/")[0] for problem in altered}
    # What is not as it was written is not taken apart: its parsers may trust it too far.
    return Checked(manifest, (*altered, *_check_contents(folder, manifest, places)))


def _check_files(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for name, mark in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            if size != mark.size:
                yield Problem(name, f"has {size:,} bytes instead of {mark.size:,}")
            elif sha256_of(path) != mark.sha256:
                yield Problem(name, "its content is not what was written")
        except OSError as error:
            yield Problem(name, f"cannot be read ({error.strerror or error})")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if (
            name not in manifest.files
            and name not in (MANIFEST, SEAL)
            and not path.name.startswith(LOCK_PREFIX)
        ):
            yield Problem(name, "is no part of the index")


def _check_contents(folder: Path, manifest: Manifest, altered: Collection[str]) -> Iterator[Problem]:
    """Each part against the manifest, then vectors and words against the passages."""
    passages: set[int] | None = None
    if ARTICLES not in altered:
        try:
            database = CheckedDatabase(folder / ARTICLES)
            try:
                for where, what in database.problems(manifest):
                    yield Problem(where, what)
                passages = database.passage_numbers()
            finally:
                database.close()
        except StoreError as error:
            yield Problem(ARTICLES, _short(error))
    if VECTORS not in altered:
        try:
            yield from _check_vectors(Vectors.read(folder / VECTORS), manifest, passages)
        except StoreError as error:
            yield Problem(VECTORS, _short(error))
    if WORDS not in altered:
        try:
            yield from _same_numbers(WORDS, Words(folder / WORDS).numbers(), manifest, passages)
        except StoreError as error:
            yield Problem(WORDS, _short(error))


def _check_vectors(vectors: Vectors, manifest: Manifest, passages: set[int] | None) -> Iterator[Problem]:
    numbers = vectors.numbers()
    if vectors.dimension != manifest.dimension:
        yield Problem(VECTORS, f"has {vectors.dimension} dimensions instead of {manifest.dimension}")
    yield from _same_numbers(VECTORS, numbers, manifest, passages)
    for first in range(0, len(numbers), BATCH):
        batch = numbers[first : first + BATCH]
        for row in unfit(vectors.take(batch)):
            yield Problem(VECTORS, f"the vector of passage {batch[row]} is not of unit length")


def _same_numbers(
    where: str, numbers: list[int], manifest: Manifest, passages: set[int] | None
) -> Iterator[Problem]:
    if len(numbers) != manifest.passages:
        yield Problem(where, f"holds {len(numbers):,} passages instead of {manifest.passages:,}")
    elif passages is not None and set(numbers) != passages:
        one = min(passages ^ set(numbers))
        yield Problem(where, f"holds other passages than {ARTICLES}: only one of them has passage {one}")


def unfit(vectors: "FloatMatrix") -> list[int]:
    """Rows that are not finite or not of unit length."""
    import numpy as np

    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(vectors, axis=1)
        found: list[int] = np.flatnonzero(~(np.abs(lengths - 1) <= TOLERANCE)).tolist()
    return found


def _short(error: StoreError) -> str:
    """Without the way out, which is the same for all."""
    return str(error).partition(": mend it")[0]
