"""What was found and weighed, as lines: passages, candidates, an article with what was dropped."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Quote
from bot.render import BLANK, Line, Part, Style, copies_named, one_line, source_line
from corpus.article import Article
from corpus.lines import Line as PageLine
from index.heading import long_date
from index.rows import Stored
from index.versions import OldPassage

if TYPE_CHECKING:
    from index.search import Hit


def hit_lines(hits: Sequence["Hit"], *, explain: bool) -> list[Line]:
    """Rank, score and source of each passage, its text below."""
    lines: list[Line] = []
    for hit in hits:
        if lines:
            lines.append(BLANK)
        mark = Part(f"{hit.rank}  {hit.score:.3f}  ", Style.MARK)
        lines.append((mark, *source_line(hit.stored.article, quotes=_sentences(hit.stored))))
        if hit.copies:
            lines.append((Part(one_line(copies_named(hit.copies)), Style.DIM),))
        if explain:
            parts = [f"words {hit.words:.3f}", f"vectors {hit.vectors:.3f}"]
            parts += [f"one sentence {hit.sentence:.3f}", *hit.boosts]
            lines.append((Part(" · ".join(parts), Style.DIM),))
        lines += [(Part(line),) for line in hit.stored.passage.text.split("\n")]
    return lines


def page_lines(article: Article, lines: Sequence[PageLine]) -> list[Line]:
    """An article's source, then every line of its file; those that are not the article say why."""
    shown: list[Line] = [source_line(article), BLANK]
    for line in lines:
        if line.dropped is None:
            shown.append((Part(line.text),))
        else:
            shown.append((Part(f"~ [{line.dropped}] ", Style.DIM), Part(line.text, Style.DROPPED)))
    return shown


def passage_lines(stored: Stored) -> list[Line]:
    """The article's source, then its text, the passage between 【 and 】."""
    source = source_line(stored.article, quotes=_sentences(stored))
    return [source, BLANK, *_marked(stored.article.text, stored.passage.start, stored.passage.end)]


def old_passage_lines(old: OldPassage, now: Article | None) -> list[Line]:
    """The source and what has become of the passage; then the text with it between 【 and 】."""
    before, day = old.version.article, long_date(old.version.replaced.date())
    at = now.text.find(old.text) if now else -1
    if now and at >= 0:
        told, shown, start, end = f"since edited around it, on {day}", now, at, at + len(old.text)
    else:
        told, shown, start, end = (
            f"since edited: it was replaced on {day} and read until then:",
            before,
            old.start,
            old.end,
        )
    return [source_line(shown), (Part(told, Style.REFUSAL),), BLANK, *_marked(shown.text, start, end)]


def _sentences(stored: Stored) -> list[Quote]:
    """Each as a quote, since they may be of several pages."""
    article, passage = stored.article, stored.passage
    return [
        Quote(article.text[start:end], article, passage.id, start, end, 0.0)
        for start, end in passage.sentences
    ]


def _marked(text: str, start: int, end: int) -> list[Line]:
    """The text's lines, that run of it between 【 and 】."""
    pieces = (
        (text[:start], Style.PLAIN),
        (f"【{text[start:end]}】", Style.FOUND),
        (text[end:], Style.PLAIN),
    )
    lines: list[list[Part]] = [[]]
    for piece, style in pieces:
        first, *rest = piece.split("\n")
        lines[-1].append(Part(first, style))
        lines += [[Part(line, style)] for line in rest]
    return [tuple(line) for line in lines]
