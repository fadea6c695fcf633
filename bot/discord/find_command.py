"""Right-click on a message, Apps, "Find sources"."""

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.asking import answer_interaction
from bot.discord.claims import claim_in
from bot.discord.sending import tell, texts_of
from bot.discord.translating import said

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot


@app_commands.context_menu(name=said("cmd_find"))
async def find_sources(interaction: "discord.Interaction[FootnoteBot]", message: discord.Message) -> None:
    """Passages that speak to what the message claims, for the asker only."""
    desk, texts = interaction.client.desk, texts_of(interaction)
    claim = claim_in(message)
    if not re.search(r"\w", claim):
        await tell(interaction, texts.no_text)
        return
    await answer_interaction(
        interaction, lambda: desk.sources_for(claim, texts), private=True, what="find_sources", text=claim
    )


def add_to(tree: app_commands.CommandTree[Any]) -> None:
    """Put what is in this room into the tree."""
    tree.add_command(find_sources)
