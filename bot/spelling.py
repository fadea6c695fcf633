"""A question with names that no article has, spelt as the articles spell one."""

import itertools
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping

from bot.language import is_function_word, words_of
from bot.names import cases
from bot.related import is_known
from index.interface import Index

LEAST_LETTERS = 4
LONGEST = 300  # characters
LOOKED_AT = 10  # passages, for a name spelt alike
_NAME = re.compile(r"\b[A-Z]\w{2,}\b(?![’']t\b)")


def slips_in(question: str, index: Index) -> dict[str, str]:
    """The words of the question that no article has, each with the name one letter off.

    What is longer than a question is no question with a slip in it.
    """
    words = words_of(question) if len(question) <= LONGEST else []
    slips = {}
    for word in dict.fromkeys(re.sub(r"[’']s$", "", word) for word in words):
        if is_function_word(word) or not word.isalpha() or len(word) < LEAST_LETTERS:
            continue
        if not is_known(word, index) and (name := _alike(word, index)):
            slips[word] = name
    return slips


def respelt(question: str, slips: Mapping[str, str]) -> str:
    """The question with the names in the place of the words."""
    for word, name in slips.items():
        question = re.sub(rf"\b{re.escape(word)}\b", name, question)
    return question


def _alike(word: str, index: Index) -> str | None:
    """The name that most of the passages have which hold a word one letter off."""
    spellings = set(_spellings(word.casefold()))
    terms = {term: 1.0 for spelling in spellings for term in index.terms(spelling)}
    stored = index.fetch([number for number, _ in index.best(terms, LOOKED_AT)])
    texts = [f"{found.article.title}\n{found.passage.text}" for found in stored.values()]
    names: Counter[str] = Counter(
        name for text in texts for name in _NAME.findall(text) if name.casefold() in spellings
    )
    for name, _ in names.most_common():
        capital, plain = cases(name.casefold(), texts)
        if capital > plain:
            return name
    return None


def _spellings(word: str) -> Iterator[str]:
    """What it becomes by one letter left out, put in, changed or exchanged with the next, not the first."""
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
            yield head + tail[1:2] + tail[0] + tail[2:]
        for letter, rest in itertools.product(string.ascii_lowercase, {tail, tail[1:]}):
            yield head + letter + rest
