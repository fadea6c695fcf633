"""The command as it is started: a process of its own, with a real SIGTERM, through the fake Discord."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.discord import setup as problems
from index.store import Home
from tests.bot.discord.load import start
from tests.discord_server import MANAGE_GUILD, TOKEN, FakeDiscord

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


async def test_sigterm_during_a_rebuild(server: FakeDiscord, tmp_path: Path, articles: Path) -> None:
    """It is not waited for; the index before is whole, and the next start brings it up to date."""
    guild, meg = server.add_guild("harbour"), server.add_user("meg")
    server.add_member(guild, meg, server.add_role(guild, "managers", MANAGE_GUILD))
    channel, home = server.add_channel(guild), tmp_path / "home"
    process = await start(server, home, articles, encoder="SLOW")
    await server.ready(30)
    (articles / "bridge.md").write_text("The bridge opened on Friday, the mayor said.\n")
    message = await (await server.slash(meg, channel, "index refresh", {})).answer()
    process.terminate()
    _, logged = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0, logged.decode()
    assert "I am being restarted before the index is up to date" in message.embeds[0]["description"]
    assert articles_in(home) == 3
    process = await start(server, home, articles, encoder="FAKE")
    await server.ready(30)
    process.terminate()
    await process.communicate()
    assert articles_in(home) == 4


def articles_in(home: Path) -> int:
    """Of the live generation."""
    live = Home(home).open()
    assert live is not None
    live.close()
    return live.manifest.articles


async def test_an_intent_that_is_not_allowed_is_one_line(
    server: FakeDiscord, tmp_path: Path, articles: Path
) -> None:
    server.gateway.allowed_intents = 0
    process = await start(server, tmp_path / "home", articles)
    _, logged = await asyncio.wait_for(process.communicate(), 30)
    lines = [line for line in logged.decode().splitlines() if not line.startswith("time=")]
    assert (process.returncode, lines) == (2, [f"footnote: {problems.INTENT}"])


async def test_a_wrong_token_is_one_line(server: FakeDiscord, tmp_path: Path, articles: Path) -> None:
    process = await start(server, tmp_path / "home", articles, DISCORD_TOKEN="wrong-token")
    _, logged = await asyncio.wait_for(process.communicate(), 30)
    lines = [line for line in logged.decode().splitlines() if not line.startswith("time=")]
    assert process.returncode == 2
    assert lines == [f"footnote: {problems.REFUSED}"]
    assert "wrong-token" not in logged.decode()
