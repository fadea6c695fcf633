"""`footnote evaluate`: how well questions with known answers are answered."""

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit, notice, watch_build, watch_count

if TYPE_CHECKING:
    from bot.evaluate import FactQuestion, QuoteQuestion
    from bot.evaluate_quotes import Judged
    from bot.settings import Settings
    from index.encoder import Encoder
    from index.store import Generation

EXAMPLES = examples("footnote evaluate questions.jsonl", "footnote evaluate questions.jsonl -k 3 --json")


@click.command(epilog=EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-k", type=click.IntRange(1, 20), default=5, show_default=True, help="Quotes of an answer at most.")
@click.option("--refusals", is_flag=True, help="For MultiHop-RAG's form: ask each question too, which takes longer.")
@json_option("one object")
@with_settings
def evaluate(file: Path, k: int, refusals: bool, as_json: bool, settings: "Settings") -> None:
    """Measure the answers to the questions in FILE, each a line of JSON or all in one list.

    \b
    Of the form {question, answerable, evidence: [{article, quote}], distractors: [{article, quote}]}:
    whether the quotes shown are evidence, and which questions are refused.
    Of MultiHop-RAG's form {query, question_type, evidence_list: [{fact}]}:
    its official metric over the passages found.
    """
    from bot.evaluate import read_questions
    from bot.library import open_library

    questions = read_questions(file)
    index, encoder = open_library(settings, notice, watch_build)
    with contextlib.closing(index):
        if "question" in questions[0].__slots__:
            _quotes(questions, index, encoder, k, as_json=as_json)
        else:
            _facts(questions, index, encoder, k, refusals=refusals, as_json=as_json)
