"""One request to a checked address, and what it is answered: bounded in time and size, of a known form."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult

from corpus.forms.suffixes import suffix_of

AGENT = "Footnote"
USER_AGENT = f"{AGENT}/0.1 (fetches single articles that a person asked for; heeds robots.txt)"
_XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    **dict.fromkeys(_XML, ".xml"),
}


class FetchError(ValueError):
    """The URL was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the last redirect led; `suffix` tells the form."""

    url: str
    content: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Response:
    """`headers` by their names in small letters; `content` as it was sent, unpacked."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def pool_to(parts: SplitResult, address: str, port: int) -> Any:
    """Connects to that address, and holds an https server to the name of the URL."""
    import urllib3

    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    host = str(parts.hostname)
    return urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def request(pool: Any, parts: SplitResult, limit: int, deadline: float) -> Response:
    """GET of at most `limit` bytes, until time.monotonic() is `deadline`.

    Raises FetchError, urllib3's HTTPError, or OSError.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("it was not served in time")
    headers = {
        "Host": parts.netloc,
        "User-Agent": USER_AGENT,
        "Accept": f"{', '.join(_SUFFIXES)}",
        "Accept-Encoding": "gzip, deflate",
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    response = pool.urlopen(
        "GET", target, headers=headers, redirect=False, retries=False, timeout=left, preload_content=False
    )
    try:
        if response.status == 200:
            _check_length(response.headers.get("content-length"), limit)
        content = bytearray()
        for part in response.stream(65_536):
            content += part
            if len(content) > limit:
                raise FetchError(f"it has more than {limit // 1_000_000} MB")
            if time.monotonic() > deadline:
                raise FetchError("it was not served in time")
    finally:
        response.close()
    return Response(
        response.status, {name.lower(): value for name, value in response.headers.items()}, bytes(content)
    )


def _check_length(told: str | None, limit: int) -> None:
    if told and told.isdigit() and int(told) > limit:
        raise FetchError(f"it has {int(told) / 1_000_000:,.1f} MB, and {limit // 1_000_000} MB is the most")


def fetched(url: str, response: Response) -> Fetched:
    """What was served, if an article may be made of it. Raises FetchError."""
    if response.status != 200:
        raise FetchError(f"the server answers {response.status}")
    if not response.content:
        raise FetchError("it is empty")
    kind, _, rest = response.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    suffix = _SUFFIXES.get(kind) if kind else suffix_of(response.content)
    if suffix is None:
        raise FetchError(f"it is {kind[:60]}, of which no article is made")
    content = response.content
    charset = rest.lower().partition("charset=")[2].strip(" \"';")
    if suffix in (".html", ".txt", ".md") and charset not in ("", "utf-8", "utf8"):
        content = _recoded(content, charset)
    return Fetched(url, content, suffix)


def _recoded(content: bytes, charset: str) -> bytes:
    """As UTF-8 with its mark, which goes before what the page itself declares."""
    try:
        return b"\xef\xbb\xbf" + content.decode(charset).encode("utf8")
    except (LookupError, UnicodeError):
        return content
