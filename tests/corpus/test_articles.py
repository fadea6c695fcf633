"""The five articles of the corpus, each with its exact title, publisher, date and text."""

import datetime
from pathlib import Path

import pytest

from corpus import article as article_module
from corpus.readers import Reading, find_files, read

FOLDER = Path(article_module.__file__).parent / "articles"
EXPECTED = {
    "000": ("Hong Kong: the giants of the web lock down user data", None, None, 11),
    "001": ("Microsoft and Zoom join Hong Kong data ‘pause’", None, None, 17),
    "002": (
        "Web giants will not heed, for now, the Hong Kong security law",
        "AsiaNews",
        datetime.date(2020, 7, 8),
        11,
    ),
    "003": ("Facebook, Zoom pause Hong Kong’s requests for users’ data", "Express Computer", None, 14),
    "004": ("Microsoft, Zoom Won’t Comply with Hong Kong Law", None, None, 16),
}
FIRST_AND_LAST = {
    "000": ("Microsoft and Zoom join a list that already", "plans to exit Hong Kong in a few days."),
    "001": ("Hong Kong’s new security law gives", "as well as other parts of the world"),
    "002": ("Microsoft, Zoom, Facebook, Google and Twitter are", "between the two superpowers."),
    "003": ("Facebook, WhatsApp, Google, Twitter and Telegram", "collusion with a foreign power."),
    "004": ("• Zoom has been banned", "the approval of the Director of Security."),
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    files, skipped = find_files(FOLDER)
    assert skipped == []
    found = {}
    for name, path in files:
        (reading,), problems = read(path, name)
        assert problems == []
        found[name[:3]] = reading
    return found


@pytest.mark.parametrize("number", EXPECTED)
def test_what_is_detected(readings: dict[str, Reading], number: str) -> None:
    article = readings[number].article
    lines = article.text.split("\n")
    found = (article.title, article.publisher, article.published, len(lines))
    assert found == EXPECTED[number]
    assert article.author is None


@pytest.mark.parametrize("number", EXPECTED)
def test_where_the_text_begins_and_ends(readings: dict[str, Reading], number: str) -> None:
    text = readings[number].article.text
    first, last = FIRST_AND_LAST[number]
    assert text.startswith(first)
    assert text.endswith(last)
    assert readings[number].article.title not in text.split("\n")


@pytest.mark.parametrize(
    ("number", "gone"),
    [
        ("000", ["Share", "comments"]),
        ("001", ["Hong Kong protesters", "Image copyright", "Image caption", "Getty Images", "Real More »"]),
        ("002", ["07/08/2020, 15.48", "< back top ^"]),
        ("003", ["Express Computer", "0 105", "Leave A Reply", "LIVE Webinar", "close-image"]),
        ("003", ["Get real time updates directly on you device, subscribe now."]),
        ("003", ["Know how to protect your company in digital era."]),
        ("004", ["Only $1/click", "Submit Your Ad Here", "Doris Mkwaya", "Leave a Reply"]),
    ],
)
def test_what_is_gone(readings: dict[str, Reading], number: str, gone: list[str]) -> None:
    lines = {line.text: line.dropped for line in readings[number].lines}
    assert [line for line in gone if lines[line] is None] == []
    assert not set(gone) & set(readings[number].article.text.split("\n"))


def test_what_looks_like_noise_and_stays(readings: dict[str, Reading]) -> None:
    assert "‘Seeking guidance’" in readings["001"].article.text.split("\n")
    assert "Apple says it is “assessing” the rules." in readings["001"].article.text.split("\n")
    bullets = [line for line in readings["004"].article.text.split("\n") if line.startswith("• ")]
    assert len(bullets) == 3


@pytest.mark.parametrize("number", EXPECTED)
def test_text_is_the_files_with_whole_lines_dropped(readings: dict[str, Reading], number: str) -> None:
    reading = readings[number]
    raw = (FOLDER / reading.article.name).read_text(encoding="utf-8").split("\n")
    whole = [" ".join(line.split()) for line in raw if line.strip()]
    assert [line.text for line in reading.lines] == whole
    assert reading.article.text == "\n".join(line.text for line in reading.lines if line.dropped is None)
