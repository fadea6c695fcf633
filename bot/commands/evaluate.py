"""`footnote evaluate`: how well questions with known answers are answered."""

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit, emit_object, notice, watch_build, watch_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.asking import Explanation
    from bot.evaluate import FactQuestion, QuoteQuestion
    from bot.evaluate_facts import FactScores
    from bot.evaluate_quotes import Judged, QuoteScores
    from bot.reader.reading import Reader
    from bot.render import Line
    from bot.settings import Settings
    from index.encoder import Encoder
    from index.interface import Index

    Ways = Mapping[str, Callable[[str], Explanation]]

EXAMPLES = examples(
    "footnote evaluate tests/seed-questions.jsonl",
    "footnote evaluate tests/seed-questions.jsonl -k 3 --json",
    "footnote evaluate tests/seed-questions.jsonl --compare --plot pictures",
)


@click.command(epilog=EXAMPLES, short_help="Measure how right the answers are.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-k", type=click.IntRange(1, 20), default=5, show_default=True, help="Quotes of an answer at most."
)
@click.option(
    "--refusals", is_flag=True, help="For MultiHop-RAG's form: ask each question too, which takes longer."
)
@click.option("--compare", is_flag=True, help="Side by side: without the reader, with it, and --careful.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the curves there, as refusals.png and reliability.png.",
)
@json_option("one object")
@with_settings
def evaluate(
    file: Path,
    k: int,
    refusals: bool,
    compare: bool,
    plot: Path | None,
    as_json: bool,
    settings: "Settings",
) -> None:
    """Measure the answers to the questions in FILE, each a line of JSON or all in one list.

    \b
    Of the form {question, answerable, evidence: [{article, quote}], distractors: [{article, quote}]}:
    whether the quotes shown are evidence, and which questions are refused.
    Of MultiHop-RAG's form {query, question_type, evidence_list: [{fact}]}:
    its official metric over the passages found; with --refusals, --compare or --plot the same as above too.
    """
    from bot.evaluate import FactQuestion, QuoteQuestion, read_questions
    from bot.evaluate_quotes import tally
    from bot.library import open_library, open_reader

    if plot:
        _make_ready(plot)
    questions = read_questions(file)
    facts = [question for question in questions if isinstance(question, FactQuestion)]
    quoted = [question for question in questions if isinstance(question, QuoteQuestion)]
    if refusals or compare or plot:
        quoted += [question.with_quotes for question in facts]
    index, encoder = open_library(settings, notice, watch_build)
    reader = open_reader(notice)
    with contextlib.closing(index):
        for line in _unknown(quoted, index):
            notice(f"{file}: {line}")
        found = _searched(facts, index, encoder, compare=compare) if facts else {}
        ways = _ways(index, encoder, reader, k, compare=compare) if quoted else {}
        judged = _asked(quoted, ways)
    scores = {name: tally(outcomes) for name, outcomes in judged.items()}
    misses = [] if compare or facts else [one for one in judged["answers"] if not one.right]
    if plot and scores:
        _draw(scores, plot)
    if as_json:
        emit_object(_object(found, scores, misses, compare=compare))
    else:
        emit(_lines(found, scores, misses))


def _lines(
    found: "Mapping[str, FactScores]", scores: "Mapping[str, QuoteScores]", misses: "list[Judged]"
) -> "list[Line]":
    from bot.render_scores import fact_lines, miss_lines, score_lines

    return [
        *(fact_lines(found) if found else ()),
        *(score_lines(scores) if scores else ()),
        *(line for one in misses for line in miss_lines(one)),
    ]


def _unknown(questions: "list[QuoteQuestion]", index: "Index") -> "Iterator[str]":
    """What is expected and stands in no article, so that a slip is not taken for a wrong answer."""
    from bot.evaluate_facts import squeezed

    expected = (item for question in questions for item in (*question.evidence, *question.distractors))
    for item in dict.fromkeys(expected):
        article = index.article(item.article) if item.article else None
        if item.article and article is None:
            yield f"no article is called {item.article}"
        elif article and squeezed(item.text) not in squeezed(f"{article.title} {article.text}"):
            yield f"{article.name} does not say {item.text!r}"


def _make_ready(folder: Path) -> None:
    """Before all else, for asking takes long. Raises SettingError."""
    from bot.pictures import require
    from corpus.errors import SettingError

    require()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"--plot {folder} cannot be made ({error}): name another folder") from error


def _draw(scores: "Mapping[str, QuoteScores]", folder: Path) -> None:
    from bot.pictures import draw_refusals, draw_reliability

    refusals = {name: one.refusals for name, one in scores.items()}
    draw_refusals(refusals, folder / "refusals.png")
    draw_reliability({name: one.reliability for name, one in refusals.items()}, folder / "reliability.png")


def _ways(index: "Index", encoder: "Encoder", reader: "Reader | None", k: int, *, compare: bool) -> "Ways":
    """The ways of choosing an answer that are measured, by name."""
    from functools import partial

    from bot.asking import CAREFUL, USUAL, explain

    how = partial(explain, index=index, encoder=encoder, k=k)
    usual = partial(how, reader=reader, effort=USUAL)
    if not compare:
        return {"answers": usual}
    return {
        "without reader": partial(how, reader=None, effort=USUAL),
        "with reader": usual,
        "careful": partial(how, reader=reader, effort=CAREFUL),
    }


def _asked(questions: "list[QuoteQuestion]", ways: "Ways") -> "dict[str, list[Judged]]":
    from bot.evaluate_quotes import judge

    judged: dict[str, list[Judged]] = {name: [] for name in ways}
    with watch_count(len(ways) * len(questions), "asking") as advance:
        for name, explain in ways.items():
            for question in questions:
                judged[name].append(judge(question, explain(question.question)))
                advance()
    return judged


def _searched(
    questions: "list[FactQuestion]", index: "Index", encoder: "Encoder", *, compare: bool
) -> "dict[str, FactScores]":
    """The ways of searching that are measured, by name."""
    from bot.evaluate_facts import DEPTH, find_facts, mean_scores
    from index.search import search

    ways = {"search": False, "careful": True} if compare else {"search": False}
    scores = {}
    with watch_count(len(ways) * len(questions), "searching") as advance:
        for name, careful in ways.items():
            found = []
            for question in questions:
                if question.facts:
                    hits = search(question.query, index, encoder, k=DEPTH, careful=careful)
                    found.append(find_facts(question.facts, [hit.stored.passage.text for hit in hits]))
                advance()
            scores[name] = mean_scores(found)
    return scores


def _object(
    found: "Mapping[str, FactScores]",
    scores: "Mapping[str, QuoteScores]",
    misses: "list[Judged]",
    *,
    compare: bool,
) -> dict[str, Any]:
    """Of each way under its name, where several are compared."""
    from bot.jsonl import miss_object

    ways = {name: asdict(one) for name, one in scores.items()}
    if found:
        answers = (ways if compare else ways.get("answers")) or None
        careful = {"careful": asdict(found["careful"])} if compare else {}
        return {**asdict(found["search"]), **careful, "answers": answers}
    return ways if compare else {**ways["answers"], "misses": [miss_object(one) for one in misses]}
