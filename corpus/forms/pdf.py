"""A PDF → its text, with a form feed where a page begins."""

import io
import re
from collections import Counter
from collections.abc import Iterable

from corpus.forms.converted import MAX_TEXT, Converted, FormError
from corpus.lines import ends_sentence, is_bullet, normalise

MAX_PAGES = 1_000
_REPEATED = 3  # pages that have the same first or last line: a running head
_SHORT = 0.7  # of the page's usual line: shorter lines end a paragraph
_NARROW = 30  # characters: a narrower page is no column but a list
_SENTENCE_SHORT = 0.9  # likewise for those that end a sentence
_JUNK_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document\d*|.*\.(?:docx?|pdf|indd|qxd|rtf|tex))\b", re.IGNORECASE
)
_HYPHEN = re.compile(r"[^\W\d_]-$")


def read_pdf(data: bytes) -> list[Converted]:
    """The PDF's text as one article. Raises FormError."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FormError("it is locked with a password; save it without one")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise FormError(f"it has {count:,} pages, and {MAX_PAGES:,} is the most; split it")
        pages = _page_lines(page.extract_text() for page in reader.pages)
        about = reader.metadata
    except PyPdfError as error:
        raise FormError("it is no PDF that can be read; is it damaged?") from error
    text = pages_text(pages)
    if not text.strip():
        raise FormError("its pages hold no text but pictures; put it through OCR, such as ocrmypdf")
    title = normalise(str(about.title)) if about and about.title else ""
    author = normalise(str(about.author)) if about and about.author else ""
    return [Converted(text, title=None if _JUNK_TITLE.match(title) else title or None, author=author or None)]


def _page_lines(texts: Iterable[str]) -> list[list[str]]:
    pages: list[list[str]] = []
    size = 0
    for text in texts:
        size += len(text)
        if size > MAX_TEXT:
            raise FormError(f"it has more than {MAX_TEXT:,} characters; split it")
        pages.append([normalise(line) for line in text.replace("\f", "\n").split("\n")])
    return pages


def pages_text(pages: list[list[str]]) -> str:
    """Pages of lines → paragraphs; one that crosses pages is whole, and of the page on which it begins."""
    heads = _running_heads(pages)
    paragraphs: list[tuple[int, str]] = []  # page number, text
    going_on = False
    for number, page in enumerate(pages, 1):
        lines = page[:]
        for end in (0, -1):
            while lines and (not lines[end] or _head(lines[end]) in heads):
                lines.pop(end)
        usual = _usual_width(lines)
        for line in lines:
            if not line:
                going_on = False
                continue
            if going_on and not is_bullet(line):
                page_of, before = paragraphs.pop()
                paragraphs.append((page_of, _joined(before, line)))
            else:
                paragraphs.append((number, line))
            share = len(line) / usual
            going_on = share >= (_SENTENCE_SHORT if ends_sentence(line) else _SHORT)
        going_on = going_on and bool(lines) and not ends_sentence(lines[-1])
    return _with_feeds(paragraphs)


def _with_feeds(paragraphs: list[tuple[int, str]]) -> str:
    parts = []
    before = 1
    for number, paragraph in paragraphs:
        parts.append("\f" * (number - before) + paragraph)
        before = number
    return "\n\n".join(parts)


def _joined(before: str, after: str) -> str:
    if _HYPHEN.search(before) and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"


def _usual_width(lines: list[str]) -> int:
    """Three quarters of the lines are shorter: the width of the column."""
    widths = sorted(len(line) for line in lines if line)
    return max(_NARROW, widths[len(widths) * 3 // 4]) if widths else _NARROW


def _running_heads(pages: list[list[str]]) -> set[str]:
    edges: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line]
        edges.update({_head(line) for line in (full[:1] + full[-1:])})
    return {edge for edge, count in edges.items() if count >= _REPEATED or not edge.strip("#–- .|")}


def _head(line: str) -> str:
    """Without its figures: `Page 3 of 8` is the same line on each page."""
    return re.sub(r"\d+", "#", line)
