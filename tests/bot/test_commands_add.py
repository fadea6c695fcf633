"""`footnote add` and `footnote remove`."""

import datetime
import json
from pathlib import Path

import pytest

from bot.adding import Adder
from corpus.article import Article
from corpus.filing import Original
from corpus.making import Found
from corpus.readers import read
from corpus.responses import Fetched, FetchError
from tests.conftest import ARTICLES
from tests.corpus.forms import files

PAGE = files.PAGE.replace("herald.example/ferry", "herald.example/2020/late")
TODAY = datetime.datetime.now(datetime.UTC).date()
FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title><entry>
<title>Ferry runs late</title><link href="https://herald.example/2020/late"/>
<content>The ferry to Aberdeen was two hours late on Monday, the company […]</content></entry></feed>"""
ADDED = "added 2020-07-08-ferry-runs-late.md · The Herald · 8 July 2020 · 32 words\n"


@pytest.fixture
def page(workplace: Path) -> str:
    (workplace / "page.html").write_text(PAGE)
    return "page.html"


class TestAdd:
    def test_page(self, run, page, articles):
        result = run("add", page)
        assert (result.exit_code, result.stdout, result.stderr) == (0, ADDED, "")
        text = (articles / "2020-07-08-ferry-runs-late.md").read_text()
        assert text.startswith("---\ntitle: Ferry runs late\npublisher: The Herald\nauthor: Jane Doe\n")
        assert f"retrieved: {TODAY}\n" in text
        assert "2020-07-08-ferry-runs-late.md" in run("sources").stdout
        assert run("index").stdout.startswith("nothing changed")

    def test_twice(self, run, page):
        run("add", page)
        result = run("add", page)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "footnote: page.html: it is there already: 2020-07-08-ferry-runs-late.md\n"

    def test_same_text_elsewhere(self, run, page, workplace):
        run("add", page)
        copy = PAGE.replace("herald.example", "other.example").replace("waited.", "waited there.")
        (workplace / "copy.html").write_text(copy)
        result = run("add", "copy.html")
        assert result.exit_code == 1
        assert (
            result.stderr == "footnote: copy.html: its text is there already: 2020-07-08-ferry-runs-late.md\n"
        )

    def test_twice_in_one_go(self, run, page):
        result = run("add", page, page)
        assert (result.exit_code, result.stdout) == (1, ADDED)

    def test_json(self, run, page, workplace):
        (workplace / "bad.txt").write_bytes(b"\x00" * 50)
        result = run("add", page, page, "bad.txt", "--json")
        assert (result.exit_code, result.stderr) == (1, "")
        added, twice, bad = (json.loads(line) for line in result.stdout.splitlines())
        assert added == {
            "what": "page.html",
            "status": "added",
            "reason": None,
            "article": "2020-07-08-ferry-runs-late.md",
            "title": "Ferry runs late",
            "publisher": "The Herald",
            "author": "Jane Doe",
            "published": "2020-07-08",
            "url": "https://herald.example/2020/late",
        }
        reason = "it is there already: 2020-07-08-ferry-runs-late.md"
        assert twice == {"what": "page.html", "status": "left out", "reason": reason, "article": "page.html"}
        assert (bad["what"], bad["status"]) == ("bad.txt", "left out")
        assert bad["reason"].startswith("it is binary")

    def test_force(self, run, page):
        run("add", page)
        result = run("add", "--force", page)
        assert (result.exit_code, result.stdout) == (0, ADDED.replace("late.md", "late-2.md"))

    def test_changed_page(self, run, page, workplace, articles):
        run("add", page)
        path = articles / "2020-07-08-ferry-runs-late.md"
        (workplace / page).write_text(PAGE.replace("waited.", "waited for hours."))
        left_out = run("add", page)
        assert (left_out.exit_code, left_out.stdout) == (1, "")
        assert left_out.stderr == (
            f"footnote: page.html: it is there already, with another text: {path.name}; "
            "footnote add --update takes the new one\n"
        )
        found = json.loads(run("search", "--json", "ferry waited").stdout)["passages"]
        before = next(passage for passage in found if passage["article"] == path.name)
        updated = run("add", "--update", page)
        assert (updated.exit_code, updated.stderr) == (0, "")
        assert updated.stdout == ADDED.replace("added", "updated").replace("32 words", "34 words")
        assert "waited for hours." in path.read_text()
        assert [each.name for each in articles.glob("*late*")] == [path.name]
        assert "waited." in run("show", before["passage"]).stdout
        assert run("add", "--update", page).stderr.endswith(f"it is there already: {path.name}\n")

    def test_update_keeps_what_is_not_told_now(self, run, page, workplace, articles):
        run("add", page)
        dateless = PAGE.replace("article:published_time", "x").replace("waited.", "waited for hours.")
        (workplace / page).write_text(dateless)
        assert run("add", "--update", page).exit_code == 0
        text = (articles / "2020-07-08-ferry-runs-late.md").read_text()
        assert "published: 2020-07-08\n" in text
        assert "waited for hours." in text

    def test_update_by_a_feed_that_has_excerpts(self, run, page, workplace, articles, monkeypatch):
        run("add", page)
        changed = PAGE.replace("waited.", "waited for hours.").encode()
        monkeypatch.setattr("corpus.fetching.Fetcher.fetch", lambda _, url: Fetched(url, changed, ".html"))
        (workplace / "feed.xml").write_text(FEED)
        assert "updated" in run("add", "--update", "feed.xml").stdout
        assert "waited for hours." in (articles / "2020-07-08-ferry-runs-late.md").read_text()

    def test_update_leaves_what_others_wrote(self, run, page, workplace, articles):
        run("add", page)
        path = articles / "2020-07-08-ferry-runs-late.md"
        own = path.read_text().replace(f"retrieved: {TODAY}\n", "").replace("waited.", "waited, she said.")
        path.write_text(own)
        result = run("add", "--update", page)
        assert (result.exit_code, path.read_text()) == (1, own)
        assert f"{path.name} is not of footnote add's making: edit that" in result.stderr

    def test_update_of_an_original(self, tmp_path):
        def taken(text: str) -> str:
            article = Article("x", "Ferries", text, url="https://herald.example/a.pdf")
            return str(*adder.take([Found(article, original=Original(".pdf", text.encode()))]))

        adder = Adder(tmp_path, [], TODAY, update=True)
        assert taken("It was late.") == "added ferries.md · 3 words"
        assert taken("It was on time.") == "updated ferries.md · 4 words"
        assert (tmp_path / ".originals/ferries.pdf").read_text() == "It was on time."

    def test_original(self, run, workplace, articles):
        (workplace / "a.pdf").write_bytes(
            files.pdf([["The ferry was late on Monday, it said."]], title="Ferries")
        )
        assert run("add", "a.pdf").stdout == "added ferries.md · 8 words\n"
        assert (articles / ".originals/ferries.pdf").exists()
        assert "original: .originals/ferries.pdf\n" in (articles / "ferries.md").read_text()
        assert run("index").stderr == ""
        assert run("remove", "--yes", "ferries.md").stdout == "removed ferries.md\n"
        assert list((articles / ".originals").iterdir()) == []

    def test_pages_of_a_pdf(self, run, workplace, articles):
        pages = [["The ferry was late on Monday."], ["Captain Moss blamed the fog that lay there."]]
        (workplace / "a.pdf").write_bytes(files.pdf(pages, title="Ferries"))
        run("add", "a.pdf")
        article = read(articles / "ferries.md", "ferries.md")[0][0].article
        assert article.page_at(article.text.index("Moss")) == 2
        assert json.loads(run("search", "--json", "Moss fog").stdout)["passages"]

    def test_many(self, run, page, workplace):
        (workplace / "n").mkdir()
        (workplace / "n/a.eml").write_bytes(files.MAIL)
        (workplace / "n/b.docx").write_bytes(b"PK\x03\x04 and no more")
        result = run("add", "n", "*.html", "absent.txt")
        assert result.exit_code == 1
        assert result.stdout == (
            "added 2020-07-08-ferry-runs-late-again.md · 8 July 2020 · 10 words\n" + ADDED
        )
        assert result.stderr == (
            "footnote: n/b.docx: it is damaged: the archive inside cannot be opened\n"
            "footnote: absent.txt: there is no such file or folder\n"
        )

    def test_stdin(self, run):
        result = run("add", "-", stdin="The mayor of Leith opened a bridge on Sunday, she said.")
        assert result.stdout == "added the-mayor-of-leith-opened-a-bridge-on.txt · 11 words\n"

    def test_into_an_empty_folder(self, run, page, workplace, monkeypatch):
        monkeypatch.setenv("FOOTNOTE_CORPUS", "new/folder")
        assert run("add", page).stdout == ADDED
        assert len(run("sources").stdout.splitlines()) == 1

    def test_corpus_that_is_a_file(self, run, page, articles):
        result = run("add", page, "--corpus", str(articles / "ferry.md"))
        assert result.exit_code == 2
        assert "ferry.md is a file; name a folder" in result.stderr

    def test_url(self, run, monkeypatch):
        def fetch(self, url):
            if url.endswith("ferry"):
                return Fetched(url, PAGE.encode(), ".html")
            raise FetchError("the server answers 404")

        monkeypatch.setattr("corpus.fetching.Fetcher.fetch", fetch)
        result = run("add", "https://herald.example/other/ferry", "https://herald.example/x")
        assert result.stdout == ADDED
        assert result.stderr == "footnote: https://herald.example/x: the server answers 404\n"
        again = run("add", "http://www.herald.example/2020/late/?utm_source=feed")
        assert "it is there already" in again.stderr

    def test_address_on_this_machine(self, run):
        result = run("add", "http://127.0.0.1:1/")
        assert result.exit_code == 1
        assert "no public address" in result.stderr

    def test_names_cannot_command_the_terminal(self, run, workplace):
        (workplace / "a\x1b[2J\nb.html").write_text(PAGE.replace("runs late", "\u202egnp\x1b]0;x\x07"))
        result = run("add", "a\x1b[2J\nb.html")
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output
        assert result.output.count("\n") == 1


class TestRemove:
    def test_it_is_gone_from_folder_and_index(self, run, articles):
        run("index")
        result = run("remove", "--yes", "ferry.md", str(articles / "storm.md"))
        assert (result.exit_code, result.stdout) == (0, "removed ferry.md\nremoved storm.md\n")
        assert sorted(path.name for path in articles.iterdir()) == ["library.md"]
        assert len(run("sources").stdout.splitlines()) == 1

    def test_nothing_of_it_is_kept(self, run, articles, workplace):
        run("index")
        (articles / "ferry.md").write_text(ARTICLES["ferry.md"].replace("Moss", "Ross"))
        run("index")
        run("remove", "--yes", "ferry.md")
        left = [path for path in workplace.rglob("*") if path.is_file()]
        assert len(list((workplace / ".footnote" / "generations").iterdir())) == 1
        assert not [path for path in left if b"blamed the fog" in path.read_bytes()]

    def test_nobody_to_ask(self, run, articles):
        result = run("remove", "ferry.md")
        assert result.exit_code == 2
        assert result.stderr == "footnote: nobody can be asked whether to delete them; say so with --yes\n"
        assert (articles / "ferry.md").exists()

    @pytest.mark.parametrize(("answer", "gone"), [("y\n", True), ("n\n", False), ("\n", False)])
    def test_asks(self, run, articles, monkeypatch, answer, gone):
        monkeypatch.setattr("bot.commands.remove.is_terminal", lambda: True)
        result = run("remove", "ferry.md", stdin=answer)
        assert "Delete 1 article (ferry.md)?" in result.stderr
        assert (articles / "ferry.md").exists() is not gone
        assert result.exit_code == (0 if gone else 1)

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("fery.md", "did you mean ferry.md"),
            ("../secret.md", "no article's file is called that"),
            ("/etc/passwd", "no article's file is called that"),
            ("", "footnote sources lists them"),
        ],
    )
    def test_name_of_none(self, run, articles, name, words):
        (articles.parent / "secret.md").write_text("secret")
        result = run("remove", "--yes", "storm.md", name)
        assert result.exit_code == 2
        assert words in result.stderr
        assert (articles / "storm.md").exists()
        assert (articles.parent / "secret.md").exists()

    def test_one_of_several_articles(self, run, articles):
        line = '{"title": "A", "body": "The ferry was late."}\n'
        (articles / "a.jsonl").write_text(line + line.replace("ferry", "train"))
        result = run("remove", "--yes", "a.jsonl#1")
        assert "a.jsonl holds more or other articles" in result.stderr
        assert (articles / "a.jsonl").exists()

    def test_the_only_article_of_its_file(self, run, articles):
        (articles / "a.jsonl").write_text('{"title": "A", "body": "The ferry was late."}\n')
        assert run("remove", "--yes", "a.jsonl#1").stdout == "removed a.jsonl\n"
        assert not (articles / "a.jsonl").exists()

    def test_all_until_a_day(self, run, articles):
        two = '{"title": "A", "body": "The ferry was late.", "date": "2020-07-01"}\n'
        (articles / "old.jsonl").write_text(two + two.replace("ferry", "train").replace("A", "B"))
        (articles / "mixed.jsonl").write_text(two.replace("late", "full") + two.replace("07", "08"))
        result = run("remove", "--yes", "--until", "2020-07-06")
        assert (result.exit_code, result.stdout) == (0, "removed library.md\nremoved old.jsonl\n")
        assert "left mixed.jsonl: it also holds later or undated articles" in result.stderr
        assert sorted(path.name for path in articles.iterdir()) == ["ferry.md", "mixed.jsonl", "storm.md"]
        result = run("remove", "--yes", "--until", "2020-07-06")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "nothing to delete: no article is of 2020-07-06 or earlier" in result.stderr
        assert run("remove", "--yes", "--until", "2020-07", "storm.md").exit_code == 0
        assert [path.name for path in articles.iterdir()] == ["mixed.jsonl"]

    def test_nothing_named(self, run, articles):
        result = run("remove", "--yes")
        assert result.exit_code == 2
        assert "name the files, or say --until when" in result.stderr

    def test_the_last_one(self, run, articles):
        run("index")
        result = run("remove", "--yes", "ferry.md", "storm.md", "library.md")
        assert result.exit_code == 0
        assert "no article in this folder" in result.stderr
