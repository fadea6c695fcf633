"""A card, which becomes an embed, and the card of an Answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.answer import Answer, Quote, Stamp, days_later, footnotes
from bot.authors import byline
from bot.discord.escaping import escaped, label, length, safe_link, shortened
from bot.discord.texts import Texts
from bot.voices import also_in, pages_quoted
from corpus.article import Article
from index.interface import Filter

MAX_TITLE, MAX_TEXT, MAX_FOOTER = 256, 4_096, 2_048  # Discord's own
MAX_SHOWN_TITLE = 200  # of an article, in a line of sources
MOST_COPIES = 5  # named beside one source
MAX_NAME = 60  # of an author, or of a copy
MAX_REASON = 600
MAX_QUESTION = 300  # of one that does not fit into the title
MAX_NOTES = 600  # of all together, escaped


class Tone(IntEnum):
    """The colour at a card's edge, so that a refusal is told at a glance."""

    ANSWER = 0x2E7D6B
    REFUSAL = 0xC77700
    PLAIN = 0x5865F2
    PROBLEM = 0xB3261E


@dataclass(frozen=True, slots=True)
class Card:
    """Title, text and footer, each and all together within Discord's limits."""

    title: str
    text: str
    footer: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """A card with the quotes that are on it: fewer than the answer's where all would not fit."""

    card: Card
    quotes: tuple[Quote, ...]


def answer_card(
    answer: Answer,
    texts: Texts,
    now: datetime.datetime,
    *,
    asked: str | None = None,
    wanted: Filter | None = None,
    claim: bool = False,
) -> AnswerCard:
    """The answer or the refusal. `asked` is what was asked, where it was understood as something else.

    `wanted` is what the answer was limited to; with `claim`, a message was looked up and not a question.
    """
    title = texts.sources_for.format(text=shortened(answer.question, 100)) if claim else answer.question
    heading, before = _heading(title, texts, asked, wanted)
    footer = stamp_text(answer.stamp, texts, now)
    notes = _notes([texts.said(note, of_claim=claim) for note in answer.notes], texts)
    if answer.answered:
        shown, body = fitted(answer.quotes, answer.sources, texts, _room(heading, footer, before, notes))
        tone = Tone.ANSWER
    else:
        nearest = (answer.nearest,) if answer.nearest else ()
        lines = [*before, *_refusal(answer, texts, claim=claim)]
        shown, body = fitted(
            nearest,
            [quote.article for quote in nearest],
            texts,
            _room(heading, footer, lines, notes),
            numbered=False,
        )
        before, tone = lines, Tone.REFUSAL
    text = "\n".join([*before, *([body] if body else []), *notes])
    return AnswerCard(Card(heading, text, footer, tone), shown)


def _refusal(answer: Answer, texts: Texts, *, claim: bool) -> list[str]:
    """Why there is no quote, and what the one below is instead."""
    reason = shortened(texts.said(answer.reason or "", of_claim=claim).rstrip("."), MAX_REASON)
    refused, nearest = (
        (texts.sources_for_none, texts.sources_nearest) if claim else (texts.refused, texts.nearest)
    )
    said = f"**{label(refused.format(reason=reason))}**"
    return [said, "", f"*{nearest}*"] if answer.nearest else [said]


