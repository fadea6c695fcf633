"""Why the articles do not answer, and what an answer leaves out: as phrases, which say it in English."""

from collections.abc import Sequence

from bot.answer_type import AnswerType, denied, holds_answer
from bot.authors import byline, is_by
from bot.candidates import Asked
from bot.language import words_of
from bot.names import Name, is_spoken_of
from bot.objections import GIVEN, MEASURED, REASON
from bot.phrases import Phrase
from bot.related import held_share
from bot.scored import Scored
from bot.subjects import unknown_words
from bot.times import called, may_tell_of
from index.authors import bylines_of
from index.interface import Index
from index.search import Hit

MISSING_SHARE = 0.25  # of a question's names, that may be unknown before it is refused
MOST_LISTED = 5  # words named in a reason
# With which a number is asked for, which nothing that gives it need say.
_ASKING_MEASURES = frozenset(
    "age amount big deep far fast heavy high large long number old percent percentage tall total wide".split()
)

# Why there is no answer
NO_WORDS = "there is no word in the question to look for"
NOTHING_ASKED = "that is an order, and nothing is asked of them"
FOREIGN = "none of them is written in the question's language"
NONE_WANTED = "no article passes the filters"
NOT_OF_TIME = "no article that was found is of that time"
NOTHING_NEAR = "nothing in them comes near the question"
UNMENTIONED = "no article mentions {names:and}"
UNHEARD = "no article says {words:or}"
NOT_FROM = "no article is from {sources:or}"
UNSAID = "the nearest passages speak of {said:and}, but do not say {unsaid:or}"
UNANSWERED = "the nearest passages speak of {said:and}, but do not answer the question"
UNSIGNED = "the nearest articles do not say who wrote them"
UNGIVEN = {
    kind: f"the nearest passages speak of {{said:and}}, but give no {measure}"
    for kind, measure in {**GIVEN, AnswerType.REASON: REASON}.items()
}
# What an answer leaves out, or a refusal suggests
MEANT = "did you mean “{question}”?"
UNDATED = "{undated} of {articles} articles have no date and were left out"
NOT_SPOKEN_OF = "the quotes do not speak of {names:and}"
UNREAD = "words and vectors alone decided, as the reader cannot be used"
CUT_SHORT = "only the first {characters} characters of the question were read"

TEMPLATES = (
    NO_WORDS, NOTHING_ASKED, FOREIGN, NONE_WANTED, NOT_OF_TIME, NOTHING_NEAR, UNMENTIONED, UNHEARD, NOT_FROM,
    UNSAID, UNANSWERED, UNSIGNED, *UNGIVEN.values(), UNDATED, NOT_SPOKEN_OF, UNREAD, CUT_SHORT, MEANT,
)  # fmt: skip


def missing_names(asked: Asked, hits: Sequence[Hit], index: Index) -> list[Name]:
    """The names in the question that no article mentions, and that nobody who wrote one bears."""
    texts = [
        f"{hit.stored.article.title}\n{hit.stored.article.publisher or ''}\n{hit.stored.passage.text}"
        for hit in hits
    ]
    return [
        name
        for name in asked.names
        if not any(name.mentioned_in(text) for text in texts)
        and not is_spoken_of(name, index)
        and not bylines_of(name.text, index.authors(), whole=True)
    ]


def is_fatal(asked: Asked, missing: Sequence[Name]) -> bool:
    """Whether nothing can answer without those names; one of many in a long question may be missing."""
    return bool(missing) and len(missing) > MISSING_SHARE * len(asked.names)


def nearest_first(asked: Asked, rated: Sequence[Scored]) -> list[Scored]:
    """The candidates, those that speak of what the question is about before the others.

    What is of another time is not near a question for what happened at one.
    """
    if asked.is_overview and asked.periods:
        rated = [scored for scored in rated if _is_of_its_time(asked, scored)]
    return sorted(
        rated,
        key=lambda scored: (
            not any(
                name.mentioned_in(f"{scored.text}\n{scored.candidate.article.title}") for name in asked.names
            )
        ),
    )


def _is_of_its_time(asked: Asked, scored: Scored) -> bool:
    return any(period.covers(scored.candidate.article.published) for period in asked.periods)


def reason(
    asked: Asked, missing: Sequence[Name], slips: Sequence[str], near: Sequence[Scored], index: Index
) -> Phrase:
    """What is missing: a thing that no article mentions, or what the nearest passage does not say.

    `slips`: words that are names spelt wrongly; `near`: what was read, the nearest first.
    """
    nearest = next(iter(near), None)
    if missing:
        return unmentioned(missing)
    if slips:
        return Phrase(UNMENTIONED, names=tuple(slips))
    if nearest is None:
        return Phrase(NOT_OF_TIME if asked.is_overview and asked.periods else NOTHING_NEAR)
    if asked.by_whom and not byline(nearest.candidate.article):
        return Phrase(UNSIGNED)
    if asked.strange_subject:
        return unheard(asked.strange_subject)
    said, unsaid = (tuple(words[:MOST_LISTED]) for words in _compared(asked, nearest, index))
    if not said:
        unknown = unknown_words(asked.text, index)[:MOST_LISTED]
        return unheard(*unknown) if unknown else Phrase(NOTHING_NEAR)
    if unsaid and not denied(asked.text):
        return Phrase(UNSAID, said=said, unsaid=unsaid)
    measured = holds_answer(asked.kind, nearest.text, asked.text)  # but not of what is asked
    return Phrase(UNANSWERED if measured else UNGIVEN.get(asked.kind, UNANSWERED), said=said)


def _compared(asked: Asked, nearest: Scored, index: Index) -> tuple[list[str], list[str]]:
    """Names and content words of the question that the candidate's passage holds, and those it does not.

    Words stand in quotation marks: no sentence is made of them.
    """
    article = nearest.candidate.article
    text = f"{article.title}\n{article.publisher or ''}\n{nearest.candidate.passage_text}"
    terms = set(index.terms(text))
    said: list[str] = []
    unsaid: list[str] = []
    for name in asked.names:
        (said if name.mentioned_in(text) or is_by(name.text, article) else unsaid).append(name.text)
    asking = _ASKING_MEASURES if asked.kind in MEASURED else frozenset()
    for word in dict.fromkeys(words_of(asked.text)):
        if word.casefold() in asking:
            continue
        own = [term for term in index.terms(word) if term in asked.weights and term not in asked.name_terms]
        if own:
            (said if all(held_share(term, terms) for term in own) else unsaid).append(f"“{word}”")
    unsaid += [called(period) for period in asked.periods if not may_tell_of(article, period)]
    return said, unsaid


def unmentioned(missing: Sequence[Name]) -> Phrase:
    """Which names no article mentions."""
    return Phrase(UNMENTIONED, names=tuple(name.text for name in missing))


def unheard(*words: str) -> Phrase:
    """Which words no article has; they need be no names."""
    return Phrase(UNHEARD, words=tuple(f"“{word}”" for word in words))
