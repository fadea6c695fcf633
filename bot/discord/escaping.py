"""Text from articles and people made harmless for Discord: shown letter for letter, doing nothing."""

import re
from urllib.parse import quote, urlsplit

from bot.render import printable

MAX_URL = 500  # characters; a longer link is left out
# What opens markdown anywhere; behind a backslash it stands for itself. "](" and "://" make links.
_ANYWHERE = re.compile(r"[\\*_~|`<]|(?<=\])\(|@(?=everyone|here)|(?<=:)/(?=/)")
_IN_LABEL = re.compile(r"[\\*_~|`<\[\]]|(?<=\])\(|@(?=everyone|here)|(?<=:)/(?=/)")
# What opens a heading, a list, a quote or small print where a line begins.
_LINE_START = re.compile(r"^(\s*)(?:(-?#{1,3}|-|\+|>(?:>>)?)(?=\s|$)|(\d+)(?=\.(?:\s|$)))", re.MULTILINE)
_SAFE_IN_URL = "!#$%&'*+,/:;=?@~-._"


def escaped(text: str) -> str:
    """The text with a backslash before all that Discord would take for markdown, a mention or a link."""
    return _LINE_START.sub(_start, _ANYWHERE.sub(r"\\\g<0>", printable(text)))


def _start(match: re.Match[str]) -> str:
    blank, mark, number = match.groups()
    return f"{blank}\\{mark}" if mark else f"{blank}{number}\\"


def label(text: str) -> str:
    """As `escaped`, on one line and without brackets that would end a link's label."""
    return _LINE_START.sub(_start, _IN_LABEL.sub(r"\\\g<0>", printable(" ".join(text.split()))))


def safe_link(url: str | None) -> str | None:
    """The address as it may stand in a link; None unless it is a web page's."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        hostname = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not hostname:
        return None
    address = quote(url, safe=_SAFE_IN_URL)
    return address if len(address) <= MAX_URL else None


def length(text: str) -> int:
    """As Discord may count it at most: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def shortened(text: str, most: int) -> str:
    """For titles and names, never for a quote: at most `most` long, cut between words and marked with `…`."""
    text = " ".join(text.split())
    if length(text) <= most:
        return text
    text = text[:most]
    while length(text) > most - 1:
        head, space, _ = text.rpartition(" ")
        text = head if space and len(head) > most // 2 else text[: max(1, len(text) - 1)]
    return f"{text.rstrip()}…"
