"""What an answer is: quotes with citations, or a refusal that says why."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from bot.phrases import Phrase
from corpus.article import Article, PassageId
from index.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in an article: `article.text[start:end] == text`, within the passage cited.

    `score` is higher for better and compares the quotes of one answer only.
    """

    text: str
    article: Article
    passage: PassageId
    start: int
    end: int
    score: float
    also_in: tuple[Article, ...] = ()  # copies of the article that hold the quote as well

    @property
    def page(self) -> int | None:
        """On which page of the article it begins."""
        return self.article.page_at(self.start)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which index an answer was made from."""

    generation: int
    articles: int
    newest: datetime.date | None
    built_at: datetime.datetime
    model: str

    @classmethod
    def of(cls, manifest: Manifest) -> "Stamp":
        """What an answer needs of a generation's manifest."""
        return cls(manifest.generation, manifest.articles, manifest.newest, manifest.built_at, manifest.model)


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, best first; or none, and then `reason` says why and `nearest` is what came closest."""

    question: str
    quotes: tuple[Quote, ...]
    reason: Phrase | None
    nearest: Quote | None
    stamp: Stamp
    notes: tuple[Phrase, ...] = ()  # one line each: what was understood or left out

    @property
    def answered(self) -> bool:
        """Whether there are quotes; it is a refusal otherwise."""
        return bool(self.quotes)

    @property
    def sources(self) -> tuple[Article, ...]:
        """The articles quoted, each once, in the order of their first quote; footnote n is sources[n - 1]."""
        return tuple({quote.article.name: quote.article for quote in self.quotes}.values())


def footnotes(quotes: Sequence[Quote]) -> dict[str, int]:
    """Article's name → its number, from 1 in the order of their first quotes."""
    return {name: number for number, name in enumerate(dict.fromkeys(q.article.name for q in quotes), 1)}


def days_later(article: Article, quotes: Sequence[Quote]) -> tuple[int, str] | None:
    """How long after the earliest article quoted this one was published, and that one's name.

    None for one of that day, and where either day is not known.
    """
    dated = [quote.article for quote in quotes if quote.article.published]
    first = min(dated, key=lambda one: one.published or datetime.date.max, default=None)
    if first is None or not first.published or not article.published:
        return None
    days = (article.published - first.published).days
    return (days, first.name) if days > 0 else None