def _heading(question: str, texts: Texts, asked: str | None, wanted: Filter | None) -> tuple[str, list[str]]:
    """The title, and the lines above the quotes: what does not fit into it, how it was asked, its limits."""
    title = label(question)
    lines = []
    if length(title) > MAX_TITLE:
        lines.append(f"**{label(shortened(question, MAX_QUESTION))}**")
        title = label(shortened(question, MAX_TITLE // 2))
    if asked is not None and asked != question:
        lines.append(f"-# {label(texts.asked_as.format(question=shortened(asked, 300)))}")
    if wanted:
        lines.append(f"-# {label(texts.limited.format(limits=shortened(texts.limits(wanted), 200)))}")
    return title, [*lines, ""] if lines else []


def _notes(notes: Sequence[str], texts: Texts) -> list[str]:
    """Those that fit, each on its line."""
    kept: list[str] = []
    for note in notes:
        line = f"-# {label(shortened(texts.note.format(note=note), 280))}"
        if length("\n".join([*kept, line])) <= MAX_NOTES:
            kept.append(line)
    return kept


def _room(title: str, footer: str, *parts: Sequence[str]) -> int:
    """What is left of a card's text; the 6,000 of all together are kept as well."""
    used = sum(length(line) + 1 for part in parts for line in part)
    return min(MAX_TEXT, 6_000 - length(title) - length(footer)) - used


def fitted(
    quotes: Sequence[Quote], sources: Sequence[Article], texts: Texts, room: int, *, numbered: bool = True
) -> tuple[tuple[Quote, ...], str]:
    """The quotes that fit, best first and each whole, with their sources; and those as text."""
    kept: list[Quote] = []
    text = ""
    for quote in quotes:
        trial = _body([*kept, quote], texts, numbered=numbered)
        if length(trial) <= room:
            kept.append(quote)
            text = trial
    if quotes and not kept:
        title = label(shortened(sources[0].title, MAX_SHOWN_TITLE))
        text = texts.too_long.format(title=title, length=texts.number(len(quotes[0].text)))
    return tuple(kept), text


def _body(quotes: Sequence[Quote], texts: Texts, *, numbered: bool) -> str:
    numbers = footnotes(quotes)
    blocks = [_quote(quote, numbers[quote.article.name] if numbered else None) for quote in quotes]
    articles = {quote.article.name: quote.article for quote in quotes}
    lines = [
        source_line(article, texts, numbers[name] if numbered else None, quotes)
        for name, article in articles.items()
    ]
    return "\n\n".join([*blocks, "\n".join(lines)])


def _quote(quote: Quote, number: int | None) -> str:
    lines = [f"> {escaped(line)}" for line in quote.text.split("\n")]
    return "\n".join(lines) + (f" **[{number}]**" if number else "")


def source_line(
    article: Article, texts: Texts, number: int | None = None, quotes: Sequence[Quote] = ()
) -> str:
    """`[1] Title · by Author · Publisher · 8 July 2020 · p. 3 · also in: Publisher`, the title linked."""
    title, link = label(shortened(article.title, MAX_SHOWN_TITLE)), safe_link(article.url)
    mark = f"**[{number}]** " if number else ""
    details = []
    if author := byline(article):
        details.append(texts.by_author.format(name=label(shortened(author, MAX_NAME))))
    if article.publisher:
        details.append(label(shortened(article.publisher, MAX_SHOWN_TITLE)))
    if article.published:
        day = texts.date(article.published)
        if number and (later := days_later(article, quotes)):
            after = texts.counted(later[0], texts.days_after).format(number=footnotes(quotes)[later[1]])
            day = f"{day}, {after}"
        details.append(day)
    if pages := pages_quoted(article, quotes):
        details.append(page_text(pages, texts))
    if copies := also_in(article, quotes):
        details.append(copies_text(copies, texts))
    return " · ".join([f"{mark}[{title}]({link})" if link else f"{mark}{title}", *details])


def page_text(pages: Sequence[int], texts: Texts) -> str:
    """`p. 3`, `pp. 3, 5`."""
    return texts.pages_quoted[len(pages) != 1].format(pages=", ".join(map(str, pages)))


def copies_text(names: Sequence[str], texts: Texts) -> str:
    """`also in: The Herald, The Post`, no more than a line can hold."""
    shown = [label(shortened(name, MAX_NAME)) for name in names[:MOST_COPIES]]
    more = len(names) - len(shown)
    return texts.also_in.format(names=", ".join([*shown, *([f"+{more}"] if more else [])]))


def stamp_text(stamp: Stamp, texts: Texts, now: datetime.datetime) -> str:
    """`5 articles · newest 8 July 2020 · index built just now`."""
    parts = [
        texts.counted(stamp.articles, texts.articles),
        texts.newest.format(day=texts.date(stamp.newest)) if stamp.newest else "",
        texts.built.format(age=texts.age(stamp.built_at, now)),
    ]
    return " · ".join(part for part in parts if part)


def notice(text: str, tone: Tone = Tone.PLAIN) -> Card:
    """A card of one text."""
    return Card("", text if length(text) <= MAX_TEXT else shortened(text, MAX_TEXT), tone=tone)
