"""What is offered while someone types: sources of articles, and questions that the articles answer."""

import itertools
import logging
import time
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord.logs import event
from bot.voices import copies_called
from corpus.errors import FootnoteError
from index.authors import people_of

if TYPE_CHECKING:
    from corpus.article import Article
    from index.encoder import Encoder
    from index.interface import Index, OpenIndex

MOST = 25  # that Discord shows
MAX_CHOICE = 100  # characters
TRIED_QUESTIONS, TRYING_SECONDS = 20, 3.0
TITLES_READ = 300  # the newest ones' articles, for the names in them
OVERVIEW = "What’s new?"
log = logging.getLogger(__name__)


class Suggestions:
    """Learned from each generation, of which only what is new is read; looking up reads memory only."""

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self._learned: tuple[str, int] | None = None  # by which corpus and rules it was read
        self._hashes: dict[str, str] = {}  # by file
        self._by_file: dict[str, list[Article]] = {}  # without their texts; files that hold any
        self.articles: tuple[Article, ...] = ()  # by name, without their texts
        self._sources: tuple[str, ...] = ()
        self._files: tuple[tuple[str, str], ...] = ()
        self.questions: tuple[str, ...] = ()
        self.versions: Mapping[str, int] = {}  # article's name → how many earlier ones are kept
        self.copies: Mapping[str, Sequence[str]] = {}  # article's name → who else has its text

    def learn(self, index: "OpenIndex") -> None:
        """Take over titles, sources and files; ask what may be suggested, and keep what is answered.

        Read are the articles of files that are new or have changed since the last time.
        """
        self._take(index)
        self.articles = tuple(
            sorted(itertools.chain.from_iterable(self._by_file.values()), key=lambda article: article.name)
        )
        publishers = sorted({article.publisher for article in self.articles if article.publisher})
        bylines = (article.author for article in self.articles if article.author)
        authors = sorted({person for byline in bylines for person in people_of(byline)})
        titles = (article.title for article in self.articles)
        self._sources = tuple(dict.fromkeys((*publishers, *authors, *titles)))
        self._files = tuple((name, articles[0].title) for name, articles in sorted(self._by_file.items()))
        self.versions = index.version_counts()
        by_name = {article.name: article for article in self.articles}
        self.copies = {
            name: copies_called(by_name[name], [by_name[copy] for copy in copies])
            for name, copies in index.copy_names().items()
        }
        try:
            self.questions = self._answered_ones(index)
        except FootnoteError as error:
            event(log, "suggestions_failed", logging.WARNING, problem=error)

    def _take(self, index: "OpenIndex") -> None:
        """Read what has changed, and forget what is gone."""
        made_by = (index.manifest.corpus, index.manifest.rules)
        hashes = {name: state.sha256 for name, state in index.files().items()}
        if made_by != self._learned:
            self._by_file, self.questions = _by_file(index.articles(), hashes), ()
        else:
            gone = self._hashes.keys() - hashes.keys()
            changed = [name for name, content in hashes.items() if self._hashes.get(name) != content]
            read = {name: _outlines(index.articles_of(name)) for name in changed}
            if gone or any(name in self._by_file for name in changed):
                self.questions = ()  # what answered them may not be there any more
            self._by_file |= read
            for name in (*gone, *(name for name, articles in read.items() if not articles)):
                self._by_file.pop(name, None)
        self._hashes, self._learned = hashes, made_by

    def _answered_ones(self, index: "Index") -> tuple[str, ...]:
        """Questions that are answered; what was, as long as nothing has been taken away, still is."""
        from bot.asking import ask

        newest = sorted(self.articles, key=lambda article: str(article.published or ""), reverse=True)
        until = time.monotonic() + TRYING_SECONDS
        about = questions_about(_whole(newest[:TITLES_READ], index))
        answered = (
            question
            for question in about
            if question in self.questions
            or (time.monotonic() < until and ask(question, index, self._encoder, k=1).answered)
        )
        return (*([OVERVIEW] if self.articles else []), *answered)

    def titles_in(self, file: str) -> list[str]:
        """Of the articles that the file holds."""
        return [article.title for article in self._by_file.get(file, ())]

    def sources(self, text: str) -> list[str]:
        """Publishers, authors and titles with the text in them, as far as Discord shows them."""
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


def _outlines(articles: Iterable["Article"]) -> list["Article"]:
    """Without their texts."""
    return [replace(article, text="") for article in articles]


def _by_file(articles: Iterable["Article"], files: Container[str]) -> dict[str, list["Article"]]:
    """Without their texts, by the file that holds them."""
    found: dict[str, list[Article]] = {}
    for article in _outlines(articles):
        file = article.name if article.name in files else article.name.rpartition("#")[0]
        found.setdefault(file, []).append(article)
    return found


def _whole(outlines: Iterable["Article"], index: "Index") -> list["Article"]:
    """With their texts."""
    found = (index.article(article.name) for article in outlines)
    return [article for article in found if article]


def matching(text: str, offers: Sequence[str], *, whole: bool = False) -> list[str]:
    """Offers with the text in them, those that begin with it first; with `whole`, none is cut."""
    wanted = " ".join(text.split()).casefold()
    fitting = [offer for offer in dict.fromkeys(offers) if offer and (not whole or len(offer) <= MAX_CHOICE)]
    found = [offer[:MAX_CHOICE].rstrip() for offer in fitting if wanted in offer.casefold()]
    found.sort(key=lambda offer: not offer.casefold().startswith(wanted))
    return list(dict.fromkeys(found))[:MOST]


def questions_about(articles: Sequence["Article"]) -> list[str]:
    """Questions about the names in the articles' titles, the frequent ones first."""
    from bot.names import find_names

    counts: Counter[str] = Counter()
    for article in articles:
        # The text tells which words of a title in capitals are names.
        names = (name.text for name in find_names(article.title, [article.text]))
        counts.update(name for name in names if name in article.text)
    frequent = [name for name, _ in counts.most_common(TRIED_QUESTIONS)]
    return [question for name in frequent if len(question := f"What is said about {name}?") <= MAX_CHOICE]
