"""Whether a question is put in a language that no article is written in, told by small words and scripts."""

import re

from bot.language import FUNCTION_WORDS, words_of
from bot.related import is_known
from corpus.languages import SMALL_WORDS
from index.interface import Index

_ENGLISH_TOO = (FUNCTION_WORDS - {"im"}) | frozenset(  # "im" is I'm without its apostrophe, too
    "bin con die era hay man most par plus pour sale sin son tot van war".split()
)
# Those that are English, too, do not tell.
_SMALL_WORDS = {language: words - _ENGLISH_TOO for language, words in SMALL_WORDS.items()}
# In German, behind which a noun comes, which has a capital like a name.
_BEFORE_NOUNS = frozenset(
    """
    alle beim das dem den der diese dieser dieses ein eine einem einen einer eines ihre ihren im jede jeder
    jedes kein keine keinen mehr seine seinen seiner viele vielen vom welche welchem welchen welcher welches
    wenige wieviel wieviele zum zur
    """.split()
)
# Of these, parts of names: one alone tells nothing, as in "Los Angeles".
_IN_NAMES = frozenset(
    "al como da de del della der des di do dos du el kim la las le les los ma mi te ter var von ya".split()
)
_LEAST_SPOKEN = 4  # of a language's small words in one passage, for an article to be written in it
_LOOKED_AT = 5  # passages


def is_foreign(question: str, index: Index) -> bool:
    """Whether no article is written in the question's script or language; the vectors know neither."""
    first, *rest = words_of(question) or [""]
    # "Los Angeles" is no Spanish: what has a capital inside the question is part of a name.
    written = [first, *(word for word in rest if not word[0].isupper())]
    words = {part.casefold() for word in written for part in (word, *re.split(r"[’']", word))}
    unknown = {word for word in words if word.isalpha() and not is_known(word, index)}
    other_script = {
        word for word in words if re.search(r"[^\W\d_]", word) and not re.search(r"[a-zß-ɏ]", word)
    }
    if other_script and other_script <= unknown and not words & FUNCTION_WORDS:
        return True
    put_in = [len(words & small) for small in _SMALL_WORDS.values() if _is_put_in(small, words, unknown)]
    if not put_in:
        return False
    # Languages share small words: "das" is Portuguese, too.
    likely = [small for small in _SMALL_WORDS.values() if len(words & small) >= max(put_in)]
    return not any(_is_spoken(small, index) for small in likely)


def is_small_word(word: str) -> bool:
    """Whether the word holds sentences together in another language than English, and names in none."""
    small = word.casefold()
    return small not in _IN_NAMES and any(small in words for words in _SMALL_WORDS.values())


def is_before_nouns(word: str) -> bool:
    """Whether what follows is a German noun, which has a capital though it is no name."""
    return word in _BEFORE_NOUNS or word.startswith("Welche")  # "Der Spiegel", too, is a name


def _is_put_in(small: frozenset[str], words: set[str], unknown: set[str]) -> bool:
    """Whether more of the question's small words are the language's than English's.

    One word alone may be a name or English: then some other word must be one that no article has.
    """
    own, english = words & small, words & FUNCTION_WORDS
    if len(own) > 1:
        return len(own) > len(english)
    return bool(own - _IN_NAMES) and not english and bool(unknown - small)


def _is_spoken(small: frozenset[str], index: Index) -> bool:
    """Whether a passage has several of the language's small words, written small."""
    terms = {term: 1.0 for word in small for term in index.terms(word)}
    found = index.fetch([number for number, _ in index.best(terms, _LOOKED_AT)])
    return any(
        len(small.intersection(words_of(stored.passage.text))) >= _LEAST_SPOKEN for stored in found.values()
    )
