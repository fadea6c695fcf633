"""When and how often an interaction may be answered."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from tests.discord.conftest import Place
from tests.discord_server import Interaction, NoAnswerError

pytestmark = pytest.mark.asyncio

Handler = Callable[[discord.Interaction], Awaitable[None]]


async def _ask(place: Place, handler: Handler) -> tuple[Interaction, list[BaseException]]:
    """`/odd`, answered by `handler`; the list gets what it raises."""
    raised: list[BaseException] = []

    @place.bot.tree.command(description="Odd")
    async def odd(interaction: discord.Interaction) -> None:
        try:
            await handler(interaction)
        except discord.HTTPException as error:
            raised.append(error)

    await place.bot.tree.sync()
    return await place.server.slash(place.user, place.channel, "odd"), raised


def _code(raised: list[BaseException]) -> int:
    assert raised
    assert isinstance(raised[0], discord.HTTPException)
    return raised[0].code


async def test_a_late_first_answer_is_refused(place: Place) -> None:
    async def late(interaction: discord.Interaction) -> None:
        await asyncio.sleep(0.1)
        await interaction.response.send_message("late")

    place.server.first_answer_seconds = 0.05
    place.server.expect("10062: no first answer to /odd")
    place.server.expect("10062: first answer to /odd after")
    _, raised = await _ask(place, late)
    await place.server.until(lambda: raised)
    assert _code(raised) == 10062


async def test_no_answer_at_all_is_an_error(place: Place) -> None:
    async def silent(interaction: discord.Interaction) -> None:
        return

    place.server.first_answer_seconds = 0.05
    place.server.expect("10062: no first answer to /odd")
    asked, _ = await _ask(place, silent)
    with pytest.raises(NoAnswerError, match="10062"):
        await asked.answer(timeout=0.1)


async def test_a_second_first_answer_is_refused(place: Place) -> None:
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        interaction.response._response_type = None
        await interaction.response.send_message("again")

    place.server.expect("40060")
    _, raised = await _ask(place, twice)
    await place.server.until(lambda: raised)
    assert _code(raised) == 40060


async def test_the_token_ends_after_a_quarter_of_an_hour(place: Place) -> None:
    async def much_later(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        place.server.pass_time(15 * 60 + 1)
        await interaction.edit_original_response(content="at last")

    place.server.expect("50027")
    asked, raised = await _ask(place, much_later)
    await place.server.until(lambda: raised)
    assert _code(raised) == 50027
    assert asked.original is not None
    assert asked.original.loading


async def test_a_followup_before_the_first_answer_is_refused(place: Place) -> None:
    async def hasty(interaction: discord.Interaction) -> None:
        try:
            await interaction.followup.send("hasty")
        finally:
            await interaction.response.send_message("hello")

    place.server.expect("10015: /odd had no first answer yet")
    asked, raised = await _ask(place, hasty)
    assert (await asked.answer()).content == "hello"
    await place.server.until(lambda: raised)
    assert _code(raised) == 10015


async def test_the_first_followup_takes_the_place_of_a_deferred_answer(place: Place) -> None:
    async def deferred(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("one")
        await interaction.followup.send("two", ephemeral=True)

    asked, _ = await _ask(place, deferred)
    second = await asked.followup()
    answer = await asked.answer()
    assert (answer.content, answer.ephemeral, second.content) == ("one", True, "two")


async def test_a_wrong_kind_of_answer_is_refused(place: Place) -> None:
    async def raw(interaction: discord.Interaction) -> None:
        route = discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")
        await interaction.client.http.request(route, json={"type": 7, "data": {"content": "x"}})

    place.server.expect("cannot be answered with type 7")
    asked, raised = await _ask(place, raw)
    await place.server.until(lambda: raised)
    assert _code(raised) == 50035
    assert asked.first_answer is None


async def test_an_answer_deleted_and_fetched(place: Place) -> None:
    async def deleted(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("hello")
        assert (await interaction.original_response()).content == "hello"
        await interaction.delete_original_response()
        await interaction.edit_original_response(content="gone")

    asked, raised = await _ask(place, deleted)
    await place.server.until(lambda: raised)
    assert _code(raised) == 10008
    assert asked.messages() == []


async def test_where_commands_are_offered(place: Place) -> None:
    @place.bot.tree.command(description="Odd")
    @discord.app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def odd(interaction: discord.Interaction) -> None: ...

    await place.bot.tree.sync()
    with pytest.raises(LookupError, match="not offered in context 1"):
        await place.server.slash(place.user, place.server.dm(place.user), "odd")
    with pytest.raises(LookupError, match="no command 'other'"):
        await place.server.slash(place.user, place.channel, "other")


@pytest.mark.parametrize("where", ["guild", "group", "dm", "foreign guild"])
async def test_a_user_installed_app_is_asked_anywhere(place: Place, where: str) -> None:
    seen: dict[str, Any] = {}

    @place.bot.tree.command(description="Odd")
    @discord.app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @discord.app_commands.allowed_installs(guilds=True, users=True)
    async def odd(interaction: discord.Interaction) -> None:
        seen["guild"] = interaction.is_guild_integration()
        seen["user"] = interaction.is_user_integration()
        seen["limit"] = interaction.filesize_limit
        await interaction.response.send_message("here")

    await place.bot.tree.sync()
    foreign = place.server.add_guild("foreign", has_bot=False)
    place.server.add_member(foreign, place.user)
    place.server.user_installs.add(place.user)
    channels = {
        "guild": place.channel,
        "group": place.server.group(place.user, place.server.owner),
        "dm": place.server.dm(place.user),
        "foreign guild": place.server.add_channel(foreign),
    }
    asked = await place.server.slash(place.user, channels[where], "odd", locale="fr")
    assert (await asked.answer()).content == "here"
    assert seen["user"]
    assert seen["guild"] == (where == "guild")
