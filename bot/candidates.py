"""Hits → the sentences in them, each with what can be said for it as an answer."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answer_type import AnswerType, answer_type, counted, denied, denies, holds_answer, new_names
from bot.language import words_of
from bot.limits import LIMITS, Limits
from bot.names import Name, find_names, of_place
from bot.related import held_share
from bot.scope import Scope
from bot.sources import strange_sources
from bot.subjects import unknown_name, unknown_subject
from bot.topics import is_topic
from corpus.article import Article, PassageId
from corpus.lines import is_bullet
from corpus.sentences import sentence_spans
from index.encoder import Encoder
from index.interface import Index
from index.parts import parts_of
from index.periods import Period
from index.search import Hit
from index.terms import inverse_frequency

Span = tuple[int, int]
NEIGHBOURS = 4  # sentences on either side that a quote may take along
LONG_QUESTION = 25  # words, beyond which it asks several things
LONG_WORDS = 45  # a sentence of more is rarely to the point
LONG_LIST = 5  # names
LEAST_UNENDED = 9  # words of a line without a full stop for it to be more than a heading
LEAST_POINT = 5  # words of a list's point
LEAST_FIGURED = 3  # of one with a number in it
_STATEMENT = re.compile(r"\w\W+\w+\W+\w.*[.!…:;]\W*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, taken apart."""

    text: str
    kind: AnswerType
    names: tuple[Name, ...]
    weights: dict[str, float]  # term → its weight by rarity, for the words that carry content
    name_terms: frozenset[str]  # those of them that are part of a name
    sources: frozenset[str] = frozenset()  # publishers whose reports are asked for
    source_names: tuple[Name, ...] = ()  # what the question calls them
    houses: tuple[frozenset[str], ...] = ()  # each source that a part of the question is about
    strange_sources: tuple[str, ...] = ()  # asked for as well, but no article is from them
    periods: tuple[Period, ...] = ()
    author: str | None = None  # whose articles are asked for
    is_overview: bool = False  # whether nothing is asked but what a source, an author or a time has to say
    is_of_latest: bool = False  # whether the newest is asked for
    is_topic: bool = False  # whether it names a topic and asks nothing of it
    by_whom: bool = False  # whether it is asked who wrote the articles
    strange_subject: str | None = None  # the word for whom it is about, when no article has it

    @property
    def is_of_several(self) -> bool:
        """Whether no one sentence can answer: what several sources say is asked, or much at once of one."""
        return len(self.houses) > 1 or (bool(self.houses) and len(words_of(self.text)) > LONG_QUESTION)

    @property
    def total(self) -> float:
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, its neighbours, and its features; each feature is 0 to 1, higher for better."""

    article: Article
    passage: PassageId
    passage_span: Span
    span: Span
    lead: tuple[Span, ...]  # the sentences before it, in their order
    tail: tuple[Span, ...]  # those after it
    features: dict[str, float]

    @property
    def text(self) -> str:
        return self.article.text[slice(*self.span)]

    @property
    def passage_text(self) -> str:
        """What it was found in."""
        return self.article.text[slice(*self.passage_span)]

    @property
    def surroundings(self) -> str:
        """Title, publisher and neighbouring sentences; the next paragraph may be of something else."""
        text = self.article.text
        behind = [span for span in self.tail[:1] if "\n" not in text[self.span[1] : span[0]]]
        near = [text[slice(*span)] for span in (*self.lead[-1:], *behind)]
        return "\n".join([self.article.title, self.article.publisher or "", *near])


def take_apart(scope: Scope, index: Index, hits: Sequence[Hit]) -> Asked:
    """Find the names, the content words and the kind of answer that a question asks for."""
    question, about, sources = scope.question, scope.about, scope.sources
    texts = [hit.stored.passage.text for hit in hits] + [hit.stored.article.title for hit in hits]
    weights: dict[str, float] = {}
    for word in scope.words:
        for term in index.terms(word):
            if len(term) > 1 or term.isdigit():
                weights[term] = rarity(index.document_frequency(term), index.manifest.passages)
    houses = tuple(
        part.publishers
        for part in parts_of(question, index.publishers(), least=1)
        if part.publishers & sources
    )
    strange = strange_sources(question, [*index.publishers(), *filter(None, [scope.author])])
    found = (of_place(name, index) for name in find_names(about, texts))
    names = [name for name in found if not any(name.text in other for other in strange)]
    unknown = unknown_name(about, index)
    if unknown and not any(unknown in name.text.split() for name in names):
        names.append(Name(unknown))
    others = [name for name in find_names(scope.besides, texts) if name not in names] if sources else []
    return Asked(
        text=question,
        kind=answer_type(question),
        names=tuple(names),
        weights=weights,
        name_terms=frozenset(term for name in names for term in index.terms(name.text)),
        sources=sources,
        source_names=tuple(others),
        houses=houses,
        strange_sources=strange,
        periods=scope.periods,
        author=scope.author,
        is_overview=scope.is_overview,
        is_of_latest=scope.latest,
        is_topic=not scope.is_overview and is_topic(about),
        by_whom=scope.by_whom,
        strange_subject=unknown_subject(question, index),
    )


def rarity(frequency: int, passages: int) -> float:
    """Inverse document frequency as in BM25; of at least 1 passage, so that an unknown word does not rule."""
    return inverse_frequency(passages, max(1, frequency)) + 0.25


def gather(asked: Asked, hits: Sequence[Hit], index: Index) -> list[Candidate]:
    """The sentences of the hits, each once, those that promise most first."""
    places: dict[tuple[str, Span], Hit] = {}
    for hit in hits:
        for number, span in enumerate(hit.stored.passage.sentences):
            place = (hit.stored.article.name, span)
            # Of two passages that share a sentence, one in which it is not the first holds its lead too.
            if place not in places or (number and places[place].stored.passage.start == span[0]):
                places[place] = hit
    spans = {article.name: sentence_spans(article.text) for article in {hit.stored.article for hit in hits}}
    best = max((hit.aside for hit in hits), default=1.0) or 1.0
    found = []
    for (name, span), hit in places.items():
        lead = [other for other in spans[name] if other[1] <= span[0]][-NEIGHBOURS:]
        tail = [other for other in spans[name] if other[0] >= span[1]][:NEIGHBOURS]
        passage = hit.stored.passage
        bounds = (passage.start, passage.end)
        candidate = Candidate(hit.stored.article, passage.id, bounds, span, tuple(lead), tuple(tail), {})
        candidate.features.update(_features(asked, candidate, index), passage=hit.aside / best)
        candidate.features.update(search_words=hit.words, search_vectors=hit.vectors, search_fused=hit.aside)
        found.append(candidate)
    if asked.is_overview:
        return sorted(found, key=beginnings_first)
    return sorted(found, key=lambda one: -score_of(one.features))


def beginnings_first(candidate: Candidate) -> tuple[int, int, Span]:
    """First sentences, of the newest articles, come first: what an article is about, it says there."""
    published = candidate.article.published
    return len(candidate.lead), -published.toordinal() if published else 0, candidate.span


def compare(question: str, candidates: Sequence[Candidate], encoder: Encoder) -> None:
    """Give each candidate the feature `cosine`: how near its sentence's vector lies to the question's."""
    if not candidates:
        return
    vectors = encoder.encode_sentences([candidate.text for candidate in candidates])
    for candidate, cosine in zip(candidates, vectors @ encoder.encode_question(question), strict=True):
        candidate.features["cosine"] = max(0.0, float(cosine))


def score_of(features: Mapping[str, float], limits: Limits = LIMITS) -> float:
    """What speaks for a sentence, as far as it is known."""
    return sum(weight * features.get(name, 0.0) for name, weight in limits.weights.items())


def _features(asked: Asked, candidate: Candidate, index: Index) -> dict[str, float]:
    text, around = candidate.text, candidate.surroundings
    terms = index.terms(text)
    inside, nearby = set(terms), set(index.terms(around))
    shares = {term: held_share(term, inside) for term in asked.weights}
    held = sum(asked.weights[term] * share for term, share in shares.items())
    near = sum(
        asked.weights[term] * max(0.0, held_share(term, nearby) - share) for term, share in shares.items()
    )
    topic = [term for term in asked.weights if term not in asked.name_terms]
    topic_weight = sum(asked.weights[term] for term in topic)
    named = [name.mentioned_in(text) for name in asked.names]
    named_near = [name.mentioned_in(around) for name in asked.names]
    count = len(asked.names) or 1
    words = len(words_of(text))
    return {
        "words": held / (asked.total or 1.0),
        "words_near": near / (asked.total or 1.0),
        "topic": sum(asked.weights[term] * shares[term] for term in topic) / topic_weight if topic else 1.0,
        "topic_near": max((held_share(term, inside | nearby) for term in topic), default=1.0),
        "names": sum(named) / count,
        "names_near": sum(near and not own for own, near in zip(named, named_near, strict=True)) / count,
        "kind": float(holds_answer(asked.kind, text, asked.text)),
        "counted": float(_counted(asked, inside | nearby, index)),
        "known": float(_known(asked, inside | nearby, index)),
        "listed": _listed(asked, text),
        "denial": float(_denial(asked.text, text, index)),
        "pairs": _pairs(asked, terms, index),
        "statement": float(_is_statement(text, words)),
        "brief": max(0.0, 1.0 - words / LONG_WORDS),
        "opening": _opening(candidate) if asked.is_topic else 0.0,
    }


def _is_statement(text: str, words: int) -> bool:
    """Whether it is a sentence, a line as long as one, or a point of a list: "• Flights cancelled: 43"."""
    if "?" in text[-3:]:
        return False
    if _STATEMENT.search(text) or words >= LEAST_UNENDED:
        return True
    return is_bullet(text.lstrip("> ")) and words >= (
        LEAST_FIGURED if re.search(r"\d", text[2:]) else LEAST_POINT
    )


def _opening(candidate: Candidate) -> float:
    """How near the sentence stands to its article's beginning, where a topic is introduced."""
    return 1 / (1 + len(candidate.lead)) if len(candidate.lead) < NEIGHBOURS else 0.0


