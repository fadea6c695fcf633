"""The question before, asked with another question word: "when?", "why did they?"."""

import re

from bot.conversation.shape import Shape
from bot.conversation.topics import may_be, topic
from bot.conversation.words import AUX, POINTING, WH

_BE = re.compile(r"is|are|was|were", re.IGNORECASE)
# Whoever doubts an answer gets it again, with its footnotes.
_FOR_PROOF = re.compile(
    r"(?:(?:what(?: is|['’]s) )?(?:your|the) )?(?:sources?|links?|proof|evidence)"
    r"(?: (?:for|of) (?:that|this|it))?\W*|"
    r"is (?:it|that|this) (?:really )?(?:correct|right|so|true)\W*|"
    r"(?:says who|according to whom|really|are you (?:sure|certain)(?: (?:of|about) (?:that|this|it))?)\W*|"
    r"(?:which|what) (?:articles?|sources?)(?: says? (?:that|this|so|it))?\W*|"
    r"where (?:is (?:that|this|it) from|(?:did you (?:get|find)|does it say) (?:that|this|it)(?: from)?)\W*",
    re.IGNORECASE,
)
_FOR_MORE = re.compile(
    r"(?:(?:(?:can|could) you )?(?:give|show|tell) (?:me|us) (?:any |some )?)?"
    r"more(?: details?| info(?:rmation)?)?(?: (?:about|on) (?:it|that|this|them))?(?: please)?\W*|"
    r"(?:(?:what|any(?:thing)?|something) (?:else|more)|go on|continue|elaborate|(?:any )?details)"
    r"(?: please)?\W*",
    re.IGNORECASE,
)


def asked_again(text: str, before: str) -> str | None:
    """The question before with this one's word; None when this one asks more than that."""
    if _FOR_PROOF.fullmatch(text):
        return before
    if _FOR_MORE.fullmatch(text):
        about = topic(before)
        return f"tell me about {about}" if about else before
    return _bare_question_word(text, before) or _elliptic(text, before)


def _bare_question_word(text: str, before: str) -> str | None:
    """For "when?", "why not?", "how many?": the question before, asked with that word."""
    found = re.fullmatch(rf"(?:since |until |by |from )?({WH})( not| so| exactly)?\W*", text, re.IGNORECASE)
    return _asked_with(found[1], before) if found else None


def _elliptic(text: str, before: str) -> str | None:
    """For "why did they?": an auxiliary and a pronoun, and nothing that is said of it."""
    found = re.fullmatch(
        rf"(?:({WH})\s+)?({AUX})\s+({'|'.join(POINTING)}|that|this)(?:\s+(?:do|happen|say|be)(?:\s+(?:it|that|so|this))?)?\W*",
        text,
        re.IGNORECASE,
    )
    if not found or not found[1] or found[1].lower() in {"what", "who"} or _asks_itself(found, before):
        return None
    about = topic(before)
    if about and not may_be(found[3], about):
        return None
    return _asked_with(found[1], before)


def _asks_itself(found: re.Match[str], before: str) -> bool:
    """Whether what "is" it is asked, as in "how old is she?", and not "why is it?" of what is so."""
    so = found[1].lower() in {"why", "when", "how"} and _BE.fullmatch(Shape.of(before).aux)
    return _BE.fullmatch(found[2]) is not None and not so


def _asked_with(wh: str, before: str) -> str:
    shape = Shape.of(before)
    wh = wh.lower()
    # Of "how old is the bridge?" and "who is Moss?" nothing would be left to ask.
    hollow = re.match(r"how (?!many|much)", shape.wh, re.IGNORECASE) or (
        not shape.rest and _BE.fullmatch(shape.aux)
    )
    if shape.aux and not hollow:
        noun = "" if shape.noun.lower() in {"", "kind", "sort"} else shape.noun
        return " ".join(filter(None, [wh, shape.aux.lower(), shape.subject, shape.rest, noun]))
    if shape.wh and shape.wh.lower().split()[0] in {"how", "who", "what", "which"}:
        # "Which companies paused?": there is no subject to turn round, so both are asked.
        return f"{wh}: {before[0].lower()}{before[1:].rstrip('?!. ')}"
    return f"{wh}: {before.rstrip('?!. ')}"
