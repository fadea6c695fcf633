"""Articles → files, whatever they are called."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.filing import MAX_NAME_BYTES, Original, file_text, originals_of, stem_of, write_article
from corpus.readers import find_files, read, readings_of, records_in

DAY = datetime.date(2020, 7, 8)
TODAY = datetime.date(2026, 1, 2)
TEXT = "The ferry to Aberdeen was two hours late on Monday.\nCaptain Moss blamed the fog."
FERRY = Article("x", "Ferry: runs late", TEXT, "The Herald", DAY, "https://herald.example/f", "Jane Doe")


def test_file(tmp_path: Path) -> None:
    assert write_article(tmp_path, FERRY, retrieved=TODAY) == "2020-07-08-ferry-runs-late.md"
    path = tmp_path / "2020-07-08-ferry-runs-late.md"
    assert path.read_text(encoding="utf8") == (
        "---\ntitle: 'Ferry: runs late'\npublisher: The Herald\nauthor: Jane Doe\npublished: 2020-07-08\n"
        "url: https://herald.example/f\nretrieved: 2026-01-02\n---\n"
        "The ferry to Aberdeen was two hours late on Monday.\n\nCaptain Moss blamed the fog.\n"
    )
    (reading,), skipped = read(path, "x")
    assert reading.article == FERRY
    assert skipped == []


def test_never_over_another_and_nothing_is_left_lying(tmp_path: Path) -> None:
    (tmp_path / "2020-07-08-ferry-runs-late.txt").write_text("before")
    names = [write_article(tmp_path, FERRY, retrieved=TODAY) for _ in range(2)]
    assert names == ["2020-07-08-ferry-runs-late-2.md", "2020-07-08-ferry-runs-late-3.md"]
    assert len(list(tmp_path.iterdir())) == 3


def test_original_is_kept_where_no_reader_looks(tmp_path: Path) -> None:
    name = write_article(tmp_path, FERRY, retrieved=TODAY, original=Original(".pdf", b"%PDF"))
    (original,) = originals_of(tmp_path, name)
    assert original.relative_to(tmp_path).as_posix() == ".originals/2020-07-08-ferry-runs-late.pdf"
    assert original.read_bytes() == b"%PDF"
    assert f"original: {original.relative_to(tmp_path).as_posix()}\n" in (tmp_path / name).read_text()
    assert find_files(tmp_path) == ([(name, tmp_path / name)], [])
    assert originals_of(tmp_path, "2020-07-08-ferry-runs-late.txt") == []
    assert originals_of(tmp_path, "sub/x.md") == originals_of(tmp_path / "none", name) == []


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("../../etc/passwd", "2020-07-08-etc-passwd"),
        ("..", "2020-07-08-article"),
        ("a\nb\tc\x00d\x1b[2Je", "2020-07-08-a-b-c-d-2je"),
        ("\u202egnp.exe\u202c", "2020-07-08-gnp-exe"),
        ("Ä é 東京!", "2020-07-08-ä-é-東京"),
        ("x" * 300, "2020-07-08-" + "x" * 89),
        ("", "2020-07-08-article"),
    ],
)
def test_names(title: str, stem: str) -> None:
    assert stem_of(Article("n", title, "t", published=DAY)) == stem


@pytest.mark.parametrize("title", ["README", "con", "Changelog", "LPT1", ".hidden", "-rf"])
def test_names_that_mean_something_else(title: str) -> None:
    stem = stem_of(Article("n", title, "t"))
    assert stem.startswith("article-") or stem in ("hidden", "rf")


@given(st.text(max_size=400), st.dates() | st.none())
def test_any_title_gives_a_name(title: str, day: datetime.date | None) -> None:
    stem = stem_of(Article("n", title, "t", published=day))
    assert stem == stem.strip(".-_ ")
    assert not set(stem) & set("/\\\0\n\r:*?\"<>|'")
    assert 0 < len(stem) <= 116
    assert len(stem.encode("utf8")) <= MAX_NAME_BYTES + 8


LINE = st.text(max_size=60)


@given(title=LINE, publisher=LINE | st.none(), author=LINE | st.none(), url=LINE | st.none())
def test_front_matter_holds_whatever_is_put_into_it(
    title: str, publisher: str | None, author: str | None, url: str | None
) -> None:
    from corpus.frontmatter import split_front_matter
    from corpus.lines import normalise

    text = file_text(Article("n", title, "The ferry.", publisher, DAY, url, author), retrieved=TODAY)
    given_, body = split_front_matter(text)
    assert body == "The ferry.\n"
    assert (given_.title or "") == " ".join(normalise(title.encode("utf8", "replace").decode()).split())
    assert given_.published == DAY
    assert given_.problems == ()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/\nx: y", "x" * 3_000, ""])
def test_url_that_is_none_is_left_out(url: str) -> None:
    assert "url:" not in file_text(Article("n", "t", "The ferry.", url=url))


def test_direction_marks_do_not_reach_the_file() -> None:
    text = file_text(Article("n", "a\u202eb\u2066c\x07", "The ferry.", "p\u202e"))
    assert "title: abc\npublisher: p\n" in text


def test_file_of_one_name_written_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look whether a name is free and the writing."""
    monkeypatch.setattr("pathlib.Path.exists", lambda path: False)
    write_article(tmp_path, FERRY, retrieved=TODAY)
    assert write_article(tmp_path, FERRY, retrieved=TODAY) == "2020-07-08-ferry-runs-late-2.md"


def test_what_is_written_is_read_as_it_was() -> None:
    folder = Path(__file__).parents[2] / "corpus" / "articles"
    articles = [reading.article for name, path in find_files(folder)[0] for reading in read(path, name)[0]]
    assert len(articles) == 5
    for article in articles:
        text = file_text(article, retrieved=TODAY)
        (again,), _ = readings_of(records_in(text, article.name, ".md"), markdown=True)
        assert again.article == article
