"""`footnote discord`: the Discord bot."""

from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from bot.discord.setup import Setup
    from bot.settings import Settings
    from index.encoder import Encoder

MAX_ID = 2**63 - 1  # of anything in Discord
EXAMPLES = examples("footnote discord --check")


@click.command(epilog=EXAMPLES, short_help="Run the Discord bot.")
@click.option("--check", is_flag=True, help="Tell what is missing, and start nothing.")
@click.option("--sync", is_flag=True, help="Tell Discord about the commands, and start nothing.")
@click.option("--watch", is_flag=True, help="Follow the articles: what changes there is answered from.")
@click.option("--guild", type=int, metavar="ID", help="Commands for this server only, to try them out.")
@with_settings
def discord(check: bool, sync: bool, watch: bool, guild: int | None, settings: "Settings") -> None:
    """Run the Discord bot until it is stopped; docs/discord.md leads from nothing to the bot in a server.

    DISCORD_TOKEN holds its token, in the environment or in .env. Commands are made known to Discord at the
    first start after they have changed; --sync does it now, --guild only for one server.

    With --watch the index is brought up to date whenever articles have changed, as by footnote index --watch.

    FOOTNOTE_LOG=json logs JSON, FOOTNOTE_LOG_TEXTS=1 also what people ask; FOOTNOTE_ADMIN_GUILDS names the
    servers whose managers may change the articles, if not all; FOOTNOTE_KEEP_DAYS says after how many days
    questions and votes are deleted.
    """
    from bot.discord.setup import MISSING, Setup
    from corpus.errors import SettingError

    _refuse_contradictions(check, sync, watch, guild)
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
        _run(settings, setup, guild, watch=watch)


def _refuse_contradictions(check: bool, sync: bool, watch: bool, guild: int | None) -> None:
    given = [
        name for name, is_given in (("--check", check), ("--sync", sync), ("--watch", watch)) if is_given
    ]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together: give one of them at a time")
    if check and guild is not None:
        raise click.UsageError("--check looks at no server: leave --guild out")
    if guild is not None and not 0 < guild <= MAX_ID:
        raise click.UsageError(
            f"--guild {guild} is no server's id: right-click the server in Discord, then Copy Server ID"
        )


def _check(settings: "Settings", setup: "Setup") -> None:
    from bot.discord.checking import findings

    found = findings(settings, setup)
    for finding in found:
        click.echo(str(finding))
    click.get_current_context().exit(0 if all(finding.good for finding in found) else 1)


def _run(settings: "Settings", setup: "Setup", guild: int | None, *, watch: bool) -> None:
    from bot.discord.desk import Desk
    from bot.discord.logs import configure
    from bot.discord.running import run
    from bot.feedback import Feedback
    from bot.library import open_reader

    encoder = _encoder(settings, may_be_empty=watch)
    configure(as_json=setup.log_json, token=setup.token)
    desk = Desk(settings, encoder, Feedback(settings.home), open_reader(notice))
    run(desk, setup, guild, watch=watch)


def _encoder(settings: "Settings", *, may_be_empty: bool) -> "Encoder":
    """That of an index that can be asked. Raises FootnoteError where there is none, unless there may be."""
    from bot.library import open_library
    from corpus.errors import CorpusError
    from index.models import open_encoder

    try:
        index, encoder = open_library(settings, notice, watch_build)
    except CorpusError as error:
        if not may_be_empty:
            raise
        notice(f"{error}; until then there is nothing to answer from")
        return open_encoder(settings.home, settings.model, notice)
    index.close()
    return encoder
