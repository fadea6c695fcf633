"""What those with Manage Server ask for: who they are, and how all of it is taken on."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord

from bot.discord.access import may_manage
from bot.discord.sending import defer, tell, texts_of
from bot.discord.telling import Telling

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

    Here = discord.Interaction[FootnoteBot]


def allowed(interaction: "Here") -> bool:
    """Whether whoever acts may change the articles here."""
    return may_manage(
        manage_server=interaction.permissions.manage_guild or interaction.permissions.administrator,
        guild=interaction.guild_id,
        in_guild=interaction.is_guild_integration(),
        allowed=interaction.client.setup.admin_guilds,
    )


async def refuse(interaction: "Here") -> bool:
    """Tell those who may not; whether they were refused."""
    texts = texts_of(interaction)
    problem = (
        texts.stopping if interaction.client.stopping else None if allowed(interaction) else texts.not_allowed
    )
    if problem:
        await tell(interaction, problem)
    return problem is not None


async def manage(
    interaction: "Here", work: Callable[[Telling], Awaitable[None]], *, private: bool = True
) -> None:
    """Take on what a manager asks for; if the bot leaves before it is done, they are told. Raises BusyError.

    A command is answered by a message of its own, a press by a change of the message with the button.
    """
    if await refuse(interaction):
        return
    telling = Telling(interaction, private=private)
    stopped = texts_of(interaction).stopped_rebuild
    with interaction.client.flights.one(lambda: telling.farewell(stopped)):
        thinking = interaction.type is discord.InteractionType.application_command
        if await defer(interaction, private=private, thinking=thinking):
            await work(telling)
