"""From where something is fetched: public addresses, as robots.txt allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.addresses import Address, is_public
from corpus.fetching import Fetcher
from tests.corpus.site import HTML, Site, problem
from tests.corpus.site import fetcher as fetcher
from tests.corpus.site import site as site


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
        assert words.endswith(" is no public address") or words.startswith("there is no host")
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
