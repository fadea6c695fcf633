"""What is fetched, from where, and how much of it."""

import contextlib
import gzip
import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.addresses import Address, is_public
from corpus.fetching import MAX_BYTES, USER_AGENT, Fetcher, FetchError
from corpus.urls import UrlError, checked, same_host, same_page_key

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
        assert problem(fetcher, f"{site.base}/a") == "10.0.0.1 is at 10.0.0.1, which is no public address"


class TestAddresses:
    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
            "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
            "255.255.255.255", "240.0.0.1", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[::]", "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]", "[2001:0:1::1]", "[fec0::1]",
        ],
    )  # fmt: skip
    def test_only_public_ones(self, site: Site, host: str) -> None:
        words = problem(Fetcher(), f"http://{host}:{site.port}/")
        assert words.endswith("which is no public address") or words.startswith("there is no host")
        assert site.seen == []

    def test_one_private_among_public_ones(self) -> None:
        fetcher = Fetcher(resolver=lambda host, port: ["93.184.216.34", "127.0.0.1"])
        assert "127.0.0.1, which is no public address" in problem(fetcher, "http://herald.example/")

    def test_name_that_is_bound_anew(self, site: Site) -> None:
        """The address that was checked is the one connected to, whatever the name leads to a moment later."""
        answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
        seen: list[str] = []

        def allowed(address: Address) -> bool:
            seen.append(str(address))
            return str(address) == "127.0.0.1"

        site.pages["/a"] = (200, HTML, b"<p>The ferry</p>")
        fetcher = Fetcher(allowed=allowed, resolver=lambda host, port: next(answers))
        url = f"http://herald.example:{site.port}/a"
        assert fetcher.fetch(url).content == b"<p>The ferry</p>"
        assert site.seen[-1][1] == f"herald.example:{site.port}"
        assert "10.0.0.1" in problem(fetcher, url)
        assert seen == ["127.0.0.1", "127.0.0.1", "10.0.0.1"]

    @given(st.ip_addresses())
    def test_public_ones_are_global(self, address: Address) -> None:
        if is_public(address):
            assert address.is_global
            assert not address.is_private

    def test_host_that_is_none(self) -> None:
        def fail(host: str, port: int) -> list[str]:
            raise OSError("unknown")

        assert (
            problem(Fetcher(resolver=fail), "http://nowhere.example/") == "there is no host nowhere.example"
        )


class TestLimits:
    def test_size_that_is_told(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/a"] = (200, HTML | {"Content-Length": "900000000"}, b"")
        assert problem(fetcher, f"{site.base}/a") == "it has 900.0 MB, and 10 MB is the most"

    def test_size_that_is_not_told(self, site: Site, fetcher: Fetcher) -> None:
        bomb = gzip.compress(b"0" * (MAX_BYTES + 1))
        site.pages["/a"] = (200, HTML | {"Content-Encoding": "gzip"}, bomb)
        assert problem(fetcher, f"{site.base}/a") == "it has more than 10 MB"

    def test_time(self, site: Site) -> None:
        def drip(handler: BaseHTTPRequestHandler) -> None:
            with contextlib.suppress(OSError):
                handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
                for number in range(100):
                    handler.wfile.write(f"X-{number}: x\r\n".encode())
                    time.sleep(0.1)

        site.pages["/a"] = drip
        begun = time.monotonic()
        assert "within 1 s" in problem(Fetcher(allowed=anywhere, seconds=1), f"{site.base}/a")
        assert time.monotonic() - begun < 2

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


class TestRobots:
    def test_forbidden(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
        site.pages["/a"] = (200, HTML, b"<p>here</p>")
        assert problem(fetcher, f"{site.base}/private/a") == "robots.txt of 127.0.0.1 does not allow it"
        assert fetcher.fetch(f"{site.base}/a")
        assert [path for path, *_ in site.seen] == ["/robots.txt", "/a"]

    def test_forbidden_to_us(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/robots.txt"] = (
            200,
            {},
            b"User-agent: footnote\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        )
        assert "robots.txt" in problem(fetcher, f"{site.base}/a")

    def test_where_a_redirect_leads(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
        site.pages["/a"] = (302, {"Location": "/private/a"}, b"")
        assert "robots.txt" in problem(fetcher, f"{site.base}/a")

    def test_server_that_fails(self, site: Site, fetcher: Fetcher) -> None:
        site.pages["/robots.txt"] = (503, {}, b"")
        assert "robots.txt" in problem(fetcher, f"{site.base}/a")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://herald.example/", "only http and https"),
        ("http://", "no host"),
        ("http://a b/", "a space or a control character"),
        ("http://a/\r\nX: y", "a space or a control character"),
        ("http://user:word@a/", "a name or a password"),
        ("http://a:99999/", "that is no URL"),
        ("http://a:0/", "port 0"),
        ("http://" + "a" * 3_000, "3,007 characters"),
    ],
)
def test_urls_that_are_not_fetched(url: str, words: str) -> None:
    with pytest.raises(UrlError, match=words):
        checked(url)


def test_letters_are_encoded() -> None:
    assert checked("https://bücher.example/über?q=ß").geturl() == (
        "https://xn--bcher-kva.example/%C3%BCber?q=%C3%9F"
    )


def test_one_page_of_many_urls() -> None:
    key = same_page_key("https://herald.example/ferry?id=1")
    for same in (
        "http://www.herald.example/ferry/?id=1&utm_source=x#top",
        "https://HERALD.example:443/ferry?id=1",
    ):
        assert same_page_key(same) == key
    for other in (
        "https://herald.example/ferry?id=2",
        "https://herald.example:8/ferry?id=1",
        "x",
        "http://[",
        "",
    ):
        assert same_page_key(other) != key
    assert same_host("http://www.a.example/x", "https://a.example/")
    assert not same_host("http://a.example/x", "https://b.example/")
    assert not same_host("x", "y")
