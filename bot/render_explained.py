"""How an answer came about, as lines: what decided, and what spoke for and against each sentence."""

from typing import TYPE_CHECKING

from bot.doubt import EVEN, read_chance
from bot.limits import LIMITS
from bot.render import BLANK, INDENT, Line, Part, Style, one_line

if TYPE_CHECKING:
    from bot.asking import Explanation
    from bot.scored import Scored

MOST_WEIGHED = 20  # sentences shown
LEAST_PART = 0.05  # of a score, to be named
# What the features are called that a score is made of.
_PARTS = {
    "words": "its words",
    "words_near": "words beside it",
    "names": "names",
    "names_near": "names beside it",
    "kind": "kind of answer",
    "listed": "names it lists",
    "pairs": "words together",
    "passage": "its passage",
    "cosine": "meaning",
    "reader": "reader",
    "opening": "near the beginning",
}


def explanation_lines(explanation: "Explanation") -> list[Line]:
    """The chance that decided; then each sentence, best first, and what speaks for and against it."""
    if not explanation.candidates:
        return [BLANK, (Part("No sentence was weighed."),)]
    decided = f"Chance that the articles answer: {_percent(explanation.chance)}; "
    lines: list[Line] = [
        BLANK,
        (Part(f"{decided}below {_percent(EVEN)} nothing is quoted."),),
        (Part("Weighed, best first:"),),
    ]
    for scored in explanation.candidates[:MOST_WEIGHED]:
        lines += _weighed(scored)
    more = len(explanation.candidates) - MOST_WEIGHED
    if more > 0:
        lines.append((Part(f"… and {more} more; --json has them all", Style.DIM),))
    return lines


def _weighed(scored: "Scored") -> list[Line]:
    quote = scored.quote
    quoted = scored.verdict == "quoted"
    verdict = (
        scored.verdict if quoted else f"not quoted: {scored.verdict}" if scored.verdict else "not judged"
    )
    style = Style.FOUND if quoted else Style.PLAIN
    return [
        (Part(f"{scored.score:6.2f}  ", Style.MARK), Part(one_line(quote.text), Style.QUOTE)),
        (Part(f"{INDENT * 4}"), Part(one_line(verdict), style), Part(f" · {_reading(scored)}")),
        (Part(f"{INDENT * 4}{_parts(scored)} · {one_line(quote.article.name)}", Style.DIM),),
    ]


def _reading(scored: "Scored") -> str:
    chance = read_chance(scored.candidate)
    return "not read" if chance is None else f"reader: {_percent(chance)} that it answers"


def _parts(scored: "Scored") -> str:
    """`meaning 2.40 + its words 1.20`: what the score is the sum of, most first."""
    features = scored.candidate.features
    # One that was not read is taken to be as good as those that were, on average.
    called = _PARTS if features.get("read") else _PARTS | {"reader": "unread"}
    parts = {called[key]: weight * features.get(key, 0.0) for key, weight in LIMITS.weights.items()}
    known = sorted(parts.items(), key=lambda part: -part[1])
    return (
        " + ".join(f"{name} {value:.2f}" for name, value in known if value >= LEAST_PART) or "nothing for it"
    )


def _percent(chance: float) -> str:
    """`96%`; never 0% or 100%, but for what a rule has settled."""
    return f"{chance:.0%}" if chance in (0.0, 1.0) else f"{min(max(chance, 0.01), 0.99):.0%}"
