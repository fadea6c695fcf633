"""What a person names → articles, whatever lies there."""

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.fetching import Fetcher
from corpus.forms.convert import Converter
from corpus.gathering import Gatherer
from corpus.listing import NotNowError
from corpus.making import Found
from corpus.readers import Skipped
from corpus.responses import Fetched, FetchError
from corpus.whole_file import whole_bytes
from tests.corpus.forms import files

BASE = "https://herald.example"


class Served(Fetcher):
    """Pages that need no network."""

    def __init__(self, pages: dict[str, Fetched]) -> None:
        super().__init__()
        self.pages = pages

    def fetch(self, url: str) -> Fetched:
        if url not in self.pages:
            raise FetchError("the server answers 404")
        return self.pages[url]


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter() as made:
        yield made


@pytest.fixture
def pages() -> dict[str, Fetched]:
    return {}


@pytest.fixture
def gatherer(converter: Converter, pages: dict[str, Fetched], tmp_path: Path, monkeypatch) -> Gatherer:
    monkeypatch.chdir(tmp_path)
    return Gatherer(converter, Served(pages), io.BytesIO(b""))


def articles(gatherer: Gatherer, what: str) -> list[Found]:
    found = list(gatherer.gather(what))
    assert all(isinstance(each, Found) for each in found), found
    return [each for each in found if isinstance(each, Found)]


def reason(gatherer: Gatherer, what: str) -> str:
    (skip,) = gatherer.gather(what)
    assert isinstance(skip, Skipped)
    assert "\n" not in skip.reason
    return skip.reason


def test_files(gatherer: Gatherer) -> None:
    Path("a.html").write_text(files.PAGE)
    Path("b.pdf").write_bytes(files.pdf([["The ferry to Aberdeen was late."], ["Moss blamed the fog."]]))
    Path("c.docx").write_bytes(files.docx("The ferry to Aberdeen was late on Monday.", title="Ferries"))
    (page,) = articles(gatherer, "a.html")
    assert page.article.text == files.FERRY
    assert (page.article.title, page.article.publisher) == ("Ferry runs late", "The Herald")
    assert page.original is None
    (pdf,) = articles(gatherer, "b.pdf")
    assert pdf.original is not None
    assert (pdf.original.suffix, len(pdf.article.pages)) == (".pdf", 2)
    assert [found.article.title for found in articles(gatherer, "*.docx")] == ["Ferries"]


def test_records_and_plain_text(gatherer: Gatherer) -> None:
    Path("a.jsonl").write_text('{"title": "A", "body": "The ferry was late on Monday."}\n{"title": "B"}\n')
    skipped, found = gatherer.gather("a.jsonl")
    assert isinstance(skipped, Skipped)
    assert isinstance(found, Found)
    assert (found.article.title, found.suffix) == ("A", ".md")
    Path("b.txt").write_text("---\ntitle: B\n---\nThe ferry was late on Monday.")
    assert [(each.article.title, each.suffix) for each in articles(gatherer, "b.txt")] == [("B", ".txt")]


