"""Candidates → the quotes that answer, from as many independent articles as do, best first."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answer import Quote
from bot.answer_type import AnswerType, holds_answer
from bot.candidates import LONG_QUESTION, Asked, Candidate, Span
from bot.language import words_of
from bot.names import Name
from corpus.copies import word_runs
from index.interface import Index

# Fitted as a softmax over the sentences read for 355 SQuAD questions. On as many others the right
# sentence is first in 82%; in 78% by the words' share alone, in 65% by the cosine alone. The passage's own
# weight came out at 4.1 (83%) there, where every paragraph has a subject to itself; in news, articles of one
# story share theirs. The reader's was chosen on 189 others, of articles that it was not trained on, and on
# four stories: from 4 to 16 the former gain as much, above 6 one of the latter loses.
WEIGHTS = {
    "words": 6.0,
    "words_near": 2.0,
    "names": 0.2,
    "names_near": 1.2,
    "kind": 0.9,
    "pairs": 2.2,
    "passage": 2.0,
    "cosine": 4.9,
    "reader": 5.0,
}
MARGIN = 2.5  # below the best score, for the first quote from an article
MARGIN_AGAIN = 0.5  # the same for a second one
# Below these a sentence that holds none of the question's words, names left out, means something else.
# Chosen on 104 questions over four stories.
LEAST_COSINE, LEAST_COSINE_PERSON, LEAST_COSINE_MEASURED = 0.35, 0.52, 0.5
LEAD_COSINE = 0.48  # the same for at least one of the quotes
# What the reader makes of a sentence: above the one it answers in whatever words, below the other no answer
# may rest on it.
READ_SO, LEAST_READ = 0.52, 0.3
READ_AGAIN = 0.5  # for a second quote from one article
OFF_THE_POINT = "does not say what is asked"
SAME_SHARE = 0.8  # of the shorter quote's word runs, for two quotes to say the same
MEASURED = {
    AnswerType.TIME: "time",
    AnswerType.COUNT: "number",
    AnswerType.AMOUNT: "amount",
    AnswerType.MEASURE: "measure",
}
_BULLET = re.compile(r"[•·▪‣*–—-]\s+")
_POINTS_BACK = re.compile(
    r"[“\"‘'(]*(?:(?:but|and|however|conversely|meanwhile|also|instead|still|yet|so|then|in addition|"
    r"as a result)\b,? )?(?:he|she|it|they|his|her|its|their|this|that|these|those|such|both|the (?:latter|"
    r"former|same|two|company|firm|group|business|agency|team|move|decision|statement|app|platform|man|woman|"
    r"pair))\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"[.!?:]\W*$")  # not a heading


@dataclass(slots=True)
class Scored:
    """A candidate with its score, what it would be quoted as, and what became of it."""

    candidate: Candidate
    score: float
    span: Span
    verdict: str = field(default="")

    @property
    def text(self) -> str:
        return self.candidate.article.text[slice(*self.span)]

    @property
    def quote(self) -> Quote:
        candidate = self.candidate
        return Quote(self.text, candidate.article, candidate.passage, *self.span, round(self.score, 4))


def rate(candidates: Sequence[Candidate]) -> list[Scored]:
    """Every candidate, best first, with what it would be quoted as."""
    rated = [
        Scored(
            candidate,
            sum(weight * candidate.features.get(name, 0.0) for name, weight in WEIGHTS.items()),
            quoted_span(candidate),
        )
        for candidate in candidates
    ]
    rated.sort(key=lambda scored: (-scored.score, scored.candidate.article.name, scored.span))
    return rated


def choose(asked: Asked, rated: Sequence[Scored], index: Index, k: int) -> list[Scored]:
    """At most k that answer: the best of each article first, then further ones. Sets every verdict.

    Once a question of yes or no is answered, what other articles report of its subject stands beside the
    answer, though they say it in other words.
    """
    keys = key_names(asked, index)
    for scored in rated:
        scored.verdict = _objection(asked, scored, keys)
    fitting = _asked_for(asked, [scored for scored in rated if not scored.verdict])
    if not any(_can_lead(asked, scored) for scored in fitting):
        return []
    beside = [scored for scored in rated if asked.kind is AnswerType.YES_NO and _is_about(keys, scored)]
    best = fitting[0].score
    chosen: list[Scored] = []
    rows = (
        (_for_each(keys, fitting), 2 * MARGIN),
        (fitting, MARGIN),
        (beside, MARGIN),
        ([scored for scored in fitting if _may_come_again(scored)], MARGIN_AGAIN),
    )
    for row, margin in rows:
        for scored in row:
            articles = {other.candidate.article.name for other in chosen}
            if scored in chosen or (margin == MARGIN and scored.candidate.article.name in articles):
                continue
            scored.verdict = _too_much(scored, chosen, best, k, margin)
            if not scored.verdict:
                chosen.append(scored)
    for scored in chosen:
        scored.verdict = "quoted"
    return sorted(chosen, key=lambda scored: -scored.score)


def _may_come_again(scored: Scored) -> bool:
    """Whether an article that is quoted already is quoted with this as well."""
    return scored.candidate.features.get("reader", 1.0) >= READ_AGAIN


def _for_each(keys: Sequence[Name], fitting: Sequence[Scored]) -> list[Scored]:
    """For a question about several things, the best sentence on each."""
    if len(keys) < 2:
        return []
    best = (next((one for one in fitting if key.mentioned_in(one.text)), None) for key in keys)
    return [scored for scored in best if scored]


def _asked_for(asked: Asked, fitting: list[Scored]) -> list[Scored]:
    """Those from the source and the time that the question names; else what others say of the source."""
    if asked.sources:
        own = [scored for scored in fitting if scored.candidate.article.publisher in asked.sources]
        fitting = _keep(fitting, own or _of_source(asked, fitting), "is from another source")
    if asked.is_bare and asked.periods:
        timely = [
            scored
            for scored in fitting
            if any(period.covers(scored.candidate.article.published) for period in asked.periods)
        ]
        fitting = _keep(fitting, timely, "is from another time")
    return fitting


def _of_source(asked: Asked, fitting: Sequence[Scored]) -> list[Scored]:
    return [
        scored for scored in fitting if any(name.mentioned_in(scored.text) for name in asked.source_names)
    ]


def _keep(fitting: Sequence[Scored], kept: list[Scored], verdict: str) -> list[Scored]:
    for scored in fitting:
        if scored not in kept:
            scored.verdict = verdict
    return kept


def _is_about(keys: Sequence[Name], scored: Scored) -> bool:
    """Whether only its words speak against the sentence, and it begins with what the question is about."""
    return scored.verdict == OFF_THE_POINT and any(name.begins(scored.text) for name in keys)


def _objection(asked: Asked, scored: Scored, keys: Sequence[Name]) -> str:
    """Why the sentence cannot answer, whatever its score; empty when nothing speaks against it."""
    context = f"{scored.text}\n{scored.candidate.surroundings}"
    if keys and not any(name.mentioned_in(context) for name in keys):
        return f"does not speak of {' or '.join(name.text for name in keys)}"
    if asked.kind in MEASURED and not holds_answer(asked.kind, scored.text, asked.text):
        return f"gives no {MEASURED[asked.kind]}"
    if not scored.candidate.features["statement"]:
        return "is no statement"
    features = scored.candidate.features
    return "" if _is_to_the_point(asked.kind, features) or _is_read_so(features) else OFF_THE_POINT


def _is_to_the_point(kind: AnswerType, features: Mapping[str, float]) -> bool:
    """Whether the sentence says anything of what is asked, in its words or in ones that mean the same."""
    if kind in MEASURED:
        # Any number is near any other: the sentence itself has to speak of what is counted.
        return features["topic"] > 0 or features["cosine"] >= LEAST_COSINE_MEASURED
    if kind is AnswerType.PERSON:
        return features["topic"] > 0 or features["cosine"] >= LEAST_COSINE_PERSON
    return features["topic_near"] > 0 or features["cosine"] >= LEAST_COSINE


def _is_read_so(features: Mapping[str, float]) -> bool:
    """Whether the reader finds that the sentence answers, whatever its words."""
    return features.get("reader", 0.0) >= READ_SO


def _can_lead(asked: Asked, scored: Scored) -> bool:
    """Whether an answer may rest on the sentence; one less near in meaning may only stand beside it."""
    features = scored.candidate.features
    if asked.is_bare or _is_read_so(features):
        return True
    if features.get("reader", 1.0) < LEAST_READ and len(words_of(asked.text)) <= LONG_QUESTION:
        return False
    return features["topic_near"] > 0 or features["cosine"] >= LEAD_COSINE


def _too_much(scored: Scored, chosen: Sequence[Scored], best: float, k: int, margin: float) -> str:
    if scored.score < best - margin:
        return "is too far below the best"
    if any(says_the_same(scored, other) for other in chosen):
        return "says the same as a better one"
    return "comes after the last one wanted" if len(chosen) >= k else ""


def says_the_same(one: Scored, other: Scored) -> bool:
    """Whether the shorter of two quotes stands, nearly whole, in the other."""
    runs, others = word_runs(one.text), word_runs(other.text)
    return len(runs & others) >= SAME_SHARE * min(len(runs), len(others))


def key_names(asked: Asked, index: Index) -> list[Name]:
    """The names that the question is about: the rarest one, and those nearly as rare."""
    rarities = {name: _rarity(name, index) for name in asked.names}
    most = max(rarities.values(), default=0.0)
    return [name for name, own in rarities.items() if own >= 0.75 * most]


def _rarity(name: Name, index: Index) -> float:
    passages = index.manifest.passages
    counts = [index.document_frequency(term) for term in index.terms(name.text)]
    return math.log(1 + passages / max(1, min(counts, default=1)))


def quoted_span(candidate: Candidate) -> Span:
    """The sentence without its bullet; with neighbours where it would not make sense alone.

    That is one that points back at something ("It …"), or begins or ends inside a quotation: the quote
    then runs from where the quotation opens to where it closes, as far as the passage holds both.
    """
    text = candidate.article.text
    start, end = candidate.span
    bullet = _BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    low, high = candidate.passage_span
    lead = [span for span in candidate.lead if span[0] >= low]
    tail = [span for span in candidate.tail if span[1] <= high]
    if _unpaired(text[start:end]) < 0:
        start = next((first for first, _ in reversed(lead) if _unpaired(text[first:end]) >= 0), start)
    elif lead and _needs_lead(text[start:end]) and _STATES.search(text[slice(*lead[-1])]):
        start = lead[-1][0]
    if _unpaired(text[start:end]) > 0:
        end = next((last for _, last in tail if _unpaired(text[start:last]) <= 0), end)
    return start, end


def _needs_lead(text: str) -> bool:
    """Whether the sentence points back, or is the rest of one."""
    return text[0].islower() or bool(_POINTS_BACK.match(text))


def _unpaired(text: str) -> int:
    """Curly quotation marks that open and do not close in the text; below 0, those that only close."""
    return text.count("“") - text.count("”")
