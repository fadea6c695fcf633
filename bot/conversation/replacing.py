"""Another thing in the place of the last one: "and Microsoft?", "in 2020?"."""

import re

from bot.conversation.times import TIME
from bot.conversation.topics import GROUPS, asked_of, names_in, topic
from bot.conversation.words import AUX, IN_PLACE, POINTING, WH, is_possessive, possessive
from bot.language import is_function_word, words_of

_INSTEAD = re.compile(
    r"^(?:and )?(?:what|how) about\s+|^(?:and )?(?:the )?same (?:for|of|about)\s+", re.IGNORECASE
)
_TOO = re.compile(r"[\s,]+(?:as well|instead|now|then|tho|though|too)(?=\W*$)", re.IGNORECASE)
_DETERMINER = r"(?:the|a|an|its|their|his|her)"
_NOUN_PHRASE = rf"(?:{_DETERMINER}\s+)?(?:[A-Z][\w.&'’-]*(?:\s+[A-Z][\w.&'’-]*)*|[\w'’-]+)"


def instead(text: str, before: str, *, led_in: bool) -> str | None:
    """For "and Microsoft?", "what about 2019?": another thing put where the last one was."""
    bare = _TOO.sub("", _INSTEAD.sub("", text))
    if bare == text and not led_in and len(words_of(text)) > 3:
        return None
    bare = bare.rstrip("?!. ")
    words = words_of(bare)
    if not words or len(words) > 6 or words[0].lower() in POINTING or _has_verb(bare):
        return None
    if re.match(rf"(?:{WH})\b", bare, re.IGNORECASE):
        return None
    if (
        bare == text.rstrip("?!. ")
        and not led_in
        and not ((words[0][0].isupper() and not is_function_word(words[0])) or IN_PLACE.match(bare))
    ):
        return None  # "thanks" is no other thing to ask about
    if TIME.fullmatch(bare):
        return _with_time(bare, before)
    preposition = IN_PLACE.match(bare)
    if preposition:
        return _with_phrase(bare, preposition[0], before)
    return _exchanged(bare, before)


def _exchanged(new: str, before: str) -> str:
    """The new thing in the place of what the question before was about."""
    old = topic(before)
    if not old or not (found := re.search(rf"(?<!\w){re.escape(old)}(?:['’]s\b)?(?![\w-])", before)):
        return asked_of(new, before)
    determined = re.match(rf"{_DETERMINER}\s+[a-z]", new)
    if determined and old in names_in(before) and new.split()[-1] not in GROUPS:
        return asked_of(new, before)  # "and the shares?", behind "Did Apple pause?"
    in_place = possessive(new) if is_possessive(found[0]) else new
    head = before[: found.start()]
    if re.match(rf"{_DETERMINER}\s", new, re.IGNORECASE):
        head = re.sub(rf"\b{_DETERMINER}\s+$", "", head, flags=re.IGNORECASE)
    return f"{head}{in_place}{before[found.end() :]}"


def _with_time(time: str, before: str) -> str:
    """In the place of the time that was named, or behind it all."""
    bare_year = re.search(r"(?:19|20)\d\d$", time)
    if re.fullmatch(r"(?:the\s+)?(?:19|20)\d\d", time):
        time = f"in {time}"
    stem = before.rstrip("?!. ")
    named = list(TIME.finditer(stem))
    if not named:
        return f"{stem} {time}"
    if len(named) > 1:
        return asked_of(time, before)
    old = named[0]
    head, tail = stem[: old.start()], stem[old.end() :]
    if re.search(rf"\b{_DETERMINER}\s+$", head, re.IGNORECASE):
        # "the 2019 election": only another year can stand there.
        if bare_year and re.fullmatch(r"(?:19|20)\d\d", old[0]):
            return f"{head}{bare_year[0]}{tail}"
        return asked_of(time, before)
    return f"{head}{time}{tail}"


def _with_phrase(phrase: str, preposition: str, before: str) -> str:
    """Put "in Spain?" in the place of "in France", or behind it all; only where a phrase's end is plain."""
    stem = before.rstrip("?!. ")
    named = list(re.finditer(rf"\b{re.escape(preposition.strip())}\s+{_NOUN_PHRASE}", stem))
    named = [one for one in named if not TIME.fullmatch(one[0])]
    if not named:
        return f"{stem} {phrase}"
    old = named[-1]
    tail = stem[old.end() :].strip()
    # What follows a name is no part of it; "a tax" may go on: "on sugar".
    is_name = old[0].split()[-1][0].isupper()
    if len(named) > 1 or (tail and not (TIME.match(tail) or (is_name and IN_PLACE.match(f"{tail} ")))):
        return asked_of(phrase, before)
    return f"{stem[: old.start()]}{phrase} {tail}".strip()


def _has_verb(text: str) -> bool:
    # Behind the first word, "May" and "Will" are names.
    return bool(re.search(rf"\b(?:{AUX})\b", text[:1].lower() + text[1:]))