def _counted(asked: Asked, terms: set[str], index: Index) -> bool:
    """Whether what is to be counted is spoken of, where anything is."""
    if asked.kind is not AnswerType.COUNT:
        return True
    wanted = [term for word in counted(asked.text) for term in index.terms(word)]
    own = [term for term in wanted if term not in asked.name_terms]
    return not own or _related(own, terms)


def _known(asked: Asked, terms: set[str], index: Index) -> bool:
    """Whether of what the question says and no article does, related words are there."""
    unknown = (term for term in asked.weights if not index.document_frequency(term))
    return all(held_share(term, terms) for term in unknown)


def _listed(asked: Asked, text: str) -> float:
    """How much of a list the text is, where one is asked for."""
    if asked.kind is not AnswerType.NAMES:
        return 0.0
    return min(1.0, new_names(text, asked.text) / LONG_LIST)


def _denial(question: str, text: str, index: Index) -> bool:
    """Whether the text denies what is asked who did not do, if that is asked."""
    word = denied(question)
    wanted = index.terms(word) if word else []
    return not wanted or denies(text, lambda said: _related(wanted, set(index.terms(said))))


def _related(wanted: Sequence[str], terms: set[str]) -> bool:
    return any(held_share(term, terms) for term in wanted)


def _pairs(asked: Asked, terms: list[str], index: Index) -> float:
    """Share of the question's neighbouring content words that also stand close together in the text."""
    wanted = [term for term in index.terms(asked.text) if term in asked.weights]
    pairs = list(itertools.pairwise(wanted))
    places: dict[str, list[int]] = {}
    for place, term in enumerate(terms):
        places.setdefault(term, []).append(place)
    close = sum(
        any(abs(here - there) <= 3 for here in places.get(first, ()) for there in places.get(second, ()))
        for first, second in pairs
    )
    return close / len(pairs) if pairs else 0.0
