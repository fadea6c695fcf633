"""Why a sentence cannot answer a question, whatever its score."""

from collections.abc import Mapping, Sequence

from bot.answer_type import AnswerType, holds_answer
from bot.authors import is_by
from bot.candidates import Asked
from bot.doubt import EVEN
from bot.interviews import question_above
from bot.limits import Limits
from bot.names import Name
from bot.scored import Scored

OFF_THE_POINT = "does not say what is asked"
OPENING = 400  # characters in which an article says whom it is about
MEASURED = {
    AnswerType.TIME: "time",
    AnswerType.COUNT: "number",
    AnswerType.AMOUNT: "amount",
    AnswerType.MEASURE: "measure",
}
GIVEN = {**MEASURED, AnswerType.NAME: "name"}  # what a sentence has to give to answer
REASON = "reason"  # the same, unless the reader takes it for one: "He had a cold."


def objection(asked: Asked, scored: Scored, keys: Sequence[Name], limits: Limits) -> str:
    """Why the sentence cannot answer, whatever its score; empty when nothing speaks against it."""
    if keys and not _speaks_of(asked, scored, keys, limits):
        return f"does not speak of {' or '.join(name.text for name in keys)}"
    if asked.kind in GIVEN and not holds_answer(asked.kind, scored.text, asked.text):
        return f"gives no {GIVEN[asked.kind]}"
    if asked.kind is AnswerType.SAID and not _is_said(scored, asked.text):
        return "reports nothing that was said"
    if asked.kind is AnswerType.REASON and not _is_reason(asked, scored, limits):
        return f"gives no {REASON}"
    features = scored.candidate.features
    if not features.get("counted", 1.0) and scored.reading(0.0) < limits.read_counted:
        return "does not speak of what is counted"
    if not features["statement"]:
        return "is no statement"
    if not features.get("denial", 1.0):
        return "says of whom it is so, not of whom it is not"
    if asked.is_topic:
        return "" if _is_on_topic(scored, limits) else OFF_THE_POINT
    if _is_read_so(scored, limits) or _is_to_the_point(asked.kind, features, limits):
        return ""
    return OFF_THE_POINT


def _speaks_of(asked: Asked, scored: Scored, keys: Sequence[Name], limits: Limits) -> bool:
    """Whether the sentence, or what it stands in, speaks of any of these, or one of them wrote it."""
    article = scored.candidate.article
    context = f"{scored.text}\n{scored.candidate.surroundings}"
    if scored.reading(0.0) >= limits.read_sure:  # of the subject of a section, each sentence may be
        context += f"\n{scored.candidate.passage_text}"
    is_heard = "interviewed" in scored.candidate.features  # of whoever is interviewed
    if is_heard or (scored.reading(0.0) >= limits.read_opening and asked.kind is not AnswerType.YES_NO):
        context += f"\n{article.text[:OPENING]}"  # of that of an article as well
    return any(name.mentioned_in(context) or is_by(name.text, article) for name in keys)


def _is_reason(asked: Asked, scored: Scored, limits: Limits) -> bool:
    is_read = scored.reading(1.0) >= limits.read_reason
    return is_read or holds_answer(AnswerType.REASON, scored.text, asked.text)


def _is_said(scored: Scored, question: str) -> bool:
    """Whether words or a verb report it, or it answers an interviewer's question, the paragraph above it."""
    if holds_answer(AnswerType.SAID, scored.text, question):
        return True
    return question_above(scored.candidate.article.text, scored.span) is not None


def _is_on_topic(scored: Scored, limits: Limits) -> bool:
    """Whether the topic's words are there, or ones that mean the same, and the reader does not say no."""
    features, reading = scored.candidate.features, scored.reading(EVEN)
    held = features["words"] + features["words_near"]
    return held + reading >= limits.topic_held or features["cosine"] + reading >= limits.topic_meant


def _is_read_so(scored: Scored, limits: Limits) -> bool:
    """Whether the reader takes it for an answer, and the question is one that it comes near at all.

    Of nonsense and insults the reader cannot know better: it has never read one.
    """
    features = scored.candidate.features
    near = features["words"] + features["words_near"] > 0 or features["cosine"] >= limits.near_cosine
    return near and scored.reading(0.0) >= limits.read_so


def _is_to_the_point(kind: AnswerType, features: Mapping[str, float], limits: Limits) -> bool:
    """Whether the sentence says anything of what is asked, in its words or in ones that mean the same."""
    if kind in MEASURED:
        # Any number is near any other: the sentence itself has to speak of what is counted.
        return features["topic"] > 0 or features["cosine"] >= limits.least_cosine_measured
    if kind is AnswerType.PERSON:
        return features["topic"] > 0 or features["cosine"] >= limits.least_cosine_person
    return features["topic_near"] > 0 or features["cosine"] >= limits.least_cosine
