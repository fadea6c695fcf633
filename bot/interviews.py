"""Interviews: what is said below an interviewer's question answers whoever asks nearly the same."""

from collections.abc import Sequence

from bot.candidates import Asked, Candidate, Span
from index.encoder import Encoder

ALIKE = 0.6  # cosine of two questions, from which on they are taken for the same
MOST_WORDS = 40  # of an interviewer's question
_MARKS = '*_#> "“”'
_STEP = 0.02  # by which each further sentence of an answer counts less
_SLOPE = 0.8  # of what the reader would make of it over how alike the questions are


def question_above(text: str, span: Span) -> str | None:
    """The paragraph above the sentence's own, where that is a question and no more."""
    paragraphs = text[: span[0]].rsplit("\n", 2)
    line = paragraphs[-2].strip(_MARKS) if len(paragraphs) > 1 else ""
    return line if line.endswith("?") and len(line.split()) <= MOST_WORDS else None


def hear(asked: Asked, candidates: Sequence[Candidate], encoder: Encoder) -> None:
    """Raise `reader` and `cosine` of sentences that answer an interviewer who asks nearly the same.

    They get the feature `interviewed`: how alike the questions are. Whom one asks about is "you" there. What
    they count for is nothing that the reader has said of them.
    """
    above = [question_above(one.article.text, one.span) for one in candidates]
    questions = list(dict.fromkeys(filter(None, above)))
    if not questions:
        return
    own = asked.text
    for name in asked.names:
        own = own.replace(name.text, "you")
    alike = dict(
        zip(questions, encoder.encode_sentences(questions) @ encoder.encode_question(own), strict=True)
    )
    for one, line in zip(candidates, above, strict=True):
        if line is None or alike[line] < ALIKE:
            continue
        place = sum(span[0] > one.article.text.rfind("\n", 0, one.span[0]) for span in one.lead)
        near = float(alike[line]) - _STEP * place
        features = one.features
        features.update(interviewed=near, statement=1.0)
        features["cosine"] = max(features["cosine"], near)
        if "reader" in features:
            features.update(reader=max(features["reader"], _SLOPE * near), read=0.0)
