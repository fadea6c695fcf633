"""Each form → its text, and what it says of itself."""

import datetime

import pytest

from corpus.forms.blocks import block_text, markup_text
from corpus.forms.converted import MAX_ENTRIES, Converted, FormError
from corpus.forms.docx import read_docx
from corpus.forms.epub import read_epub
from corpus.forms.feed import read_feed
from corpus.forms.html import read_html
from corpus.forms.mail import read_mail
from corpus.forms.pdf import pages_text, read_pdf
from corpus.forms.suffixes import suffix_of
from tests.corpus.forms import files

DAY = datetime.date(2020, 7, 8)


def only(found: list[Converted]) -> Converted:
    (article,) = found
    return article


def test_page_of_a_site() -> None:
    page = only(read_html(files.PAGE.encode()))
    assert (page.title, page.publisher, page.author) == ("Ferry runs late", "The Herald", "Jane Doe")
    assert (page.published, page.url) == (DAY, "https://herald.example/ferry")
    assert [line for line in page.text.split("\n") if line][-2:] == files.FERRY.split("\n")
    assert "Terms of use" not in page.text


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_page_in_its_own_encoding(encoding: str) -> None:
    markup = files.PAGE.replace("<title>", f'<meta charset="{encoding}"><title>').replace("Moss", "Möß")
    assert "Captain Möß blamed" in only(read_html(markup.encode(encoding))).text


def test_page_without_an_article() -> None:
    with pytest.raises(FormError, match="no article is found in this page"):
        read_html(b"<html><body><script>1</script></body></html>")


def test_encoding_by_the_xml_declaration() -> None:
    assert markup_text('<?xml version="1.0" encoding="latin-1"?><p>é</p>'.encode("latin-1")) == "<p>é</p>"


def test_blocks() -> None:
    markup = "<h1>A</h1>b<!-- x --> c<script>no</script> d<p>e <b>f</b>\ng<br>h</p><ul><li>i<li>j</ul>"
    assert block_text(markup) == "A\n\nb c d\n\ne f\n\ng\n\nh\n\ni\n\nj"
    assert block_text(" ") == block_text("<!-- -->") == ""


class TestPdf:
    def test_pages_are_told_apart(self) -> None:
        data = files.pdf([["One sentence.", "", "Two."], ["Three."]], title="Ferries")
        article = only(read_pdf(data))
        assert article.title == "Ferries"
        assert article.text == "One sentence.\n\nTwo.\n\n\fThree."

    def test_a_name_of_a_file_is_no_title(self) -> None:
        assert only(read_pdf(files.pdf([["Text."]], title="Microsoft Word - a.doc"))).title is None

    def test_lines_are_joined_to_paragraphs(self) -> None:
        pages = [
            [
                "Herald 8 July",
                "The ferry to Aberdeen was two hours late on Mon-",
                "day, the company said in a short state-",
            ],
            [
                "Herald 8 July",
                "ment. It was the third time.",
                "Captain Moss blamed the fog over the harbour and",
                "left.",
            ],
            ["Herald 8 July", "A third page has a paragraph of its own as well.", "12"],
        ]
        assert pages_text(pages) == (
            "The ferry to Aberdeen was two hours late on Monday, the company said in a short statement. "
            "It was the third time.\n\n\fCaptain Moss blamed the fog over the harbour and left.\n\n"
            "\fA third page has a paragraph of its own as well."
        )

    def test_text_without_a_stop_keeps_its_pages(self) -> None:
        """And lines that are alike on every page are a table, but for the first two and the last two."""
        line = "The ferry was late on Monday morning, the company said in a long"
        pages = [[f"{line} {number}"] * 10 for number in range(8)]
        text = pages_text(pages)
        assert text.count(line) == 8 * 6
        assert text.count("\f") == 6

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "no PDF that can be read"),
            (b"%PDF-1.7 and nothing", "no PDF that can be read"),
            (files.pdf([[""]]), "pictures"),
            (files.pdf([["x"]], kids="4 0 R " * 1_001).replace(b"/Count 1", b"/Count 1001"), "1,001 pages"),
        ],
    )
    def test_problems(self, data: bytes, words: str) -> None:
        with pytest.raises(FormError, match=words):
            read_pdf(data)


def test_docx() -> None:
    data = files.docx(
        "The ferry was  late.", "", "Moss blamed\nthe fog.", title="Ferries", table=[["a", "b"]]
    )
    article = only(read_docx(data))
    assert (article.title, article.author) == ("Ferries", None)
    assert article.text == "The ferry was late.\n\nMoss blamed\n\nthe fog.\n\na b"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", files.packed({"a": b"b"}), files.docx("x")[:-200]])
def test_damaged_docx(data: bytes) -> None:
    with pytest.raises(FormError, match="damaged"):
        read_docx(data)


