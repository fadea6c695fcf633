"""What a writer gathers before it puts it into the tables, and what is made of its texts for them."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.article import Article
from corpus.copies import marks_of, word_runs
from index.postgres.postings import BODY, HEADING, Packing
from index.terms import terms_of
from index.words import WordsEntry

if TYPE_CHECKING:
    from index.postgres.history import Versions
    from index.types import FloatVector


class NewArticle(NamedTuple):
    """An article, its number, and the file that holds it."""

    number: int
    file: str
    article: Article


class NewRow(NamedTuple):
    """A passage's row but for how many terms it has."""

    number: int
    values: tuple[Any, ...]  # the columns before those
    published: Any
    vector: "FloatVector"


@dataclass(slots=True)
class Gathered:
    """Rows that are put into the tables together."""

    versions: "Versions"
    ending: list[str] = field(default_factory=list)  # files whose rows die
    touched: list[str] = field(default_factory=list)  # files whose row, and no other, is replaced
    files: list[tuple[Any, ...]] = field(default_factory=list)
    skipped: list[tuple[Any, ...]] = field(default_factory=list)
    articles: list[NewArticle] = field(default_factory=list)
    words: list[WordsEntry] = field(default_factory=list)
    passages: list[NewRow] = field(default_factory=list)

    def texts(self) -> tuple[list[str], list[WordsEntry]]:
        """What `prepare` is given."""
        return [each.article.text for each in self.articles], self.words


class Prepared(NamedTuple):
    """What takes most of the time; it can be made in another process."""

    marks: list[set[int]]  # of each article
    lengths: dict[int, tuple[int, int]]  # terms of each passage and of its heading
    postings: list[tuple[str, int, int, bytes]]  # term, field, chunk, entries


def prepare(texts: Sequence[str], words: Sequence[WordsEntry]) -> Prepared:
    """`texts` are articles', `words` their passages'."""
    packing, lengths = Packing(), dict[int, tuple[int, int]]()
    for number, heading, body in words:
        found, above = terms_of(body), _heading(heading)
        packing.add(number, BODY, found)
        packing.add(number, HEADING, above)
        lengths[number] = len(found), len(above)
    return Prepared([marks_of(word_runs(text)) for text in texts], lengths, list(packing.pack()))


@functools.lru_cache(1)
def _heading(text: str) -> list[str]:
    """Its terms; an article's passages share it."""
    return terms_of(text)
