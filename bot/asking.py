"""A question → an Answer: search, read, choose, verify; or refuse, and say why."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from bot import refusal, runs
from bot.answer import Answer, Quote, Stamp
from bot.candidates import Asked, Candidate, compare, gather, take_apart
from bot.evidence import Choice, choose, key_names, rate
from bot.interviews import hear
from bot.language import is_order
from bot.languages import is_foreign
from bot.limits import LIMITS, Limits
from bot.names import Name
from bot.phrases import Phrase
from bot.reader.reading import Reader
from bot.scope import scope_of
from bot.scored import Scored
from bot.several import choose_of_each
from bot.spelling import respelt, slips_in
from bot.subjects import unknown_names
from bot.voices import one_voice, with_copies
from bot.wrapping import unwrapped
from index.encoder import Encoder
from index.interface import Filter, Index
from index.publishers import named_publishers
from index.search import Hit, search

OVERVIEW_PASSAGES = 48  # of whose articles the beginnings are quoted
MAX_QUESTION = 2_000  # characters; what is longer is read up to there, and that is said

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is read for a question."""

    passages: int
    sentences: int
    tokens: int  # by the reader
    careful: bool = False  # whether searching encodes sentences, too


USUAL = Effort(passages=12, sentences=16, tokens=1_000)
CAREFUL = Effort(passages=40, sentences=96, tokens=10_000, careful=True)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer and every sentence that was considered for it, best first.

    `chance` is that of the articles answering: it is what decides between an answer and a refusal.
    """

    answer: Answer
    candidates: tuple[Scored, ...]
    chance: float


class Options(TypedDict, total=False):
    """What `explain` may be told besides."""

    k: int
    wanted: Filter | None
    effort: Effort


@dataclass(frozen=True, slots=True)
class Considered:
    """A question with all that is weighed for it."""

    asked: Asked
    candidates: tuple[Candidate, ...]
    missing: tuple[Name, ...]  # names that no article mentions

    def decided(self, index: Index, k: int, limits: Limits = LIMITS) -> tuple[Choice, list[Scored]]:
        """What is quoted, and every candidate, best first."""
        rated, asked, missing = rate(self.candidates, limits), self.asked, self.missing
        if asked.is_of_several:
            nothing_known = bool(missing) and len(missing) == len(asked.names)
            choice = Choice() if nothing_known else choose_of_each(asked, rated, k, limits)
        else:
            fatal = refusal.is_fatal(asked, missing)
            choice = Choice() if fatal else choose(asked, rated, index, k, limits)
        return choice, rated


def ask(
    question: str, index: Index, encoder: Encoder, reader: Reader | None = None, **options: Unpack[Options]
) -> Answer:
    """Quotes that answer, each verified against its article; or a refusal with its reason."""
    return explain(question, index, encoder, reader, **options).answer


def explain(
    question: str,
    index: Index,
    encoder: Encoder,
    reader: Reader | None = None,
    *,
    k: int = 5,
    wanted: Filter | None = None,
    effort: Effort = USUAL,
) -> Explanation:
    """As `ask`, with all that was considered."""
    asked_text, notes = _readable(question)
    stamp = Stamp.of(index.manifest)
    if wanted and (wanted.since or wanted.until) and (undated := index.undated()):
        notes = (*notes, Phrase(refusal.UNDATED, undated=undated, articles=stamp.articles))

    def refuse(reason: Phrase, rated: Sequence[Scored] = (), chance: float = 0.0) -> Explanation:
        nearest = next((quote for scored in rated if (quote := _verified(scored.quote, index))), None)
        nearest = nearest and with_copies(nearest, index)
        return Explanation(Answer(question, (), reason, nearest, stamp, notes), tuple(rated), chance)

    if not re.search(r"\w", asked_text):
        return refuse(Phrase(refusal.NO_WORDS))
    if is_order(asked_text):
        return refuse(Phrase(refusal.NOTHING_ASKED))
    scope = scope_of(unwrapped(asked_text), index)
    among = scope.narrowed(wanted or Filter(), index)
    k_found = OVERVIEW_PASSAGES if scope.is_overview else effort.passages
    found = search(scope.question, index, encoder, k=k_found, wanted=among, careful=effort.careful)
    hits = one_voice(found, index)
    if not hits:
        return refuse(_nothing_found(wanted, index))
    asked = take_apart(scope, index, hits)
    if reason := unanswerable(asked, index):
        return refuse(reason)
    if asked.is_overview:
        hits = _beginnings(hits, index)
    considered = consider(asked, hits, index, encoder, reader, effort)
    choice, rated = considered.decided(index, k)
    missing, chosen = considered.missing, choice.quoted
    quotes, slips = _unless_of_another(_quotes(chosen, hits, index), slips_in(asked.text, index), encoder)
    notes = (*notes, *_meant(asked.text, slips))
    if not quotes:
        near = refusal.nearest_first(asked, rated)
        reason = refusal.reason(asked, missing, tuple(slips), near, index)
        return refuse(reason, near, choice.chance)
    notes = (*notes, *_left_open(asked, missing, chosen, index))
    return Explanation(Answer(question, quotes, None, None, stamp, notes), tuple(rated), choice.chance)


def _quotes(chosen: Sequence[Scored], hits: Sequence[Hit], index: Index) -> tuple[Quote, ...]:
    """What is quoted, verified, with its copies."""
    copies = {hit.stored.passage.id: hit.copies for hit in hits}
    return tuple(
        with_copies(quote, index, copies.get(quote.passage, ()))
        for scored in chosen
        if (quote := _verified(scored.quote, index))
    )


def _unless_of_another(
    quotes: tuple[Quote, ...], slips: Mapping[str, str], encoder: Encoder
) -> tuple[tuple[Quote, ...], Mapping[str, str]]:
    """The quotes and the slips; no quotes where a name is spelt with one and none of them speaks of it.

    Beside quotes a word is no slip that the encoder, which knows what is written often, has a token for.
    """
    if not quotes:
        return (), slips
    counts = zip(slips, encoder.count_tokens(list(slips)), strict=True)
    slips = {word: slips[word] for word, count in counts if count > 1}
    names = [Name(name) for name in slips.values()]
    of_one = any(name.mentioned_in(quote.text) for name in names for quote in quotes)
    return quotes if of_one or not names else (), slips


def _meant(question: str, slips: Mapping[str, str]) -> Iterator[Phrase]:
    if slips:
        yield Phrase(refusal.MEANT, question=respelt(question, slips).rstrip(" ?.!"))


def _nothing_found(wanted: Filter | None, index: Index) -> Phrase:
    if not wanted:
        return Phrase(refusal.NOTHING_NEAR)
    of_source = index.matching(Filter(source=wanted.source))
    if wanted.source and of_source is not None and not len(of_source):
        return Phrase(refusal.NOT_FROM, sources=(wanted.source,))
    return Phrase(refusal.NONE_WANTED)


def _beginnings(hits: Sequence[Hit], index: Index) -> list[Hit]:
    """The first passage of each article, in the place of its best."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.stored.article.name, hit)
    return [replace(hit, stored=index.passages_of(name)[0]) for name, hit in best.items()]


