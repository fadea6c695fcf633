"""A fake Discord for tests: `fake_discord` is a running one that the real discord.py client is pointed at."""

from collections.abc import AsyncIterator

import discord.asset
import discord.gateway
import discord.http
import pytest
import pytest_asyncio
import yarl

from tests.discord.gateway import GUILD_MEMBERS, MESSAGE_CONTENT
from tests.discord.interactions import First, Interaction, NoAnswerError
from tests.discord.messages import Message
from tests.discord.posting import Upload
from tests.discord.rest import CALLBACK, FOLLOWUP, MESSAGES, ORIGINAL, TYPING
from tests.discord.server import TOKEN, FakeDiscord
from tests.discord.world import MANAGE_GUILD, Channel, Guild, Member, Overwrite, Role, User

__all__ = [
    "CALLBACK",
    "FOLLOWUP",
    "GUILD_MEMBERS",
    "MANAGE_GUILD",
    "MESSAGES",
    "MESSAGE_CONTENT",
    "ORIGINAL",
    "TOKEN",
    "TYPING",
    "Channel",
    "FakeDiscord",
    "First",
    "Guild",
    "Interaction",
    "Member",
    "Message",
    "NoAnswerError",
    "Overwrite",
    "Role",
    "Upload",
    "User",
    "fake_discord",
    "point_client",
]


def point_client(server: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have discord.py in this process talk to `server` instead of Discord."""
    monkeypatch.setattr(discord.http.Route, "BASE", server.api_url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
    monkeypatch.setattr(discord.asset.Asset, "BASE", f"{server.base}/cdn")


@pytest_asyncio.fixture
async def fake_discord(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeDiscord]:
    """A fresh server; the test fails at its end for each request that Discord would have refused.

    Close the bot before the test ends. `fake_discord.expect(pattern)` allows, and demands, an error.
    A test that is parametrised with a number of shards, indirectly, has that many recommended to its bot.
    """
    server = await FakeDiscord.start(shards=getattr(request, "param", 1))
    point_client(server, monkeypatch)
    yield server
    await server.stop()
    server.check()
