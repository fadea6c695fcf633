"""What an article and a passage are, and how each gets an id that lasts."""

import bisect
import datetime
import hashlib
from dataclasses import dataclass
from typing import NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)

ID_LENGTH = 16  # hexadecimal digits: 64 bits, so that ten million ids collide with odds of 3 in a million


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article.

    `name` is the file's path below the corpus folder, with `#n` behind it for the n-th record of
    a file that holds several. `text` is the cleaned text: paragraphs, headings and bullets, one a
    line, each line with its white space normalised; the title is not repeated in it. `pages` are the
    offsets in `text` at which the pages of a PDF begin; empty for what has no pages. `form` is what it
    was made from, such as `pdf` or `txt`, and `original` where that is kept, below the corpus folder.
    """

    name: str
    title: str
    text: str
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    author: str | None = None
    pages: tuple[int, ...] = ()
    form: str = "txt"
    original: str | None = None

    def page_at(self, offset: int) -> int | None:
        """The number of the page, from 1, of the text at `offset`."""
        return bisect.bisect_right(self.pages, offset) or None

    @property
    def id(self) -> ArticleId:
        """The same for as long as the article keeps its name: an edit does not change it."""
        return ArticleId(digest(self.name))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: `article.text[start:end] == text`.

    `sentences` holds each sentence's (start, end) in `article.text`; the first starts at `start`
    and the last ends at `end`.
    """

    article: ArticleId
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]

    @property
    def id(self) -> PassageId:
        """A hash of the article's id and the text, so that it outlives a rebuild and a change elsewhere."""
        return PassageId(digest(self.article, self.text))


def digest(*parts: str) -> str:
    """The first ID_LENGTH hexadecimal digits of the parts' sha256, each part ended by a NUL."""
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(part.encode("utf8", "surrogatepass"))
        hasher.update(b"\0")
    return hasher.hexdigest()[:ID_LENGTH]
