"""An article → its passages: whole sentences, packed to the encoder's length."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpus.article import Article, Passage
from corpus.sentences import Span, sentence_spans

LIMIT = 200  # tokens
_CLAUSE_END = re.compile(r"[;:–—,][”\"’)]*\s+")
_WORD_END = re.compile(r"\s+")

TokenCounts = Callable[[Sequence[str]], Sequence[int]]


class _Unit(NamedTuple):
    """A sentence, or a piece of one that is too long for a passage."""

    span: Span
    tokens: int


def passages(article: Article, token_counts: TokenCounts, limit: int = LIMIT) -> list[Passage]:
    """The article's passages in order, each of at most `limit` tokens.

    Neighbours share one sentence, unless it would fill half a passage. Of two passages with the same text
    the first is kept, since an id is made from the text.
    """
    if limit < 1:
        raise ValueError(f"limit is {limit} tokens; it must be at least 1")
    units = _units(article.text, token_counts, limit)
    found: dict[str, Passage] = {}
    for first, last in _runs([unit.tokens for unit in units], limit):
        spans = tuple((unit.span.start, unit.span.end) for unit in units[first:last])
        start, end = spans[0][0], spans[-1][1]
        text = article.text[start:end]
        found.setdefault(text, Passage(article.id, start, end, text, spans))
    return list(found.values())


def _runs(tokens: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """(first, last) of each passage's units, last excluded."""
    first = 0
    while first < len(tokens):
        last, total = first, 0
        while last < len(tokens) and (last == first or total + tokens[last] <= limit):
            total += tokens[last]
            last += 1
        yield first, last
        if last == len(tokens):
            return
        overlap = tokens[last - 1]
        fits = overlap <= limit // 2 and overlap + tokens[last] <= limit
        first = last - 1 if fits and last - 1 > first else last


def _units(text: str, token_counts: TokenCounts, limit: int) -> list[_Unit]:
    spans = sentence_spans(text)
    counts = token_counts([text[start:end] for start, end in spans]) if spans else []
    units: list[_Unit] = []
    for span, tokens in zip(spans, counts, strict=True):
        if tokens <= limit:
            units.append(_Unit(span, tokens))
        else:
            units += _pieces(text, span, token_counts, limit)
    return units


def _pieces(text: str, span: Span, token_counts: TokenCounts, limit: int) -> list[_Unit]:
    """A sentence of more than `limit` tokens, cut at clauses, else between words, else between characters."""
    for pattern in (_CLAUSE_END, _WORD_END):
        parts = _cut(text, span, pattern)
        if len(parts) > 1:
            return _packed(text, parts, token_counts, limit)
    if span.end - span.start == 1:
        return [_Unit(span, limit)]
    middle = (span.start + span.end) // 2
    return [
        unit
        for half in (Span(span.start, middle), Span(middle, span.end))
        for unit in _packed(text, [half], token_counts, limit)
    ]


def _cut(text: str, span: Span, pattern: re.Pattern[str]) -> list[Span]:
    parts = []
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        end = match.start() + len(match.group().rstrip())
        parts.append(Span(start, end))
        start = match.end()
    return [*parts, Span(start, span.end)]


def _packed(text: str, parts: list[Span], token_counts: TokenCounts, limit: int) -> list[_Unit]:
    """Neighbouring parts joined up to `limit` tokens; a part that is still too long is cut further."""
    counts = token_counts([text[start:end] for start, end in parts])
    units: list[_Unit] = []
    for part, tokens in zip(parts, counts, strict=True):
        if tokens > limit:
            units += _pieces(text, part, token_counts, limit)
        elif units and units[-1].tokens + tokens <= limit:
            units[-1] = _Unit(Span(units[-1].span.start, part.end), units[-1].tokens + tokens)
        else:
            units.append(_Unit(part, tokens))
    return units
