"""`footnote remove`: articles out of the corpus folder and the index."""

import sys
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings

EXAMPLES = examples("footnote remove --yes 004_81f6cca6a41bf771.txt")


@click.command(epilog=EXAMPLES, short_help="Delete articles.")
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings
def remove(names: tuple[str, ...], yes: bool, settings: "Settings") -> None:
    """Delete articles' files, as "footnote sources" names them, and their originals; nothing is kept of them,
    nor of what they said before they were edited.

    If one of them is not there, none is deleted.
    """
    from bot.adding import files_named
    from bot.library import update
    from bot.render import counted, one_line
    from corpus.errors import CorpusError, SettingError
    from index.models import open_encoder

    files = files_named(settings.corpus, names)
    if not yes:
        if not is_terminal():
            raise SettingError("nobody can be asked whether to delete them; say so with --yes")
        told = ", ".join(one_line(name) for name in files)
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
