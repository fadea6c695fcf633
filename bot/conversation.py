"""A follow-up and the question before it → a question that stands alone."""

import re
from dataclasses import dataclass

from bot.language import is_function_word, words_of

MOST = 300  # characters of a question
_WH = r"who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|often|far|old|big))?"
_AUX = (
    r"is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|hasn['’]t|haven['’]t|won['’]t"
)
_LEAD_IN = re.compile(
    r"^(?:and|but|so|or|also|then|ok(?:ay)?|yes|no|well|hm+)\b[\s,]*(?:then\b[\s,]*)?", re.IGNORECASE
)
_INSTEAD = re.compile(
    r"^(?:and )?(?:what|how) about\s+|^(?:and )?(?:the )?same (?:for|of|about)\s+", re.IGNORECASE
)
_TIME = re.compile(
    r"\b(?:(?:in|on|since|until|by|before|after|during|last|this|next)\s+)*(?:(?:\d{1,2}\s+)?(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December)(?:\s+\d{1,2})?(?:,?\s+\d{4})?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:the\s+)?(?:19|20)\d0s|(?:19|20)\d\d|(?:last|this|next)\s+(?:week|month|year)|"
    r"yesterday|today|tomorrow)\b"
)
_IN_PLACE = re.compile(
    r"(?:in|at|from|for|with|to|of|by|on|about|against|since|until|before|after|during)\s+", re.IGNORECASE
)
_COURTESIES = frozenset(
    "thanks thank thx cheers ok okay hello hi hey bye cool great nice good perfect awesome wow lol haha "
    "sorry welcome understood interesting right sure fine bot".split()
)
# What a noun may have before it, so that "the prime" is not taken for what "the prime minister" is.
_MODIFIERS = frozenset(
    "prime chief general foreign home first second third last next former new old young big small large main "
    "whole local national public private royal supreme high british american french german european chinese "
    "russian federal united international central".split()
)
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
_PERSON = frozenset("he she him her his hers himself herself".split())
_POSSESSIVE = frozenset("his her its their".split())
_POINTING = _PERSON | frozenset("it its itself they them their theirs themselves".split())
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|that)\b(?=\W*$)|\b(?:these|those)\b(?=\W*$)|^(?:was|is|did) (?:this|that)\b", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"\b(?:the|a|an|this|that|these|those|its|their|his|her)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+(?=\s|\W*$)"
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A question in parts: `Which companies` `did` `Apple` `fine`."""

    wh: str
    noun: str  # that the question word asks for
    aux: str
    subject: str
    rest: str

    @classmethod
    def of(cls, question: str) -> "_Shape":
        text = question.strip().rstrip("?!. ")
        found = re.match(rf"(?:({_WH})\b\s*)?(.*)$", text, re.IGNORECASE | re.DOTALL)
        wh, rest = (found[1] or "", found[2]) if found else ("", text)
        noun, aux = "", ""
        inside = re.search(rf"(?:^|\s)({_AUX})\s+", f"{rest} ", re.IGNORECASE)
        if inside and (not inside.start() or wh.lower().startswith(("which", "what", "how", "whose"))):
            noun, aux = rest[: inside.start()].strip(), inside[1]
            rest = rest[inside.end() :].strip()
        subject, rest = _split_subject(rest) if aux else ("", rest)
        return cls(wh, noun, aux, subject, rest)


def stand_alone(question: str, before: str | None) -> str:
    """The question as it would be asked without what came before; unchanged where it needs nothing of it.

    `before` is the last question, standing alone itself.
    """
    text = " ".join(question.split())
    if not before or not text:
        return text
    understood = _understood(text, before)
    return understood if len(understood) <= MOST else text


def _understood(text: str, before: str) -> str:
    bare = _LEAD_IN.sub("", text) or text
    led_in = bare != text
    for turn in (_bare_question_word, _elliptic, _instead):
        understood = turn(bare, before, led_in)
        if understood:
            return _finished(understood)
    return _with_topic(text, bare, before)


def asks_something(text: str) -> bool:
    """Whether anything is asked about: "thanks!" is nothing that could be followed up on."""
    return any(not is_function_word(word) and word.casefold() not in _COURTESIES for word in words_of(text))


def names_time(text: str) -> bool:
    """Whether a day, a month or a year is named."""
    return bool(_TIME.search(text))


def _about(text: str, before: str) -> str:
    """What was asked with what it is about, where one sentence cannot be made of both."""
    about = topic(before)
    return f"{about}: {text}" if about else text


def _bare_question_word(text: str, before: str, _: bool) -> str | None:
    """For "when?", "why not?", "how many?": the question before, asked with that word."""
    found = re.fullmatch(rf"(?:since |until |by |from )?({_WH})( not| so| exactly)?\W*", text, re.IGNORECASE)
    return _asked_with(found[1], before) if found else None


def _elliptic(text: str, before: str, _: bool) -> str | None:
    """For "why did they?": an auxiliary and a pronoun, and nothing that is said of it."""
    found = re.fullmatch(
        rf"(?:({_WH})\s+)?({_AUX})\s+({'|'.join(_POINTING)}|that|this)(?:\s+(?:do|happen|say|be)(?:\s+(?:it|that|so|this))?)?\W*",
        text,
        re.IGNORECASE,
    )
    if not found or not found[1] or found[1].lower() in {"what", "who"}:
        return None
    about = topic(before)
    if about and not _may_be(found[3], about):
        return None
    return _asked_with(found[1], before)


def _instead(text: str, before: str, led_in: bool) -> str | None:
    """For "and Microsoft?", "what about 2019?": another thing put where the last one was."""
    bare = _INSTEAD.sub("", text)
    if bare == text and not led_in and len(words_of(text)) > 3:
        return None
    bare = bare.rstrip("?!. ")
    words = words_of(bare)
    if not words or len(words) > 6 or words[0].lower() in _POINTING or _has_verb(bare):
        return None
    if re.match(rf"(?:{_WH})\b", bare, re.IGNORECASE):
        return None
    if (
        bare == text.rstrip("?!. ")
        and not led_in
        and not ((words[0][0].isupper() and not is_function_word(words[0])) or _IN_PLACE.match(bare))
    ):
        return None  # "thanks" is no other thing to ask about
    if _TIME.fullmatch(bare):
        return _with_time(bare, before)
    preposition = _IN_PLACE.match(bare)
    if preposition:
        return _with_phrase(bare, preposition[0], before)
    return _exchanged(bare, before)


def _exchanged(new: str, before: str) -> str:
    """The new thing in the place of what the question before was about."""
    old = topic(before)
    if not old or not (found := re.search(rf"(?<!\w){re.escape(old)}(?:['’]s\b)?(?![\w-])", before)):
        return _about(new, before)
    return f"{before[: found.start()]}{_as_before(new, found[0])}{before[found.end() :]}"


def _as_before(new: str, old: str) -> str:
    return f"{new}’s" if old.endswith(("'s", "’s")) and not new.endswith(("'s", "’s")) else new


def _with_time(time: str, before: str) -> str:
    """In the place of the time that was named, or behind it all."""
    bare_year = re.search(r"(?:19|20)\d\d$", time)
    if re.fullmatch(r"(?:the\s+)?(?:19|20)\d\d", time):
        time = f"in {time}"
    stem = before.rstrip("?!. ")
    named = list(_TIME.finditer(stem))
    if not named:
        return f"{stem} {time}"
    if len(named) > 1:
        return _about(time, before)
    old = named[0]
    head, tail = stem[: old.start()], stem[old.end() :]
    if re.search(r"\b(?:the|a|an|its|their|his|her)\s+$", head, re.IGNORECASE):
        # "the 2019 election": only another year can stand there.
        if bare_year and re.fullmatch(r"(?:19|20)\d\d", old[0]):
            return f"{head}{bare_year[0]}{tail}"
        return _about(time, before)
    return f"{head}{time}{tail}"


_NOUN_PHRASE = r"(?:(?:the|a|an|its|their|his|her)\s+)?(?:[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*)*|[\w'’-]+)"


def _with_phrase(phrase: str, preposition: str, before: str) -> str:
    """Put "in Spain?" in the place of "in France", or behind it all; only where a phrase's end is plain."""
    stem = before.rstrip("?!. ")
    named = list(re.finditer(rf"\b{re.escape(preposition.strip())}\s+{_NOUN_PHRASE}", stem))
    named = [one for one in named if not _TIME.fullmatch(one[0])]
    if not named:
        return f"{stem} {phrase}"
    old = named[-1]
    tail = stem[old.end() :].strip()
    # What follows a name is no part of it; "a tax" may go on: "on sugar".
    is_name = old[0].split()[-1][0].isupper()
    if len(named) > 1 or (tail and not (_TIME.match(tail) or (is_name and _IN_PLACE.match(f"{tail} ")))):
        return _about(phrase, before)
    return f"{stem[: old.start()]}{phrase} {tail}".strip()


