"""Why the articles do not answer, in words."""

import re
from collections.abc import Sequence

from bot.candidates import Asked, held_share
from bot.evidence import MEASURED, Scored
from bot.language import words_of
from bot.names import Name
from index.search import Hit
from index.store import Index

MISSING_SHARE = 0.25  # of a question's names, that may be unknown before it is refused
CHECKED_PASSAGES = 50  # read through for a name whose words the index knows
MOST_LISTED = 5  # words named in a reason
NO_WORDS = "there is no word in the question to look for"
FOREIGN = "none of them is written in the question's script"
NONE_WANTED = "no article passes the filters"
NOTHING_NEAR = "nothing in them comes near the question"


def is_foreign(asked: Asked, index: Index) -> bool:
    """Whether no article has a word in the question's script; the vectors know nothing of it either."""
    return not re.search(r"[A-Za-z]", asked.text) and not any(map(index.document_frequency, asked.weights))


def missing_names(asked: Asked, hits: Sequence[Hit], index: Index) -> list[Name]:
    """The names in the question that no article mentions."""
    texts = [
        f"{hit.stored.article.title}\n{hit.stored.article.publisher or ''}\n{hit.stored.passage.text}"
        for hit in hits
    ]
    return [
        name
        for name in asked.names
        if not any(name.mentioned_in(text) for text in texts) and not _mentioned(name, index)
    ]


def _mentioned(name: Name, index: Index) -> bool:
    """Whether any passage, or the heading of one, speaks of the name."""
    terms = dict.fromkeys(index.terms(name.text), 1.0)
    stored = index.fetch([number for number, _ in index.best(terms, CHECKED_PASSAGES)])
    return any(
        name.mentioned_in(f"{found.article.title}\n{found.article.publisher or ''}\n{found.passage.text}")
        for found in stored.values()
    )


def is_fatal(asked: Asked, missing: Sequence[Name]) -> bool:
    """Whether nothing can answer without those names; one of many in a long question may be missing."""
    return bool(missing) and len(missing) > MISSING_SHARE * len(asked.names)


def nearest_first(asked: Asked, rated: Sequence[Scored]) -> list[Scored]:
    """The candidates, those that speak of what the question is about before the others."""
    return sorted(
        rated,
        key=lambda scored: (
            not any(
                name.mentioned_in(f"{scored.text}\n{scored.candidate.article.title}") for name in asked.names
            )
        ),
    )


def reason(asked: Asked, missing: Sequence[Name], nearest: Scored | None, index: Index) -> str:
    """What is missing: a thing that no article mentions, or what the nearest passage does not say."""
    if missing:
        return unmentioned(missing)
    if nearest is None:
        return NOTHING_NEAR
    said, unsaid = _compared(asked, nearest, index)
    if not said:
        return NOTHING_NEAR
    spoken = f"the nearest passages speak of {listed(said[:MOST_LISTED])}"
    if unsaid:
        return f"{spoken}, but do not say {listed(unsaid[:MOST_LISTED], 'or')}"
    if asked.kind in MEASURED:
        return f"{spoken}, but give no {MEASURED[asked.kind]}"
    return f"{spoken}, but do not answer the question"


def _compared(asked: Asked, nearest: Scored, index: Index) -> tuple[list[str], list[str]]:
    """Names and content words of the question that the candidate's passage holds, and those it does not."""
    article = nearest.candidate.article
    text = (
        f"{article.title}\n{article.publisher or ''}\n{article.text[slice(*nearest.candidate.passage_span)]}"
    )
    terms = set(index.terms(text))
    said: list[str] = []
    unsaid: list[str] = []
    for name in asked.names:
        (said if name.mentioned_in(text) else unsaid).append(name.text)
    for word in dict.fromkeys(words_of(asked.text)):
        own = [term for term in index.terms(word) if term in asked.weights and term not in asked.name_terms]
        if own:
            (said if all(held_share(term, terms) for term in own) else unsaid).append(word)
    return said, unsaid


def unmentioned(missing: Sequence[Name]) -> str:
    """Which names no article mentions."""
    return f"no article mentions {listed([name.text for name in missing])}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """As in "Apple, Google and Zoom"."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
