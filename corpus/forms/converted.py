"""What a form becomes: the text of one article, and what the form says of it."""

import datetime
from dataclasses import dataclass

from corpus.decoding import whole_characters

MEGABYTE = 1_000_000  # bytes
MAX_TEXT = 5_000_000  # characters of one article
MAX_UNPACKED = 100 * MEGABYTE  # of the files in a .docx or .epub together
MAX_PARTS = 5_000  # files in a .docx or .epub
MAX_ENTRIES = 50  # of a feed
MAX_VALUE = 500  # characters of a title, a publisher or an author
MAX_URL = 2_000  # characters


class FormError(ValueError):
    """The file cannot become an article; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Converted:
    """One article; of a PDF's `text`, each page but the first begins with a form feed.

    `text` is empty for a feed's entry that only links to its article.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    url: str | None = None

    def to_json(self) -> dict[str, str | None]:
        """For a pipe."""
        return {
            "text": self.text,
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
        }

    @classmethod
    def from_json(cls, values: dict[str, str | None]) -> "Converted":
        """What `to_json` gave; half a character, which JSON can hold, is made a whole one."""
        whole = {name: whole_characters(value) if value else None for name, value in values.items()}
        published = whole["published"]
        return cls(
            whole["text"] or "",
            whole["title"],
            whole["publisher"],
            whole["author"],
            datetime.date.fromisoformat(published) if published else None,
            whole["url"],
        )
