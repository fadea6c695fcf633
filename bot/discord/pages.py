"""The cards behind the buttons and lists: a quote in context, further evidence, the articles, the bot."""

import datetime
from collections.abc import Mapping, Sequence

from bot.answer import Quote, Stamp
from bot.discord.cards import (
    MAX_SHOWN_TITLE,
    MAX_TEXT,
    Card,
    Tone,
    copies_text,
    fitted,
    page_text,
    source_line,
    stamp_text,
)
from bot.discord.escaping import escaped, label, length, shortened
from bot.discord.texts import Texts
from corpus.article import Article
from corpus.readers import Skipped
from index.rows import Stored
from index.versions import OldPassage

ARTICLES_ON_A_PAGE = 10
QUOTES_ON_A_PAGE = 5


def context_card(stored: Stored, offset: int, size: int, texts: Texts) -> Card:
    """The quote in bold in its paragraph and the two beside it, or as many of them as can be shown."""
    start = stored.passage.start + offset
    return _context(stored.article, start, start + size, texts)


def edited_card(old: OldPassage, offset: int, size: int, now: Article | None, texts: Texts) -> Card:
    """The quote in what its article says now, if it still stands there; else in what it said then."""
    start = old.start + offset
    before, day = old.version.article, texts.date(old.version.replaced.date())
    at = now.text.find(before.text[start : start + size]) if now else -1
    if now and at >= 0:
        return _context(now, at, at + size, texts, texts.edited_around.format(day=day))
    return _context(before, start, start + size, texts, texts.edited.format(day=day))


def _context(article: Article, start: int, end: int, texts: Texts, notice: str = "") -> Card:
    title = label(shortened(article.title, MAX_SHOWN_TITLE // 2))
    source = source_line(article, texts)
    if page := article.page_at(start):
        source += f" · {page_text([page], texts)}"
    source = "" if source == title else f"\n\n{source}"  # the title alone stands above already
    above = f"{notice}\n\n" if notice else ""
    room = MAX_TEXT - length(above) - length(source)
    for text in (_around(article.text, start, end, beside) for beside in (1, 0)):
        if length(text) <= room:
            return Card(title, f"{above}{text}{source}")
    quote = _bold(article.text[start:end])
    if length(quote) > room:
        quote = texts.context_too_long
    return Card(title, f"{above}{quote}{source}")


def _around(text: str, start: int, end: int, beside: int) -> str:
    """The lines of text[start:end] and so many paragraphs on either side."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before = text[: max(0, first - 1)].split("\n")[-beside:] if beside and first else []
    after = text[last + 1 :].split("\n")[:beside] if beside else []
    own = f"{escaped(text[first:start])}{_bold(text[start:end])}{escaped(text[end:last])}"
    return "\n\n".join([*map(escaped, before), own, *map(escaped, filter(None, after))])


def _bold(text: str) -> str:
    return "\n".join(f"**{escaped(line)}**" if line.strip() else "" for line in text.split("\n"))


def more_card(
    question: str,
    quotes: Sequence[Quote],
    page: int,
    stamp: Stamp,
    texts: Texts,
    now: datetime.datetime,
    *,
    edited: Sequence[str] = (),
) -> tuple[Card, tuple[Quote, ...], int]:
    """One page of further quotes, those of it that are shown, and how many pages there are.

    `edited` are titles of articles that have been edited since they were quoted in the answer.
    """
    title = label(shortened(texts.more_title.format(question=shortened(question, 120)), 125))
    told = texts.edited_since.format(titles=shortened(" · ".join(edited), MAX_SHOWN_TITLE)) if edited else ""
    if not quotes:
        return Card(title, texts.more_none, told), (), 1
    every = _pages(quotes, texts)
    pages = len(every)
    page = min(max(1, page), pages)
    here = every[page - 1]
    shown, body = fitted(here, [quote.article for quote in here], texts, MAX_TEXT)
    footer = stamp_text(stamp, texts, now)
    if pages > 1:
        footer = f"{page}/{pages} · {footer}"
    if told:
        footer = f"{told} · {footer}"
    return Card(title, body, footer, Tone.ANSWER), shown, pages


def _pages(quotes: Sequence[Quote], texts: Texts) -> list[list[Quote]]:
    """As many quotes a page as fit; one that is too long for any has a page that says so."""
    pages: list[list[Quote]] = []
    for quote in quotes:
        trial = [*pages[-1], quote] if pages else [quote]
        shown, _ = fitted(trial, [one.article for one in trial], texts, MAX_TEXT)
        if pages and len(trial) <= QUOTES_ON_A_PAGE and len(shown) == len(trial):
            pages[-1] = trial
        else:
            pages.append([quote])
    return pages


def sources_card(
    articles: Sequence[Article],
    search: str,
    page: int,
    texts: Texts,
    versions: Mapping[str, int],
    copies: Mapping[str, Sequence[str]],
) -> tuple[Card, int, int]:
    """One page of the articles; the page that it is, and how many there are.

    `versions` and `copies` are by article: how many earlier ones are kept, and who else has the text.
    """
    if not articles:
        return Card(texts.sources_title, texts.sources_none.format(search=label(search))), 1, 1
    pages = -(-len(articles) // ARTICLES_ON_A_PAGE)
    page = min(max(1, page), pages)
    here = articles[(page - 1) * ARTICLES_ON_A_PAGE : page * ARTICLES_ON_A_PAGE]
    lines = [
        " · ".join(
            [
                f"- {source_line(article, texts)}",
                *([article.form] if article.original else []),
                *(
                    [texts.counted(versions[article.name], texts.versions)]
                    if article.name in versions
                    else []
                ),
                *([copies_text(copies[article.name], texts)] if article.name in copies else []),
            ]
        )
        for article in here
    ]
    if length("\n".join(lines)) > MAX_TEXT:
        lines = [f"- {label(shortened(article.title, MAX_SHOWN_TITLE))}" for article in here]
    title = texts.sources_found.format(search=label(search)) if search else texts.sources_title
    count = texts.counted(len(articles), texts.articles)
    return (
        Card(title, "\n".join(lines), texts.page.format(page=page, pages=pages, articles=count)),
        page,
        pages,
    )


def about_card(
    stamp: Stamp,
    passages: int,
    version: str,
    links: Sequence[tuple[str, str]],
    texts: Texts,
    now: datetime.datetime,
) -> Card:
    """What is known, how fresh it is, by which model; `links` are (label, address)."""
    text = texts.about.format(
        articles=texts.counted(stamp.articles, texts.articles),
        passages=texts.counted(passages, texts.passages),
        newest=texts.date(stamp.newest) if stamp.newest else texts.about_never,
        age=texts.age(stamp.built_at, now),
        generation=stamp.generation,
        model=label(stamp.model),
        version=version,
    )
    return Card(texts.about_title, "\n".join([text, *(f"[{name}]({address})" for name, address in links)]))


def names_listed(names: Sequence[str], most: int = 10) -> str:
    """File names, shortened, and how many more there are."""
    return _listed([shortened(name, 80) for name in names[:most]], len(names))


def problems_listed(skipped: Sequence[Skipped], texts: Texts, most: int = 5) -> str:
    """What was left out and why, and how much more there is."""
    return _listed([shortened(texts.said(str(skip)), 200) for skip in skipped[:most]], len(skipped))


def _listed(shown: Sequence[str], count: int) -> str:
    return ", ".join(map(label, shown)) + (f" … +{count - len(shown)}" if count > len(shown) else "")
