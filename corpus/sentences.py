"""Where each sentence of a text starts and ends."""

import itertools
import re
from typing import NamedTuple

from corpus.languages import language_of

_ENGLISH = "en"
# Languages of which the splitter knows abbreviations, and dates such as "24. März"; with French and Polish
# it cuts more wrongly than with English.
_CODES = {"German": "de", "Spanish": "es", "Italian": "it", "Portuguese": "pt", "Dutch": "nl"}
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_BULLET = re.compile(r"[•▪●◦‣⁃*·–—-]\s+")
_WHITE_SPACE = re.compile(r"\s")
_LINE = re.compile(r"[^\n]+")
_TITLE_BEFORE = re.compile(
    r"(?:^|[\s(“\"'‘])(?:Dr|Prof|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Rev|Adm|Ald|Supt|Fr|Sec|Pres|Hon)\.$"
)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]|[•▪●◦*·–—-]+")


class Span(NamedTuple):
    """text[start:end], with no white space at either end."""

    start: int
    end: int


def sentence_spans(text: str) -> list[Span]:
    """The sentences of `text` in order; together they hold all but its white space.

    A sentence never crosses a line.
    """
    language = _CODES.get(language_of(text) or "", _ENGLISH)
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        spans += _line_spans(line.group(), line.start(), language)
    return spans


def _line_spans(line: str, offset: int, language: str) -> list[Span]:
    item = _BULLET.match(line)
    begin = item.end() if item else 0  # the splitter never cuts a line that begins with a bullet
    bounds = [begin + bound for bound in _bounds(line[begin:], language)]
    inner = [
        start + bound for start, end in _quotations(line) for bound in _bounds(line[start:end], language)
    ]
    cuts = sorted({0, len(line), *bounds, *inner})
    stripped = [_strip(line, start, end) for start, end in itertools.pairwise(cuts)]
    whole: list[Span] = []
    for span in stripped:
        if span.start == span.end:
            continue
        if whole and _belongs(line[whole[-1].start : whole[-1].end], line[span.start : span.end]):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return [Span(start + offset, end + offset) for start, end in whole]


def _bounds(text: str, language: str) -> list[int]:
    """Offsets, above 0, at which the splitter starts another sentence."""
    if not text.strip():
        return []
    # It counts white space as one byte, and panics where it is a non-breaking space.
    text = _WHITE_SPACE.sub(" ", text)
    offset = 0
    bounds = []
    for sentence in _segmented(text, language):
        start = text.find(sentence, offset)
        if start < 0:  # the splitter gave back something else than a part of the text
            continue
        bounds.append(start)
        offset = start + len(sentence)
    return bounds[1:]


def _segmented(text: str, language: str) -> list[str]:
    """The splitter's sentences; the whole text where it panics, which is no Exception."""
    import sentencex

    try:
        return list(sentencex.segment(language, text))
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return [text]


def _quotations(line: str) -> list[Span]:
    """The insides of quotations: the splitter takes a quotation for one sentence, however long it is."""
    return [Span(match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(line)]


def _belongs(before: str, after: str) -> bool:
    """Whether a cut was a mistake: behind `Dr.` or a bullet, or before nothing but a quotation mark."""
    return bool(
        _TITLE_BEFORE.search(before[-12:])
        or _ENUMERATOR.fullmatch(before)
        or not any(c.isalnum() for c in after)
    )


def _strip(line: str, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return Span(start, end)
