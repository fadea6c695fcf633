"""Passages judged by MultiHop-RAG's official metric: arXiv 2401.15391, and its retrieval_evaluate.py."""

from collections.abc import Sequence
from dataclasses import dataclass

DEPTH = 10  # passages that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """One question's passages: for each, whether it is a hit, and how many facts are new with it."""

    facts: int
    hits: tuple[bool, ...]
    new_facts: tuple[int, ...]

    def hit_within(self, k: int) -> bool:
        """Whether one of the first k passages is a hit."""
        return any(self.hits[:k])

    @property
    def reciprocal_rank(self) -> float:
        """One over the rank of the first hit, zero without any."""
        return 1 / (self.hits.index(True) + 1) if any(self.hits) else 0.0

    @property
    def average_precision(self) -> float:
        """The official script's: new facts at a rank over the rank, summed, over the number of facts."""
        total = sum(count / rank for rank, count in enumerate(self.new_facts, 1))
        return total / min(self.facts, DEPTH)


@dataclass(frozen=True, slots=True)
class FactScores:
    """Means over the questions that have facts."""

    questions: int
    hits_at_4: float
    hits_at_10: float
    mrr_at_10: float
    map_at_10: float


def squeezed(text: str) -> str:
    """Without any white space."""
    return "".join(text.split())


def find_facts(facts: Sequence[str], passages: Sequence[str]) -> Found:
    """Look for the facts, of which there is at least one, in the first DEPTH passages, best first."""
    wanted = [squeezed(fact) for fact in facts]
    seen: set[str] = set()
    hits, new_facts = [], []
    for passage in passages[:DEPTH]:
        text = squeezed(passage)
        here = {fact for fact in wanted if fact in text}
        hits.append(bool(here))
        new_facts.append(len(here - seen))
        seen |= here
    return Found(len(wanted), tuple(hits), tuple(new_facts))


def mean_scores(found: Sequence[Found]) -> FactScores:
    """All zero when there is no question."""
    count = max(len(found), 1)
    return FactScores(
        questions=len(found),
        hits_at_4=sum(one.hit_within(4) for one in found) / count,
        hits_at_10=sum(one.hit_within(DEPTH) for one in found) / count,
        mrr_at_10=sum(one.reciprocal_rank for one in found) / count,
        map_at_10=sum(one.average_precision for one in found) / count,
    )
