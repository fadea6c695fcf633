"""A question → an Answer: search, read, choose, verify; or refuse, and say why."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import refusal
from bot.answer import Answer, Quote, Stamp
from bot.candidates import gather, take_apart
from bot.evidence import Scored, choose, key_names, rate
from bot.names import Name
from bot.phrases import Phrase
from bot.voices import one_voice, with_copies
from index.encoder import Encoder
from index.search import search
from index.store import Filter, Index

PASSAGES_READ = 12
MAX_QUESTION = 2_000  # characters; what is longer is read up to there, and that is said

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer and every sentence that was considered for it, best first."""

    answer: Answer
    candidates: tuple[Scored, ...]


def ask(question: str, index: Index, encoder: Encoder, *, k: int = 5, wanted: Filter | None = None) -> Answer:
    """Quotes that answer, each verified against its article; or a refusal with its reason."""
    return explain(question, index, encoder, k=k, wanted=wanted).answer


def explain(
    question: str, index: Index, encoder: Encoder, *, k: int = 5, wanted: Filter | None = None
) -> Explanation:
    """As `ask`, with all that was considered."""
    asked_text, notes = _readable(question)
    stamp = Stamp.of(index.manifest)
    if wanted and (wanted.since or wanted.until) and (undated := index.undated()):
        notes = (*notes, Phrase(refusal.UNDATED, undated=undated, articles=stamp.articles))

    def refuse(reason: Phrase, rated: Sequence[Scored] = ()) -> Explanation:
        nearest = next((quote for scored in rated if (quote := _verified(scored.quote, index))), None)
        nearest = nearest and with_copies(nearest, index)
        return Explanation(Answer(question, (), reason, nearest, stamp, notes), tuple(rated))

    if not re.search(r"\w", asked_text):
        return refuse(Phrase(refusal.NO_WORDS))
    hits = one_voice(search(asked_text, index, encoder, k=PASSAGES_READ, wanted=wanted), index)
    if not hits:
        return refuse(Phrase(refusal.NONE_WANTED if wanted else refusal.NOTHING_NEAR))
    asked = take_apart(asked_text, index, hits)
    if not asked.weights and not asked.is_bare:
        return refuse(Phrase(refusal.NO_WORDS))
    if refusal.is_foreign(asked, index):
        return refuse(Phrase(refusal.FOREIGN))
    candidates = gather(asked, hits, index, encoder, encoder.encode_question(asked_text))
    rated = rate(candidates)
    missing = refusal.missing_names(asked, hits, index)
    chosen = [] if refusal.is_fatal(asked, missing) else choose(asked, rated, index, k)
    copies = {hit.stored.passage.id: hit.copies for hit in hits}
    quotes = tuple(
        with_copies(quote, index, copies.get(quote.passage, ()))
        for scored in chosen
        if (quote := _verified(scored.quote, index))
    )
    if not quotes:
        near = refusal.nearest_first(asked, rated)
        return refuse(refusal.reason(asked, missing, near[0] if near else None, index), near)
    if missing:
        notes = (*notes, refusal.unmentioned(missing))
    elif silent := [name for name in key_names(asked, index) if not _speak_of(name, chosen)]:
        notes = (*notes, Phrase(refusal.NOT_SPOKEN_OF, names=tuple(name.text for name in silent)))
    return Explanation(Answer(question, quotes, None, None, stamp, notes), tuple(rated))


def _speak_of(name: Name, chosen: Sequence[Scored]) -> bool:
    return any(name.mentioned_in(f"{scored.text}\n{scored.candidate.surroundings}") for scored in chosen)


def _readable(question: str) -> tuple[str, tuple[Phrase, ...]]:
    """The question with its white space normalised and its length bounded, and what to say of that."""
    text = " ".join(question.split())
    if len(text) <= MAX_QUESTION:
        return text, ()
    return text[:MAX_QUESTION], (Phrase(refusal.CUT_SHORT, characters=MAX_QUESTION),)


def _verified(quote: Quote, index: Index) -> Quote | None:
    """The quote, if it stands word for word in the stored article and inside the passage that it cites."""
    article, stored = index.article(quote.article.name), index.find(quote.passage)
    if (
        article is not None
        and stored is not None
        and stored.passage.id == quote.passage
        and article.text[quote.start : quote.end] == quote.text
        and stored.passage.start <= quote.start <= quote.end <= stored.passage.end
    ):
        return quote
    log.error("a quote from %s does not stand there and is not shown: %r", quote.article.name, quote.text)
    return None
