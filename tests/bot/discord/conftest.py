"""The real bot, over a small index, connected to the fake Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.discord.client import FootnoteBot
from bot.discord.desk import Desk
from bot.discord.running import serve
from bot.discord.setup import Setup
from bot.feedback import Feedback
from bot.settings import Settings
from index.build import build
from index.models import ModelSettings
from index.store import Home
from tests.discord_server import TOKEN, Channel, FakeDiscord, Guild, User
from tests.discord_server import fake_discord as fake_discord

GERMAN, ENGLISH = "de", "en-US"


@pytest.fixture
def settings(tmp_path: Path, articles: Path) -> Settings:
    return Settings(articles, tmp_path / "home", ModelSettings())


@pytest.fixture
def desk(settings: Settings, encoder) -> Iterator[Desk]:
    """Over the three articles."""
    model = settings.model
    encoder.fingerprint = model.fingerprint
    build(Home(settings.home), settings.corpus, encoder, model=model.model)
    desk = Desk(settings, encoder, Feedback(settings.home))
    desk.refresh()
    yield desk
    desk.close()


@dataclass
class Place:
    """A server with a guild, a channel, two people, and the bot, which is started by `start`."""

    server: FakeDiscord
    desk: Desk
    guild: Guild
    channel: Channel
    ann: User
    setup: Setup = field(default_factory=lambda: Setup(TOKEN))
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    running: asyncio.Task[None] | None = None
    bots: list[FootnoteBot] = field(default_factory=list)

    @property
    def bot(self) -> FootnoteBot:
        return self.bots[-1]

    async def start(self, **settings: int) -> None:
        self.stop.clear()
        self.running = asyncio.create_task(serve(self.desk, self.setup, self.stop, **settings))
        ready = asyncio.create_task(self.server.ready())
        await asyncio.wait({self.running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            ready.cancel()
            await self.running
        await ready
        while not self.bot.is_ready():
            await asyncio.sleep(0.01)

    async def finish(self) -> None:
        self.stop.set()
        if self.running is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self.running, 15)
        self.running = None

    def manager(self, name: str = "meg") -> User:
        """Someone with Manage Server."""
        user = self.server.add_user(name)
        role = self.server.add_role(self.guild, "managers", 1 << 5)
        self.server.add_member(self.guild, user, role)
        return user

    def person(self, name: str, locale: str = ENGLISH) -> User:
        user = self.server.add_user(name, locale=locale)
        self.server.add_member(self.guild, user)
        return user

    @property
    def mention(self) -> str:
        return self.server.bot.mention


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that only a real Discord needs."""
    monkeypatch.setattr("bot.discord.sending.WAITS", (0.05, 0.05, 0.05))
    monkeypatch.setattr("bot.discord.running.FIRST_WAIT", 0.05)
    monkeypatch.setattr("bot.discord.running.WATCH_SECONDS", 0.2)
    monkeypatch.setattr("bot.discord.rebuilding.TELL_SECONDS", 0.05)


@pytest_asyncio.fixture
async def resting(
    fake_discord: FakeDiscord, desk: Desk, quick: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """The bot is not started yet."""
    guild = fake_discord.add_guild("harbour")
    ann = fake_discord.add_user("ann")
    fake_discord.add_member(guild, ann)
    place = Place(fake_discord, desk, guild, fake_discord.add_channel(guild), ann)

    class Noted(FootnoteBot):
        def __init__(self, *args, **settings) -> None:
            super().__init__(*args, **settings)
            self._connection.guild_ready_timeout = 0.05
            place.bots.append(self)

        async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
            return

    monkeypatch.setattr("bot.discord.running.FootnoteBot", Noted)
    yield place
    await place.finish()


@pytest_asyncio.fixture
async def place(resting: Place) -> Place:
    await resting.start()
    return resting
