"""Answers judged against the quotes that are known to answer, or to mislead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Quote
from bot.evaluate import Expected, QuoteQuestion


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
    evident: tuple[bool, ...]  # for each quote: whether it is evidence
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
class QuoteScores:
    """How well a set of questions was answered."""

    first_quote: Ratio  # answerable questions whose first quote is evidence
    any_quote: Ratio  # answerable questions with a quote that is evidence
    articles: Ratio  # articles with evidence that such a quote cites, over all answerable questions
    distractors: Ratio  # questions with distractors of which one was quoted
    refused_rightly: Ratio  # unanswerable questions refused
    refused_wrongly: Ratio  # answerable questions refused


def normalised(text: str) -> str:
    """Every run of white space, non-breaking spaces included, as one space."""
    return " ".join(text.split())


def matches(quote: Quote, expected: Expected) -> bool:
    """Whether the quote, of the same article, contains the expected words or lies inside them."""
    if quote.article.name != expected.article:
        return False
    shown, wanted = normalised(quote.text), normalised(expected.text)
    return wanted in shown or shown in wanted


def judge(question: QuoteQuestion, answer: Answer) -> Judged:
    """Hold every quote against the evidence, and those that are none against the distractors."""
    evident = tuple(any(matches(quote, item) for item in question.evidence) for quote in answer.quotes)
    right = [quote for quote, is_right in zip(answer.quotes, evident, strict=True) if is_right]
    wrong = [quote for quote, is_right in zip(answer.quotes, evident, strict=True) if not is_right]
    return Judged(
        question,
        answer,
        evident,
        cited=frozenset(quote.article.name for quote in right),
        misled=any(matches(quote, item) for quote in wrong for item in question.distractors),
    )


def tally(judged: Sequence[Judged]) -> QuoteScores:
    """Sum up the answers."""
    answerable = [one for one in judged if one.question.answerable]
    others = [one for one in judged if not one.question.answerable]
    tempting = [one for one in judged if one.question.distractors]
    with_evidence = [{item.article for item in one.question.evidence} for one in answerable]
    return QuoteScores(
        first_quote=_share(one.first_right for one in answerable),
        any_quote=_share(any(one.evident) for one in answerable),
        articles=Ratio(sum(len(one.cited) for one in answerable), sum(map(len, with_evidence))),
        distractors=_share(one.misled for one in tempting),
        refused_rightly=_share(not one.answer.answered for one in others),
        refused_wrongly=_share(not one.answer.answered for one in answerable),
    )


def _share(outcomes: Iterable[bool]) -> Ratio:
    known = list(outcomes)
    return Ratio(sum(known), len(known))
