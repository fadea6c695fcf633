"""Questions written for Footnote on forty of MultiHop-RAG's articles, as people would type them.

`asked_of_news.jsonl` has a question a line. Its evidence is told by an article's URL, hashed, and by where in
the article's words it stands, as the words themselves are in the data set alone. A third have none: they are
on an article's topic, and it does not say. bot/limits.py was set on them, among others; nothing was
trained on them.
"""

import json
from pathlib import Path

from bot.evaluate import Expected, QuoteQuestion
from bot.evaluate_quotes import normalised
from bot.reader.written import key_of

QUESTIONS = Path(__file__).with_suffix(".jsonl")


def questions_on(corpus: Path) -> list[QuoteQuestion]:
    """All of them; `corpus` is MultiHop-RAG's file of articles."""
    articles = json.loads(corpus.read_text(encoding="utf8"))
    texts = {key_of(one["url"]): normalised(one["body"]) for one in articles}
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf8").splitlines())
    return [
        QuoteQuestion(
            row["question"],
            bool(row["evidence"]),
            tuple(Expected(None, texts[key][start:end]) for key, start, end in row["evidence"]),
        )
        for row in rows
    ]
