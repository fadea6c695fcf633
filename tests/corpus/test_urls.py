"""Addresses of the web: which are fetched, and which are of one page."""

import pytest

from corpus.urls import UrlError, checked, same_host, same_page_key


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
