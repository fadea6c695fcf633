"""`footnote check`: is the index whole."""

from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit_object, notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.check import Checked

DAMAGED = 2  # exit status
MOST_PROBLEMS = 100  # told one by one
EXAMPLES = examples("footnote check", "footnote check --mend", "footnote check --json")


@click.command(epilog=EXAMPLES, short_help="Verify the index, and mend it.")
@click.option("--mend", is_flag=True, help="Make anew what is wrong; sound vectors are used again.")
@json_option("one object")
@with_settings
def check(mend: bool, as_json: bool, settings: "Settings") -> None:
    """Look at every file, passage and vector of the index, and say what is wrong, one problem a line.

    Whoever asks while it is mended is answered from the index before, if that can be opened. The exit status
    is 0 when nothing is wrong, or is any more, and 2 otherwise.
    """
    from index.stores import check_store as look

    home = settings.store()
    found = look(home)
    mended = None
    if mend and found and found.problems:
        _mend(settings)
        mended = look(home)
    if as_json:
        _print_object(found, mended)
    else:
        _print_lines(found, mended, settings)
    last = mended or found
    click.get_current_context().exit(DAMAGED if last and last.problems else 0)


def _mend(settings: "Settings") -> None:
    from bot.library import skip_lines, update
    from index.models import open_encoder

    encoder = open_encoder(settings.home, settings.model, notice)
    report = update(settings, encoder, watch_build, mend=True, notice=notice)
    for line in skip_lines(report.skipped):
        notice(line)


def _print_lines(found: "Checked | None", mended: "Checked | None", settings: "Settings") -> None:
    from bot.render import counted, listed, one_line

    if found is None:
        click.echo(f"there is no index yet: make one with: {settings.command('index')}")
        return
    for line in listed([str(problem) for problem in found.problems], MOST_PROBLEMS):
        click.echo(one_line(line))
    last = mended or found
    if last.problems:
        count = counted(len(last.problems), "problem")
        still = " are still there" if mended else ""
        click.echo(f"{count}{still}; mend with: {settings.command('check')} --mend")
    elif last.manifest:
        manifest = last.manifest
        size = f"{counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}"
        click.echo(f"mended: {size}" if mended else f"{size}: nothing is wrong")


def _print_object(found: "Checked | None", mended: "Checked | None") -> None:
    from bot.answer import Stamp
    from bot.jsonl import stamp_object

    last = mended or found
    problems = found.problems if found else ()
    emit_object(
        {
            "problems": [{"where": problem.where, "what": problem.what} for problem in problems],
            "mended": None if mended is None else not mended.problems,
            "index": stamp_object(Stamp.of(last.manifest)) if last and last.manifest else None,
        }
    )
