"""`footnote evaluate`: how well questions with known answers are answered."""

import contextlib
import functools
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit, emit_object, notice, watch_build, watch_count

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.evaluate import FactQuestion, QuoteQuestion
    from bot.evaluate_quotes import Judged, QuoteScores, Ratio
    from bot.reader.reading import Reader
    from bot.render import Line
    from bot.settings import Settings
    from index.encoder import Encoder
    from index.interface import Index

EXAMPLES = examples(
    "footnote evaluate tests/seed-questions.jsonl", "footnote evaluate tests/seed-questions.jsonl -k 3 --json"
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
@json_option("one object")
@with_settings
def evaluate(file: Path, k: int, refusals: bool, compare: bool, as_json: bool, settings: "Settings") -> None:
    """Measure the answers to the questions in FILE, each a line of JSON or all in one list.

    \b
    Of the form {question, answerable, evidence: [{article, quote}], distractors: [{article, quote}]}:
    whether the quotes shown are evidence, and which questions are refused.
    Of MultiHop-RAG's form {query, question_type, evidence_list: [{fact}]}:
    its official metric over the passages found.
    """
    from bot.evaluate import FactQuestion, QuoteQuestion, read_questions
    from bot.library import open_library, open_reader

    questions = read_questions(file)
    quoted = [question for question in questions if isinstance(question, QuoteQuestion)]
    index, encoder = open_library(settings, notice, watch_build)
    reader = open_reader(notice)
    with contextlib.closing(index):
        if quoted and compare:
            _report_compared(quoted, index, encoder, reader, k, as_json=as_json)
            return
        if quoted:
            _report_quotes(quoted, index, encoder, reader, k, as_json=as_json)
            return
        facts = [question for question in questions if isinstance(question, FactQuestion)]
        _report_facts(facts, index, encoder, reader, as_json=as_json, k=k if refusals else None)


def _report_quotes(
    questions: "list[QuoteQuestion]",
    index: "Index",
    encoder: "Encoder",
    reader: "Reader | None",
    k: int,
    *,
    as_json: bool,
) -> None:
    from bot.asking import ask
    from bot.evaluate_quotes import tally
    from bot.render import Part

    choose = functools.partial(ask, index=index, encoder=encoder, reader=reader, k=k)
    with watch_count(len(questions), "asking") as advance:
        judged = _judged(questions, choose, advance)
    scores = tally(judged)
    misses = [one for one in judged if not one.right]
    if as_json:
        emit_object(
            {"questions": len(judged), **asdict(scores), "misses": [_miss_object(one) for one in misses]}
        )
        return
    lines: list[Line] = [(Part(f"{name:<30}{ratio}"),) for name, ratio in _named(scores).items()]
    emit([*lines, *(line for one in misses for line in _miss_lines(one))])


def _judged(
    questions: "list[QuoteQuestion]", choose: "Callable[[str], Answer]", advance: Callable[[], None]
) -> "list[Judged]":
    from bot.evaluate_quotes import judge

    judged = []
    for question in questions:
        judged.append(judge(question, choose(question.question)))
        advance()
    return judged


def _named(scores: "QuoteScores") -> "dict[str, Ratio]":
    return {
        "first quote is evidence": scores.first_quote,
        "any quote is evidence": scores.any_quote,
        "articles with evidence cited": scores.articles,
        "distractor quoted": scores.distractors,
        "unanswerable refused": scores.refused_rightly,
        "answerable refused": scores.refused_wrongly,
    }


def _report_compared(
    questions: "list[QuoteQuestion]",
    index: "Index",
    encoder: "Encoder",
    reader: "Reader | None",
    k: int,
    *,
    as_json: bool,
) -> None:
    """The same figures for each way of choosing an answer."""
    from bot.asking import CAREFUL, USUAL, ask
    from bot.evaluate_quotes import tally
    from bot.render import Part

    ways = {"without reader": (None, USUAL), "with reader": (reader, USUAL), "careful": (reader, CAREFUL)}
    found = {}
    with watch_count(len(ways) * len(questions), "asking") as advance:
        for name, (how, effort) in ways.items():
            choose = functools.partial(ask, index=index, encoder=encoder, reader=how, k=k, effort=effort)
            found[name] = tally(_judged(questions, choose, advance))
    if as_json:
        emit_object({name: asdict(scores) for name, scores in found.items()})
        return
    rows = zip(*(_named(scores).items() for scores in found.values()), strict=True)
    table = [["", *found], *([row[0][0], *(str(ratio) for _, ratio in row)] for row in rows)]
    emit(
        [(Part(f"{name:<30}{''.join(f'{cell:<20}' for cell in cells)}".rstrip()),) for name, *cells in table]
    )


def _miss_object(one: "Judged") -> dict[str, object]:
    return {
        "question": one.question.question,
        "answerable": one.question.answerable,
        "reason": one.answer.reason,
        "quotes": [
            {"text": quote.text, "article": quote.article.name, "evidence": evident}
            for quote, evident in zip(one.answer.quotes, one.evident, strict=True)
        ],
    }


def _miss_lines(one: "Judged") -> "list[Line]":
    """The question, and what was shown instead of evidence or of a refusal."""
    from bot.render import BLANK, INDENT, Part, Style, one_line

    wanted = "" if one.question.answerable else " (not answerable)"
    lines: list[Line] = [BLANK, (Part(one_line(one.question.question), Style.QUOTE), Part(wanted))]
    if not one.answer.answered:
        lines.append((Part(f"{INDENT}refused: {one_line(one.answer.reason or '')}"),))
    for quote, evident in zip(one.answer.quotes, one.evident, strict=True):
        mark = "right" if evident else "wrong"
        lines.append((Part(f"{INDENT}{mark}  {one_line(quote.text)} · {one_line(quote.article.name)}"),))
    return lines


def _report_facts(
    questions: "list[FactQuestion]",
    index: "Index",
    encoder: "Encoder",
    reader: "Reader | None",
    *,
    as_json: bool,
    k: int | None,
) -> None:
    """With `k`, refusals are counted as well."""
    from bot.evaluate_facts import DEPTH, find_facts, mean_scores
    from bot.render import Part
    from index.search import search

    found = []
    with watch_count(len(questions), "searching") as advance:
        for question in questions:
            if question.facts:
                hits = search(question.query, index, encoder, k=DEPTH)
                found.append(find_facts(question.facts, [hit.stored.passage.text for hit in hits]))
            advance()
    scores = mean_scores(found)
    refused = _refused(questions, index, encoder, reader, k) if k else None
    if as_json:
        counts = {name: asdict(ratio) for name, ratio in refused.items()} if refused else None
        emit_object({**asdict(scores), "refused": counts})
        return
    figures = {"Hits@4": scores.hits_at_4, "Hits@10": scores.hits_at_10}
    figures |= {"MRR@10": scores.mrr_at_10, "MAP@10": scores.map_at_10}
    lines = [
        f"{'questions':<30}{scores.questions}",
        *(f"{name:<30}{value:.4f}" for name, value in figures.items()),
    ]
    lines += [f"{f'{name} refused':<30}{ratio}" for name, ratio in (refused or {}).items()]
    emit([(Part(line),) for line in lines])


def _refused(
    questions: "list[FactQuestion]", index: "Index", encoder: "Encoder", reader: "Reader | None", k: int
) -> "dict[str, Ratio]":
    """How many of the questions without an answer were refused, and of those with one."""
    from bot.asking import ask
    from bot.evaluate_quotes import Ratio

    refusals: dict[bool, list[bool]] = {True: [], False: []}
    with watch_count(len(questions), "asking") as advance:
        for question in questions:
            refusals[bool(question.facts)].append(
                not ask(question.query, index, encoder, reader, k=k).answered
            )
            advance()
    return {
        name: Ratio(sum(refusals[has_facts]), len(refusals[has_facts]))
        for name, has_facts in (("unanswerable", False), ("answerable", True))
    }
