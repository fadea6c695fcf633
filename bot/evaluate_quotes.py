"""Answers judged against the quotes that are known to answer, or to mislead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Quote
from bot.curves import Bin, Point, area, calibration_error, refusals, reliability
from bot.evaluate import Expected, QuoteQuestion

if TYPE_CHECKING:
    from bot.asking import Explanation


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many."""

    count: int
    total: int

    def __str__(self) -> str:
        share = f" ({self.count / self.total:.3f})" if self.total else ""
        return f"{self.count} of {self.total}{share}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer against what was expected of it."""

    question: QuoteQuestion
    answer: Answer
    chance: float  # that the articles answer, as it was said
    evident: tuple[bool, ...]  # for each quote: whether it is evidence
    found: tuple[bool, ...]  # for each text that is evidence: whether it was quoted
    cited: frozenset[str]  # articles cited by a quote that is evidence
    misled: bool  # a distractor was quoted

    @property
    def first_right(self) -> bool:
        """Whether the first quote is evidence."""
        return self.evident[:1] == (True,)

    @property
    def right(self) -> bool:
        """The first quote is evidence, or there is none and none was expected."""
        return self.first_right if self.question.answerable else not self.answer.answered


@dataclass(frozen=True, slots=True)
class RefusalScores:
    """How rightly was refused; the curves are over the chance that decides it."""

    precision: Ratio  # refused questions that are not answerable
    recall: Ratio  # questions that are not answerable and were refused
    f1: float
    area: float | None  # under the ROC curve; None where all questions are answerable, or none
    calibration_error: float
    curve: tuple[Point, ...]
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """How well a set of questions was answered."""

    questions: int
    first_quote: Ratio  # answerable questions whose first quote is evidence
    any_quote: Ratio  # answerable questions with a quote that is evidence
    quotes: Ratio  # quotes that are evidence, of all shown to answerable questions
    sentences: Ratio  # evidence that was quoted, text by text, over all answerable questions
    articles: Ratio  # articles with evidence that such a quote cites, over all answerable questions
    distractors: Ratio  # questions with distractors of which one was quoted
    refused_rightly: Ratio  # unanswerable questions refused
    refused_wrongly: Ratio  # answerable questions refused
    refusals: RefusalScores


def normalised(text: str) -> str:
    """Every run of white space, non-breaking spaces included, as one space."""
    return " ".join(text.split())


def matches(quote: Quote, expected: Expected) -> bool:
    """Whether the quote, of the same article, contains the expected words or lies inside them."""
    if expected.article not in {quote.article.name, None}:
        return False
    shown, wanted = normalised(quote.text), normalised(expected.text)
    return wanted in shown or shown in wanted


def judge(question: QuoteQuestion, explanation: "Explanation") -> Judged:
    """Hold every quote against the evidence, and those that are none against the distractors."""
    answer = explanation.answer
    evident = tuple(any(matches(quote, item) for item in question.evidence) for quote in answer.quotes)
    right = [quote for quote, is_right in zip(answer.quotes, evident, strict=True) if is_right]
    wrong = [quote for quote, is_right in zip(answer.quotes, evident, strict=True) if not is_right]
    return Judged(
        question,
        answer,
        explanation.chance,
        evident,
        found=tuple(any(matches(quote, item) for quote in answer.quotes) for item in question.evidence),
        cited=frozenset(quote.article.name for quote in right),
        misled=any(matches(quote, item) for quote in wrong for item in question.distractors),
    )


def tally(judged: Sequence[Judged]) -> QuoteScores:
    """Sum up the answers."""
    answerable = [one for one in judged if one.question.answerable]
    others = [one for one in judged if not one.question.answerable]
    tempting = [one for one in judged if one.question.distractors]
    with_evidence = [{item.article for item in one.question.evidence} - {None} for one in answerable]
    cited = sum(len(one.cited & names) for one, names in zip(answerable, with_evidence, strict=True))
    return QuoteScores(
        questions=len(judged),
        first_quote=_share(one.first_right for one in answerable),
        any_quote=_share(any(one.evident) for one in answerable),
        quotes=_share(evident for one in answerable for evident in one.evident),
        sentences=_share(found for one in answerable for found in one.found),
        articles=Ratio(cited, sum(map(len, with_evidence))),
        distractors=_share(one.misled for one in tempting),
        refused_rightly=_share(not one.answer.answered for one in others),
        refused_wrongly=_share(not one.answer.answered for one in answerable),
        refusals=_refusals(judged),
    )


def _refusals(judged: Sequence[Judged]) -> RefusalScores:
    refused = [one for one in judged if not one.answer.answered]
    rightly = sum(not one.question.answerable for one in refused)
    wanted = sum(not one.question.answerable for one in judged)
    chances, answerable = [one.chance for one in judged], [one.question.answerable for one in judged]
    known = reliability(chances, answerable)
    sides = [[one.chance for one in judged if one.question.answerable is side] for side in (True, False)]
    return RefusalScores(
        precision=Ratio(rightly, len(refused)),
        recall=Ratio(rightly, wanted),
        f1=2 * rightly / max(1, len(refused) + wanted),
        area=area(*sides) if all(sides) else None,
        calibration_error=calibration_error(known),
        curve=tuple(refusals(chances, answerable)),
        reliability=tuple(known),
    )


def _share(outcomes: Iterable[bool]) -> Ratio:
    known = list(outcomes)
    return Ratio(sum(known), len(known))
