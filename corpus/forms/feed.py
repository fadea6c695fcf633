"""An RSS or Atom feed → its entries: whole articles where it has them, else links to them."""

import datetime
import io
from typing import Any

from corpus.forms.blocks import block_text
from corpus.forms.converted import MAX_ENTRIES, Converted, FormError

_FULL = 1_000  # characters: a shorter text beside a link is taken for a summary


def read_feed(data: bytes) -> list[Converted]:
    """The feed's first entries, one more than are taken so that it can be told. Raises FormError."""
    import feedparser

    # A file object: given a string, feedparser would open it as an address or a path.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not feed.get("version"):
        raise FormError("it is no RSS or Atom feed")
    if not feed.entries:
        raise FormError("it is a feed without any entry")
    publisher = _words(feed.feed.get("title"))
    entries = (_entry(entry, publisher) for entry in feed.entries[: MAX_ENTRIES + 1])
    found = [entry for entry in entries if entry.text or entry.url]
    if not found:
        raise FormError("its entries have neither a text nor a link")
    return found


def _entry(entry: Any, publisher: str | None) -> Converted:
    content = max((part.get("value") or "" for part in entry.get("content", [])), key=len, default="")
    whole, summary = block_text(content), block_text(entry.get("summary") or "")
    url = entry.get("link") or None
    text = whole or (summary if len(summary) >= _FULL or not url else "")
    day = entry.get("published_parsed")
    if day is None and "updated_parsed" in entry:
        day = entry["updated_parsed"]
    return Converted(
        text,
        title=_words(entry.get("title")),
        publisher=publisher,
        author=_words(entry.get("author")),
        published=datetime.date(*day[:3]) if day else None,
        url=url,
    )


def _words(value: str | None) -> str | None:
    return " ".join(block_text(value).split()) or None if value else None
