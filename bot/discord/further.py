"""Further evidence on a question, behind More: found once, and kept while its pages are turned."""

from typing import TYPE_CHECKING

from bot.answer import Quote
from bot.asking import ask
from bot.discord.recent import Recent
from bot.voices import one_voice, with_copies
from index.interface import Filter
from index.search import search

if TYPE_CHECKING:
    from bot.feedback import Asked
    from bot.reader.reading import Reader
    from index.encoder import Encoder
    from index.interface import Index

MOST_QUOTES, MOST_PASSAGES = 20, 12
QUESTIONS_KEPT = 50


class Further:
    """Quotes beyond the `first` of an answer, by the question's number and the generation."""

    def __init__(self, encoder: "Encoder", reader: "Reader | None", first: int) -> None:
        self._encoder, self._reader, self._first = encoder, reader, first
        self._kept: Recent[tuple[int, int | None], list[Quote]] = Recent(QUESTIONS_KEPT)

    def is_known(self, number: int, generation: int | None) -> bool:
        """Whether it is at hand, so that showing it costs no search."""
        return (number, generation) in self._kept

    def on(self, number: int, asked: "Asked", index: "Index") -> list[Quote]:
        """Quotes, then passages in which neither these nor the answer's stand."""
        key = number, index.manifest.generation
        quotes = self._kept.get(key)
        if quotes is None:
            quotes = self._found(asked, index)
            self._kept.put(key, quotes)
        return quotes

    def _found(self, asked: "Asked", index: "Index") -> list[Quote]:
        wanted = Filter(asked.source, asked.since, asked.until)
        shown = ask(asked.question, index, self._encoder, self._reader, k=self._first, wanted=wanted).quotes
        every = ask(asked.question, index, self._encoder, self._reader, k=MOST_QUOTES, wanted=wanted).quotes
        seen = {(quote.article.name, quote.start) for quote in shown}
        further = [quote for quote in every if (quote.article.name, quote.start) not in seen]
        for hit in one_voice(
            search(asked.question, index, self._encoder, k=MOST_PASSAGES, wanted=wanted), index
        ):
            passage, article = hit.stored.passage, hit.stored.article
            start, end = passage.sentences[0][0], passage.sentences[-1][1]
            whole = Quote(article.text[start:end], article, passage.id, start, end, 0.0)
            if not any(_overlap(whole, quote) for quote in (*shown, *further)):
                further.append(with_copies(whole, index))
        return further


def _overlap(one: Quote, other: Quote) -> bool:
    return one.article.name == other.article.name and one.start < other.end and other.start < one.end