def _asked_with(wh: str, before: str) -> str:
    shape = _Shape.of(before)
    wh = wh.lower()
    # Of "how old is the bridge?" and "who is Moss?" nothing would be left to ask.
    hollow = re.match(r"how (?!many|much)", shape.wh, re.IGNORECASE) or (
        not shape.rest and shape.aux.lower() in {"is", "are", "was", "were"}
    )
    if shape.aux and not hollow:
        noun = "" if shape.noun.lower() in {"", "kind", "sort"} else shape.noun
        return " ".join(filter(None, [wh, shape.aux.lower(), shape.subject, shape.rest, noun]))
    if shape.wh and shape.wh.lower().split()[0] in {"how", "who", "what", "which"}:
        # "Which companies paused?": there is no subject to turn round, so both are asked.
        return f"{wh}: {before[0].lower()}{before[1:].rstrip('?!. ')}"
    return f"{wh}: {before.rstrip('?!. ')}"


def _split_subject(text: str) -> tuple[str, str]:
    """The names or the noun with its article in front, and the rest."""
    named = re.match(r"(?:[A-Z][\w.&'’-]*(?:\s+|$))+", text)
    if named:
        return named[0].strip(), text[named.end() :].strip()
    noun = _noun_in(text)
    if noun and not noun.start():
        return noun[0], text[noun.end() :].strip()
    first, _, rest = text.partition(" ")
    return first, rest


