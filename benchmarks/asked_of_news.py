"""Questions written for Footnote on forty of MultiHop-RAG's articles, as people would type them.

`asked_of_news.jsonl` has a question a line. Its evidence is told by an article's URL, hashed, and by where in
the article's words it stands, as the words themselves are in the data set alone. A third have none: they are
on an article's topic, and it does not say. The first 120 were looked at while limits were set, the others
only measured.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from bot.evaluate import Expected, QuoteQuestion

QUESTIONS = Path(__file__).with_suffix(".jsonl")


def key_of(url: str) -> str:
    """What an article is named by."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def words_of(article: Mapping[str, str]) -> str:
    """Its body, every run of white space as one space."""
    return " ".join(article["body"].split())


def questions_on(corpus: Path) -> list[QuoteQuestion]:
    """All of them; `corpus` is MultiHop-RAG's file of articles."""
    texts = {key_of(one["url"]): words_of(one) for one in json.loads(corpus.read_text(encoding="utf8"))}
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf8").splitlines())
    return [
        QuoteQuestion(
            row["question"],
            bool(row["evidence"]),
            tuple(Expected(None, texts[key][start:end]) for key, start, end in row["evidence"]),
        )
        for row in rows
    ]
