"""Commands told to Discord, through the fake Discord."""

import asyncio

import pytest

from bot.discord.running import sync_commands
from bot.discord.setup import Setup
from corpus.errors import SettingError
from tests.bot.discord.conftest import Place
from tests.discord_server import TOKEN

pytestmark = pytest.mark.asyncio


async def test_commands_are_synced_once_and_again_when_they_changed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def synced() -> int:
        return sum(call.method == "PUT" and call.path.endswith("/commands") for call in place.server.requests)

    assert synced() == 1
    await place.finish()
    await place.start()
    assert synced() == 1
    await place.finish()
    monkeypatch.setattr("bot.discord.ask_command.ask.description", "Something else")
    monkeypatch.setattr("bot.discord.ask_command.ask._locale_description", None)
    await place.start()
    assert synced() == 2


async def test_commands_for_one_server_to_try_them_out(resting: Place) -> None:
    await resting.start(guild=int(resting.guild.id))
    assert {command["name"] for command in resting.server.commands[resting.guild.id]} == {
        "ask",
        "sources",
        "about",
        "index",
        "feedback",
        "Find sources",
    }
    assert not resting.server.commands.get(None)


async def test_commands_tried_out_in_one_server_do_not_stand_there_twice(resting: Place) -> None:
    server, guild = resting.server, resting.guild
    await resting.start(guild=int(guild.id))
    await resting.finish()
    await resting.start()
    await server.until(lambda: not server.commands[guild.id], 5, "the server's own to go")
    assert len(server.commands[None]) == 6
    await resting.finish()
    await resting.start(guild=int(guild.id))
    assert not server.commands[guild.id]


async def test_commands_synced_without_starting(resting: Place) -> None:
    count = await asyncio.to_thread(sync_commands, Setup(TOKEN), resting.desk.settings.home, None)
    assert count == len(resting.server.commands[None]) == 6
    ask = next(one for one in resting.server.commands[None] if one["name"] == "ask")
    assert ask["description_localizations"] == {"de": "Beantwortet eine Frage mit den Worten der Artikel"}
    with pytest.raises(SettingError, match="does not accept"):
        await asyncio.to_thread(sync_commands, Setup("other"), resting.desk.settings.home, None)
