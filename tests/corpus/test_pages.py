"""Pages of a PDF, from its file to a place in the article's text."""

from pathlib import Path

from corpus.lines import Line
from corpus.pages import page_starts, with_feeds
from corpus.readers import read

TEXT = "One sentence stands here.\nAnother stands here.\nA third one stands there."


def test_pages_outlive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Ferries\n---\n" + with_feeds(TEXT, (0, 26, 26, 47)))
    article = read(path, "a.md")[0][0].article
    assert article.text == TEXT
    assert article.pages == (0, 26, 26, 47)
    assert [article.page_at(offset) for offset in (0, 25, 26, 46, 47, 70)] == [1, 1, 3, 3, 4, 4]


def test_dropped_lines_take_no_place() -> None:
    lines = (Line("Menu", "a menu"), Line("One."), Line("Home", "a menu"), Line("Two."))
    assert page_starts("Menu\nOne.\n\n\fHome\nTwo.", lines) == (0, 5)


def test_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    article = read(path, "a.txt")[0][0].article
    assert article.pages == ()
    assert article.page_at(3) is None


def test_pages_that_cannot_be_told() -> None:
    assert page_starts("One\ntwo.\n\fThree.", (Line("One two."), Line("Three."))) == ()


def test_last_page_without_text() -> None:
    assert page_starts("One.\n\f", (Line("One."),)) == (0,)