def topic(question: str) -> str | None:
    """What the question is about: its subject if that is a name, else its first name, else its first noun."""
    names = _names(question)
    shape = _Shape.of(question)
    if shape.subject and shape.subject in names:
        return shape.subject
    if names:
        return names[0]
    if shape.aux and _DETERMINER.match(shape.subject):
        return shape.subject
    if found := _noun_in(question):
        return found[0]
    return shape.noun or (shape.subject if shape.subject.lower() not in _POINTING else None) or None


def _noun_in(text: str) -> re.Match[str] | None:
    """The first noun with its article and what modifies it."""
    modifiers = "|".join(sorted(_MODIFIERS))
    return re.search(
        rf"\b(?:the|a|an|this|that|these|those|its|their|his|her)\s+(?:(?:{modifiers})\s+)*[\w'’-]+"
        r"(?=\s|\W*$)",
        text,
        re.IGNORECASE,
    )


def _may_be(pronoun: str, about: str) -> bool:
    """Whether the pronoun can mean it: "he" and "she" are people, "it" is none."""
    if pronoun.lower() in _PERSON:
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


def _meant_by(pronoun: str, before: str) -> str | None:
    """What the question before was about, or the first name in it that the pronoun can mean."""
    candidates = [name for name in (topic(before), *_names(before)) if name]
    return next((name for name in candidates if _may_be(pronoun, name)), None)


def _names(question: str) -> list[str]:
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
        if kept and kept != "I" and not _TIME.fullmatch(kept):
            found.append(kept)
    return found


def _has_verb(text: str) -> bool:
    # Behind the first word, "May" and "Will" are names.
    return bool(re.search(rf"\b(?:{_AUX})\b", text[:1].lower() + text[1:]))


def _with_topic(text: str, bare: str, before: str) -> str:
    """Pronouns replaced by what the question before was about."""
    about = topic(before)
    words = [word.lower() for word in words_of(bare)]
    own = _names(bare)
    pointing = [word for word in words if word in _POINTING]
    if not about or not (pointing or _DEMONSTRATIVE.search(bare)):
        return text
    if own and pointing and bare.lower().find(own[0].lower()) < bare.lower().find(pointing[0]):
        return text  # "Did Apple say why it paused?": the pronoun points inside
    meant = _meant_by(pointing[0], before) if pointing else about
    if meant is None or len({word in _PERSON for word in pointing}) > 1:
        return _about(text, before)
    return _finished(_put_in(bare, meant, pointed=bool(pointing)))


def _put_in(bare: str, about: str, *, pointed: bool) -> str:
    """The pronouns replaced."""
    if not pointed:
        return _DEMONSTRATIVE.sub(lambda match: _demonstrated(match[0], about), bare, count=1)
    done = False

    def put(match: re.Match[str]) -> str:
        nonlocal done
        word = match[0].lower()
        if word in _POSSESSIVE and not _is_object(bare, match.end()):
            return about if about.endswith(("'s", "’s")) else f"{about}’s"
        if done:
            return match[0]
        done = True
        return about

    pattern = "|".join(sorted(_POINTING, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", put, bare, flags=re.IGNORECASE)


def _demonstrated(match: str, about: str) -> str:
    first, _, rest = match.partition(" ")
    return f"{first} {about}" if rest else about


def _is_object(text: str, end: int) -> bool:
    """Whether "her" stands alone, with no noun behind it."""
    following = re.match(r"\s+([\w'’-]+)", text[end:])
    return not following or is_function_word(following[1])


def _finished(text: str) -> str:
    text = " ".join(text.split()).rstrip("?!. ,")
    return f"{text[0].upper()}{text[1:]}?"
