"""A question in its parts: question word, auxiliary, subject, and what is said of it."""

import re
from dataclasses import dataclass

from bot.conversation.words import AUX, WH

# What a noun may have before it, so that "the prime" is not taken for what "the prime minister" is.
_MODIFIERS = frozenset(
    "prime chief general foreign home first second third last next former new old young big small large main "
    "whole local national public private royal supreme high british american french german european chinese "
    "russian federal united international central".split()
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A question in parts: `Which companies` `did` `Apple` `fine`."""

    wh: str
    noun: str  # that the question word asks for
    aux: str
    subject: str
    rest: str

    @classmethod
    def of(cls, question: str) -> "Shape":
        text = question.strip().rstrip("?!. ")
        found = re.match(rf"(?:({WH})\b\s*)?(.*)$", text, re.IGNORECASE | re.DOTALL)
        wh, rest = (found[1] or "", found[2]) if found else ("", text)
        noun, aux = "", ""
        inside = re.search(rf"(?:^|\s)({AUX})\s+", f"{rest} ", re.IGNORECASE)
        if inside and (not inside.start() or wh.lower().startswith(("which", "what", "how", "whose"))):
            noun, aux = rest[: inside.start()].strip(), inside[1]
            rest = rest[inside.end() :].strip()
        subject, rest = _split_subject(rest) if aux else ("", rest)
        return cls(wh, noun, aux, subject, rest)


def _split_subject(text: str) -> tuple[str, str]:
    """The names or the noun with its article in front, and the rest."""
    named = re.match(r"(?:[A-Z][\w.&'’-]*(?:\s+|$))+", text)
    if named:
        return named[0].strip(), text[named.end() :].strip()
    noun = noun_in(text)
    if noun and not noun.start():
        return noun[0], text[noun.end() :].strip()
    first, _, rest = text.partition(" ")
    return first, rest


def noun_in(text: str) -> re.Match[str] | None:
    """The first noun with its article and what modifies it."""
    modifiers = "|".join(sorted(_MODIFIERS))
    return re.search(
        rf"\b(?:the|a|an|this|that|these|those|its|their|his|her)\s+(?:(?:{modifiers})\s+)*[\w'’-]+"
        r"(?=\s|\W*$)",
        text,
        re.IGNORECASE,
    )


def finished(text: str) -> str:
    """As a question is written."""
    text = " ".join(text.split()).rstrip("?!. ,")
    return f"{text[0].upper()}{text[1:]}?"
