"""`footnote search`: the passages that speak to a question, unjudged."""

import contextlib
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_filter, with_settings
from bot.commands.output import emit, emit_object, notice, watch_build
from bot.commands.questions import questions

if TYPE_CHECKING:
    from bot.answer import Stamp
    from bot.settings import Settings
    from index.interface import Filter
    from index.search import Hit

EXAMPLES = examples(
    "footnote search TikTok leaving Hong Kong",
    "footnote search -k 3 --explain data requests",
    'echo "national security law" | footnote search --json',
)


@click.command(epilog=EXAMPLES, short_help="List passages, for scripts.")
@click.argument("question", nargs=-1)
@click.option("-k", type=click.IntRange(1, 1000), default=10, show_default=True, help="Passages at most.")
@with_filter
@json_option("one object a question")
@click.option("--careful", is_flag=True, help="Compare single sentences, too: a tenth of a second more.")
@click.option("--explain", is_flag=True, help="Add what words and vectors each gave to the score.")
@with_settings
def search(
    question: tuple[str, ...],
    k: int,
    wanted: "Filter",
    as_json: bool,
    careful: bool,
    explain: bool,
    settings: "Settings",
) -> None:
    """Find the passages nearest to a QUESTION, best first, without judging whether they answer it.

    Without a QUESTION, every line of standard input is one; on a terminal there is a prompt.

    Exit status: 0 when a passage was found, 1 when none was, 2 for an error.
    """
    from bot.answer import Stamp
    from bot.library import open_library
    from index.search import search as search_index

    index, encoder = open_library(settings, notice, watch_build)
    asked, found = 0, False
    with contextlib.closing(index):
        for asked, text in enumerate(questions(question, settings.home), 1):
            if asked > 1 and not as_json:
                click.echo()
            hits = search_index(text, index, encoder, k=k, wanted=wanted, careful=careful)
            if as_json:
                _print_object(text, hits, Stamp.of(index.manifest), explain=explain)
            else:
                _print_lines(hits, explain=explain)
            found |= bool(hits)
    if not asked:
        raise click.UsageError("no question: footnote search TikTok leaving Hong Kong")
    click.get_current_context().exit(0 if found else 1)


def _print_object(question: str, hits: list["Hit"], stamp: "Stamp", *, explain: bool) -> None:
    from bot.jsonl import hit_object, stamp_object

    passages = [hit_object(hit, explain=explain) for hit in hits]
    emit_object({"question": question, "passages": passages, "index": stamp_object(stamp)})


def _print_lines(hits: list["Hit"], *, explain: bool) -> None:
    from bot.render import Part
    from bot.render_found import hit_lines

    emit(hit_lines(hits, explain=explain) or [(Part("No passage was found."),)])