def test_folder(gatherer: Gatherer) -> None:
    for name in ("n/b.txt", "n/sub/a.eml", "n/.hidden.txt", "n/README.md", "n/c.png"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(files.MAIL)
    found = list(gatherer.gather("n"))
    assert [type(each).__name__ for each in found] == ["Found", "Skipped", "Found", "Skipped"]
    assert str(found[3]) == "n/README.md: taken for a note, as its name is; rename it if it is an article"
    assert str(found[1]).startswith("n/c.png: .png is not read; ")


def test_stdin(converter: Converter) -> None:
    def read(data: bytes) -> list[object]:
        return list(Gatherer(converter, Served({}), io.BytesIO(data)).gather("-"))

    (text,) = read(b"The ferry to Aberdeen was two hours late on Monday, it said.")
    assert isinstance(text, Found)
    assert text.article.title == "The ferry to Aberdeen was two hours late…"
    (page,) = read(files.PAGE.encode())
    assert isinstance(page, Found)
    assert page.article.title == "Ferry runs late"
    assert str(read(b" ")[0]) == "stdin: it is empty; put the article's text into it"


class TestUrls:
    def test_page(self, gatherer: Gatherer, pages: dict[str, Fetched]) -> None:
        pages[f"{BASE}/x"] = Fetched(f"{BASE}/y", files.PAGE.encode(), ".html")
        (found,) = articles(gatherer, f"{BASE}/x")
        assert found.article.url == f"{BASE}/ferry"  # its own canonical one

    def test_page_that_says_it_is_of_another_site(
        self, gatherer: Gatherer, pages: dict[str, Fetched]
    ) -> None:
        pages["https://other.example/x"] = Fetched("https://other.example/y", files.PAGE.encode(), ".html")
        (found,) = articles(gatherer, "https://other.example/x")
        assert found.article.url == "https://other.example/y"

    def test_plain_text(self, gatherer: Gatherer, pages: dict[str, Fetched]) -> None:
        pages[f"{BASE}/x"] = Fetched(f"{BASE}/x", b"The ferry was late on Monday.", ".txt")
        (found,) = articles(gatherer, f"{BASE}/x")
        assert found.article.url == f"{BASE}/x"

    def test_feed(self, gatherer: Gatherer, pages: dict[str, Fetched]) -> None:
        pages[f"{BASE}/feed"] = Fetched(f"{BASE}/feed", files.RSS.format(base=BASE).encode(), ".xml")
        text = b"<html><p>The council voted on Tuesday to close two of its five libraries.</p></html>"
        pages[f"{BASE}/library"] = Fetched(f"{BASE}/library", text, ".html")
        whole, linked = articles(gatherer, f"{BASE}/feed")
        assert whole.article.url == f"{BASE}/ferry"
        assert linked.article.publisher == whole.article.publisher == "The Herald"
        assert linked.article.title == "Council closes two libraries"

    def test_feed_that_leads_to_itself(self, gatherer: Gatherer, pages: dict[str, Fetched]) -> None:
        feed = Fetched(f"{BASE}/feed", files.RSS.format(base=BASE).encode(), ".xml")
        pages |= {f"{BASE}/feed": feed, f"{BASE}/library": feed}
        _, skipped = gatherer.gather(f"{BASE}/feed")
        assert str(skipped) == f"{BASE}/library: a feed links to it, but it is a feed itself"

    def test_long_feed(self, gatherer: Gatherer, pages: dict[str, Fetched]) -> None:
        items = "".join(f"<item><link>{BASE}/{i}</link></item>" for i in range(90))
        feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
        pages[f"{BASE}/feed"] = Fetched(f"{BASE}/feed", feed.encode(), ".xml")
        first, *rest = gatherer.gather(f"{BASE}/feed")
        assert str(first) == f"{BASE}/feed: read, but only its first 50 entries"
        assert len(rest) == 50

    def test_known_url_is_not_fetched(self, converter: Converter) -> None:
        gatherer = Gatherer(converter, Served({}), io.BytesIO(), lambda url: "it is there already")
        assert reason(gatherer, f"{BASE}/x") == "it is there already"

    def test_page_of_an_excerpt(self, converter: Converter) -> None:
        page = Fetched("https://herald.example/ferry", files.PAGE.encode(), ".html")
        feed = f'<feed><entry><link href="{page.url}"/><content>The ferry […]</content></entry></feed>'
        for is_cut, text in ((False, "The ferry […]"), (True, files.FERRY)):
            gatherer = Gatherer(
                converter,
                Served({page.url: page}),
                io.BytesIO(feed.encode()),
                is_cut=lambda _url, _text, cut=is_cut: cut,  # type: ignore[misc]
            )
            assert [found.article.text for found in articles(gatherer, "-")] == [text]

    def test_problems(self, gatherer: Gatherer) -> None:
        assert reason(gatherer, f"{BASE}/x") == "the server answers 404"

    def test_private_address(self, converter: Converter) -> None:
        gatherer = Gatherer(converter, Fetcher(), io.BytesIO())
        assert "no public address" in reason(gatherer, "http://localhost/")
        assert reason(gatherer, "file:///etc/passwd") == "only http and https URLs are fetched"


class TestHostileFiles:
    def test_fifo(self, gatherer: Gatherer) -> None:
        os.mkfifo("a.pdf")
        assert "no regular file" in reason(gatherer, "a.pdf")

    def test_device(self, gatherer: Gatherer) -> None:
        Path("a.html").symlink_to("/dev/zero")
        assert "no regular file" in reason(gatherer, "a.html")

    def test_sparse_file(self, gatherer: Gatherer) -> None:
        for name in ("a.pdf", "b.txt"):
            with Path(name).open("wb") as file:
                file.truncate(100_000_000_000)
            assert reason(gatherer, name).startswith("it has 100,000.0 MB, and")

    def test_links(self, gatherer: Gatherer) -> None:
        Path("a.txt").symlink_to("b.txt")
        Path("b.txt").symlink_to("a.txt")
        assert "leads back to itself" in reason(gatherer, "a.txt")

    @pytest.mark.parametrize(
        "name", ["a\nb.txt", "a\x1b[2J.txt", "\u202etxt.a.txt", "x" * 240 + ".txt", "-.txt"]
    )
    def test_names(self, gatherer: Gatherer, name: str) -> None:
        Path(name).write_text("The ferry was late on Monday, the company said.")
        (found,) = articles(gatherer, f"./{name}")
        assert found.article.text == "The ferry was late on Monday, the company said."

    @pytest.mark.parametrize("name", ["x" * 300, "a\0b", "[", "**/[", "\udcff.txt", "~nobody-x/a"])
    def test_names_of_nothing(self, gatherer: Gatherer, name: str) -> None:
        assert reason(gatherer, name)

    def test_name_that_is_no_utf8(self, gatherer: Gatherer) -> None:
        Path("n").mkdir()
        Path(os.fsdecode(b"n/\xff.txt")).write_text("The ferry was late on Monday, the company said.")
        assert len(list(gatherer.gather("n"))) == 1

    def test_file_that_is_gone_meanwhile(self, gatherer: Gatherer) -> None:
        Path("n").mkdir()
        for name in "ab":
            Path(f"n/{name}.txt").write_text("The ferry was late on Monday, the company said.")
        found = gatherer.gather("n")
        next(found)
        Path("n/b.txt").unlink()
        assert [str(each) for each in found] == ["n/b.txt: there is no such file or folder"]

    def test_file_that_changes_while_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"x" * 1_000_000)
        done = threading.Event()

        def grow() -> None:
            while not done.is_set():
                with path.open("ab") as file:
                    file.write(b"y" * 1_000)

        writer = threading.Thread(target=grow)
        writer.start()
        try:
            for _ in range(20):
                try:
                    assert len(whole_bytes(path, 1_000_000_000)) >= 1_000_000
                except NotNowError as error:
                    assert "changes while it is read" in str(error)  # noqa: PT017
        finally:
            done.set()
            writer.join()

    def test_file_that_shrinks_while_it_is_read(self, tmp_path: Path, monkeypatch) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"x" * 100)
        states = iter(range(100))
        before = os.fstat

        def fstat(descriptor: int) -> os.stat_result:
            os.truncate(path, 90 - next(states))
            return before(descriptor)

        monkeypatch.setattr("corpus.whole_file.os.fstat", fstat)
        with pytest.raises(NotNowError, match="changes while it is read"):
            whole_bytes(path, 1_000)
