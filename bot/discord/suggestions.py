"""What is offered while someone types: publishers and titles, and questions that the articles answer."""

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord.logs import event
from bot.voices import copies_called
from corpus.errors import FootnoteError

if TYPE_CHECKING:
    from corpus.article import Article
    from index.encoder import Encoder
    from index.interface import Index

MOST = 25  # that Discord shows
MAX_CHOICE = 100  # characters
TRIED_QUESTIONS, TRYING_SECONDS = 20, 3.0
TITLES_READ = 300  # the newest, for the names in them
log = logging.getLogger(__name__)


class Suggestions:
    """Learned once from each generation; looking something up reads memory only."""

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self.articles: tuple[Article, ...] = ()  # by name, without their texts
        self._sources: tuple[str, ...] = ()
        self._files: tuple[tuple[str, str], ...] = ()
        self.questions: tuple[str, ...] = ()
        self.versions: Mapping[str, int] = {}  # article's name → how many earlier ones are kept
        self.copies: Mapping[str, Sequence[str]] = {}  # article's name → who else has its text

    def learn(self, index: "Index") -> None:
        """Take over titles, publishers and files; ask what may be suggested, and keep what is answered."""
        articles = list(index.articles())
        self.articles = tuple(replace(article, text="") for article in articles)
        titles = dict.fromkeys(article.title for article in articles)
        self._sources = tuple(dict.fromkeys((*index.publishers(), *titles)))
        files: dict[str, str] = {}
        for article in articles:
            files.setdefault(article.name.partition("#")[0], article.title)
        self._files = tuple(files.items())
        self.versions = index.version_counts()
        by_name = {article.name: article for article in self.articles}
        self.copies = {
            name: copies_called(by_name[name], [by_name[copy] for copy in copies])
            for name, copies in index.copy_names().items()
        }
        try:
            self.questions = self._answered(articles, index)
        except FootnoteError as error:
            event(log, "suggestions_failed", logging.WARNING, problem=error)

    def _answered(self, articles: Sequence["Article"], index: "Index") -> tuple[str, ...]:
        from bot.asking import ask

        found: list[str] = []
        until = time.monotonic() + TRYING_SECONDS
        for question in questions_about(articles):
            if time.monotonic() > until:
                break
            if ask(question, index, self._encoder, k=1).answered:
                found.append(question)
        return tuple(found)

    def sources(self, text: str) -> list[str]:
        """Publishers and titles with the text in them, as far as Discord shows them."""
        return matching(text, self._sources)

    def files(self, text: str) -> list[tuple[str, str]]:
        """(file, `title (file)`) with the text in either; a name that Discord cannot hold is left out."""
        wanted = text.casefold()
        found = [
            (name, f"{title[: MAX_CHOICE - len(name) - 3]} ({name})" if len(name) < 90 else name)
            for name, title in self._files
            if wanted in f"{title} {name}".casefold() and len(name) <= MAX_CHOICE
        ]
        return found[:MOST]

    def ask(self, text: str, asked_here: Sequence[str]) -> list[str]:
        """Questions asked in this server before, then others that the articles answer."""
        return matching(text, (*asked_here, *self.questions), whole=True)


def matching(text: str, offers: Sequence[str], *, whole: bool = False) -> list[str]:
    """Offers with the text in them, those that begin with it first; with `whole`, none is cut."""
    wanted = " ".join(text.split()).casefold()
    fitting = [offer for offer in dict.fromkeys(offers) if offer and (not whole or len(offer) <= MAX_CHOICE)]
    found = [offer[:MAX_CHOICE].rstrip() for offer in fitting if wanted in offer.casefold()]
    found.sort(key=lambda offer: not offer.casefold().startswith(wanted))
    return list(dict.fromkeys(found))[:MOST]


def questions_about(articles: Sequence["Article"]) -> list[str]:
    """Questions about the names in the newest titles, the frequent ones first."""
    from bot.names import find_names

    newest = sorted(articles, key=lambda article: str(article.published or ""), reverse=True)[:TITLES_READ]
    counts: Counter[str] = Counter()
    for article in newest:
        # The text tells which words of a title in capitals are names.
        names = (name.text for name in find_names(article.title, [article.text]))
        counts.update(name for name in names if name in article.text)
    frequent = [name for name, _ in counts.most_common(TRIED_QUESTIONS)]
    return [question for name in frequent if len(question := f"What is said about {name}?") <= MAX_CHOICE]
