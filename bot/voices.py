"""Copies of one text speak with one voice: it is quoted from one article, which names the others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Quote
from corpus.article import Article
from corpus.copies import stands_in

if TYPE_CHECKING:
    from index.interface import Index
    from index.search import Hit


def one_voice(hits: Sequence["Hit"], index: "Index") -> list["Hit"]:
    """The hits, with what stands in a copy of a better hit's article heard there instead.

    A copy keeps the sentences that are its own.
    """
    heard: list[Hit] = []
    leads: dict[str, frozenset[str]] = {}  # articles heard themselves → their copies
    for hit in hits:
        name = hit.stored.article.name
        lead = next((lead for lead, copies in leads.items() if name in copies), None)
        if name in leads or lead is None:
            leads.setdefault(name, frozenset(copy.name for copy in index.copies(name)))
            heard.append(hit)
        else:
            heard += _heard_in(lead, hit, index)
    best: dict[str, Hit] = {}
    for hit in heard:
        best.setdefault(hit.stored.passage.id, hit)
    return list(best.values())


def _heard_in(lead: str, hit: "Hit", index: "Index") -> list["Hit"]:
    """The lead's passages that say what the hit says, and what of it they do not."""
    article, passage = hit.stored.article, hit.stored.passage
    passages = index.passages_of(lead)
    holding, own = [], []
    for start, end in passage.sentences:
        sentence = article.text[start:end]
        found = [stored for stored in passages if stands_in(sentence, stored.passage.text)]
        holding += [stored for stored in found[:1] if stored not in holding]
        if not found:
            own.append((start, end))
    rest = replace(hit.stored, passage=replace(passage, sentences=tuple(own)))
    hits = [replace(hit, stored=stored, copies=()) for stored in holding]
    return [*hits, replace(hit, stored=rest)] if own else hits


def with_copies(quote: Quote, index: "Index", others: Sequence[str] = ()) -> Quote:
    """The quote with the articles that hold it too, among the copies of its own and `others`."""
    copies = {copy.name: copy for copy in index.copies(quote.article.name)}
    copies |= {name: other for name in others if name not in copies and (other := index.article(name))}
    return replace(quote, also_in=tuple(copy for copy in copies.values() if stands_in(quote.text, copy.text)))


def also_in(article: Article, quotes: Sequence[Quote]) -> list[str]:
    """Who else has what is quoted from the article: publishers, or files where they tell no more."""
    copies = [copy for quote in quotes if quote.article.name == article.name for copy in quote.also_in]
    return copies_called(article, copies)


def copies_called(article: Article, copies: Sequence[Article]) -> list[str]:
    """Each publisher once; a copy of the article's own publisher, or of an unknown one, by its file."""
    told = (
        copy.publisher if copy.publisher and copy.publisher != article.publisher else copy.name
        for copy in copies
    )
    return list(dict.fromkeys(told))


def pages_quoted(article: Article, quotes: Sequence[Quote]) -> list[int]:
    """The pages on which the article's quotes begin, as far as it has pages."""
    pages = {quote.page for quote in quotes if quote.article.name == article.name}
    return sorted(page for page in pages if page is not None)
