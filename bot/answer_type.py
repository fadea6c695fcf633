"""What kind of answer a question asks for, and whether a text holds one."""

import re
from collections.abc import Callable
from enum import Enum

from bot.language import is_function_word, words_of

_AUXILIARIES = frozenset(
    """
    am are can could did do does had has have is may might must shall should was were will would
    didn doesn isn wasn aren weren hasn haven won
    """.split()
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    "billions?|half|third|quarter|none|no one|nobody|both|single"
)
_SEVERAL = (
    "companies|firms|businesses|countries|nations|states|cities|towns|places|people|persons|players|teams|"
    "clubs|parties|banks|airlines|groups|organi[sz]ations|universities|hospitals|schools|brands|apps|"
    "services|products"
)
_SUMS = (
    "costs?|prices?|salary|salaries|wages?|fees?|fined?|worth|budget|revenues?|profits?|turnover|amount|"
    "percentage|percent|share|sum"
)


_COUNTED = re.compile(rf"\bhow many (.+?)(?=[ ?.]*$| (?:{'|'.join(sorted(_AUXILIARIES))})\b)", re.IGNORECASE)


class AnswerType(Enum):
    """What a sentence must hold to answer."""

    ANY = "anything"
    YES_NO = "yes or no"
    PERSON = "who"
    NAME = "what name"
    NAMES = "which of several"
    PLACE = "where"
    TIME = "when"
    COUNT = "how many"
    AMOUNT = "how much"
    MEASURE = "how long"
    SAID = "what someone said"
    REASON = "why"


