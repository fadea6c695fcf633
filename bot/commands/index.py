"""`footnote index`: bring the index up to date with the articles."""

from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit_object, notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.build import Report
    from index.encoder import Encoder

MOST_NAMES = 20  # of files added, changed or removed, each
EXAMPLES = examples(
    "footnote index",
    "footnote index --rebuild",
    "footnote index --corpus corpus/articles --json",
    "footnote index --from .footnote --to elsewhere",
)


@click.command(epilog=EXAMPLES, short_help="Bring the index up to date.")
@click.option("--rebuild", is_flag=True, help="Use nothing of the index before.")
@click.option("--watch", is_flag=True, help="Then follow the articles until interrupted, a line an update.")
@click.option("--from", "source", metavar="PLACE", help="With --to: move the index from here.")
@click.option("--to", "target", metavar="PLACE", help="With --from: to here; no article is read anew.")
@json_option("one object; with --watch, one an update")
@with_settings
def index(
    rebuild: bool, watch: bool, source: str | None, target: str | None, as_json: bool, settings: "Settings"
) -> None:
    """Read the articles that are new or have changed into the index, and forget those that are gone.

    Whoever asks meanwhile is answered from the index before. What cannot be read is skipped and said.
    """
    from bot.library import skip_lines, update
    from index.models import open_encoder

    if source or target:
        _move(source, target, as_json)
        return
    _say_what_is_wrong(settings)
    encoder = open_encoder(settings.home, settings.model, notice)
    if watch and not rebuild:
        _follow(settings, encoder, as_json)
        return
    report = update(settings, encoder, watch_build, rebuild=rebuild, notice=notice)
    for line in skip_lines(report.skipped):
        notice(line)
    if as_json:
        _print_object(report)
    else:
        _print_lines(report)
    if watch:
        _follow(settings, encoder, as_json)


def _move(source: str | None, target: str | None, as_json: bool) -> None:
    """Copy the index from one store to another; a copy that was broken off is gone on with."""
    if not source or not target:
        raise click.UsageError("--from and --to go together: each names a folder, or postgresql://…")
    from bot.answer import Stamp
    from bot.jsonl import stamp_object
    from bot.render import counted
    from index.stores import move_between

    manifest = move_between(source, target, notice)
    if as_json:
        emit_object({"passages": manifest.passages, "index": stamp_object(Stamp.of(manifest))})
    else:
        sizes = f"{counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}"
        click.echo(f"{sizes} moved, and compared with what they were moved from")


def _follow(settings: "Settings", encoder: "Encoder", as_json: bool) -> None:
    """Bring the index up to date again and again, until SIGINT or SIGTERM ends it quietly."""
    import asyncio
    import signal

    from bot.library import skip_lines
    from bot.watching import keep_up

    told_before: set[str] = set()

    def told(report: "Report") -> None:
        lines = skip_lines(report.skipped)
        for line in lines:
            if line not in told_before:
                notice(line)
        told_before.clear()
        told_before.update(lines)
        if as_json:
            _print_object(report)
        else:
            _print_update(report)

    async def until_stopped() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        notice(f"following {settings.corpus}; Ctrl-C ends it")
        await keep_up(settings, encoder, stop, told, notice)

    asyncio.run(until_stopped())


def _print_update(report: "Report") -> None:
    from bot.library import changes_in_words
    from bot.render import counted

    manifest = report.manifest
    sizes = f"{counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}"
    embedded = counted(report.embedded, "passage")
    changes = changes_in_words(report.changes)
    click.echo(f"{changes}; embedded {embedded}; {sizes}, in {report.seconds:.1f} s")


def _say_what_is_wrong(settings: "Settings") -> None:
    """With the index before, which is then made anew."""
    from corpus.errors import StoreError

    try:
        generation = settings.store().open()
    except StoreError as error:
        notice(f"{str(error).partition(': mend it')[0]}; making it anew")
        return
    if generation:
        if generation.manifest.fingerprint != settings.model.fingerprint:
            notice(f"the index was made with another model ({generation.manifest.model}); making it anew")
        generation.close()


def _print_lines(report: "Report") -> None:
    from bot.render import counted, listed, one_line

    manifest, changes = report.manifest, _read_files(report)
    for verb, names in changes.items():
        click.echo(f"{verb} {counted(len(names), 'file')}:")
        for name in listed(names, MOST_NAMES):
            click.echo(f"  {one_line(name)}")
    if changes:
        click.echo(f"embedded {counted(report.embedded, 'passage')}")
    else:
        click.echo("nothing changed")
    articles, passages = counted(manifest.articles, "article"), counted(manifest.passages, "passage")
    verb = "built" if changes else "checked"
    click.echo(f"{articles}, {passages}, {verb} in {report.seconds:.1f} s")


def _read_files(report: "Report") -> dict[str, list[str]]:
    """What was done → the files, without those of no article; nothing for what was done to none."""
    changes = {
        "added": [name for name in report.changes.added if name not in report.fruitless],
        "changed": [name for name in report.changes.changed if name not in report.fruitless],
        "removed": list(report.changes.removed),
    }
    return {verb: names for verb, names in changes.items() if names}


def _print_object(report: "Report") -> None:
    from bot.answer import Stamp
    from bot.jsonl import stamp_object

    changes = _read_files(report)
    emit_object(
        {
            **{verb: changes.get(verb, []) for verb in ("added", "changed", "removed")},
            "embedded": report.embedded,
            "skipped": [{"name": skip.name, "reason": skip.reason} for skip in report.skipped],
            "passages": report.manifest.passages,
            "seconds": round(report.seconds, 3),
            "index": stamp_object(Stamp.of(report.manifest)),
        }
    )
