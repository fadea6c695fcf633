"""Candidates → the runs of sentences in which the reader reads them, within a bound of tokens."""

from collections.abc import Sequence
from statistics import fmean

from bot.candidates import Candidate, Span
from bot.reader.reading import Reader, Run

MOST_RUN_CHARACTERS = 480  # about 110 tokens, as long as what the reader was trained on
CHARACTERS_A_TOKEN = 4.2  # of English news, in the reader's vocabulary
SPECIAL_TOKENS = 3
# Log odds from which on a sentence that was read along with others is weighed as well. Of 220 questions on
# news 140 first quotes are right with those, 137 without; one question in four has one. All that were read,
# seven a question, bring no more.
LIKED = -2.0
TOP = 8.0  # a sentence's log odds are cut there and at -TOP; beyond them the reader is equally sure


def read(
    candidates: Sequence[Candidate],
    question: str,
    reader: Reader,
    most_tokens: int,
    others: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Give each candidate the feature `reader`, 0 to 1; the first ones are read, and those beside them.

    A candidate that lies in another's run is read with it. What comes after `most_tokens` is taken to be as
    good as those that were read are on average. Of the `others`, read where they lie in a candidate's run
    alone, those that the reader likes are returned.
    """
    runs = _runs(candidates, others, question, most_tokens)
    readings = reader.read(question, [run for run, _ in runs])
    for (_, members), reading in zip(runs, readings, strict=True):
        for candidate, score in zip(members, reading.scores, strict=True):
            candidate.features["reader"] = (min(max(score, -TOP), TOP) + TOP) / (2 * TOP)
            candidate.features["read"] = 1.0
    read = [one.features["reader"] for one in candidates if "reader" in one.features]
    for candidate in candidates:
        candidate.features.setdefault("reader", fmean(read))
        candidate.features.setdefault("read", 0.0)
    return [one for one in others if "read" in one.features and log_odds(one.features["reader"]) >= LIKED]


def log_odds(feature: float) -> float:
    """What the reader said of a sentence: log(P(it answers) / P(nothing in its run does))."""
    return feature * 2 * TOP - TOP


def _runs(
    candidates: Sequence[Candidate], others: Sequence[Candidate], question: str, most_tokens: int
) -> list[tuple[Run, list[Candidate]]]:
    by_place = {(one.article.name, one.span): one for one in (*candidates, *others)}
    read: set[tuple[str, Span]] = set()
    runs: list[tuple[Run, list[Candidate]]] = []
    used = 0.0
    for candidate in candidates:
        if (candidate.article.name, candidate.span) in read:
            continue
        spans = _around(candidate)
        length = spans[-1][1] - spans[0][0] + len(question) + len(candidate.article.title)
        used += length / CHARACTERS_A_TOKEN + SPECIAL_TOKENS
        if runs and used > most_tokens:
            break
        start = spans[0][0]
        places = [(candidate.article.name, span) for span in spans]
        members = [by_place[place] for place in places if place in by_place and place not in read]
        read.update(places)
        text = candidate.article.text[start : spans[-1][1]]
        inside = tuple((member.span[0] - start, member.span[1] - start) for member in members)
        runs.append((Run(candidate.article.title, text, inside), members))
    return runs


def _around(candidate: Candidate) -> list[Span]:
    """The sentence and those next to it, nearest first, one before it for each one after, while they fit."""
    spans = [candidate.span]
    before, after = list(candidate.lead), list(candidate.tail)[::-1]
    while before or after:
        for side in (before, after):
            if not side:
                continue
            span = side.pop()
            longer = [span, *spans] if side is before else [*spans, span]
            if longer[-1][1] - longer[0][0] > MOST_RUN_CHARACTERS:
                side.clear()
            else:
                spans = longer
    return spans