_NAME_ASKED = (
    r"^(?:what(?:[’']?s)?) (?:is|are|was|were)? ?(?:the )?(?:\w+ )?names? of\b|"
    r"^what\b.*\b(?:called|named)(?: after)?$|^what(?:[’']?s| is| was) (?:\w+ ){1,4}names?$"
)
# Tried in order, on the question's words in small letters with one space between.
_ASKS: tuple[tuple[re.Pattern[str], AnswerType], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"^(?:.* )?how (?:many|often)\b|^(?:(?:what|the) )?number of\b", AnswerType.COUNT),
        (
            r"^(?:.* )?how (?:long|far|old|tall|high|big|large|fast|quickly|deep|wide|heavy)\b",
            AnswerType.MEASURE,
        ),
        (rf"^(?:.* )?how much\b|^what(?:[’']?s)? (?:.* )?(?:{_SUMS})\b", AnswerType.AMOUNT),
        (_NAME_ASKED, AnswerType.NAME),
        (r"^(?:and |since |until |by )?whens?\b", AnswerType.TIME),
        (r"\b(?:what|which) (?:year|day|date|month|week|time|century|decade)\b", AnswerType.TIME),
        (rf"^(?:which|what) (?:\w+ )?(?:{_SEVERAL})\b", AnswerType.NAMES),
        (
            r"^what (?:did|does|do|has|have|was|is) .*\b(?:say|said|think|tell|claim|announce|argue)\b",
            AnswerType.SAID,
        ),
        (r"^why\b|^what (?:caused|led|made|prompted|persuaded)\b|^for what reason\b", AnswerType.REASON),
        (r"^(?:whos?|whom|whose)\b", AnswerType.PERSON),
        (r"^wheres?\b|^(?:in )?(?:what|which) (?:country|city|town|place|state|region)\b", AnswerType.PLACE),
    )
)
_TIME_SPAN = (
    r"(?:day|week|month|year|night|morning|evening|spring|summer|autumn|fall|winter|decade|century)s?"
)
_UNITS = (
    r"dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|usd|eur|tonnes?|tons?|kg|kilo\w*|grams?|lit(?:er|re)s?|"
    r"gallons?|hectares?|acres?|miles?|met(?:er|re)s?|feet|hours?|days?|weeks?|months?|years?|degrees?|"
    r"\w*watts?|barrels?|square"
)
SAYING = (
    r"\b(?:"
    r"said|says|saying|told|tells|added(?! time)|adds|accuse[ds]|acknowledge[ds]|admit(?:s|ted)|"
    r"announced|answered|apologi[sz]ed|argue[ds]|asked|asserted|believe[ds]?|blame[ds]|call(?:s|ed)|"
    r"claim(?:s|ed)|cite[ds]|complain(?:s|ed)|condemn(?:s|ed)|confirm(?:s|ed)|critici[sz]e[ds]|"
    r"declared|declined|defend(?:s|ed)|demand(?:s|ed)|den(?:y|ies|ied)|describe[ds]|dismissed|"
    r"disputed|explain(?:s|ed)|expressed|hinted|insist(?:s|ed)|note[ds]|pledged|praise[ds]|"
    r"predict(?:s|ed)|promise[ds]|rejected|replied|responded|stated|suggest(?:s|ed)|testified|thanked|"
    r"thinks?|tweeted|urge[ds]|vowed|warn(?:s|ed)|welcome[ds]|writes|wrote"
    r")\b"
)
_FREE = (
    r"(?:\b(?:be|for|is|are|remain\w*|stay\w*|was|were)|:) free\b(?! (?:from|to)\b)|\bcosts? nothing\b|"
    r"\bfree (?:admission|entry|of charge|parking|tickets?|travel)\b|\b(?:no|without) (?:charge|cost|fee)\b"
)
_MONEY_ASKED = re.compile(
    r"\b(?:budget|charge[ds]?|costs?|earn(?:s|ed)?|fares?|fees?|fined?|pa(?:id|ys?)|prices?|profits?|rents?|"
    r"revenues?|salar(?:y|ies)|sell(?:s|ing)?|sold|turnover|wages?|worth)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d\s?(?:%|¢|per ?cent\b|pence\b|cents?\b)|\d[pckm]\b|"
    r"\d[\d.,]*\s?(?:million|billion|trillion|bn)\b|"
    r"\d[\d.,]*\s?(?:(?:thousand|[mb]illion|bn|m|k)\b\s?)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|"
    r"crowns?|kron[ae]r?|pesos?|rand|roubles?|rubles?|zloty|lira|won|shillings?|naira|(?-i:[A-Z]{3}))\b|"
    r"\b(?:double|half|nothing|third|quarter|twice|triple|hundreds|thousands|millions|billions)\b|"
    rf"{_FREE}",
    re.IGNORECASE,
)
_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.TIME: re.compile(
        rf"\b(?:{_MONTHS}|{_WEEKDAYS}|today|yesterday|tomorrow|tonight|noon|midnight|centur(?:y|ies)|decades?|"
        rf"(?:last|next|this|past|each|every|previous|following|earlier|same) (?:\w+ )?{_TIME_SPAN}|"
        rf"(?:minutes?|hours?|{_TIME_SPAN}) (?:ago|later|before|after|earlier)|"
        r"(?:within|in|for|after) (?:\w+ )?(?:hours|days|weeks|months|years)|"
        r"1\d{3}s?|20\d\d|\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b|\d{1,2}(?:st|nd|rd|th))\b"
    ),
    AnswerType.COUNT: re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    AnswerType.AMOUNT: re.compile(
        r"[$€£¥]\s?\d|\d\s?(?:%|¢|per ?cent\b|pence\b|cents?\b)|\d[pc]\b|"
        rf"\d[\d.,]*\s?(?:(?:thousand|million|billion|trillion|bn|m|k)\b\s?)?(?:{_UNITS})\b|"
        r"\d[\d.,]*\s?(?:thousand|million|billion|trillion|bn)\b|"
        r"\b(?:half|third|quarter|twice|dozens|hundreds|thousands|millions|billions)\b|"
        rf"{_FREE}",
        re.IGNORECASE,
    ),
    AnswerType.MEASURE: re.compile(
        rf"\d|\b(?:{_NUMBER_WORDS}|days|weeks|months|years|hours|minutes|decades)\b", re.IGNORECASE
    ),
    AnswerType.SAID: re.compile(rf"[“”\"]|{SAYING}"),
    AnswerType.REASON: re.compile(
        r"\b(?:because|due to|owing to|thanks to|as a result|after|amid|over|since|follow(?:ed|ing|s)|"
        r"so that|for (?:\w+ly )?\w+ing|in (?:protest|response|return)|no (?:other )?choice|"
        r"in order to|to (?:avoid|prevent|protect|ensure|help|make|stop|give|let|allow)|reasons?|"
        r"caus(?:e|ed|es|ing)|blam(?:e|ed|es|ing)|"
        r"led to|leads to|prompt(?:ed|s|ing)|therefore|concerns?|fears?|"
        r"worr(?:y|ied|ies))\b",
        re.IGNORECASE,
    ),
}
# That nobody has told it is an answer of any kind: "officials did not say which country".
_NOT = r"(?:\b(?:not|never|cannot)|n[’']t)"
_WITHHELD = re.compile(
    rf"{_NOT} (?:\w+ )?(?:say|disclose|give|identify|known?|name|release|reveal|specify|tell)\b|"
    rf"(?:{_NOT}|\byet to be) (?:\w+ )?"
    r"(?:announced|clear|confirmed|decided|disclosed|identified|known|named|published|released|revealed|set)\b|"
    r"\b(?:declin|refus)(?:ed|es|ing) to (?:say|disclose|give|identify|name|reveal|specify|tell)\b|"
    r"\b(?:unclear|undisclosed|unknown)\b",
    re.IGNORECASE,
)
_LEAST_NAMES = {AnswerType.PERSON: 1, AnswerType.PLACE: 1, AnswerType.NAMES: 2}
_DAY_OR_MONTH = re.compile(rf"(?:{_MONTHS}|{_WEEKDAYS})\b")
_NAME = r"\b[A-Z][\w’'-]+"
# One capitalised word, where no sentence begins, or several on end.
_CAPITALISED = re.compile(
    rf"(?<![.!?“”\"'‘(] )(?<![“\"‘(])(?<!^){_NAME}(?: {_NAME})*|{_NAME}(?: {_NAME})+|\b[A-Z]{{2,}}\b"
)


