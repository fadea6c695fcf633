"""English words that carry no content, and what kind of answer a question word asks for."""

import re
from enum import Enum

# Words that say how a question is put, not what it is about.
FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am among an and another any anybody anyone anything are
    around as at away be became because become been before being below between both but by came can cannot come
    could d did didn do does doesn doing don done down during each either else ever every everyone everything few
    for from further get gets getting give given go goes going got had has hasn have haven having he her here hers
    herself him himself his how however i if in into is isn it its itself just keep kind ll let like m made make
    makes many may me might more most much must my myself near neither no nobody none nor not nothing now of off
    often on once one only onto or other others our ours ourselves out over own per perhaps please quite rather re
    really s same say saying says said shall she should since so some somebody someone something sort still such t
    take taken takes than that the their theirs them themselves then there these they thing things this those
    though through thus till to together too toward towards under until up upon us use used using ve very via was
    wasn way we well went were weren what whatever when where whether which while who whom whose why will with
    within without won would wouldn yes yet you your yours yourself
    article articles according tell explain describe list name show summarise summarize compare find happen
    happened happens exactly actually currently anything""".split()
)
_AUXILIARIES = frozenset(
    "am are can could did do does had has have is may might must shall should was were will would didn doesn isn "
    "wasn aren weren hasn haven won can't".split()
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|"
    "half|third|quarter|none|no one|nobody|both|single|one"
)
_SEVERAL = (
    "companies|firms|businesses|countries|nations|states|cities|towns|places|people|persons|players|teams|clubs|"
    "parties|banks|airlines|groups|organi[sz]ations|universities|hospitals|schools|brands|apps|services|products"
)


class AnswerType(Enum):
    """What a sentence must hold to answer."""

    ANY = "anything"
    YES_NO = "yes or no"
    PERSON = "who"
    TIME = "when"
    PLACE = "where"
    COUNT = "how many"
    AMOUNT = "how much"
    MEASURE = "how long"
    NAMES = "which of several"
    SAID = "what someone said"
    REASON = "why"


_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.TIME: re.compile(
        rf"\b(?:{_MONTHS}|{_WEEKDAYS}|today|yesterday|tomorrow|tonight|noon|midnight|centur(?:y|ies)|decades?|"
        r"(?:last|next|this|past|each|every|previous|following|earlier|same) (?:\w+ )?(?:day|week|month|year|night|"
        r"morning|evening|spring|summer|autumn|fall|winter|decade|century)s?|(?:days?|weeks?|months?|years?|hours?|"
        r"minutes?) (?:ago|later|before|after|earlier)|(?:within|in|for|after) (?:\w+ )?(?:days|weeks|months|years|"
        r"hours)|1\d{3}s?|20\d\d|\d{1,2}(?::|\.)\d\d|\d{1,2} ?[ap]\.?m\b|\d{1,2}(?:st|nd|rd|th))\b"
    ),
    AnswerType.COUNT: re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    AnswerType.AMOUNT: re.compile(
        r"[$€£¥]\s?\d|\d\s?(?:%|per ?cent\b|percent\b)|\d[\d.,]*\s?(?:(?:thousand|million|billion|trillion|bn|m|k)\b\s?)?"
        r"(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|kronor|usd|eur|tonnes?|tons?|kg|kilo\w*|grams?|lit(?:er|re)s?|"
        r"gallons?|hectares?|acres?|miles?|met(?:er|re)s?|feet|hours?|days?|weeks?|months?|years?|degrees?|watts?|"
        r"\w*watts?|barrels?|square)\b|\d[\d.,]*\s?(?:thousand|million|billion|trillion|bn)\b|"
        r"\b(?:half|third|quarter|twice|dozens|hundreds|thousands|millions|billions)\b",
        re.IGNORECASE,
    ),
    AnswerType.MEASURE: re.compile(
        rf"\d|\b(?:{_NUMBER_WORDS}|days|weeks|months|years|hours|minutes|decades)\b", re.IGNORECASE
    ),
    AnswerType.SAID: re.compile(
        r"[“”\"]|\b(?:said|says|told|tells|added|adds|announced|argued|believes?|called|calls|claimed|claims|cited|"
        r"confirmed|declined|denied|denies|described|explained|insisted|noted|promised|responded|stated|tweeted|"
        r"urged|warned|wrote)\b"
    ),
    AnswerType.REASON: re.compile(
        r"\b(?:because|due to|owing to|thanks to|as a result|after|amid|over|since|following|so that|in order to|"
        r"to (?:avoid|prevent|protect|ensure|help|make|stop|give|let|allow)|reasons?|caus(?:e|ed|es|ing)|blam(?:e|ed|es|ing)|"
        r"led to|leads to|prompt(?:ed|s|ing)|therefore|concerns?|fears?|worr(?:y|ied|ies))\b",
        re.IGNORECASE,
    ),
}
_CAPITALISED = re.compile(r"(?<![.!?“\"'‘(] )(?<!^)\b[A-Z][\w’'-]+|\b[A-Z][\w-]+ [A-Z][\w-]+|\b[A-Z]{2,}\b")


def words_of(text: str) -> list[str]:
    """Words with their inner apostrophes, hyphens and points."""
    return re.findall(r"\w+(?:[’'.&-]\w+)*", text)


def is_function_word(word: str) -> bool:
    return re.split(r"[’']", word.casefold())[0] in FUNCTION_WORDS


def answer_type(question: str) -> AnswerType:
    """Told by the question's first words, or by the question word elsewhere in it."""
    text = " ".join(word.casefold() for word in words_of(question))
    first = text.split(" ")[0] if text else ""
    patterns = (
        (r"\bhow (?:many|often)\b|\bwhat number of\b", AnswerType.COUNT),
        (r"\bhow (?:long|far|old|tall|high|big|large|fast|deep|wide|heavy)\b", AnswerType.MEASURE),
        (r"\bhow much\b|\bwhat (?:amount|percentage|percent|share|price|sum)\b", AnswerType.AMOUNT),
        (r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|week|time|century|decade)\b", AnswerType.TIME),
    )
    for pattern, kind in patterns:
        found = re.search(pattern, text)
        # "the day when" in the middle of a question asks for nothing
        if found and (found.start() == 0 or first not in _AUXILIARIES):
            return kind
    if re.match(rf"(?:which|what) (?:\w+ )?(?:{_SEVERAL})\b", text):
        return AnswerType.NAMES
    if re.match(r"what (?:did|does|do|has|have|was|is) .*\b(?:say|said|saying|think|tell|claim|announce|argue)\b", text):
        return AnswerType.SAID
    if re.match(r"why\b|what (?:caused|led|made|prompted|persuaded)\b|for what reason\b", text):
        return AnswerType.REASON
    if re.match(r"(?:who|whom|whose)\b", text):
        return AnswerType.PERSON
    if re.match(r"where\b|(?:in )?(?:what|which) (?:country|city|town|place|state|region)\b", text):
        return AnswerType.PLACE
    return AnswerType.YES_NO if first in _AUXILIARIES else AnswerType.ANY


def holds_answer(kind: AnswerType, text: str, question: str) -> bool:
    """Whether the text holds anything of the kind asked for, that is not in the question itself."""
    pattern = _HOLDS.get(kind)
    if pattern is not None:
        asked = question.casefold()
        return any(
            match.group().casefold() not in asked or match.group().isdigit()
            for match in pattern.finditer(text)
        )
    least = {AnswerType.PERSON: 1, AnswerType.PLACE: 1, AnswerType.NAMES: 2}.get(kind, 0)
    known = {word.casefold() for word in words_of(question)}
    new_names = (
        match.group()
        for match in _CAPITALISED.finditer(text)
        if any(word.casefold() not in known for word in words_of(match.group()))
    )
    return least == 0 or len(set(new_names)) >= least
