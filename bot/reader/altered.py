"""Questions changed so that the text which answered them no longer does, though it looks as if it might.

The kinds are those that people used to write SQuAD 2.0's unanswerable questions (Rajpurkar et al., 2018,
arXiv 1806.03822, table 1): another thing, an antonym, a negation, another number.
"""

import random
import re
from collections.abc import Sequence

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*")
NEGATED = 0.1  # so few, lest "n't" alone be taken for a question without an answer
_ANTONYMS = """
first last; first second; second third; largest smallest; biggest smallest; highest lowest; longest
shortest; oldest youngest; oldest newest; earliest latest; most least; more fewer; more less; best worst;
greatest smallest; greater smaller; larger smaller; higher lower; longer shorter; older younger; earlier
later; faster slower; stronger weaker; better worse; large small; big small; high low; long short; old new;
old young; early late; early modern; strong weak; rich poor; hot cold; good bad; public private; male
female; men women; man woman; father mother; husband wife; son daughter; brother sister; king queen; before
after; during before; above below; over under; inside outside; north south; northern southern; east west;
eastern western; begin end; start stop; started stopped; began ended; start end; opened closed; increase
decrease; increased decreased; rise fall; rose fell; rising falling; gain lose; gained lost; win lose; won
lost; buy sell; bought sold; accept reject; accepted rejected; allow forbid; allowed banned; support oppose;
supported opposed; join leave; joined left; arrive leave; arrived left; build destroy; built destroyed;
create abolish; created abolished; founded dissolved; introduced removed; added removed; attack defend;
attacked defended; love hate; liked disliked; agree disagree; agreed refused; succeed fail; succeeded
failed; major minor; main minor; primary secondary; maximum minimum; positive negative; legal illegal;
formal informal; direct indirect; common rare; usually never; always never; often rarely; modern ancient;
urban rural; advantage disadvantage; benefit harm; benefits drawbacks; cause prevent; caused prevented;
export import; exports imports; profit loss; supply demand; teacher student; import export; internal
external; domestic foreign; permanent temporary; winner loser; victory defeat; ally enemy; birth death; born
buried; died born; employer employee; approve reject; approved rejected; resume suspend; resumed suspended;
pause resume; paused resumed; confirm deny; confirmed denied; raise cut; raised cut; hire fire; hired fired;
expand shrink
"""
_OPPOSITES: dict[str, list[str]] = {}
for _pair in _ANTONYMS.split(";"):
    _one, _other = _pair.split()
    _OPPOSITES.setdefault(_one, []).append(_other)
    _OPPOSITES.setdefault(_other, []).append(_one)
_WORD = re.compile(r"[a-z]+")
_AUXILIARY = re.compile(r"\b(?:did|does|was|were|is|are|has|have|had|could|would)\b(?!n[’']t| not| never)")
_NEGATION = re.compile(r"\bnot\b|n[’']t\b|\bnever\b", re.IGNORECASE)
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-2][0-9]\b")
_NUMBER = re.compile(r"\b[1-9][0-9]{0,2}\b")


def names_in(question: str) -> list[str]:
    """Runs of capitalised words that do not begin the question."""
    return [match.group() for match in _NAME.finditer(question)]


def swapped(question: str, context: str, others: Sequence[str], chance: random.Random) -> str | None:
    """The question about another thing: one of its names replaced by one that the context does not mention.

    None where the question has no name that the context holds too.
    """
    held = [name for name in names_in(question) if name in context]
    if not held:
        return None
    known = context.casefold() + question.casefold()
    for other in chance.sample(others, min(8, len(others))):
        if other.casefold() not in known and not set(other.split()) & set(held[0].split()):
            return question.replace(chance.choice(held), other)
    return None


def opposed(question: str, context: str, chance: random.Random) -> str | None:
    """The question with a word's opposite, where the context holds the word and not the opposite."""
    words = set(_WORD.findall(context.lower()))
    found = [
        (match, other)
        for match in _WORD.finditer(question)
        for other in _OPPOSITES.get(match.group(), ())
        if other not in words and match.group() in words
    ]
    if not found:
        return None
    match, other = chance.choice(found)
    return _replaced(question, match, other)


def negated(question: str, context: str) -> str | None:
    """The question for what is not so; None where the context speaks of what is not."""
    match = _AUXILIARY.search(question)
    if not match or _NEGATION.search(context):
        return None
    return f"{question[: match.end()]}n't{question[match.end() :]}"


def renumbered(question: str, context: str, chance: random.Random) -> str | None:
    """The question with another year or number, which the context does not hold."""
    match = _YEAR.search(question) or _NUMBER.search(question)
    if not match:
        return None
    number = int(match.group())
    spread = 30 if number >= 1000 else max(2, number)
    other = str(max(1, number + chance.choice((-1, 1)) * chance.randint(1, spread)))
    if other == match.group() or other in context:
        return None
    return _replaced(question, match, other)


def altered(question: str, context: str, chance: random.Random) -> str | None:
    """The question with its sense turned in one of those ways; None where none can be done."""
    if chance.random() < NEGATED:
        return negated(question, context)
    ways = [opposed, renumbered]
    chance.shuffle(ways)
    return next((found for way in ways if (found := way(question, context, chance))), None)


def _replaced(question: str, match: re.Match[str], other: str) -> str:
    return question[: match.start()] + other + question[match.end() :]
