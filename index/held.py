"""Articles and passages of one state of an index, whichever store holds them."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.article import Article, PassageId
from index.interface import Filter, Texts
from index.remembered import ORIGINS_KEPT, Remembered
from index.rows import Origin, Stored
from index.types import IntVector
from index.versions import OldPassage, Version

FILTERS_KEPT = 16  # with the numbers of the passages that pass each


class HeldTexts:
    """What the store has of them. The state never changes, so what is asked all the time is remembered."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._origins = Remembered(texts.origins, ORIGINS_KEPT)
        self._publishers: tuple[str, ...] | None = None
        self._authors: tuple[str, ...] | None = None
        self._matching = Remembered(self._all_matching, FILTERS_KEPT)

    def origins(self, numbers: Sequence[int]) -> dict[int, Origin]:
        return self._origins(numbers)

    def fetch(self, numbers: Sequence[int]) -> dict[int, Stored]:
        return self._texts.fetch(numbers)

    def find(self, passage: PassageId) -> Stored | None:
        return self._texts.find(passage)

    def find_old(self, passage: PassageId) -> OldPassage | None:
        return self._texts.find_old(passage)

    def passages_of(self, *names: str) -> Sequence[Stored]:
        return self._texts.passages_of(*names)

    def copies(self, name: str) -> Sequence[Article]:
        return self._texts.copies(name)

    def copy_names(self) -> Mapping[str, Sequence[str]]:
        return self._texts.copy_names()

    def versions(self, name: str) -> Sequence[Version]:
        return self._texts.versions(name)

    def version_counts(self) -> Mapping[str, int]:
        return self._texts.version_counts()

    def texts_like(self, text: str) -> Sequence[tuple[str, str]]:
        return self._texts.texts_like(text)

    def article(self, name: str) -> Article | None:
        return self._texts.article(name)

    def articles(self) -> Iterator[Article]:
        return self._texts.articles()

    def articles_of(self, file: str) -> Sequence[Article]:
        return self._texts.articles_of(file)

    def undated(self) -> int:
        return self._texts.undated()

    def publishers(self) -> Sequence[str]:
        if self._publishers is None:
            self._publishers = tuple(self._texts.publishers())
        return self._publishers

    def authors(self) -> Sequence[str]:
        if self._authors is None:
            self._authors = tuple(self._texts.authors())
        return self._authors

    def matching(self, wanted: Filter) -> IntVector | None:
        return self._matching([wanted])[wanted] if wanted else None

    def _all_matching(self, filters: Sequence[Filter]) -> dict[Filter, IntVector]:
        return {wanted: self._match(wanted) for wanted in filters}

    def _match(self, wanted: Filter) -> IntVector:
        """Numbers of the passages that pass a filter, sorted."""
        raise NotImplementedError
