"""A question without what is put around it: "so is it true that Apple paused, or what?" → "Apple paused?"."""

import re

_SOFTLY = r"(?:please|pls|plz|bitte)"
_LEAD_IN = (
    r"(?:so|well|ok(?:ay)?|oh|and|but|also|now|hm+|um+|uh|wait|hey|hi|hello|hallo|yo|btw|lol|sorry|thanks|"
    r"quick question|na|und|aber)"
)
_GREETING = rf"{_LEAD_IN}(?: (?:all|bot|everyone|folks|guys|there))?"
_WH = r"(?:how|what|when|where|which|who|whom|whose|why|was|wann|warum|welche[mnrs]?|wer|wie|wo)"
_AUXILIARY = (
    r"(?:are|can|could|did|do|does|had|has|have|is|isn[’']?t|should|was|were|will|would|hat|haben|ist|sind)"
)
_WHETHER = rf"(?:if |whether |ob |(?={_WH}\b))"
_OPENING = re.compile(
    # Without a comma only before what begins a question: "So Solid Crew" is a name.
    rf"(?:{_GREETING}(?:\s*[,!.:;–-]+\s*|\s+(?=(?:{_LEAD_IN}|{_WH}|{_AUXILIARY}|{_SOFTLY}|any(?:one|body)|tell)\b))"
    rf"|{_SOFTLY}[\s,]+"
    r"|(?:is|was|isn[’']?t) it (?:actually |really )?(?:correct|right|so|the case|true) (?:that )?"
    r"(?!(?:about|for|if|of|to|when)\b)"
    r"|(?:stimmt es|ist es wahr),? dass "
    rf"|(?:(?:can|could|would) (?:you|any(?:one|body)|some(?:one|body)) )?(?:{_SOFTLY} )?"
    rf"(?:check|confirm|explain|find out|say|tell (?:me|us)) {_WHETHER}"
    rf"|(?:do (?:you|we|they)|does any(?:one|body)) (?:happen to )?know {_WHETHER}"
    rf"|any(?:one|body)? (?:idea|knows?) {_WHETHER}"
    r"|(?:i(?:[’']?m| am| was|[’']ve been| have been)? )?(?:just )?(?:curious|wondering|wondered),? "
    rf"(?:about )?{_WHETHER}"
    rf"|i(?:[’']d| would)? (?:like|want|wanted|need) to know {_WHETHER}"
    rf"|(?:weißt du|wisst ihr|(?:kannst du|könnt ihr) (?:mir|uns) sagen),? {_WHETHER})(?=\S)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"(?:[\s,]+(?:(?:yes )?or (?:what|not|no)|tho|{_SOFTLY}|lol|btw|thx|oder nicht)"
    r"|,\s*(?:again|anyway|correct|danke|guys|oder|right|thanks|thank you|then|though))(?P<mark>[\s?!.]*)$",
    re.IGNORECASE,
)
LEAST_WORDS = 2  # of what is left


def unwrapped(question: str) -> str:
    """What is asked, without what leads up to it and follows it, as far as that leaves a question."""
    while (shorter := _shortened(question)) is not None:
        question = shorter
    return question


def _shortened(question: str) -> str | None:
    opening, ending = _OPENING.match(question), _ENDING.search(question)
    if opening:
        rest = question[opening.end() :]
    elif ending:
        rest = question[: ending.start()] + ending["mark"]
    else:
        return None
    return rest if len(re.findall(r"\w+", rest)) >= LEAST_WORDS else None
