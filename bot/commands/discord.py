"""`footnote discord`: the Discord bot."""

from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from bot.discord.setup import Setup
    from bot.settings import Settings

EXAMPLES = examples("footnote discord --check")


@click.command(epilog=EXAMPLES, short_help="Run the Discord bot.")
@click.option("--check", is_flag=True, help="Tell what is missing, and start nothing.")
@click.option("--sync", is_flag=True, help="Tell Discord about the commands, and start nothing.")
@click.option("--guild", type=int, metavar="ID", help="Commands for this server only, to try them out.")
@with_settings
def discord(check: bool, sync: bool, guild: int | None, settings: "Settings") -> None:
    """Run the Discord bot until it is stopped; docs/discord.md leads from nothing to the bot in a server.

    DISCORD_TOKEN holds its token, in the environment or in .env. Commands are made known to Discord at the
    first start after they have changed; --sync does it now, --guild only for one server.

    FOOTNOTE_LOG=json logs JSON, FOOTNOTE_LOG_TEXTS=1 also what people ask; FOOTNOTE_ADMIN_GUILDS names the
    servers whose managers may change the articles, if not all.
    """
    from bot.discord.setup import MISSING, Setup
    from corpus.errors import SettingError

    setup = Setup.load()
    if check:
        _check(settings, setup)
    elif not setup.token:
        raise SettingError(MISSING)
    elif sync:
        from bot.discord.running import sync_commands

        count = sync_commands(setup, settings.home, guild)
        click.echo(f"{count} commands synced{f' to the server {guild}' if guild else ''}")
    else:
        _run(settings, setup, guild)


def _check(settings: "Settings", setup: "Setup") -> None:
    from bot.discord.checking import findings

    found = findings(settings, setup)
    for finding in found:
        click.echo(str(finding))
    click.get_current_context().exit(0 if all(finding.good for finding in found) else 1)


def _run(settings: "Settings", setup: "Setup", guild: int | None) -> None:
    from bot.discord.desk import Desk
    from bot.discord.logs import configure
    from bot.discord.running import run
    from bot.feedback import Feedback
    from bot.library import open_library

    index, encoder = open_library(settings, notice, watch_build)
    index.close()
    configure(as_json=setup.log_json, token=setup.token)
    run(Desk(settings, encoder, Feedback(settings.home)), setup, guild)
