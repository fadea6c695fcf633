"""A web site on this machine, and one who fetches from it."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus.addresses import Address
from corpus.fetching import Fetcher
from corpus.responses import FetchError
from corpus.urls import UrlError

Page = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


def anywhere(_: Address) -> bool:
    """For the tests' own server."""
    return True


class Site:
    """A server on this machine; `pages` are by path, `seen` the requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, str, str]] = []  # path, host, user agent
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
                page = site.pages.get(self.path, (404, {}, b""))
                if callable(page):
                    page(self)
                    return
                status, headers, content = page
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(content))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allowed=anywhere)


def problem(fetcher: Fetcher, url: str) -> str:
    with pytest.raises((FetchError, UrlError)) as raised:
        fetcher.fetch(url)
    assert "\n" not in str(raised.value)
    return str(raised.value)
