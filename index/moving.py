"""An index copied from one store to another, file by file, as it is: nothing is read or embedded anew."""

import datetime
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from corpus.article import Article, PassageId
from corpus.errors import StoreError
from index.interface import OpenIndex
from index.manifest import Manifest
from index.rows import FileState, NewPassage, Stored
from index.types import FloatMatrix, FloatVector

TOLD_SECONDS = 10.0  # between two words on how far it has come
COMPARED_VECTORS = 1_000
COMPARED_TOGETHER = 200  # articles
ROUNDED = 2e-3  # by which 16 bits a number may change what is compared


class OldText(NamedTuple):
    """What an article said before, and its passages then: (id, start, end)."""

    replaced: datetime.datetime
    article: Article
    places: Sequence[tuple[PassageId, int, int]]


@dataclass(frozen=True, slots=True)
class MovedFile:
    """All that the index holds of one file; `vectors`: float32 (passages of all articles, dimension)."""

    name: str
    state: FileState
    skipped: Sequence[tuple[str, str]]
    articles: Sequence[tuple[Article, Sequence[NewPassage]]]
    vectors: FloatMatrix
    versions: Sequence[OldText]


class Compared(Protocol):
    """What `verify` asks of a copy."""

    def files(self) -> dict[str, FileState]: ...
    def articles(self) -> Iterator[Article]: ...
    def passages_of(self, *names: str) -> Sequence[Stored]: ...
    def cosines(self, question: FloatVector, numbers: Sequence[int]) -> dict[int, float]: ...
    def document_frequency(self, term: str) -> int: ...


class Source(Protocol):
    """Where an index is moved from."""

    @property
    def index(self) -> OpenIndex:
        """It, opened."""

    def close(self) -> None:
        """Let go of it."""

    def read(self, name: str, state: FileState) -> MovedFile:
        """A file of it."""


class Target(Protocol):
    """Where it is moved to."""

    def there(self) -> set[str]:
        """Files that an earlier attempt has brought there."""

    def write(self, file: MovedFile) -> None:
        """Take a file in."""

    def publish(self) -> Manifest:
        """Compare it with what it was copied from, and make it the live index."""

    def close(self) -> None:
        """Let go; what is not live then is not seen by anybody."""


def move(source: Source, target: Target, told: Callable[[int, int], None]) -> Manifest:
    """Copy what is not there yet, and make it live; `told` hears how many files are, of how many."""
    files = source.index.files()
    there, said = target.there(), time.monotonic()
    for done, name in enumerate(sorted(files.keys() - there), len(there)):
        target.write(source.read(name, files[name]))
        if time.monotonic() - said >= TOLD_SECONDS:
            said = time.monotonic()
            told(done + 1, len(files))
    return target.publish()


def verify(here: OpenIndex, there: Compared) -> None:
    """Raises StoreError unless all files, articles and passages are the same, and some vectors and words."""
    if here.files() != there.files():
        raise _other("files")
    seen: list[tuple[int, int]] = []
    ours, theirs = here.articles(), there.articles()
    while articles := list(itertools.islice(ours, COMPARED_TOGETHER)):
        for article in articles:
            if next(theirs, None) != article:
                raise _other(f"of {article.name}")
        seen += _compare_passages(here, there, [article.name for article in articles])
    if next(theirs, None) is not None:
        raise _other("articles")
    _compare_vectors(here, there, seen)


def _compare_passages(here: OpenIndex, there: Compared, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of each passage here and there."""
    ours, theirs = (_by_article(index.passages_of(*names)) for index in (here, there))
    for name in names:
        one, other = ours.get(name, []), theirs.get(name, [])
        if [stored.passage for stored in one] != [stored.passage for stored in other]:
            raise _other(f"of {name}")
        yield from ((int(a.number), int(b.number)) for a, b in zip(one, other, strict=True))


def _by_article(passages: Iterable[Stored]) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = {}
    for stored in passages:
        found.setdefault(stored.article.name, []).append(stored)
    return found


def _compare_vectors(here: OpenIndex, there: Compared, pairs: Sequence[tuple[int, int]]) -> None:
    some = pairs[:: max(1, len(pairs) // COMPARED_VECTORS)]
    question = np.random.default_rng(0).normal(size=here.manifest.dimension).astype(np.float32)
    question /= np.linalg.norm(question)
    ours = here.cosines(question, [one for one, _ in some])
    others = there.cosines(question, [other for _, other in some])
    if any(abs(ours[one] - others[other]) > ROUNDED for one, other in some):
        raise _other("vectors")
    for one, _ in some[:100]:
        for term in set(here.terms(here.fetch([one])[one].passage.text)):
            if here.document_frequency(term) != there.document_frequency(term):
                raise _other(f"passages with “{term}”")


def _other(what: str) -> StoreError:
    return StoreError(f"what was moved has other {what} than what it was moved from: move it again")
