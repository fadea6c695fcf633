"""How much of a question is said together: a sentence that holds it answers, words strewn about do not."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from index.encoder import Encoder
from index.interface import Index
from index.rows import Stored
from index.terms import held_in, inverse_frequency
from index.types import FloatVector


def coverages(question: str, passages: Iterable[Stored], index: Index) -> dict[int, float]:
    """Passage number → how much of the question's terms, by rarity, stands in the title and one sentence.

    0 to 1: the mean of that and of how much stands in the title and two sentences that follow one another,
    each where it is most.
    """
    weights = _rarities(index.terms(question), index)
    total = sum(weights.values()) or 1.0
    sought = frozenset(weights)
    found = {}
    for stored in passages:
        article = stored.article
        title = held_in(article.title, sought)
        held = [title | held_in(article.text[start:end], sought) for start, end in stored.passage.sentences]
        alone = max((_sum(weights, terms) for terms in held), default=0.0)
        together = max((_sum(weights, one | next_) for one, next_ in itertools.pairwise(held)), default=alone)
        found[int(stored.number)] = (alone + together) / (2 * total)
    return found


def nearness(
    questions: Sequence[FloatVector], passages: Sequence[Stored], encoder: Encoder
) -> list[dict[int, float]]:
    """For each question: passage number → the cosine of the sentence that lies nearest to it."""
    texts = [
        [one.article.text[start:end] for start, end in one.passage.sentences] or [one.passage.text]
        for one in passages
    ]
    if not texts:
        return [{} for _ in questions]
    vectors = encoder.encode_sentences([text for own in texts for text in own])
    firsts = np.cumsum([0, *map(len, texts[:-1])])
    best = np.maximum.reduceat(vectors @ np.stack(questions, axis=1), firsts)
    return [dict(zip((int(one.number) for one in passages), row.tolist(), strict=True)) for row in best.T]


def _rarities(terms: Collection[str], index: Index) -> dict[str, float]:
    """Term → its weight by rarity, as in BM25; those that stand nowhere left out."""
    found = {term: index.document_frequency(term) for term in dict.fromkeys(terms)}
    passages = index.manifest.passages
    return {term: inverse_frequency(passages, holding) for term, holding in found.items() if holding}


def _sum(weights: Mapping[str, float], terms: Collection[str]) -> float:
    return sum(map(weights.__getitem__, terms))
