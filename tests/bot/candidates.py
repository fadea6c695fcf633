"""Candidates for tests, in articles of one passage."""

from bot.candidates import Candidate
from corpus.article import Article, PassageId
from corpus.sentences import sentence_spans

FEATURES = {
    "words": 0.5, "words_near": 0.0, "topic": 1.0, "topic_near": 1.0, "names": 1.0, "names_near": 0.0,
    "kind": 1.0, "pairs": 0.0, "statement": 1.0, "brief": 0.5, "passage": 1.0, "cosine": 0.5,
}  # fmt: skip


def candidate(
    text: str, number: int = 0, name: str = "a.txt", title: str = "", **features: float
) -> Candidate:
    """Sentence `number` of an article that is one passage."""
    article = Article(name, title or f"Title of {name}", text)
    spans = [tuple(span) for span in sentence_spans(text)]
    lead, tail = tuple(spans[:number]), tuple(spans[number + 1 :])
    whole = (0, len(text))
    return Candidate(article, PassageId(name), whole, spans[number], lead, tail, FEATURES | features)
