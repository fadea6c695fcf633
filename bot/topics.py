"""Whether a question is no sentence but words to look for, as they are put to a search engine."""

import re

from bot.language import is_function_word, words_of
from bot.languages import is_small_word

MOST_WORDS = 8  # that carry content; more is a sentence without its small words
_OPENING = re.compile(
    r"(?:(?:please |can you |could you )?(?:tell|show) (?:me|us) "
    r"(?:(?:more|everything|anything|something) )?about"
    r"|(?:and )?(?:what|how) about|(?:is there )?(?:anything|any information|any news|information|info)"
    r"(?: (?:on|about|of))?|explain|describe|summari[sz]e)(?= )",
    re.IGNORECASE,
)
# Function words that stand between nouns; with any other a question is a sentence.
_BETWEEN = frozenset(
    """
    a about after against among an and around at before between by during for from in into its near of off on
    or out over the their through to toward towards under up upon versus via vs with within without
    """.split()
)


def is_topic(question: str) -> bool:
    """Whether a topic is named and nothing asked of it: "ferry strike", "tell me about the ferries"."""
    opening = _OPENING.match(question)
    words = words_of(question[opening.end() :] if opening else question)
    content = [word for word in words if not is_function_word(word)]
    return (
        0 < len(content) <= MOST_WORDS
        and all(word in content or word.casefold() in _BETWEEN for word in words)
        and not any(is_small_word(word) for word in content)
    )
