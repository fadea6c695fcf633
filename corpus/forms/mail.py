"""An .eml message → its text."""

import datetime
import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from corpus.envelope import is_forwarded, without_reply
from corpus.forms.blocks import block_text
from corpus.forms.converted import Converted, FormError

_MAX_PARTS = 1_000


def read_mail(data: bytes) -> list[Converted]:
    """The message's text as one article. Raises FormError.

    Its sender is the author, or the publisher where another is named as author; who forwards one is neither.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if sum(1 for _, _part in zip(range(_MAX_PARTS), message.walk(), strict=False)) == _MAX_PARTS:
            raise FormError(f"it has {_MAX_PARTS:,} parts or more; save its text as .txt")
        text = _text(message)
        title, date, sender = message["subject"], message["date"], message["from"]
        people = [address.display_name for address in sender.addresses] if sender else []
    except (LookupError, AttributeError, ValueError, TypeError, RecursionError) as error:
        if isinstance(error, FormError):
            raise
        raise FormError("it is no mail that can be read; is it damaged?") from error
    if not text.strip():
        raise FormError("it holds no text; save the article's text as .txt")
    from corpus.cleaning import clean  # its patterns are slow to load

    headline = without_reply(str(title).strip()) or None if title else None
    page, sent = clean(text, title=headline), _day(str(date)) if date else None
    if is_forwarded(text):
        published = page.published or sent
        return [Converted(text, headline, page.publisher, page.author, published, page.url)]
    sender = next(filter(None, people), None)
    publisher = page.publisher or (sender if page.author else None)
    return [Converted(text, headline, publisher, page.author or sender, sent, page.url)]


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = body.get_content()
    if not isinstance(content, str):
        return ""
    return block_text(content) if body.get_content_type() == "text/html" else content


def _day(value: str) -> datetime.date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None
