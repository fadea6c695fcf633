"""A page of a site → its article, by trafilatura."""

import datetime
import re

from corpus.forms.blocks import block_text, markup_text
from corpus.forms.converted import Converted, FormError
from corpus.urls import site_of

_ARCHIVE_SITE = "web.archive.org"
_NOBODY = re.compile(r"|by|posted|published|updated|written|admin|author|staff", re.IGNORECASE)
_NOTHING = "no article is found in this page; save the article's text as .txt"


def read_html(data: bytes) -> list[Converted]:
    """The page's article. Raises FormError or NotTextError."""
    import trafilatura

    markup = markup_text(data)
    document = trafilatura.bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        # A date guessed from anywhere in the page is worse than none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = None if isinstance(document, dict) else document
    text = (found.text if found is not None else None) or block_text(markup)
    if not text.strip():
        raise FormError(_NOTHING)
    if found is None:
        return [Converted(text)]
    return [
        Converted(
            # A blank line between paragraphs, or short ones would be taken for one that is wrapped.
            "\n\n".join(line for line in text.split("\n") if line.strip()),
            title=found.title or None,
            publisher=_publisher(found.sitename, found.url),
            author=None if _NOBODY.fullmatch(found.author or "") else found.author,
            published=_day(found.date),
            url=found.url or None,
        )
    ]


def _publisher(site: str | None, url: str | None) -> str | None:
    """The site's name; that of an archive is not whose page it is."""
    return site_of(url) if site == _ARCHIVE_SITE and url else site or None


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
