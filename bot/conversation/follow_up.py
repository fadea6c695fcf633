"""A follow-up, made a question that stands alone."""

import re
from collections.abc import Callable

from bot.conversation.asking_again import asked_again
from bot.conversation.pronouns import with_topic
from bot.conversation.replacing import instead
from bot.conversation.shape import finished
from bot.conversation.words import WH
from bot.language import is_function_word, words_of

MOST = 300  # characters of a question
_LEAD_IN = re.compile(
    r"^(?:and|but|so|or|also|then|ok(?:ay)?|yes|no|well|hm+)\b[\s,]*(?:then\b[\s,]*)?", re.IGNORECASE
)
_ASKED_AGAIN = re.compile(rf"^(?:{WH}): ", re.IGNORECASE)
_COURTESIES = frozenset(
    "thanks thank thx cheers ok okay hello hi hey bye cool great nice good perfect awesome wow lol haha "
    "sorry welcome understood interesting right sure fine bot".split()
)


def stand_alone(question: str, before: str | None, written: Callable[[str], str] = str) -> str:
    """The question as it would be asked without what came before; unchanged where it needs nothing of it.

    `before` is the last question, standing alone itself; `written` gives names their capitals, as people
    write them small who are in a hurry.
    """
    asked = " ".join(question.split())
    if not before or not asked:
        return asked
    text, before = written(asked), written(before)
    # As it was put it may have followed up itself, or have been asked again: "Why: who leads the union?"
    before = _ASKED_AGAIN.sub("", _LEAD_IN.sub("", before)) or before
    understood = _understood(text, before)
    return understood if understood != text and len(understood) <= MOST else asked


def _understood(text: str, before: str) -> str:
    bare = _LEAD_IN.sub("", text) or text
    understood = asked_again(bare, before) or instead(bare, before, led_in=bare != text)
    return finished(understood) if understood else with_topic(text, bare, before)


def asks_something(text: str) -> bool:
    """Whether anything is asked about: "thanks!" is nothing that could be followed up on."""
    return any(not is_function_word(word) and word.casefold() not in _COURTESIES for word in words_of(text))
