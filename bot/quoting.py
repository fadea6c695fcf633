"""A sentence → the run of sentences as which it is quoted, so that it makes sense alone."""

import re

from bot.answer_type import SAYING
from bot.candidates import Candidate, Span

SHORT_ANSWER = 8  # words, with which the next sentence is quoted as well
_BULLET = re.compile(r"(?:>\s*)*[•·▪‣*–—-]\s+|(?:>\s*)+")  # also in a quoted block of Markdown
_POINTS_BACK = re.compile(
    r"[“\"‘'(]*(?:(?:but|and|however|conversely|meanwhile|also|instead|still|yet|so|then|in addition|"
    r"as a result)\b,? )?(?:he|she|it|they|his|her|its|their|this|that|these|those|such|both|the (?:latter|"
    r"former|same|two|company|firm|group|business|agency|team|move|decision|statement|app|platform|man|woman|"
    r"pair))\b",
    re.IGNORECASE,
)
# An apostrophe looks alike; one behind a full stop or a comma, or at the end of a quoted word, is none.
_SINGLE_CLOSES = re.compile(r"(?<=[.,!?…])’|(?<=‘)[^‘’]*\w’(?=[\s.,;:!?)]|$)")
_SPOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SAYING = re.compile(SAYING)
_STATES = re.compile(r"[.!?:]\W*$")  # not a heading


def quoted_span(candidate: Candidate) -> Span:
    """The sentence without its bullet; with neighbours where it would not make sense alone.

    That is one that points back at something ("It …"), or begins or ends inside a quotation: the quote
    then runs from where the quotation opens to where it closes, as far as the passage holds both. What is
    nothing but a quotation is quoted with the sentence beside it that says whose.
    """
    text = candidate.article.text
    start, end = candidate.span
    bullet = _BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    low, high = candidate.passage_span
    lead = [span for span in candidate.lead if span[0] >= low]
    tail = [span for span in candidate.tail if span[1] <= high]
    opening = (first for first, _ in reversed(lead) if _unpaired(text[first:end]) >= 0)
    opened = next(opening, None) if _unpaired(text[start:end]) < 0 else None
    if opened is not None:
        start = opened
    elif lead and _needs_lead(text[start:end]) and _STATES.search(text[slice(*lead[-1])]):
        start = lead[-1][0]
    if _unpaired(text[start:end]) > 0:
        end = next((last for _, last in tail if _unpaired(text[start:last]) <= 0), end)
    if "interviewed" in candidate.features:
        start, end = _with_question(text, (start, end), lead, tail)
    if _is_speech(text[start:end]):
        before = next((span for span in reversed(lead) if span[1] <= start), None)
        after = next((span for span in tail if span[0] >= end), None)
        if before and _SAYING.search(text[slice(*before)]):
            start = before[0]
        elif after and "\n" not in text[end : after[0]] and _SAYING.search(text[slice(*after)]):
            end = after[1]
    return start, end


def _with_question(text: str, span: Span, lead: list[Span], tail: list[Span]) -> Span:
    """An answer to an interviewer below the question, if it begins it; a short one goes on."""
    start, end = span
    if len(text[start:end].split()) < SHORT_ANSWER:
        end = next((last for first, last in tail[:1] if "\n" not in text[end:first]), end)
    above = next((first for first, last in lead[-1:] if "\n" in text[last:start]), start)
    return (above if above == text.rfind("\n", 0, max(0, start - 1)) + 1 else start), end


def _is_speech(text: str) -> bool:
    """Whether all of it stands in quotation marks, so that nobody is said to have said it."""
    return bool(_SPOKEN.search(text)) and not re.search(r"\w", _SPOKEN.sub("", text))


def _needs_lead(text: str) -> bool:
    """Whether the sentence points back, or is the rest of one."""
    return text[0].islower() or bool(_POINTS_BACK.match(text))


def _unpaired(text: str) -> int:
    """Curly quotation marks that open and do not close in the text; below 0, those that only close."""
    double = text.count("“") - text.count("”")
    return double or text.count("‘") - len(_SINGLE_CLOSES.findall(text))