def answer_type(question: str) -> AnswerType:
    """Told by the question's first words, or by the question word elsewhere in it."""
    text = " ".join(word.casefold() for word in words_of(question))
    if text.split(" ")[0] in _AUXILIARIES:
        return AnswerType.YES_NO
    return next((kind for pattern, kind in _ASKS if pattern.search(text)), AnswerType.ANY)


def counted(question: str) -> list[str]:
    """What "how many" asks to be counted: the words up to the next auxiliary that carry content."""
    found = _COUNTED.search(question)
    return [word for word in words_of(found[1]) if not is_function_word(word)] if found else []


_DENIAL = r"not|never|cannot|\w+n[’']t|neither|nor|without"
_DENIED = re.compile(
    r"^(?:which|what|who)\b(?:(?! that\b|,)[^?]){0,40}?\b"
    rf"(?:{'|'.join(sorted(_AUXILIARIES))})(?: not\b|n[’']t\b| never\b)",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"\b(?:only|except|excepting|exceptions?|excluding|missing|unlike|alone|still|yet|refus\w+|declin\w+|"
    r"fail\w+|hesitat\w+|resist\w+|remain\w*|instead)\b",
    re.IGNORECASE,
)


def denied(question: str) -> str | None:
    """The word of which it is asked who or what did not do it: "Which companies did not pause?"."""
    match = _DENIED.search(question)
    words = words_of(question[match.end() :]) if match else []
    return next((word for word in words if not is_function_word(word)), None)


def denies(text: str, said: Callable[[str], bool]) -> bool:
    """Whether the text says of something that it is not so, or is an exception.

    `said` tells of a word whether it says what is asked; "not" counts shortly before such a word.
    """
    if _EXCEPTED.search(text):
        return True
    return any(
        re.fullmatch(_DENIAL, word, re.IGNORECASE) and any(map(said, words[place + 1 : place + 5]))
        for words in map(words_of, re.split(r"[,;:.]\s", text))
        for place, word in enumerate(words)
    )


def holds_answer(kind: AnswerType, text: str, question: str) -> bool:
    """Whether the text holds anything of the kind asked for that is not in the question itself.

    Or says that it is not known.
    """
    if _WITHHELD.search(text):
        return True
    if kind is AnswerType.NAME:
        return _holds_name(text, question)
    is_of_money = kind is AnswerType.AMOUNT and _MONEY_ASKED.search(question)
    pattern = _MONEY if is_of_money else _HOLDS.get(kind)
    if pattern is not None:
        asked = question.casefold()
        found = (match.group() for match in pattern.finditer(text))
        return any(part.casefold() not in asked or len(part) == 1 for part in found)
    return new_names(text, question) >= _LEAST_NAMES.get(kind, 0)


def _holds_name(text: str, question: str) -> bool:
    """Whether the text has a word with a capital that may be of a name which the question does not give."""
    known = {word.casefold() for word in words_of(question)}
    return any(
        word[0].isupper()
        and word.casefold() not in known
        and not is_function_word(word)
        and not _DAY_OR_MONTH.match(word)
        for word in words_of(text)
    )


def new_names(text: str, question: str) -> int:
    """How many names the text holds that the question does not."""
    known = {word.casefold() for word in words_of(question)}
    return len(
        {
            match.group()
            for match in _CAPITALISED.finditer(text)
            if not _DAY_OR_MONTH.match(match.group())
            and any(word.casefold() not in known for word in words_of(match.group()))
        }
    )
