"""corpus/fetching.py: one URL after another of a host that asks for time between them."""

import pytest

from corpus.fetching import MOST_DELAY_SECONDS, Fetcher
from corpus.responses import Response


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(waits, monkeypatch):
    """Two hosts, of which slow.example asks for seven seconds, and far.example for a day."""
    rules = {
        "slow.example": b"User-agent: *\nCrawl-delay: 7\n",
        "far.example": b"User-agent: *\nCrawl-delay: 86400\n",
    }

    def get(self, parts, limit, deadline):
        if parts.path == "/robots.txt":
            return Response(200, {}, rules.get(parts.hostname, b""))
        return Response(200, {"content-type": "text/plain"}, b"The ferry was late.")

    monkeypatch.setattr(Fetcher, "_get", get)
    return Fetcher(sleep=waits.append)


def test_the_first_url_need_not_wait(fetcher, waits):
    fetcher.fetch("https://slow.example/1")
    assert waits == []


def test_each_further_one_waits(fetcher, waits):
    for number in range(3):
        fetcher.fetch(f"https://slow.example/{number}")
    assert waits == [pytest.approx(7, abs=0.5)] * 2


def test_others_need_not(fetcher, waits):
    for host in ("slow.example", "quick.example", "quick.example"):
        fetcher.fetch(f"https://{host}/1")
    assert waits == []


def test_no_longer_than_is_reasonable(fetcher, waits):
    for number in range(2):
        fetcher.fetch(f"https://far.example/{number}")
    assert waits == [pytest.approx(MOST_DELAY_SECONDS, abs=0.5)]


def test_time_that_has_passed_counts(fetcher, waits, monkeypatch):
    fetcher.fetch("https://slow.example/1")
    fetcher._asked["https://slow.example"] -= 5
    fetcher.fetch("https://slow.example/2")
    assert waits == [pytest.approx(2, abs=0.5)]
