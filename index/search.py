"""A question → the passages that speak to it: words and vectors fused, sentences read, no copies."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from corpus.copies import held_share, word_runs
from index.coverage import coverages, nearness
from index.encoder import Encoder
from index.fusion import Candidate, by_parts, from_publishers, scored
from index.interface import Filter, Index
from index.parts import parts_of
from index.periods import find_periods
from index.publishers import named_publishers
from index.rows import Origin, Stored
from index.types import FloatVector, IntVector

# Of a term in title, publisher or date against one in the text: anything from 0.15 to 0.6 is within .01.
HEADING_BOOST = 0.3
SIDE_BY_SIDE = 50_000  # passages, from which on words and vectors take longer than a thread takes to begin
# What one sentence says of the question decides among those found. On the same news, Hits@4, Hits@10, MRR@10
# with a share of 0 .852 / .951 / .691, of 0.5 .861 / .958 / .713, of 1 .868 / .958 / .718, of 2 .867 / .955 /
# .713. Of SQuAD's questions, the right paragraph is the first for .829, .844, .853, .855; of SciFact's claims
# nDCG@10 is .731, .725, .723, .716. All of that with 20 passages read.
SENTENCE_SHARE = 1.0
# Passages, at least, whose sentences are read. Of 12, 20 and 40, Hits@4 is .865, .868 and .868; 20 take a
# millisecond more.
READ = 12
# A careful search also compares single sentences with the question, and with each of its parts: .886 / .962 /
# .736 on the same news, .863 on SQuAD and .737 on SciFact. With CAREFUL_SHARE at 1, 1.5, 3 MRR@10 is .722,
# .728, .734.
READ_CAREFULLY = 20  # whatever is wanted: the tenth of a second is theirs
CAREFUL_SHARE, PART_NEAR, WHOLE_NEAR = 2.0, 1.0, 0.5
DEPTH = 150  # passages taken from either side, at least; 300 find nothing more
COPY_SHARE = 0.7  # of the shorter passage's word runs that stand in the other, for one to be a copy


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is `words` + `vectors` + `sentence` + the bonuses named in `boosts`."""

    stored: Stored
    rank: int  # from 1
    score: float
    words: float
    vectors: float
    sentence: float = 0.0
    boosts: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()  # names of other articles that hold the same text

    @property
    def aside(self) -> float:
        """The score but for what its sentences bring, for whoever weighs those themselves."""
        return self.score - self.sentence


