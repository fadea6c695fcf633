"""A fake Discord, and a small bot of discord.py's that is connected to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from tests.discord.small_bot import SmallBot
from tests.discord_server import TOKEN, Channel, FakeDiscord, Guild, User
from tests.discord_server import fake_discord as fake_discord


@dataclass
class Place:
    """A server with one guild, one channel in it, a person, and the bot."""

    server: FakeDiscord
    guild: Guild
    channel: Channel
    user: User
    bot: SmallBot


@pytest_asyncio.fixture
async def empty_place(fake_discord: FakeDiscord) -> AsyncIterator[Place]:
    """The bot is not connected yet."""
    guild = fake_discord.add_guild("harbour")
    user = fake_discord.add_user("ann", locale="de")
    fake_discord.add_member(guild, user)
    bot = SmallBot()
    yield Place(fake_discord, guild, fake_discord.add_channel(guild), user, bot)
    await bot.finish()


@pytest_asyncio.fixture
async def place(empty_place: Place) -> Place:
    await empty_place.bot.launch(TOKEN)
    return empty_place
