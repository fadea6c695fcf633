"""Answers and passages as JSON, one object a line, for other programs."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.answer import Answer, Quote, Stamp, days_later
from bot.voices import also_in
from corpus.article import Article

if TYPE_CHECKING:
    from bot.asking import Explanation
    from bot.evaluate_quotes import Judged
    from index.search import Hit
    from index.versions import Version

Json = dict[str, Any]
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Mapping[str, Any]) -> str:
    """One line; the text as it is, but for lone surrogates, which no encoding of a pipe can hold."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def answer_object(answer: Answer) -> Json:
    """An answer or a refusal; a quote's `article` is one of the sources'."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "reason": answer.reason,
        "quotes": [quote_object(quote) for quote in answer.quotes],
        "nearest": quote_object(answer.nearest) if answer.nearest else None,
        "sources": [
            {
                **article_object(article),
                "days_later": later[0] if (later := days_later(article, answer.quotes)) else None,
                "also_in": also_in(article, answer.quotes),
            }
            for article in answer.sources
        ],
        "index": stamp_object(answer.stamp),
        "notes": list(answer.notes),
    }


def explanation_object(explanation: "Explanation") -> Json:
    """The answer, and every sentence that was weighed for it."""
    from bot.doubt import read_chance

    candidates = [
        {
            **quote_object(scored.quote),
            "verdict": scored.verdict,
            "reader": read_chance(scored.candidate),
            "features": dict(scored.candidate.features),
        }
        for scored in explanation.candidates
    ]
    return {**answer_object(explanation.answer), "chance": explanation.chance, "candidates": candidates}


def miss_object(one: "Judged") -> Json:
    """A question that was not answered rightly, and what was shown."""
    quotes = zip(one.answer.quotes, one.evident, strict=True)
    return {
        "question": one.question.question,
        "answerable": one.question.answerable,
        "reason": one.answer.reason,
        "chance": one.chance,
        "quotes": [
            {"text": quote.text, "article": quote.article.name, "evidence": evident}
            for quote, evident in quotes
        ],
    }


def quote_object(quote: Quote) -> Json:
    """`start` and `end` count characters of the article's cleaned text."""
    return {
        "text": quote.text,
        "article": quote.article.name,
        "passage": quote.passage,
        "start": quote.start,
        "end": quote.end,
        "page": quote.page,
        "also_in": [copy.name for copy in quote.also_in],
        "score": float(quote.score),
    }


def hit_object(hit: "Hit", *, explain: bool) -> Json:
    """A passage found; with `explain`, what its score is made of."""
    passage: Json = {
        "text": hit.stored.passage.text,
        "article": hit.stored.article.name,
        "passage": hit.stored.passage.id,
        "page": hit.stored.article.page_at(hit.stored.passage.start),
        "also_in": list(hit.copies),
        "rank": hit.rank,
        "score": float(hit.score),
    }
    if explain:
        passage |= {
            "words": float(hit.words),
            "vectors": float(hit.vectors),
            "sentence": float(hit.sentence),
            "boosts": list(hit.boosts),
        }
    return passage


def article_object(article: Article) -> Json:
    """What is known of an article, null where it is not."""
    return {
        "article": article.name,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def source_object(article: Article, versions: Sequence["Version"], copies: Sequence[str]) -> Json:
    """`article_object`, and what it was made from, when it was edited and which articles are copies of it."""
    return {
        **article_object(article),
        "form": article.form,
        "original": article.original,
        "pages": len(article.pages) or None,
        "versions": [
            {"title": version.article.title, "replaced": version.replaced.isoformat()} for version in versions
        ],
        "copies": list(copies),
    }


def stamp_object(stamp: Stamp) -> Json:
    """Which index it came from."""
    return {
        "generation": stamp.generation,
        "articles": stamp.articles,
        "newest": stamp.newest.isoformat() if stamp.newest else None,
        "built_at": stamp.built_at.isoformat(),
    }
