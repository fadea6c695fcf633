"""What a question is about, and which pronoun can mean it."""

import re

from bot.conversation.shape import Shape, noun_in
from bot.conversation.times import TIME
from bot.conversation.words import PERSON, PLURAL, POINTING
from bot.language import is_function_word

_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame captain president senator judge king queen prince princess pope "
    "professor prof minister mayor governor general".split()
)
# Words that a person's name does not hold.
_IMPERSONAL = frozenset(
    "the inc corp ltd plc group company bank university press times post news herald guardian party union "
    "council court house street kingdom states city new north south east west hong united national royal "
    "of and airlines airways motors systems technologies labs records entertainment association".split()
)
GROUPS = frozenset(
    "army audience board cabinet club committee company council couple court crew crowd family firm gang "
    "government group jury majority media men ministry party people police press public staff team union "
    "women children".split()
)
_WHO_IS = re.compile(r"(?i:who(?:['’]s| is| was))\s+((?i:the|an?) [\w'’.& -]+\w|[A-Z][\w'’.& -]+\w)\W*$")
_DETERMINER = re.compile(
    r"\b(?:the|a|an|this|that|these|those|its|their|his|her)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+(?=\s|\W*$)"
)


def topic(question: str) -> str | None:
    """What the question is about: its subject if that is a name, else its first name, else its first noun."""
    names = names_in(question)
    shape = Shape.of(question)
    if shape.subject and shape.subject in names:
        return shape.subject
    if names:
        return names[0]
    if shape.aux and _DETERMINER.match(shape.subject):
        return shape.subject
    if found := noun_in(question):
        return found[0]
    subject = shape.subject if shape.subject.lower() not in POINTING else ""
    return shape.noun or subject or (_object(shape) if not shape.aux else None)


def _object(shape: Shape) -> str | None:
    """What stands behind the verb, written small: "who owns tiktok"."""
    verb, *behind = shape.rest.split() or [""]
    words = [word for word in behind if not is_function_word(word)]
    is_object = shape.wh.lower() in {"who", "what"} and verb.lower() not in {"got", "gets"}
    return words[0] if is_object and len(words) == 1 else None


def names_in(question: str) -> list[str]:
    """Runs of words with a capital; the first word of the question only counts if it is none of grammar."""
    found = []
    for match in re.finditer(
        r"(?<![\w'’-])[A-Z][\w.&'’-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z0-9][\w.&'’-]*)*", question
    ):
        name = re.sub(r"['’]s$", "", match[0].rstrip(".?!"))
        words = name.split()
        while words and (is_function_word(words[0]) and not words[0].isupper()):
            words = words[1:]
        kept = " ".join(words)
        if kept and kept != "I" and not TIME.fullmatch(kept):
            found.append(kept)
    return found


def may_be(pronoun: str, about: str) -> bool:
    """Whether the pronoun can mean it: "he" and "she" are people, "it" is none."""
    if pronoun.lower() in PERSON:
        return _is_person(about)
    return not (pronoun.lower() in {"it", "its", "itself"} and _is_person(about))


def _is_person(name: str) -> bool:
    """By a title, or by two or three plain words with a capital, none an organisation's."""
    words = name.replace(".", "").split()
    lowered = [word.casefold() for word in words]
    if lowered and lowered[0] in _TITLES:
        return True
    return (
        2 <= len(words) <= 3
        and all(re.fullmatch(r"[A-Z][a-z’'-]*(?:[A-Z][a-z]+)?", word) for word in words)
        and not _IMPERSONAL & set(lowered)
    )


def meant_by(pronoun: str, before: str) -> str | None:
    """What the question before was about, or the first name in it that the pronoun can mean."""
    if pronoun.lower() in PERSON and (who := _WHO_IS.match(before)):
        return who[1]
    if pronoun.lower() in PLURAL and _is_one(topic(before) or ""):
        return None
    candidates = [name for name in (topic(before), *names_in(before)) if name]
    return next((name for name in candidates if may_be(pronoun, name)), None)


def _is_one(about: str) -> bool:
    """Whether it is one thing that nobody calls "they": "the storm", not "the police"."""
    words = about.casefold().split()
    return words[:1] in (["the"], ["a"], ["an"]) and not words[-1].endswith("s") and words[-1] not in GROUPS


def asked_of(text: str, before: str) -> str:
    """What was asked with what it is about, where one sentence cannot be made of both."""
    about = topic(before)
    return f"{about}: {text}" if about else text
