"""`footnote ask`: an answer in the articles' own words, or why there is none."""

import contextlib
import datetime
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_filter, with_settings
from bot.commands.output import emit, emit_object, notice, watch_build
from bot.commands.questions import is_piped, questions

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.asking import Explanation
    from bot.settings import Settings
    from index.interface import Filter

EXAMPLES = examples(
    'footnote ask "did Apple pause?"',
    'footnote ask "Which companies paused data requests?" -k 10',
    'footnote ask --json "Is TikTok leaving Hong Kong?"',
    'echo "Did Zoom pause?" | footnote ask',
)


@click.command(epilog=EXAMPLES, short_help="Answer a question with quotes.")
@click.argument("question", nargs=-1)
@click.option("-k", type=click.IntRange(1, 20), default=5, show_default=True, help="Quotes at most.")
@with_filter
@json_option("one object a question")
@click.option("--careful", is_flag=True, help="Read ten times as much before answering.")
@click.option("--explain", is_flag=True, help="Add what was weighed, with figures.")
@with_settings
def ask(
    question: tuple[str, ...],
    k: int,
    wanted: "Filter",
    as_json: bool,
    careful: bool,
    explain: bool,
    settings: "Settings",
) -> None:
    """Answer a QUESTION with quotes, each with a footnote to its article.

    Without a QUESTION, every line of standard input is one, shown above its answer; on a terminal there is
    a prompt.

    Exit status: 0 when a question was answered, 1 when the articles answer none, 2 for an error.
    """
    from concurrent.futures import ThreadPoolExecutor

    from bot.asking import CAREFUL, USUAL
    from bot.asking import explain as find_explanation
    from bot.casing import as_written
    from bot.library import open_library, open_reader

    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(open_reader, notice)
        index, encoder = open_library(settings, notice, watch_build)
        reader = opening.result()
    asked, answered = 0, False
    with contextlib.closing(index):
        asking = questions(question, settings.home, lambda text: as_written(text, index))
        for asked, text in enumerate(asking, 1):
            if asked > 1 and not as_json:
                click.echo()
            explanation = find_explanation(
                text, index, encoder, reader, k=k, wanted=wanted, effort=CAREFUL if careful else USUAL
            )
            if reader is None:
                explanation = _unread(explanation)
            shown = explanation if explain else None
            if as_json:
                _print_object(explanation.answer, shown)
            else:
                _print_lines(explanation.answer, shown, text if is_piped(question) else None)
            answered |= explanation.answer.answered
    if not asked:
        raise click.UsageError('no question: footnote ask "did Apple pause?"')
    click.get_current_context().exit(0 if answered else 1)


def _unread(explanation: "Explanation") -> "Explanation":
    """The explanation with an answer that says that nothing was read for it."""
    from dataclasses import replace

    from bot.phrases import Phrase
    from bot.refusal import UNREAD

    answer = replace(explanation.answer, notes=(*explanation.answer.notes, Phrase(UNREAD)))
    return replace(explanation, answer=answer)


def _print_object(answer: "Answer", explanation: "Explanation | None") -> None:
    from bot.jsonl import answer_object, explanation_object

    emit_object(explanation_object(explanation) if explanation else answer_object(answer))


def _print_lines(answer: "Answer", explanation: "Explanation | None", asked: str | None) -> None:
    """`asked`: the question, where nothing else on the screen shows it."""
    from bot.render import answer_lines, question_line
    from bot.render_explained import explanation_lines

    lines = answer_lines(answer, datetime.datetime.now(datetime.UTC))
    above = [question_line(asked)] if asked else []
    emit([*above, *lines, *(explanation_lines(explanation) if explanation else ())])
