"""Names that a question writes small, as the articles write them: "did apple pause?" asks about Apple."""

import re
from collections import Counter

from bot.language import is_function_word
from bot.names import CHECKED_PASSAGES, cases
from index.interface import Index

LEAST_LETTERS = 3
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_][\w-]*")


def as_written(question: str, index: Index) -> str:
    """The question, its words with the capitals that the passages nearest by words give them.

    A word that is always written with one may still only begin sentences: "Engineers" is then no name.
    """
    terms = dict.fromkeys(index.terms(question), 1.0)
    stored = index.fetch([number for number, _ in index.best(terms, CHECKED_PASSAGES)])
    texts = [found.passage.text for found in stored.values()]

    def written(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < LEAST_LETTERS or word != word.lower() or is_function_word(word):
            return word
        inside, plain = cases(word, texts)
        is_name = inside > 2 * plain or (plain == 0 and not word.endswith("s"))
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        forms = Counter(found for text in texts for found in pattern.findall(text) if found != word)
        return max(forms, key=lambda form: forms[form]) if is_name and forms else word

    return _WORD.sub(written, question)
