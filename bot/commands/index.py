"""`footnote index`: bring the index up to date with the articles."""

from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.build import Report

MOST_NAMES = 20  # of files added, changed or removed, each
EXAMPLES = examples(
    "footnote index", "footnote index --rebuild", "footnote index --corpus corpus/articles --json"
)


@click.command(epilog=EXAMPLES)
@click.option("--rebuild", is_flag=True, help="Use nothing of the index before.")
@json_option("one object")
@with_settings
def index(rebuild: bool, as_json: bool, settings: "Settings") -> None:
    """Read the articles that are new or have changed into the index, and forget those that are gone.

    Whoever asks meanwhile is answered from the index before. What cannot be read is skipped and said.
    """
    from bot.library import skip_lines, update
    from index.models import open_encoder

    _say_what_is_wrong(settings)
    encoder = open_encoder(settings.home, settings.model, notice)
    report = update(settings, encoder, watch_build, rebuild=rebuild)
    for line in skip_lines(report.skipped):
        notice(line)
    if as_json:
        _print_object(report)
    else:
        _print_lines(report)


def _say_what_is_wrong(settings: "Settings") -> None:
    """With the index before, which is then made anew."""
    from corpus.errors import StoreError
    from index.store import Home

    try:
        generation = Home(settings.home).open()
    except StoreError as error:
        notice(f"{str(error).partition(': mend it')[0]}; making it anew")
        return
    if generation:
        if generation.manifest.fingerprint != settings.model.fingerprint:
            notice(f"the index was made with another model ({generation.manifest.model}); making it anew")
        generation.close()


def _print_lines(report: "Report") -> None:
    from bot.render import counted, listed, printable

    changes, manifest = report.changes, report.manifest
    for verb, names in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
        if names:
            click.echo(f"{verb} {counted(len(names), 'file')}:")
            for name in listed(names, MOST_NAMES):
                click.echo(printable(f"  {name}"))
    if changes:
        click.echo(f"embedded {counted(report.embedded, 'passage')}")
    else:
        click.echo("nothing changed")
    articles, passages = counted(manifest.articles, "article"), counted(manifest.passages, "passage")
    verb = "built" if changes else "checked"
    click.echo(f"{articles}, {passages}, {verb} in {report.seconds:.1f} s")


def _print_object(report: "Report") -> None:
    from bot.answer import Stamp
    from bot.jsonl import dumps, stamp_object

    changes = report.changes
    click.echo(
        dumps(
            {
                "added": list(changes.added),
                "changed": list(changes.changed),
                "removed": list(changes.removed),
                "embedded": report.embedded,
                "skipped": [{"name": skip.name, "reason": skip.reason} for skip in report.skipped],
                "passages": report.manifest.passages,
                "seconds": round(report.seconds, 3),
                "index": stamp_object(Stamp.of(report.manifest)),
            }
        )
    )
