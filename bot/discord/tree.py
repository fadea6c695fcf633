"""All commands, where they can be used, and the link that adds the bot to a server."""

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.flights import BusyError
from bot.discord.logs import event, place_of
from bot.discord.sending import deliver, tell, texts_of
from bot.discord.translating import Texter

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
log = logging.getLogger(__name__)

if TYPE_CHECKING:
    Base = app_commands.CommandTree[Any]
else:
    Base = app_commands.CommandTree


class Tree(Base):
    """Commands for servers and for people, in every place; whoever gave one that failed is told."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def _call(self, interaction: discord.Interaction[Any]) -> None:
        """Also what fails before a command begins is told: discord.py cannot read every message."""
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            raise
        except Exception as error:
            raise app_commands.AppCommandError("it could not be read") from error

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        texts, cause = texts_of(interaction), error.__cause__ or error
        if interaction.type is discord.InteractionType.autocomplete:  # can be answered with choices alone
            await deliver(lambda: interaction.response.autocomplete([]), "choices")
            return
        if isinstance(error, app_commands.CommandNotFound):
            await tell(interaction, texts.gone)
            return
        if isinstance(cause, BusyError):
            await tell(interaction, texts.busy)
            return
        event(log, "command_failed", logging.ERROR, error=type(cause).__name__, at=place_of(cause))
        await tell(interaction, texts.failed)


async def fill(tree: app_commands.CommandTree[Any]) -> None:
    """Put every command into the tree."""
    from bot.discord import ask_command, find_command, index_commands, list_commands

    for module in (ask_command, list_commands, find_command, index_commands):
        module.add_to(tree)
    await tree.set_translator(Texter())


def invite_link(application: int) -> str:
    """For a server, with the permissions that the bot needs there."""
    return discord.utils.oauth_url(
        application, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )


def install_link(application: int) -> str:
    """For a person, who then has the commands everywhere."""
    link = discord.utils.oauth_url(application, scopes=("applications.commands",))
    return f"{link}&integration_type=1"
