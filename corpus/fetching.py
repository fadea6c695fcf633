"""A URL → what it serves: bounded in time and size, from public addresses only, as robots.txt allows."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, urljoin
from urllib.robotparser import RobotFileParser

from corpus.addresses import Allowed, is_public
from corpus.responses import AGENT, Fetched, FetchError, Response, fetched, pool_to, request
from corpus.urls import checked, port_of

SECONDS = 10.0  # for a URL with its redirects and its robots.txt
MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
MAX_ROBOTS = 500_000  # bytes
MOST_DELAY_SECONDS = 30.0  # between two URLs of a host, whatever its robots.txt asks for
_REDIRECTS = (301, 302, 303, 307, 308)
Resolve = Callable[[str, int], Sequence[str]]


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
                return fetched(url, response)
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

    def _robots_file(self, parts: SplitResult, deadline: float) -> Response:
        for _ in range(MAX_REDIRECTS + 1):
            response = self._get(parts, MAX_ROBOTS, deadline)
            target = response.headers.get("location")
            if response.status not in _REDIRECTS or not target:
                return response
            parts = checked(urljoin(parts.geturl(), target))
        return response

    def _get(self, parts: SplitResult, limit: int, deadline: float) -> Response:
        """One request to a checked address, connected to by its number: no name is looked up again."""
        import urllib3

        host, port = str(parts.hostname), port_of(parts)
        errors: list[Exception] = []
        for address in self._addresses(host, port):
            try:
                with pool_to(parts, address, port) as pool:
                    return request(pool, parts, limit, deadline)
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
                where = host if host == address else f"{host} is at {address}, which"
                raise FetchError(f"{where} is no public address")
        if not addresses:
            raise FetchError(f"there is no host {host}")
        return addresses


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"


def _short(error: Exception) -> str:
    return (str(error).partition("\n")[0] or type(error).__name__)[:120]