def search(
    question: str,
    index: Index,
    encoder: Encoder,
    *,
    k: int = 10,
    wanted: Filter | None = None,
    careful: bool = False,
) -> list[Hit]:
    """The k passages that speak to the question best, best first; none for a question without a word.

    `careful` takes a tenth of a second more, in which the sentences of the first ones are encoded.
    """
    if k < 1 or not re.search(r"\w", question):
        return []
    among = index.matching(wanted or Filter())
    depth = max(DEPTH, 3 * k)
    publishers = index.publishers()
    parts = parts_of(question, publishers)
    texts = (question, *(part.text for part in parts))

    words, vector, cosines = _by_words_and_vectors(texts, index, encoder, depth, among)
    asks_of_some = parts or named_publishers(question, publishers) or find_periods(question)
    origins = index.origins(list(cosines)) if asks_of_some else dict.fromkeys(cosines, Origin(None, None))
    whole = scored(question, words[0], cosines, origins, publishers)
    own = [
        scored(part.text, found, cosines, from_publishers(part.publishers, origins), publishers)
        for part, found in zip(parts, words[1:], strict=True)
    ]
    candidates = by_parts(own, whole)
    first = max(READ_CAREFULLY if careful else READ, k + k // 4)
    stored = index.fetch([candidate.number for candidate in candidates[:first]])
    shares = coverages(question, stored.values(), index)
    shares_of = [shares] * len(texts)
    if careful:
        vectors = [vector, *(encoder.encode_question(part.text) for part in parts)]
        nearest = [stored[candidate.number] for candidate in candidates[:READ_CAREFULLY]]
        shares_of = _with_nearness(shares, nearness(vectors, nearest, encoder))
    read = by_parts(
        [_read(part, one) for part, one in zip(own, shares_of[1:], strict=True)], _read(whole, shares_of[0])
    )
    candidates = [*_best_of_article(read, stored), *candidates[len(read) :]]
    return _without_copies(candidates, stored, index, k)


def _by_words_and_vectors(
    texts: Sequence[str], index: Index, encoder: Encoder, depth: int, among: IntVector | None
) -> tuple[list[dict[int, float]], FloatVector, dict[int, float]]:
    """What words find for each of the texts; the first one's vector; its cosines to all that either finds."""
    if index.manifest.passages < SIDE_BY_SIDE:
        words = _by_words(texts, index, depth, among)
        vector = encoder.encode_question(texts[0])
        near = dict(index.nearest(vector, depth, among))
        return words, vector, near | _cosines(words, vector, index, near)
    with ThreadPoolExecutor(1, "vectors") as beside:
        encoding = beside.submit(encoder.encode_question, texts[0])
        nearest = beside.submit(lambda: dict(index.nearest(encoding.result(), depth, among)))
        words, vector = _by_words(texts, index, depth, among), encoding.result()
        # Compared while the nearest are still looked for, what the words found takes no time of its own.
        cosines = _cosines(words, vector, index, nearest.result() if nearest.done() else {})
        return words, vector, cosines | nearest.result()


def _by_words(
    texts: Sequence[str], index: Index, depth: int, among: IntVector | None
) -> list[dict[int, float]]:
    terms = (dict.fromkeys(index.terms(text), 1.0) for text in texts)
    return [dict(index.best(weights, depth, among, HEADING_BOOST)) for weights in terms]


def _cosines(
    words: Sequence[Mapping[int, float]], vector: FloatVector, index: Index, known: Mapping[int, float]
) -> dict[int, float]:
    """Of what the words found and is not known already."""
    return index.cosines(
        vector, list(dict.fromkeys(number for found in words for number in found if number not in known))
    )


def _with_nearness(
    shares: Mapping[int, float], near: Sequence[Mapping[int, float]]
) -> list[dict[int, float]]:
    """For the whole question and each of its parts, what a passage's sentences say of it.

    One that was not compared lies behind those that were.
    """
    whole = near[0]
    return [
        {
            number: CAREFUL_SHARE * share + PART_NEAR * own.get(number, 0) + WHOLE_NEAR * whole.get(number, 0)
            for number, share in shares.items()
        }
        for own in near
    ]


def _read(candidates: Sequence[Candidate], shares: Mapping[int, float]) -> list[Candidate]:
    """Those of which the sentences were read, best first."""
    read = []
    for candidate in candidates:
        if candidate.number in shares:
            sentence = SENTENCE_SHARE * shares[candidate.number]
            read.append(candidate._replace(score=candidate.score + sentence, sentence=sentence))
    return sorted(read, key=lambda candidate: (-candidate.score, candidate.number))


def _best_of_article(candidates: Sequence[Candidate], stored: Mapping[int, Stored]) -> list[Candidate]:
    """The same, with the places of each article's passages exchanged: there the sentence counts twice.

    All of them speak of the article's subject; which of them answers, a sentence tells.
    """
    articles = [stored[candidate.number].article.name for candidate in candidates]
    own: dict[str, list[Candidate]] = {}
    for name, candidate in zip(articles, candidates, strict=True):
        own.setdefault(name, []).append(candidate)
    ordered = {
        name: iter(sorted(passages, key=lambda candidate: -candidate.score - candidate.sentence))
        for name, passages in own.items()
    }
    return [next(ordered[name]) for name in articles]


def _without_copies(
    candidates: Sequence[Candidate], stored: dict[int, Stored], index: Index, k: int
) -> list[Hit]:
    """The first k that are not copies of one before them in another article."""
    kept: list[Hit] = []
    runs_kept: list[set[int]] = []
    for rank, (number, score, words, vectors, boosts, sentence) in enumerate(candidates):
        if len(kept) == k:
            break
        if number not in stored:
            stored |= index.fetch([candidate.number for candidate in candidates[rank : rank + READ]])
        found = stored[number]
        runs = word_runs(found.passage.text)
        original = next(
            (
                place
                for place, others in enumerate(runs_kept)
                if kept[place].stored.article.name != found.article.name
                and held_share(runs, others) >= COPY_SHARE
            ),
            None,
        )
        if original is not None:
            copies = tuple(dict.fromkeys((*kept[original].copies, found.article.name)))
            kept[original] = replace(kept[original], copies=copies)
            continue
        runs_kept.append(runs)
        kept.append(Hit(found, len(kept) + 1, score, words, vectors, sentence, boosts))
    return kept
