"""A PDF → its text, with a form feed where a page begins."""

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable

from corpus.forms.converted import MAX_TEXT, Converted, FormError
from corpus.lines import ends_sentence, is_bullet, normalise

MAX_PAGES = 1_000
_REPEATED = 3  # pages that have the same first or last line: a running head
_SHORT = 0.7  # of the page's usual line: shorter lines end a paragraph
_HEAD_LINES = 2  # at either end of a page
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
    paragraphs: list[tuple[int, list[str]]] = []  # page number, lines
    going_on = False
    for number, page in enumerate(pages, 1):
        lines = _without_heads(page, heads)
        usual = _usual_width(lines)
        for line in lines:
            if not line:
                going_on = False
                continue
            if going_on and not is_bullet(line):
                paragraphs[-1][1].append(line)
            else:
                paragraphs.append((number, [line]))
            share = len(line) / usual
            going_on = share >= (_SENTENCE_SHORT if ends_sentence(line) else _SHORT)
        # No paragraph is of three pages: text without any stop would all be of the first.
        going_on = bool(going_on and lines and not ends_sentence(lines[-1]) and paragraphs[-1][0] == number)
    return _with_feeds(paragraphs)


def _without_heads(page: list[str], heads: set[str]) -> list[str]:
    """The page's lines without those repeated at its two ends; more than a few there are a table."""
    lines = page[:]
    for end in (0, -1):
        heads_left = _HEAD_LINES
        while lines and (not lines[end] or (heads_left and _head(lines[end]) in heads)):
            heads_left -= bool(lines.pop(end))
    return lines


def _with_feeds(paragraphs: list[tuple[int, list[str]]]) -> str:
    parts = []
    before = 1
    for number, lines in paragraphs:
        parts.append("\f" * (number - before) + _joined(lines))
        before = number
    return "\n\n".join(parts)


def _joined(lines: list[str]) -> str:
    """One paragraph; a word parted at a line's end is whole again."""
    parts: list[str] = []
    for line, after in itertools.zip_longest(lines, lines[1:]):
        parted = after is not None and _HYPHEN.search(line) and after[0].islower()
        parts.append(line[:-1] if parted else line if after is None else f"{line} ")
    return "".join(parts)


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