def test_epub() -> None:
    article = only(read_epub(files.epub("<h1>One</h1><p>The ferry.</p>", "<p>The fog.</p>")))
    assert article == Converted(
        "One\n\nThe ferry.\n\nThe fog.", "Ferries", "The Herald Press", "Jane Doe", DAY
    )


@pytest.mark.parametrize(
    "data", [b"", files.packed({"a": b"b"}), files.packed({"META-INF/container.xml": b"<"})]
)
def test_damaged_epub(data: bytes) -> None:
    with pytest.raises(FormError, match="damaged"):
        read_epub(data)


def test_a_page_that_an_archive_keeps_is_of_its_own_site() -> None:
    kept = "https://web.archive.org/web/20200709101112/http://www.ferry.example:80/late.html"
    page = f'''<html><head><title>Late</title><link rel="canonical" href="{kept}"></head><body><h1>Late</h1>
        <p class="byline">Posted 2020/07/08</p><p>{files.FERRY}</p></body></html>'''
    article = only(read_html(page.encode()))
    assert (article.publisher, article.author) == ("ferry.example", None)
    assert (article.url or "").endswith("www.ferry.example:80/late.html")


def test_mail() -> None:
    article = only(read_mail(files.MAIL))
    assert article.text.strip() == "The ferry to Aberdeen was two hours late on Monday."
    assert (article.title, article.author, article.published) == ("Ferry runs late – again", "Jane Doe", DAY)


NEWSLETTER = "By Jane Roe\n\nThe ferry to Aberdeen was two hours late on Monday, the company said."


@pytest.mark.parametrize(
    ("sender", "subject", "text", "told"),
    [
        ("Daily Ferry <news@ferry.example>", "Late", NEWSLETTER, ("Late", "Daily Ferry", "Jane Roe", DAY)),
        (
            "Marge <marge@mailbox.example>",
            "Fwd: Ferry late again",
            "FYI\n\nBegin forwarded message:\n\n> From: Daily Ferry <news@ferry.example>\n"
            "> Date: July 6, 2020\n> Subject: Ferry late again\n>\n"
            + "".join(f"> {line}\n" for line in NEWSLETTER.split("\n")),
            ("Ferry late again", None, "Jane Roe", datetime.date(2020, 7, 6)),
        ),
    ],
)
def test_a_newsletter(sender: str, subject: str, text: str, told: tuple[object, ...]) -> None:
    head = f"From: {sender}\nSubject: {subject}\nDate: Wed, 08 Jul 2020 10:00:00 +0200\n\n"
    article = only(read_mail((head + text).encode()))
    assert (article.title, article.publisher, article.author, article.published) == told


def test_mail_in_html_only() -> None:
    data = b"Subject: x\r\nContent-Type: text/html\r\n\r\n<p>The ferry.</p><style>p {}</style><p>The fog.</p>"
    assert only(read_mail(data)).text == "The ferry.\n\nThe fog."


@pytest.mark.parametrize("data", [b"", b"Content-Type: image/png\r\n\r\nx"])
def test_mail_without_text(data: bytes) -> None:
    with pytest.raises(FormError, match="no text"):
        read_mail(data)


class TestFeed:
    def test_rss(self) -> None:
        whole, linked = read_feed(files.RSS.format(base="https://herald.example").encode())
        assert (whole.title, whole.publisher, whole.published) == ("Ferry runs late", "The Herald", DAY)
        assert whole.text.endswith("\n\nCaptain Moss blamed the fog that lay over the harbour.")
        assert (linked.text, linked.url) == ("", "https://herald.example/library")

    def test_atom(self) -> None:
        entry = only(read_feed(files.ATOM.encode()))
        assert (entry.text, entry.author) == ("The ferry was late on Monday, the company said.", "Jane Doe")

    def test_many_entries(self) -> None:
        items = "".join(f"<item><link>https://herald.example/{i}</link></item>" for i in range(90))
        feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
        assert len(read_feed(feed.encode())) == MAX_ENTRIES + 1

    @pytest.mark.parametrize(
        "data", [b"", b"<a/>", b"file:///etc/passwd", b"http://127.0.0.1/", b'<rss version="2.0"/>']
    )
    def test_no_feed(self, data: bytes) -> None:
        with pytest.raises(FormError, match="feed"):
            read_feed(data)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (files.PAGE.encode(), ".html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html/>', ".html"),
        (files.pdf([["x"]]), ".pdf"),
        (files.docx("x"), ".docx"),
        (files.epub("x"), ".epub"),
        (files.MAIL, ".eml"),
        (files.RSS.encode(), ".xml"),
        (files.ATOM.encode(), ".xml"),
        (b"---\ntitle: x\n---\nA ferry.", ".txt"),
        (b"Note: one\nMore: two\nLast: three\n\nno mail", ".txt"),
        (b"", ".txt"),
    ],
)
def test_forms_are_told_by_their_content(data: bytes, suffix: str) -> None:
    assert suffix_of(data) == suffix
