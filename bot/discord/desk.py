"""The desk where questions are answered: all work on the index, in threads beside the event loop."""

import asyncio
import datetime
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.answer import Stamp
from bot.asking import ask
from bot.casing import as_written
from bot.conversation.follow_up import asks_something, stand_alone
from bot.discord.buttons import Action, Button, answer_buttons, citation_buttons, page_buttons
from bot.discord.cards import Card, answer_card
from bot.discord.further import Further
from bot.discord.live import LiveIndex, NoIndexError
from bot.discord.pages import about_card, context_card, edited_card, more_card, sources_card
from bot.discord.suggestions import Suggestions
from bot.discord.threads import give_way
from bot.feedback import Asked, Feedback
from corpus.article import PassageId
from index.interface import Filter

if TYPE_CHECKING:
    from bot.discord.texts import Texts
    from bot.reader.reading import Reader
    from bot.settings import Settings
    from corpus.article import Article
    from index.encoder import Encoder
    from index.interface import Index

ASKING_THREADS = 2
QUOTES = 5
FOLLOW_UP = datetime.timedelta(minutes=30)
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """A question that stands alone, from whom others may know it, and what it may offer.

    `asked` is what was asked, where that was a follow-up.
    """

    question: str
    asked: str | None = None
    wanted: Filter = field(default_factory=Filter)
    guild: int | None = None
    channel: int | None = None
    thread: bool = False  # whether one may be opened for it


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: a card and its buttons."""

    card: Card
    buttons: tuple[Button, ...] = ()
    answered: bool = False
    quotes: int = 0


class Desk:
    """Answers from the live index. Its async methods return at once to the loop; the work is in threads."""

    def __init__(
        self,
        settings: "Settings",
        encoder: "Encoder",
        feedback: Feedback,
        reader: "Reader | None" = None,
    ) -> None:
        self.settings, self.feedback = settings, feedback
        self._encoder, self._reader = encoder, reader
        self.suggestions = Suggestions(encoder)
        self.live = LiveIndex(settings.store(), encoder.fingerprint)
        self._learned: int | None = None  # the generation that suggestions are from
        self._further = Further(encoder, reader, QUOTES)
        self._asking = ThreadPoolExecutor(ASKING_THREADS, "asking", give_way)
        # Short reading does not stand in line behind questions.
        self._reading = ThreadPoolExecutor(2, "reading", give_way)

    @property
    def encoder(self) -> "Encoder":
        return self._encoder

    async def in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run short reading or writing beside the loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reading, lambda: work(*args, **kwargs))

    async def _ask_in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._asking, work)

    def refresh(self) -> bool:
        """Change over to a generation that has become live, and learn what may be suggested from it.

        Whether it is another one. Learning takes a while, in which it is answered from already.
        """
        changed = self.live.refresh()
        if self.live.number not in (None, self._learned):
            with self.live.asking() as index:
                self._learned = index.manifest.generation
                self.suggestions.learn(index)
        return changed

    def close(self) -> None:
        """Let go of threads and files; work that has not begun is dropped."""
        for pool in (self._asking, self._reading):
            pool.shutdown(wait=False, cancel_futures=True)
        self.live.close()
        self.feedback.close()

    async def understood(self, question: str, before: str) -> str:
        """The question as it stands alone, when `before` was asked before it. Raises NoIndexError."""

        def work() -> str:
            with self.live.asking() as index:
                return stand_alone(question, before, lambda text: as_written(text, index))

        return await self.in_thread(work)

    async def answer(self, request: Request, texts: "Texts") -> Reply:
        """The answer, remembered for its buttons. Raises NoIndexError."""
        return await self._ask_in_thread(lambda: self._answer(request, texts))

    def _answer(self, request: Request, texts: "Texts") -> Reply:
        now = datetime.datetime.now(datetime.UTC)
        with self.live.asking() as index:
            answer = ask(
                request.question, index, self._encoder, self._reader, k=QUOTES, wanted=request.wanted
            )
            made = answer_card(answer, texts, now, asked=request.asked, wanted=request.wanted)
            citations = citation_buttons(made.quotes, index, texts, numbered=answer.answered)
        asked = Asked(
            request.question,
            tuple(quote.passage for quote in made.quotes),
            answer.answered,
            request.guild,
            request.channel,
            request.wanted.source,
            request.wanted.since,
            request.wanted.until,
        )
        number = self.feedback.remember(asked, now)
        buttons = answer_buttons(citations, number, texts, more=answer.answered, thread=request.thread)
        return Reply(made.card, tuple(buttons), answer.answered, len(answer.quotes))

    async def sources_for(self, claim: str, texts: "Texts") -> Reply:
        """What speaks to a message's claim."""
        return await self._ask_in_thread(lambda: self._sources_for(claim, texts))

    def _sources_for(self, claim: str, texts: "Texts") -> Reply:
        now = datetime.datetime.now(datetime.UTC)
        with self.live.asking() as index:
            answer = ask(claim, index, self._encoder, self._reader, k=QUOTES)
            made = answer_card(answer, texts, now, claim=True)
            buttons = citation_buttons(made.quotes, index, texts, numbered=answer.answered)
        return Reply(made.card, tuple(buttons), answer.answered, len(answer.quotes))

    async def more(self, number: int, page: int, texts: "Texts") -> Reply | None:
        """Further evidence on a question asked before; None for one that is not known."""
        return await self._ask_in_thread(lambda: self._more(number, page, texts))

    def _more(self, number: int, page: int, texts: "Texts") -> Reply | None:
        asked = self.feedback.find(number)
        if asked is None:
            return None
        now = datetime.datetime.now(datetime.UTC)
        with self.live.asking() as index:
            quotes = self._further.on(number, asked, index)
            stamp = Stamp.of(index.manifest)
            edited = _edited_titles(asked, index)
            card, shown, pages = more_card(asked.question, quotes, page, stamp, texts, now, edited=edited)
            citations = citation_buttons(shown, index, texts, numbered=True)
        turns = page_buttons(page, pages, Action.MORE, texts, before=(number,))
        below = [replace(button, row=button.row + 1) for button in citations] if turns else citations
        return Reply(card, (*turns, *below), bool(shown), len(shown))

    def knows_more(self, number: int) -> bool:
        """Whether further evidence on that question is at hand, so that showing it costs no search."""
        return self._further.is_known(number, self.live.number)

    async def context(self, passage: PassageId, offset: int, size: int, texts: "Texts") -> Card | None:
        """The quote where it stands, or stood before an edit; None when its passage is gone."""
        return await self.in_thread(self._context, passage, offset, size, texts)

    def _context(self, passage: PassageId, offset: int, size: int, texts: "Texts") -> Card | None:
        with self.live.asking() as index:
            stored = index.find(passage)
            old = None if stored else index.find_old(passage)
            now = index.article(old.version.article.name) if old else None
        if stored and offset + size <= len(stored.passage.text):
            return context_card(stored, offset, size, texts)
        if old and offset + size <= len(old.text):
            return edited_card(old, offset, size, now, texts)
        return None

    async def sources(self, query: str, page: int, texts: "Texts") -> Reply:
        """One page of the articles that hold the words in title, publisher, author or name."""
        return await self.in_thread(self._sources, query, page, texts)

    def _sources(self, query: str, page: int, texts: "Texts") -> Reply:
        if self.live.number is None:
            raise NoIndexError
        words = query.casefold().split()
        found = [article for article in self.suggestions.articles if _is_called(article, words)]
        known = self.suggestions
        card, page, pages = sources_card(found, query, page, texts, known.versions, known.copies)
        return Reply(card, tuple(page_buttons(page, pages, Action.SOURCES, texts, before=(), after=(query,))))

    async def about(self, version: str, links: list[tuple[str, str]], texts: "Texts") -> Reply:
        """What the index holds; without one, how to make it."""
        return await self.in_thread(self._about, version, links, texts)

    def _about(self, version: str, links: list[tuple[str, str]], texts: "Texts") -> Reply:
        with self.live.asking() as index:
            manifest = index.manifest
        now = datetime.datetime.now(datetime.UTC)
        return Reply(about_card(Stamp.of(manifest), manifest.passages, version, links, texts, now))

    async def last_in(self, channel: int) -> Asked | None:
        """The last question of the channel that a follow-up may still refer to."""
        since = datetime.datetime.now(datetime.UTC) - FOLLOW_UP
        asked = await self.in_thread(self.feedback.asked_in, channel, since)
        return next((one for one in asked if one.answered or asks_something(one.question)), None)

    async def go_on_in(self, number: int, channel: int) -> None:
        """What is asked next in that channel follows up on this question."""

        def remember() -> None:
            if asked := self.feedback.find(number):
                moved = replace(asked, guild=None, channel=channel)
                self.feedback.remember(moved, datetime.datetime.now(datetime.UTC))

        await self.in_thread(remember)


def _edited_titles(asked: Asked, index: "Index") -> list[str]:
    """Of the articles that were quoted in the answer, those that have been edited there since."""
    old = [index.find_old(passage) for passage in asked.passages if index.find(passage) is None]
    return list(dict.fromkeys(one.version.article.title for one in old if one))


def _is_called(article: "Article", words: Sequence[str]) -> bool:
    names = f"{article.title} {article.publisher or ''} {article.author or ''} {article.name}".casefold()
    return all(word in names for word in words)
