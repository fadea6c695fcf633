"""A URL → what it serves: bounded in time and size, from public addresses only, as robots.txt allows."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin
from urllib.robotparser import RobotFileParser

from corpus.addresses import Allowed, is_public
from corpus.forms.suffixes import suffix_of
from corpus.urls import UrlError, checked, port_of

AGENT = "Footnote"
USER_AGENT = f"{AGENT}/0.1 (fetches single articles that a person asked for; heeds robots.txt)"
SECONDS = 10.0  # for a URL with its redirects and its robots.txt
MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
MAX_ROBOTS = 500_000  # bytes
MOST_DELAY_SECONDS = 30.0  # between two URLs of a host, whatever its robots.txt asks for
_REDIRECTS = (301, 302, 303, 307, 308)
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
Resolve = Callable[[str, int], Sequence[str]]


class FetchError(ValueError):
    """The URL was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the last redirect led; `suffix` tells the form."""

    url: str
    content: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: Mapping[str, str]
    content: bytes


def resolve(host: str, port: int) -> Sequence[str]:
    """The host's addresses. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Fetcher:
    """Fetches one URL after another; each host's robots.txt is fetched once.

    `allowed` decides on every address that is connected to; only tests give another than `is_public`.
    """

    def __init__(
        self,
        *,
        allowed: Allowed = is_public,
        resolver: Resolve = resolve,
        seconds: float = SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allowed, self._resolve, self._seconds, self._sleep = allowed, resolver, seconds, sleep
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}  # origin → when it last served a URL

    def fetch(self, url: str) -> Fetched:
        """What the URL serves. Raises FetchError or UrlError."""
        self._wait_for_turn(_origin(checked(url)))
        result: list[Fetched | Exception] = []
        deadline = time.monotonic() + self._seconds

        def work() -> None:
            try:
                result.append(self._follow(url, deadline))
            except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
                result.append(error)

        # A resolver, or a server that sends a header letter by letter, heeds no deadline.
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(self._seconds)
        if not result:
            raise FetchError(f"it was not served within {self._seconds:.0f} s")
        if isinstance(result[0], Exception):
            raise result[0]
        return result[0]

    def _wait_for_turn(self, origin: str) -> None:
        """As long as the host's robots.txt wants between two URLs, where it has been asked for one before."""
        if origin in self._asked and origin in self._robots:
            delay = min(float(self._robots[origin].crawl_delay(AGENT) or 0), MOST_DELAY_SECONDS)
            left = self._asked[origin] + delay - time.monotonic()
            if left > 0:
                self._sleep(left)

    def _follow(self, url: str, deadline: float) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            parts = checked(url)
            url = parts.geturl()
            if not self._robots_of(parts, deadline).can_fetch(AGENT, url):
                raise FetchError(f"robots.txt of {parts.hostname} does not allow it")
            response = self._get(parts, MAX_BYTES, deadline)
            self._asked[_origin(parts)] = time.monotonic()
            if response.status not in _REDIRECTS:
                return _fetched(url, response)
            target = response.headers.get("location")
            if not target:
                raise FetchError("it redirects to nowhere")
            url = urljoin(url, target)
        raise FetchError(f"it redirects more than {MAX_REDIRECTS} times")

    def _robots_of(self, parts: SplitResult, deadline: float) -> RobotFileParser:
        """The host's rules, as RFC 9309 has it: no file, no rules; a failing server, all forbidden."""
        origin = _origin(parts)
        if origin not in self._robots:
            rules = RobotFileParser()
            response = self._robots_file(checked(f"{origin}/robots.txt"), deadline)
            text = response.content.decode("utf8", "replace") if response.status == 200 else ""
            if response.status >= 500:
                text = "User-agent: *\nDisallow: /"
            rules.parse(text.splitlines())
            self._robots[origin] = rules
        return self._robots[origin]

    def _robots_file(self, parts: SplitResult, deadline: float) -> _Response:
        for _ in range(MAX_REDIRECTS + 1):
            response = self._get(parts, MAX_ROBOTS, deadline)
            target = response.headers.get("location")
            if response.status not in _REDIRECTS or not target:
                return response
            parts = checked(urljoin(parts.geturl(), target))
        return response

    def _get(self, parts: SplitResult, limit: int, deadline: float) -> _Response:
        """One request to a checked address, connected to by its number: no name is looked up again."""
        import urllib3

        host, port = str(parts.hostname), port_of(parts)
        errors: list[Exception] = []
        for address in self._addresses(host, port):
            try:
                with _pool(parts, address, port) as pool:
                    return _request(pool, parts, limit, deadline)
            except (urllib3.exceptions.HTTPError, OSError) as error:
                errors.append(error)
        raise FetchError(f"{host} cannot be reached ({_short(errors[-1])})") from errors[-1]

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"there is no host {host}") from error
        addresses = [address.partition("%")[0] for address in found]
        for address in addresses:
            if not self._allowed(ipaddress.ip_address(address)):
                raise FetchError(f"{host} is at {address}, which is no public address")
        if not addresses:
            raise FetchError(f"there is no host {host}")
        return addresses


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"


def _pool(parts: SplitResult, address: str, port: int) -> Any:
    import urllib3

    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    host = str(parts.hostname)
    return urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def _request(pool: Any, parts: SplitResult, limit: int, deadline: float) -> _Response:
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
    return _Response(
        response.status, {name.lower(): value for name, value in response.headers.items()}, bytes(content)
    )


def _check_length(told: str | None, limit: int) -> None:
    if told and told.isdigit() and int(told) > limit:
        raise FetchError(f"it has {int(told) / 1_000_000:,.1f} MB, and {limit // 1_000_000} MB is the most")


def _fetched(url: str, response: _Response) -> Fetched:
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


def _short(error: Exception) -> str:
    return (str(error).partition("\n")[0] or type(error).__name__)[:120]


__all__ = ["FetchError", "Fetched", "Fetcher", "UrlError", "resolve"]
