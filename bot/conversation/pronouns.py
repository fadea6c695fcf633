"""Pronouns replaced by what the question before was about: "what did it say?"."""

import re

from bot.conversation.shape import Shape, finished
from bot.conversation.topics import asked_of, meant_by, names_in, topic
from bot.conversation.words import PERSON, PLURAL, POINTING, POSSESSIVE, possessive
from bot.language import is_function_word, words_of

_DEMONSTRATIVE = re.compile(
    r"\b(?:this|that)\b(?=\W*$)|\b(?:these|those)\b(?=\W*$)|^(?:was|is|did) (?:this|that)\b", re.IGNORECASE
)
_SAYING = re.compile(
    r"(?:who|which \w+)(?: else)? (?:(?:has|have) )?(?:claim(?:s|ed)|said|says|thinks?|told|wrote) "
    r"(?:it|so|that|this)\W*",
    re.IGNORECASE,
)


def with_topic(text: str, bare: str, before: str) -> str:
    """Pronouns replaced by what the question before was about."""
    about = topic(before)
    words = [word.lower() for word in words_of(bare)]
    own = names_in(bare)
    pointing = [word for word in words if word in POINTING]
    if _SAYING.fullmatch(bare):
        return text  # what was quoted, of which the question before knows nothing
    if not about and set(pointing) & (PERSON | PLURAL) and (said := Shape.of(before).rest):
        return f"{said}: {text}"
    if not about or not (pointing or _DEMONSTRATIVE.search(bare)):
        return text
    if own and pointing and bare.lower().find(own[0].lower()) < bare.lower().find(pointing[0]):
        return text  # "Did Apple say why it paused?": the pronoun points inside
    meant = meant_by(pointing[0], before) if pointing else about
    if meant is None or len({word in PERSON for word in pointing}) > 1:
        return asked_of(text, before)
    return finished(_put_in(bare, meant, pointed=bool(pointing)))


def _put_in(bare: str, about: str, *, pointed: bool) -> str:
    """The pronouns replaced."""
    if not pointed:
        return _DEMONSTRATIVE.sub(lambda match: _demonstrated(match[0], about), bare, count=1)
    done = False

    def put(match: re.Match[str]) -> str:
        nonlocal done
        word = match[0].lower()
        if word in POSSESSIVE and not _is_object(bare, match.end()):
            return possessive(about)
        if done:
            return match[0]
        done = True
        return about

    pattern = "|".join(sorted(POINTING, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", put, bare, flags=re.IGNORECASE)


def _demonstrated(match: str, about: str) -> str:
    first, _, rest = match.partition(" ")
    return f"{first} {about}" if rest else about


def _is_object(text: str, end: int) -> bool:
    """Whether "her" stands alone, with no noun behind it."""
    following = re.match(r"\s+([\w'’-]+)", text[end:])
    return not following or is_function_word(following[1])
