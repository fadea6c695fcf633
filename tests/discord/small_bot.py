"""A small bot, written with discord.py, that uses each part of the fake once."""

import asyncio
import io
import re
from typing import Any, Self

import discord
from discord import app_commands
from discord.ext import commands


class CountButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"count:(?P<number>\d+)"
):
    """Serves every `count:N`, whoever made the message."""

    def __init__(self, number: int) -> None:
        super().__init__(discord.ui.Button(label=f"Count {number}", custom_id=f"count:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> Any:
        await interaction.response.edit_message(
            content=f"counted {self.number}", view=counting(self.number + 1)
        )


def counting(number: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(CountButton(number))
    view.add_item(discord.ui.Button(label="Why", custom_id="why"))
    view.add_item(discord.ui.Button(label="Site", url="https://example.com"))
    return view


class Why(discord.ui.Modal, title="Why?"):
    reason: discord.ui.TextInput["Why"] = discord.ui.TextInput(label="Reason", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"because {self.reason.value}", ephemeral=True)


class SmallBot(commands.AutoShardedBot):
    """Its commands are in `add_commands`, what it does with messages in `on_message`."""

    def __init__(self, intents: discord.Intents | None = None, **settings: Any) -> None:
        settings.setdefault("allowed_mentions", discord.AllowedMentions.none())
        chosen = intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__((), intents=chosen, guild_ready_timeout=0.05, help_command=None, **settings)
        self.seen: list[discord.Message] = []
        self.resumed = 0
        self.running: asyncio.Task[None] | None = None
        add_commands(self)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(CountButton)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message, /) -> None:
        self.seen.append(message)
        if self.user in message.mentions and not message.author.bot:
            await message.reply(f"you said {message.content}", mention_author=False)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.data and interaction.data.get("custom_id") == "why":
            await interaction.response.send_modal(Why())

    async def launch(self, token: str) -> None:
        """Connect, and come back once the bot is ready."""
        self.running = asyncio.create_task(self.start(token))
        ready = asyncio.create_task(self.ready())
        await asyncio.wait({self.running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            ready.cancel()
            await self.running

    async def ready(self) -> None:
        while self.is_closed() or not self.is_ready():
            await asyncio.sleep(0.01)

    async def finish(self) -> None:
        if self.running is not None:
            await self.close()
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)


def add_commands(bot: SmallBot) -> None:
    """Every kind of command once."""

    async def named(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{n}", value=f"{current}{n}") for n in range(3)]

    @bot.tree.command(description="Say it again")
    @app_commands.describe(text="what to say", private="only to me")
    @app_commands.autocomplete(text=named)
    async def echo(
        interaction: discord.Interaction, text: app_commands.Range[str, 1, 50], private: bool = False
    ) -> None:
        await interaction.response.defer(thinking=True, ephemeral=private)
        embed = discord.Embed(title=text, description=f"{interaction.locale} {interaction.context.guild}")
        await interaction.edit_original_response(embed=embed, view=counting(1))
        await interaction.followup.send("that was it", ephemeral=private)

    group = app_commands.Group(
        name="file", description="Files", default_permissions=discord.Permissions(manage_guild=True)
    )

    @group.command(description="How long it is")
    @app_commands.describe(file="the file", owner="whose it is")
    async def measure(
        interaction: discord.Interaction, file: discord.Attachment, owner: discord.Member | None = None
    ) -> None:
        content = await file.read()
        by = f" by {owner.name}" if owner else ""
        manages = interaction.permissions.manage_guild
        sent = discord.File(io.BytesIO(content[::-1]), "reversed.txt")
        await interaction.response.send_message(f"{file.filename}{by}: {len(content)} {manages}", file=sent)

    bot.tree.add_command(group)

    @bot.tree.context_menu(name="Count words")
    async def words(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)
