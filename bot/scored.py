"""A candidate, weighed."""

from dataclasses import dataclass, field

from bot.answer import Quote
from bot.candidates import Candidate, Span


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

    def reading(self, unread: float) -> float:
        """What the reader makes of the sentence, 0 to 1; `unread` where there is no reader."""
        return self.candidate.features.get("reader", unread)

    @property
    def quote(self) -> Quote:
        candidate = self.candidate
        return Quote(self.text, candidate.article, candidate.passage, *self.span, round(self.score, 4))
