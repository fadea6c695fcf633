"""Topics as people name them to a search engine, of MultiHop-RAG's articles and of what is in none of them.

`topics_of_news.jsonl` has a topic a line, with the articles that are about it by their URL, hashed. On some
of them bot/limits.py was set; the others were asked when that was done.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import Row
from bot.asking import ask
from bot.evaluate_quotes import Ratio
from bot.reader.reading import Reader
from bot.reader.written import key_of
from index.encoder import Encoder
from index.interface import Index

TOPICS = Path(__file__).with_suffix(".jsonl")


@dataclass(frozen=True, slots=True)
class Topic:
    """What is named, and the articles about it."""

    text: str
    articles: frozenset[str]
    set_on: bool


def measure_topics(index: Index, encoder: Encoder, reader: Reader) -> list[Row]:
    """Whether the first quote is from an article on the topic, and what is refused."""
    rows = map(json.loads, TOPICS.read_text(encoding="utf8").splitlines())
    topics = [Topic(row["topic"], frozenset(row["articles"]), row["set_on"]) for row in rows]
    first = {topic: _first(topic, index, encoder, reader) for topic in topics}
    return [
        Row(
            f"topics named, not asked about: {what}",
            f"{_share(first, hit, set_on=False, known=known)}",
            f"of those that limits were set on: {_share(first, hit, set_on=True, known=known)}",
        )
        for what, known, hit in (
            ("first quote is from an article on it", True, True),
            ("refused, with an article on it", True, None),
            ("refused, with none", False, None),
        )
    ]


def _first(topic: Topic, index: Index, encoder: Encoder, reader: Reader) -> bool | None:
    """Whether the first quote is from an article on the topic; None where nothing is quoted."""
    quotes = ask(topic.text, index, encoder, reader).quotes
    return key_of(quotes[0].article.url or "") in topic.articles if quotes else None


def _share(first: dict[Topic, bool | None], hit: bool | None, *, set_on: bool, known: bool) -> Ratio:
    found = [
        value for topic, value in first.items() if topic.set_on is set_on and bool(topic.articles) is known
    ]
    return Ratio(sum(value is hit for value in found), len(found))
