"""Files made to harm: each ends in one line, in bounded time and memory, and the next is read as ever."""

import contextlib
import io
import resource
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.decoding import NotTextError
from corpus.forms.convert import Converter
from corpus.forms.converted import FormError
from corpus.forms.suffixes import FORM_SUFFIXES, suffix_of
from corpus.forms.worker import MAX_MEMORY, READERS, converted
from tests.corpus.forms import files

STEPS = zip("abcdefghi", "bcdefghij", strict=True)
ENTITIES = '<!DOCTYPE lolz [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in STEPS
)


def zeros(count: int) -> bytes:
    return b"0" * count


def lying_archive() -> bytes:
    """Its parts unpack to more than they tell."""
    data = bytearray(files.epub("<p>" + "The ferry was late. " * 10_000 + "</p>"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("OEBPS/c 0.xhtml").file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def looped_pdf() -> bytes:
    return files.pdf([["x"]], kids="2 0 R")


HOSTILE = {
    "zip bomb in .docx": (".docx", lambda: files.packed({"word/document.xml": zeros(200_000_000)})),
    "zip bomb in .epub": (".epub", lambda: files.epub("x", extra={"OEBPS/z": zeros(200_000_000)})),
    "archive of many parts": (".docx", lambda: files.packed({f"p{i}": b"" for i in range(6_000)})),
    "archive that lies": (".epub", lying_archive),
    "path out of the archive": (".epub", lambda: files.packed({
        "META-INF/container.xml": files.CONTAINER.replace("OEBPS/book.opf", "../../etc/passwd").encode()})),
    "pdf of 10,000 pages": (
        ".pdf", lambda: files.pdf([["x"]], kids="4 0 R " * 10_000).replace(b"/Count 1", b"/Count 10000")),
    "pdf with a loop": (".pdf", looped_pdf),
    "pdf that unpacks to much": (".pdf", lambda: files.pdf_with_stream(zeros(300_000_000))),
    "entity bomb as a feed": (".xml", lambda: (
        ENTITIES + ']><rss version="2.0"><channel><item><title>&j;</title></item></channel></rss>').encode()),
    "entity bomb in .docx": (".docx", lambda: files.packed({
        "[Content_Types].xml": (ENTITIES + "]><Types>&j;</Types>").encode()})),
    "feed of a foreign file": (".xml", lambda: (
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        b"<item><title>&x;</title></item></channel></rss>")),
    "entity bomb in .epub": (".epub", lambda: files.epub("x", title="&j;", doctype=ENTITIES + "]>")),
    "nothing": (".html", lambda: b""),
}  # fmt: skip


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter() as made:
        yield made


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_in_one_line(name: str, converter: Converter) -> None:
    suffix, make = HOSTILE[name]
    with pytest.raises(FormError) as raised:
        converter.convert(make(), suffix)
    assert 10 < len(str(raised.value)) < 120
    assert "\n" not in str(raised.value)
    assert converter.convert(files.PAGE.encode(), ".html")[0].title == "Ferry runs late"


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "font"])
def test_html_nested_deep(tag: str, converter: Converter) -> None:
    """Read or refused: the process that parses has no more than its seconds."""
    markup = f"<html><body>{f'<{tag}>' * 100_000}The ferry was late on Monday.</body></html>".encode()
    with contextlib.suppress(FormError):
        assert "ferry" in converter.convert(markup, ".html")[0].text


def test_a_book_cannot_show_a_foreign_file(converter: Converter) -> None:
    doctype = '<!DOCTYPE package [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (article,) = converter.convert(files.epub("<p>The ferry.</p>", title="&x;", doctype=doctype), ".epub")
    assert (article.text, article.title) == ("The ferry.", None)


def test_mail_nested_deep(converter: Converter) -> None:
    boundaries = [f"b{number}" for number in range(3_000)]
    data = "".join(f"Content-Type: multipart/mixed; boundary={name}\n\n--{name}\n" for name in boundaries)
    with pytest.raises(FormError):
        converter.convert(data.encode(), ".eml")


class TestWorker:
    """The process that parses is ended, and started anew."""

    def sabotaged(self, monkeypatch: pytest.MonkeyPatch, code: str, seconds: float = 20) -> Converter:
        import subprocess
        import sys

        start = subprocess.Popen

        def begin(command: list[str], **options: object) -> object:
            reader = f"w.READERS['.html'] = lambda data: {code}"
            setup = f"import time, os, corpus.forms.worker as w; {reader}; w.main()"
            return start([sys.executable, "-P", "-c", setup], **options)  # type: ignore[call-overload]

        monkeypatch.setattr("subprocess.Popen", begin)
        return Converter(seconds)

    def test_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.sabotaged(monkeypatch, "time.sleep(60)", 1) as converter:
            for _ in range(2):
                with pytest.raises(FormError, match="took longer than 1 s"):
                    converter.convert(b"x", ".html")

    def test_death(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.sabotaged(monkeypatch, "os.abort()") as converter:
            with pytest.raises(FormError, match="reading it failed"):
                converter.convert(b"x", ".html")
            assert converter.convert(files.MAIL, ".eml")

    @pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="no such limit here")
    def test_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.sabotaged(monkeypatch, f"bytearray({2 * MAX_MEMORY})") as converter:
            with pytest.raises(FormError, match="too much memory"):
                converter.convert(b"x", ".html")
            assert converter.convert(files.MAIL, ".eml")

    def test_unforeseen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with (
            self.sabotaged(monkeypatch, "1 / 0") as converter,
            pytest.raises(FormError, match="ZeroDivisionError"),
        ):
            converter.convert(b"x", ".html")

    def test_no_secret_is_handed_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", "secret")
        with (
            self.sabotaged(monkeypatch, "[][len(os.environ.get('DISCORD_TOKEN', ''))]") as converter,
            pytest.raises(FormError, match="IndexError"),
        ):
            converter.convert(b"x", ".html")


SAMPLES = (
    files.PAGE.encode(),
    files.pdf([["The ferry was late.", "Moss blamed the fog."], ["Page two."]]),
    files.docx("The ferry was late."),
    files.epub("<p>The ferry was late.</p>"),
    files.MAIL,
    files.RSS.encode(),
    files.ATOM.encode(),
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(
    sample=st.sampled_from(SAMPLES),
    edits=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 8)), max_size=12),
)
def test_fuzzed_samples(sample: bytes, edits: list[tuple[int, bytes, int]]) -> None:
    """Whatever is written over a file's bytes, there are articles or there is a foreseen problem."""
    data = bytearray(sample)
    for place, content, gone in edits:
        start = place % (len(data) + 1)
        data[start : start + gone] = content
    answer = converted(suffix_of(sample), bytes(data))
    assert ("articles" in answer) != ("problem" in answer)
    assert "\n" not in str(answer.get("problem", ""))


@FUZZ
@given(suffix=st.sampled_from(FORM_SUFFIXES), data=st.binary(max_size=300))
def test_fuzzed_bytes(suffix: str, data: bytes) -> None:
    assert "problem" in converted(suffix, data) or suffix in READERS
    suffix_of(data)


@FUZZ
@given(markup=st.text(alphabet=st.sampled_from("<>/!-&;abp \n\"'=["), max_size=200))
def test_fuzzed_markup(markup: str) -> None:
    from corpus.forms.blocks import block_text, markup_text

    block_text(markup)
    with contextlib.suppress(NotTextError):
        markup_text(markup.encode())
