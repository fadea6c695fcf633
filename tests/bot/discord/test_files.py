"""Attached files, without Discord."""

from pathlib import Path

import pytest

from bot.discord.files import Uploads, safe_name, set_aside

TEXT = b"The bridge opened on Friday, the mayor said to a cheering crowd.\n"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("bridge.md", "bridge.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\Big bridge!.TXT", "Big-bridge.txt"),
        (".hidden.md", "hidden.md"),
        (".md", "article.md"),
        ("a.b.json", "a-b.json"),
        ("README.md", "article-README.md"),
        ("con.txt", "article-con.txt"),
        ("Brücke über.md", "Brücke-über.md"),
        ("x" * 300 + ".md", "x" * 80 + ".md"),
        ("風" * 100 + ".md", "風" * 40 + ".md"),
        ("é" * 59 + "a" + "風" * 9, "é" * 59 + "a"),
        ("a#1\0.md", "a-1.md"),
        ("", "article"),
        ("***", "article"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "home")


def test_a_file_waits_and_is_kept_without_overwriting(uploads: Uploads, articles: Path) -> None:
    upload = uploads.take("7", "ferry.md", TEXT)
    assert [reading.article.text for reading in upload.readings] == [TEXT.decode().strip()]
    before = (articles / "ferry.md").read_bytes()
    assert uploads.keep("7", articles) == "ferry-2.md"
    assert (articles / "ferry-2.md").read_bytes() == TEXT
    assert (articles / "ferry.md").read_bytes() == before
    assert uploads.keep("7", articles) is None
    assert not list(articles.glob(".*"))


def test_a_file_is_discarded_once(uploads: Uploads) -> None:
    uploads.take("7", "bridge.md", TEXT)
    assert uploads.discard("7")
    assert not uploads.discard("7")


@pytest.mark.parametrize("number", ["8", "..", "../home", ""])
def test_no_other_folder_is_touched(uploads: Uploads, number: str) -> None:
    uploads.take("7", "bridge.md", TEXT)
    assert uploads.find(number) is None
    assert not uploads.discard(number)
    assert uploads.find("7") is not None


def test_what_is_no_article_is_not_left_lying(uploads: Uploads) -> None:
    upload = uploads.take("7", "a.xyz", TEXT)
    assert not upload.readings
    assert "is not read" in str(upload.skipped[0])
    assert uploads.find("7") is None


def test_removed_files_are_set_aside(articles: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (articles / "a.md").write_text(str(number))
        set_aside(articles / "a.md", tmp_path / "home")
    assert sorted(path.name for path in (tmp_path / "home" / "removed").iterdir()) == ["a-2.md", "a.md"]
