"""`/sources` and `/about`."""

import importlib.metadata
from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.discord.asking import answer_interaction
from bot.discord.sending import texts_of
from bot.discord.translating import said

if TYPE_CHECKING:
    import discord

    from bot.discord.client import FootnoteBot

MAX_SEARCH = 80  # characters, so that it fits into a button's custom_id


@app_commands.command(name=said("name_sources"), description=said("cmd_sources"))
@app_commands.rename(search=said("name_search"))
@app_commands.describe(search=said("opt_search"))
async def sources(
    interaction: "discord.Interaction[FootnoteBot]", search: app_commands.Range[str, 1, MAX_SEARCH] = ""
) -> None:
    """List the articles, page by page."""
    desk, texts = interaction.client.desk, texts_of(interaction)
    query = " ".join(search.split())
    await answer_interaction(
        interaction,
        lambda: desk.sources(query, 1, texts),
        private=True,
        what="sources",
        text=query,
        counts=False,
    )


@app_commands.command(name=said("name_about"), description=said("cmd_about"))
async def about(interaction: "discord.Interaction[FootnoteBot]") -> None:
    """What is known and how fresh it is."""
    bot, texts = interaction.client, texts_of(interaction)
    projects = importlib.metadata.metadata("footnote").get_all("Project-URL") or ()
    links = [(texts.about_invite, bot.invite)]
    links += [(texts.about_project, project.rpartition(", ")[2]) for project in projects]
    version = importlib.metadata.version("footnote")
    await answer_interaction(
        interaction, lambda: bot.desk.about(version, links, texts), private=True, what="about", counts=False
    )


def add_to(tree: app_commands.CommandTree[Any]) -> None:
    """Put what is in this room into the tree."""
    tree.add_command(sources)
    tree.add_command(about)
