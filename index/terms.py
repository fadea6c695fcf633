"""A text → the terms that it is searched by: tantivy's, each word looked up once and then remembered."""

import functools
import math
import re

import tantivy

from index.irregular import regular

WORDS_REMEMBERED = 100_000  # in about 20 MB
# Python and Rust agree on what a word is in Latin letters and the punctuation that goes with them. In other
# scripts a vowel sign ends a word for the one and not for the other.
_PLAIN = re.compile("[\0-\u02ff\u2000-\u206f\u20a0-\u20bf\u2122]*")
_WORD = re.compile(r"[^\W_]+")


def build_analyzer() -> tantivy.TextAnalyzer:
    """Words → stemmed lower-case terms without accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(80))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def terms_of(text: str) -> list[str]:
    """In their order, repeated ones repeated."""
    if not _PLAIN.fullmatch(text):
        return _analyzed(text)
    return list(filter(None, map(_of_word, _WORD.findall(text))))


def inverse_frequency(passages: int, holding: int) -> float:
    """BM25's weight of a term that `holding` of the passages hold.

    Of what was removed a store may count some still: no more than all are believed.
    """
    holding = min(holding, passages)
    return math.log1p((passages - holding + 0.5) / (holding + 0.5))


def held_in(text: str, terms: frozenset[str]) -> frozenset[str]:
    """Those of the terms that the text is searched by, told without listing all that it is searched by."""
    if not _PLAIN.fullmatch(text):
        return terms.intersection(_analyzed(text))
    return terms.intersection(map(_of_word, _WORD.findall(text)))


@functools.lru_cache(WORDS_REMEMBERED)
def _of_word(word: str) -> str:
    """Empty for one that is too long to be searched by."""
    return "".join(_analyzed(word))


def _analyzed(text: str) -> list[str]:
    return list(_analyzer().analyze(regular(text)))


_analyzer = functools.lru_cache(1)(build_analyzer)
