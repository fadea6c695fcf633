"""What a page came in: an e-mail that was forwarded, a web archive's bar."""

import itertools
import re
from collections.abc import Sequence

from corpus.urls import ARCHIVE

QUOTED_SHARE = 0.5  # of the lines
MIN_QUOTED = 5  # lines
_MAX_ABOVE = 40  # lines
_QUOTED = re.compile(r"^[ \t]*>[> ]*", re.MULTILINE)
_FILLED = re.compile(r"^[ \t]*\S", re.MULTILINE)
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


def unquoted(text: str) -> str:
    """A text most of whose lines an e-mail's program has put a ">" before, without those."""
    quoted = len(_QUOTED.findall(text))
    if quoted < MIN_QUOTED or quoted < QUOTED_SHARE * len(_FILLED.findall(text)):
        return text
    return _QUOTED.sub("", text)


def is_forwarded(text: str) -> bool:
    """Whether a mail's text says above what it brings that it is forwarded."""
    lines = (" ".join(line.split()) for line in unquoted(text).split("\n"))
    return any(_FORWARDED.fullmatch(line) for line in itertools.islice(filter(None, lines), _MAX_ABOVE))


def without_reply(subject: str) -> str:
    """A mail's subject without `Fwd:` or `Re:`."""
    return _ANSWERED.sub("", subject)


def envelope_end(lines: Sequence[str]) -> int:
    """The number of the first line of the page itself; 0 for a page that came in nothing."""
    top = 0
    for i, line in enumerate(lines[:_MAX_ABOVE]):
        if _ARCHIVED.fullmatch(line) or _BAR_ENDS.fullmatch(line):
            top = i + 1
        elif _FORWARDED.fullmatch(line):
            top = i + 1
            while top < len(lines) and _HEADER.fullmatch(lines[top]):
                top += 1
    return top


def archived_url(lines: Sequence[str]) -> str | None:
    """Where a web archive keeps the page, by its own line above it; the page itself may be gone."""
    found = (_ARCHIVED.fullmatch(line) for line in lines[:_MAX_ABOVE])
    return next((match["url"] for match in found if match), None)
