"""What a question asks about that no article has, told by where its word stands, as it is written small."""

import itertools
import re
from collections.abc import Callable, Sequence

from bot.language import is_function_word, words_of
from bot.names import Name, cases
from bot.related import is_known
from index.interface import Index
from index.sqlite import folded

_AUXILIARY = "am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would"
_ASKED_WHETHER = re.compile(rf"(?:{_AUXILIARY}) (?P<word>\w+) \w", re.IGNORECASE)
_AS_ANY = "big|first|last|latest|local|main|new|next|old|other|planned|proposed|public|second"
# Behind "what is" and "who has" stands what is said, not of whom.
_ASKED_OF = re.compile(
    rf"(?:(?:{_AUXILIARY})|(?:what|who|whom) (?:did|do|does)|(?:how|when|where|why) (?:{_AUXILIARY})) "
    rf"(?:(?:an?|the) (?:(?:{_AS_ANY}) )*)?(?P<word>\w+)\b",
    re.IGNORECASE,
)
LEAST_LETTERS = 3
_BEFORE_PLACES = frozenset({"at", "from", "in", "near"})
_ENDINGS = (
    "able", "ance", "cy", "ed", "en", "ence", "ful", "hood", "ible", "ing", "ism", "ity", "ive", "less",
    "logy", "ly", "ment", "ness", "ous", "s", "ship", "sion", "tion",
)  # fmt: skip


def unknown_name(question: str, index: Index) -> str | None:
    """The word after the auxiliary, when the corpus has none like it: "did amazon pause?".

    Without an article only a name stands there, or what is no single thing: "did the regulator pause?" may be
    told of a watchdog, and "did airlines pause?" of carriers.
    """
    found = _ASKED_WHETHER.match(question)
    word = found["word"] if found else ""
    return word if not word.endswith(("s", "ing")) and _is_unknown(word, index) else None


def unknown_subject(question: str, index: Index) -> str | None:
    """The word that stands where whom it is about does, when the corpus has none like it, nor its authors."""
    found = _ASKED_OF.match(question)
    if not found or not _is_unknown(found["word"], index):
        return None
    word = found["word"].casefold()
    return None if any(word in words_of(folded(byline)) for byline in index.authors()) else found["word"]


def unknown_names(
    question: str, texts: Sequence[str], index: Index, count_tokens: Callable[[list[str]], list[int]]
) -> list[Name]:
    """What the texts write with a capital, with a word behind it that no article has; and such a place.

    Evan Engram is no evan gershkovich, and what happened in harrowmere did not in dunholm. What is written
    often enough for the encoder to have a token for it is no name: "did apple halt?".
    """
    found = [
        (first, second)
        for first, second in itertools.pairwise(words_of(question))
        if first.islower() and _may_be_name(second) and _is_unknown(second, index)
    ]
    counts = count_tokens([second for _, second in found])
    strange = [pair for pair, count in zip(found, counts, strict=True) if count > 1]
    return [
        *(Name(second) for first, second in strange if first in _BEFORE_PLACES),
        *(Name(f"{first} {second}") for first, second in strange if _is_capitalised(first, texts)),
    ]


def _is_capitalised(word: str, texts: Sequence[str]) -> bool:
    capital, plain = cases(word, texts)
    return capital > 2 * plain


def _may_be_name(word: str) -> bool:
    """Whether it is not built as verbs, adverbs and the names of what cannot be seen are."""
    return word.isalpha() and not word.endswith(_ENDINGS)


def unknown_words(text: str, index: Index) -> list[str]:
    """The words of the text that carry content and are in no article, each once."""
    return [word for word in dict.fromkeys(words_of(text)) if _is_unknown(word, index)]


def _is_unknown(word: str, index: Index) -> bool:
    if len(word) < LEAST_LETTERS or not word[0].isalpha() or is_function_word(word):
        return False
    return not is_known(word, index)
