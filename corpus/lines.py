"""A page's text → its lines: white space normalised, hard-wrapped lines joined again, and their shapes."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

WRAP_WIDTH = 100  # characters: nobody wraps text wider than this
MIN_WRAP_WIDTH = 40
MIN_SOFT_BREAKS = 3
MIN_SOFT_SHARE = 0.6  # of the breaks inside blocks
MAX_WHOLE_SHARE = 0.4  # of those breaks: where more lines end a sentence, each is a paragraph
MAX_LONGER_SHARE = 0.1  # of the lines, that no width holds
QUOTED_SHARE = 0.5  # of the lines of a mail that an e-mail's program put ">" before
MIN_QUOTED = 5
WRAP_SLACK = 6  # characters by which a wrapped line may fall short, besides its neighbour's first word

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_UNWANTED = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f]")
_GAP = re.compile(r"(?<![.!?:;,])(?:\s{2,}|\t)")
_LINE_END = re.compile(r"\n|\r\n?|\x85|\u2028|\u2029|\x0b|\x0c")
_BULLET = re.compile(r"(?:[•▪●◦‣⁃*·–—-]|\(?\d{1,2}[.)]|[a-z]\))\s")
_SENTENCE_END = re.compile(r"[.!?…。！？][”\"'’»)\]」』]*$")
_QUOTED = re.compile(r"^[ \t]*>[> ]*", re.MULTILINE)
_FILLED = re.compile(r"^[ \t]*\S", re.MULTILINE)
_LONGEST_GAP = 100  # characters: a paragraph's gaps mean nothing
_LONGEST_END = 10  # characters: a stop and all that may close behind it
_PROSE_WORDS = 8
_LONG_WORDS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, its white space normalised; `dropped` says why it is not in the article."""

    text: str
    dropped: str | None = None


class PageLine(NamedTuple):
    """A line as it is kept, and the same with a tab wherever the page has a gap wider than a space."""

    text: str
    spaced: str


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    spaced: str
    indent: int


def page_lines(text: str) -> list[PageLine]:
    """Every line that holds something; paragraphs that were wrapped at a fixed width are one line again."""
    blocks = _blocks(unquoted(text))
    width = _wrap_width(blocks)
    lines: list[PageLine] = []
    for block in blocks:
        joined: list[PageLine] = []
        for index, raw in enumerate(block):
            if index and width and _soft(block[index - 1], raw, width):
                before = joined.pop()
                joined.append(PageLine(f"{before.text} {raw.text}", f"{before.spaced} {raw.spaced}"))
            else:
                joined.append(PageLine(raw.text, raw.spaced))
        lines += joined
    return lines


def unquoted(text: str) -> str:
    """A text most of whose lines an e-mail's program has put a ">" before, without those."""
    quoted = len(_QUOTED.findall(text))
    if quoted < MIN_QUOTED or quoted < QUOTED_SHARE * len(_FILLED.findall(text)):
        return text
    return _QUOTED.sub("", text)


def normalise(line: str) -> str:
    """Every run of white space as one space, none at the ends; what cannot be seen is gone."""
    return " ".join(_UNWANTED.sub(" ", _INVISIBLE.sub("", line)).split())


def word_count(line: str) -> int:
    """Words in a normalised line."""
    return line.count(" ") + 1 if line else 0


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, with a quotation mark or a bracket behind it or none."""
    return _SENTENCE_END.search(line[-_LONGEST_END:]) is not None


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list, by its mark or number."""
    return _BULLET.match(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph: a sentence of some length, or a great many words."""
    count = word_count(line)
    return count >= _LONG_WORDS or (count >= _PROSE_WORDS and ends_sentence(line))


def is_quote(line: str) -> bool:
    """Whether a line opens with a quotation mark."""
    return line.startswith(("“", '"', "‘", "'", "«", "„"))


def _blocks(text: str) -> list[list[_Raw]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[_Raw]] = [[]]
    for line in _LINE_END.split(text):
        normal = normalise(line)
        if normal:
            blocks[-1].append(_Raw(normal, _spaced(line, normal), len(line) - len(line.lstrip())))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _spaced(line: str, normal: str) -> str:
    if line == normal or len(line) > WRAP_WIDTH + _LONGEST_GAP:
        return normal
    return "\t".join(part for part in map(normalise, _GAP.split(line.strip())) if part)


def _wrap_width(blocks: list[list[_Raw]]) -> int | None:
    """The width at which the text was wrapped; None where its line ends are its own.

    A few lines may be longer: an advert's between a newspaper's columns.
    """
    pairs = [pair for block in blocks for pair in itertools.pairwise(block)]
    lengths = sorted((len(before.text) for before, _ in pairs), reverse=True)
    for width in dict.fromkeys(lengths[: 1 + int(MAX_LONGER_SHARE * len(lengths))]):
        if MIN_WRAP_WIDTH <= width <= WRAP_WIDTH and _is_wrapped(pairs, width):
            return width
    return None


def _is_wrapped(pairs: Sequence[tuple[_Raw, _Raw]], width: int) -> bool:
    soft = [before.text for before, after in pairs if _soft(before, after, width)]
    enough = len(soft) >= max(MIN_SOFT_BREAKS, MIN_SOFT_SHARE * len(pairs))
    return enough and sum(ends_sentence(line) for line in soft) <= MAX_WHOLE_SHARE * len(soft)


def _soft(before: _Raw, after: _Raw, width: int) -> bool:
    """Whether a line broke only because the next word would not have fitted."""
    if (
        len(before.text) > width
        or is_bullet(f"{after.text} ")
        or (after.indent > before.indent and not is_bullet(before.text))
    ):
        return False
    return len(before.text) + 1 + len(after.text.partition(" ")[0]) > width - WRAP_SLACK
