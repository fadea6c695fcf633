"""A page of a site → its article, by trafilatura."""

import datetime

from corpus.forms.blocks import block_text, markup_text
from corpus.forms.converted import Converted, FormError

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
            publisher=found.sitename or None,
            author=found.author or None,
            published=_day(found.date),
            url=found.url or None,
        )
    ]


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
