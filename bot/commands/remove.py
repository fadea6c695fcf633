"""`footnote remove`: articles out of the corpus folder and the index."""

import contextlib
import datetime
import sys
from typing import TYPE_CHECKING

import click

from bot.commands.options import Day, examples, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings

EXAMPLES = examples(
    "footnote remove --yes 004_81f6cca6a41bf771.txt",
    "footnote remove --yes --until 2020-07",
)
MOST_NAMED = 10  # when it is asked whether to delete them


@click.command(epilog=EXAMPLES, short_help="Delete articles.")
@click.argument("names", nargs=-1, metavar="[FILE…]")
@click.option("--until", type=Day("last"), help="Also all of this day, month or year, or earlier: 2020-07.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings
def remove(names: tuple[str, ...], until: datetime.date | None, yes: bool, settings: "Settings") -> None:
    """Delete articles' files, as "footnote sources" names them, and their originals; nothing is kept of them,
    nor of what they said before they were edited.

    If one of them is not there, none is deleted. --until leaves files that also hold later or undated
    articles, and says so.
    """
    from bot.adding import files_named, files_until
    from bot.library import open_generation, update
    from bot.render import counted, listed, one_line
    from corpus.errors import CorpusError, SettingError
    from index.models import open_encoder

    if not names and not until:
        raise click.UsageError("name the files, or say --until when")
    if until:
        with contextlib.closing(open_generation(settings, notice, watch_build)) as index:
            old, mixed = files_until(index, until)
        for name in mixed:
            notice(one_line(f"left {name}: it also holds later or undated articles"))
        names = (*names, *(name for name in old if (settings.corpus / name).is_file()))
        if not names:
            notice(f"nothing to delete: no article is of {until} or earlier")
            return
    files = files_named(settings.corpus, names)
    if not yes:
        if not is_terminal():
            raise SettingError("nobody can be asked whether to delete them; say so with --yes")
        told = ", ".join(map(one_line, listed(list(files), MOST_NAMED)))
        click.confirm(f"Delete {counted(len(files), 'article')} ({told})?", abort=True, err=True)
    encoder = open_encoder(settings.home, settings.model, notice)
    for name, paths in files.items():
        for path in paths:
            path.unlink(missing_ok=True)
        click.echo(one_line(f"removed {name}"))
    try:
        update(settings, encoder, watch_build, purge=True, notice=notice)
    except CorpusError as error:
        notice(f"{error}; until then the index before answers")


def is_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()
