"""What is fetched, and how much of it."""

import contextlib
import gzip
import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from corpus.addresses import is_public
from corpus.fetching import MAX_BYTES, Fetcher
from corpus.responses import USER_AGENT
from tests.corpus.site import HTML, Site, anywhere, problem
from tests.corpus.site import fetcher as fetcher
from tests.corpus.site import site as site


def test_page(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a?b=c"] = (200, HTML, b"<p>The ferry</p>")
    found = fetcher.fetch(f"{site.base}/a?b=c#d")
    assert (found.content, found.suffix) == (b"<p>The ferry</p>", ".html")
    host = f"127.0.0.1:{site.port}"
    assert site.seen == [("/robots.txt", host, USER_AGENT), ("/a?b=c", host, USER_AGENT)]


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("text/plain", ".txt"),
        ("Text/Markdown; charset=utf-8", ".md"),
        ("application/pdf", ".pdf"),
        ("application/xhtml+xml", ".html"),
        ("application/rss+xml", ".xml"),
        ("", ".pdf"),
    ],
)
def test_forms_by_content_type(site: Site, fetcher: Fetcher, kind: str, suffix: str) -> None:
    site.pages["/a"] = (200, {"Content-Type": kind} if kind else {}, b"%PDF-1.7")
    assert fetcher.fetch(f"{site.base}/a").suffix == suffix


@pytest.mark.parametrize("kind", ["image/png", "application/octet-stream", "video/mp4", "application/zip"])
def test_other_content_types(site: Site, fetcher: Fetcher, kind: str) -> None:
    site.pages["/a"] = (200, {"Content-Type": kind}, b"x")
    assert problem(fetcher, f"{site.base}/a") == f"it is {kind}, of which no article is made"


def test_encoding_that_the_server_names(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, "<p>é</p>".encode("latin-1"))
    assert fetcher.fetch(f"{site.base}/a").content.decode("utf-8-sig") == "<p>é</p>"


class TestRedirects:
    def test_five(self, site: Site, fetcher: Fetcher) -> None:
        for number in range(5):
            site.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
        site.pages["/5"] = (200, HTML, b"<p>here</p>")
        assert fetcher.fetch(f"{site.base}/0").url == f"{site.base}/5"

    def test_six(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = (301, {"Location": "/a"}, b"")
        assert problem(fetcher, f"{site.base}/a") == "it redirects more than 5 times"

    @pytest.mark.parametrize(
        "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x/", "http://u:p@x/"]
    )
    def test_elsewhere(self, site: Site, fetcher: Fetcher, target: str) -> None:
        site.pages["/a"] = (302, {"Location": target}, b"")
        assert "URL" in problem(fetcher, f"{site.base}/a")

    def test_to_a_private_address(self, site: Site) -> None:
        """The first hop may be fetched, the second not."""
        site.pages["/a"] = (302, {"Location": "http://10.0.0.1/secret"}, b"")
        here = ipaddress.ip_address("127.0.0.1")
        fetcher = Fetcher(allowed=lambda address: address == here or is_public(address))
        assert problem(fetcher, f"{site.base}/a") == "10.0.0.1 is no public address"


class TestLimits:
    def test_size_that_is_told(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = (200, HTML | {"Content-Length": "900000000"}, b"")
        assert problem(fetcher, f"{site.base}/a") == "it has 900.0 MB, and 10 MB is the most"

    def test_size_that_is_not_told(self, site: Site, fetcher: Fetcher) -> None:
        bomb = gzip.compress(b"0" * (MAX_BYTES + 1))
        site.pages["/a"] = (200, HTML | {"Content-Encoding": "gzip"}, bomb)
        assert problem(fetcher, f"{site.base}/a") == "it has more than 10 MB"

    def test_time(self, site: Site) -> None:
        """The server is not waited for: it still sends when the fetcher has given up."""
        sent = threading.Event()

        def drip(handler: BaseHTTPRequestHandler) -> None:
            with contextlib.suppress(OSError):
                handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
                for number in range(100):
                    handler.wfile.write(f"X-{number}: x\r\n".encode())
                    time.sleep(0.1)
            sent.set()

        site.pages["/a"] = drip
        assert "within 1 s" in problem(Fetcher(allowed=anywhere, seconds=1), f"{site.base}/a")
        assert not sent.is_set()

    def test_body_letter_by_letter(self, site: Site) -> None:
        def drip(handler: BaseHTTPRequestHandler) -> None:
            with contextlib.suppress(OSError):
                handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
                for _ in range(50):
                    handler.wfile.write(b"x" * 100)
                    time.sleep(0.1)

        site.pages["/a"] = drip
        words = problem(Fetcher(allowed=anywhere, seconds=1), f"{site.base}/a")
        assert "within 1 s" in words or "in time" in words

    def test_server_that_hangs_up(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = lambda handler: handler.connection.close()
        assert problem(fetcher, f"{site.base}/a").startswith("127.0.0.1 cannot be reached (")

    @pytest.mark.parametrize("status", [404, 410, 500, 304])
    def test_status(self, site: Site, fetcher: Fetcher, status: int) -> None:
        site.pages["/a"] = (status, {}, b"")
        assert problem(fetcher, f"{site.base}/a") == f"the server answers {status}"
