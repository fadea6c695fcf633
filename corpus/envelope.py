"""What a page came in: an e-mail that was forwarded, a web archive's bar."""

import itertools
import re
from collections.abc import Sequence

from corpus.lines import ends_sentence, page_lines
from corpus.urls import ARCHIVE

MAX_COVERING = 40  # words of sentences: with more above, it is an article that a message stands in
_MAX_ABOVE = 40  # lines
_FORWARDED = re.compile(
    r"[-_ ]*(?:begin forwarded message|forwarded (?:message|by .{2,60})|original (?:message|appointment)|"
    r"(?:anfang der )?weitergeleiteten? (?:nachricht|e-?mail)|ursprüngliche nachricht)\s*:?[-_ ]*",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[*_]{0,2}(?:from|date|sent|to|cc|bcc|subject|reply-to|importance|von|datum|gesendet|an|betreff)[*_]{0,2}"
    r"\s?: ?.{1,300}",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(rf"the wayback machine\s*[-–—]\s*(?P<url>{ARCHIVE}https?://\S+)", re.IGNORECASE)
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_BAR_ENDS = re.compile(r"about this capture", re.IGNORECASE)


def is_forwarded(text: str) -> bool:
    """Whether a mail's text says above what it brings that it is forwarded."""
    lines = [line.text for line in page_lines(text)]
    return any(map(_FORWARDED.fullmatch, lines[: envelope_end(lines)]))


def without_reply(subject: str) -> str:
    """A mail's subject without `Fwd:` or `Re:`."""
    return _ANSWERED.sub("", subject)


def envelope_end(lines: Sequence[str]) -> int:
    """The number of the first line of the page itself; 0 for a page that came in nothing."""
    top = words = 0
    for i, line in enumerate(lines[:_MAX_ABOVE]):
        if words > MAX_COVERING:
            break
        if _ARCHIVED.fullmatch(line) or _BAR_ENDS.fullmatch(line):
            top = i + 1
        elif _FORWARDED.fullmatch(line):
            headers = sum(1 for _ in itertools.takewhile(_HEADER.fullmatch, lines[i + 1 :]))
            top = i + 1 + headers if headers else top
        words += len(line.split()) if ends_sentence(line) else 0
    return top


def archived_url(lines: Sequence[str]) -> str | None:
    """Where a web archive keeps the page, by its own line above it; the page itself may be gone."""
    found = (_ARCHIVED.fullmatch(line) for line in lines[:_MAX_ABOVE])
    return next((match["url"] for match in found if match), None)