def unanswerable(asked: Asked, index: Index) -> Phrase | None:
    """Why nothing needs to be read: what is asked, or of whom, is in no article."""
    if not asked.weights and not asked.is_overview:
        return Phrase(refusal.NO_WORDS)
    if is_foreign(asked.text, index):
        return Phrase(refusal.FOREIGN)
    houses = named_publishers(asked.text, index.publishers())
    if asked.strange_sources and len(asked.strange_sources) >= len(houses):
        return Phrase(refusal.NOT_FROM, sources=asked.strange_sources)
    return None


def _left_open(
    asked: Asked, missing: Sequence[Name], chosen: Sequence[Scored], index: Index
) -> Iterator[Phrase]:
    """What of the question the quotes do not speak to."""
    if asked.strange_sources:
        yield Phrase(refusal.NOT_FROM, sources=asked.strange_sources)
    if missing:
        yield refusal.unmentioned(missing)
    elif silent := [name.text for name in key_names(asked, index) if not _speak_of(name, chosen)]:
        yield Phrase(refusal.NOT_SPOKEN_OF, names=tuple(silent))
    elif asked.strange_subject:
        yield refusal.unheard(asked.strange_subject)


def consider(
    asked: Asked, hits: Sequence[Hit], index: Index, encoder: Encoder, reader: Reader | None, effort: Effort
) -> Considered:
    """The sentences of the hits that promise most, read, and what the reader likes of those beside them."""
    found = gather(asked, hits, index)
    candidates, others = found[: effort.sentences], found[effort.sentences :]
    if reader and not asked.is_overview:
        candidates += runs.read(candidates, asked.text, reader, effort.tokens, others)
    compare(asked.text, candidates, encoder)
    hear(asked, candidates, encoder)
    missing = refusal.missing_names(asked, hits, index)
    texts = [hit.stored.passage.text for hit in hits]
    missing = missing or unknown_names(asked.text, texts, index, encoder.count_tokens)
    return Considered(asked, tuple(candidates), tuple(missing))


def _speak_of(name: Name, chosen: Sequence[Scored]) -> bool:
    return any(
        "interviewed" in scored.candidate.features  # of whoever is interviewed
        or name.mentioned_in(f"{scored.text}\n{scored.candidate.surroundings}")
        for scored in chosen
    )


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
