"""The command as it is started: a process of its own, with a real SIGTERM, through the fake Discord."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.discord import setup as problems
from tests.bot.discord.load import start
from tests.discord_server import TOKEN, FakeDiscord

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def server() -> AsyncIterator[FakeDiscord]:
    server = await FakeDiscord.start()
    yield server
    await server.stop()
    server.check()


async def test_it_starts_answers_and_leaves_at_sigterm(
    server: FakeDiscord, tmp_path: Path, articles: Path
) -> None:
    guild, ann = server.add_guild("harbour"), server.add_user("ann")
    server.add_member(guild, ann)
    channel = server.add_channel(guild)
    process = await start(server, tmp_path / "home", articles)
    await server.ready(30)
    asked = await server.slash(ann, channel, "ask", {"question": "Who blamed the fog?"})
    assert "Captain Moss" in (await asked.answer()).embeds[0]["description"]
    process.terminate()
    _, logged = await asyncio.wait_for(process.communicate(), 12)
    text = logged.decode()
    assert process.returncode == 0, text
    for event in ("event=index_live", "event=commands_synced", "event=ask", "event=left"):
        assert event in text
    assert TOKEN not in text
    assert "fog" not in text


async def test_a_wrong_token_is_one_line(server: FakeDiscord, tmp_path: Path, articles: Path) -> None:
    process = await start(server, tmp_path / "home", articles, DISCORD_TOKEN="wrong-token")
    _, logged = await asyncio.wait_for(process.communicate(), 30)
    lines = [line for line in logged.decode().splitlines() if not line.startswith("time=")]
    assert process.returncode == 2
    assert lines == [f"footnote: {problems.REFUSED}"]
    assert "wrong-token" not in logged.decode()
