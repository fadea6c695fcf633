"""Attached files, without Discord."""

import datetime
import os
import time
from pathlib import Path

import pytest

from bot.adding import Adder, Known
from bot.discord.files import (
    REMOVED,
    UPLOADS,
    WAITING_SECONDS,
    Upload,
    Uploads,
    adder_for,
    safe_name,
    set_aside,
)
from corpus.article import Article
from corpus.errors import SettingError
from corpus.readers import find_files, read
from tests.conftest import ARTICLES
from tests.corpus.forms import files

TEXT = b"The bridge opened on Friday, the mayor said to a cheering crowd.\n"
TODAY = datetime.date(2020, 7, 9)
FERRY = ARTICLES["ferry.md"].encode()


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


def known(corpus: Path) -> list[Article]:
    found = [read(path, name)[0] for name, path in find_files(corpus)[0]]
    return [reading.article for readings in found for reading in readings]


def take(uploads: Uploads, corpus: Path, name: str = "bridge.md", content: bytes = TEXT) -> Upload:
    return uploads.take("7", name, content, Adder(corpus, known(corpus), TODAY))


def keep(uploads: Uploads, corpus: Path, *, anyway: bool = False) -> list[str] | None:
    kept = uploads.keep("7", Adder(corpus, known(corpus), TODAY, force=anyway))
    return None if kept is None else [added.name for added in kept.added]


def test_a_file_waits_and_is_kept_without_overwriting(uploads: Uploads, articles: Path) -> None:
    before = (articles / "ferry.md").rename(articles / "bridge.md").read_bytes()
    upload = take(uploads, articles)
    assert [(found.article.text, same) for found, same in upload.found] == [(TEXT.decode().strip(), None)]
    assert keep(uploads, articles) == ["bridge-2.md"]
    assert (articles / "bridge-2.md").read_text().endswith(f"---\n{TEXT.decode()}")
    assert (articles / "bridge.md").read_bytes() == before
    assert keep(uploads, articles) is None
    assert not list(articles.glob(".*"))


@pytest.mark.parametrize(
    ("name", "content", "original"),
    [
        ("a.html", files.PAGE.replace("herald.example", "other.example").encode(), False),
        ("a.pdf", files.pdf([["The bridge opened on Friday, he said."]], title="Bridge"), True),
        ("a.docx", files.docx("The bridge opened on Friday, he said.", title="Bridge"), True),
        ("a.epub", files.epub("<p>The bridge opened on Friday, he said.</p>", title="Bridge"), True),
        ("a.eml", files.MAIL, False),
        ("a.json", b'[{"title": "Bridge", "text": "The bridge opened on Friday, he said."}]', False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_form_is_kept_with_the_original_that_the_command_line_keeps(
    uploads: Uploads, articles: Path, name: str, content: bytes, original: bool
) -> None:
    assert take(uploads, articles, name, content).found
    (made,) = keep(uploads, articles) or [""]
    assert read(articles / made, made)[0][0].article.text
    beside = articles / ".originals" / f"{Path(made).stem}{Path(name).suffix}"
    assert (beside.read_bytes() if original else None) == (content if original else None)


def test_a_feed_is_read_but_what_it_links_to_is_not_fetched(uploads: Uploads, articles: Path) -> None:
    upload = take(uploads, articles, "news.rss", files.RSS.format(base="https://other.example").encode())
    assert [found.article.title for found, _ in upload.found] == ["Ferry runs late"]
    (skip,) = upload.skipped
    assert skip.name == "https://other.example/library"
    assert "links are not followed" in skip.reason


@pytest.mark.parametrize(
    ("content", "same"),
    [
        (FERRY, Known("ferry.md", by_url=True)),
        (FERRY.replace(b"/ferry\n", b"/other\n"), Known("ferry.md", by_url=False)),
        (TEXT, None),
    ],
    ids=["address", "text", "neither"],
)
def test_what_is_there_already_is_told_and_kept_only_if_that_is_wanted(
    uploads: Uploads, articles: Path, content: bytes, same: Known | None
) -> None:
    assert [known for _, known in take(uploads, articles, "new.md", content).found] == [same]
    if same is None:
        assert len(keep(uploads, articles) or []) == 1
    else:
        assert keep(uploads, articles) == [], "it waits on"
        assert keep(uploads, articles, anyway=True) == ["2020-07-08-ferry-to-aberdeen-runs-late.md"]


def test_a_file_is_discarded_once(uploads: Uploads, articles: Path) -> None:
    take(uploads, articles)
    assert uploads.discard("7")
    assert not uploads.discard("7")


@pytest.mark.parametrize("number", ["8", "..", "../home", ""])
def test_no_other_folder_is_touched(uploads: Uploads, articles: Path, number: str) -> None:
    take(uploads, articles)
    assert uploads.find(number) is None
    assert not uploads.discard(number)
    assert uploads.find("7") is not None


def test_what_has_waited_for_a_day_is_gone(uploads: Uploads, articles: Path, tmp_path: Path) -> None:
    take(uploads, articles)
    assert uploads.forget_old() == 0
    then = time.time() - WAITING_SECONDS - 1
    os.utime(tmp_path / "home" / UPLOADS / "7", (then, then))
    assert uploads.find("7") is None
    assert keep(uploads, articles) is None
    assert Uploads(tmp_path / "home").forget_old() == 1, "by another run of the bot, too"
    assert not list((tmp_path / "home" / UPLOADS).iterdir())


def test_what_is_no_article_is_not_left_lying(uploads: Uploads, articles: Path) -> None:
    upload = take(uploads, articles, "a.xyz")
    assert not upload.found
    assert str(upload.skipped[0]).startswith("a.xyz: .xyz is not read")
    assert uploads.find("7") is None


def test_the_first_article_makes_the_folder(uploads: Uploads, tmp_path: Path) -> None:
    adder = adder_for(tmp_path / "new", None)
    uploads.take("7", "bridge.md", TEXT, adder)
    kept = uploads.keep("7", adder)
    assert kept is not None
    assert [added.name for added in kept.added] == ["bridge.md"]


def test_a_corpus_of_one_file_takes_no_more(articles: Path) -> None:
    with pytest.raises(SettingError, match="is a file"):
        adder_for(articles / "ferry.md", None)


def test_removed_files_are_set_aside_with_their_originals(articles: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for number in (1, 2):
        (articles / "a.md").write_text(str(number))
        (articles / ".originals").mkdir(exist_ok=True)
        (articles / ".originals" / "a.pdf").write_bytes(b"%PDF")
        set_aside(articles, "a.md", home)
        assert not list((articles / ".originals").iterdir())
    assert sorted(path.name for path in (home / REMOVED).iterdir()) == ["a-2.md", "a-2.pdf", "a.md", "a.pdf"]
