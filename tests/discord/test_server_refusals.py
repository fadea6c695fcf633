"""A client that breaks the rules is refused, and the server remembers it; faults on demand."""

import time

import discord
import pytest

from tests.discord.conftest import Place
from tests.discord_server import CALLBACK, FOLLOWUP, MESSAGES, ORIGINAL

pytestmark = pytest.mark.asyncio


def _channel(place: Place) -> discord.TextChannel:
    channel = place.bot.get_channel(int(place.channel.id))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def _refused(place: Place, code: int, **message: object) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await _channel(place).send(**message)  # type: ignore[call-overload]
    assert (caught.value.status, caught.value.code) == (400, code)
    assert place.server.messages(place.channel) == []


async def test_too_long_a_message(place: Place) -> None:
    place.server.expect("content has 2001 characters")
    await _refused(place, 50035, content="x" * 2001)


async def test_an_empty_message(place: Place) -> None:
    place.server.expect("50006")
    await _refused(place, 50006, content="")


async def test_embeds_too_long_together(place: Place) -> None:
    place.server.expect("6001 characters together")
    embeds = [discord.Embed(description="x" * 3000), discord.Embed(description="x" * 3001)]
    await _refused(place, 50035, embeds=embeds)


async def test_a_custom_id_twice(place: Place) -> None:
    place.server.expect("'same' stands 2 times")
    view = discord.ui.View()
    for label in "ab":
        view.add_item(discord.ui.Button(label=label, custom_id="same"))
    await _refused(place, 50035, content="x", view=view)


async def test_a_picture_that_is_not_attached(place: Place) -> None:
    place.server.expect("attachment://chart.png names no file")
    await _refused(place, 50035, embed=discord.Embed(title="x").set_image(url="attachment://chart.png"))


async def test_commands_that_break_the_rules(place: Place) -> None:
    place.server.expect("description has 0 characters")
    route = discord.http.Route("PUT", f"/applications/{place.bot.application_id}/commands")
    with pytest.raises(discord.HTTPException):
        await place.bot.http.request(route, json=[{"name": "ask", "type": 1, "description": ""}])


async def test_commands_keep_their_ids(place: Place) -> None:
    before = {one.name: one.id for one in await place.bot.tree.fetch_commands()}
    after = {one.name: one.id for one in await place.bot.tree.sync()}
    assert before == after
    assert set(before) == {"echo", "file", "Count words"}
    place.bot.tree.copy_global_to(guild=place.bot.guilds[0])
    own = await place.bot.tree.sync(guild=place.bot.guilds[0])
    assert not {one.id for one in own} & set(before.values())


async def test_a_layout_is_shown_and_cannot_have_content(place: Place) -> None:
    layout = discord.ui.LayoutView(timeout=None)
    why = discord.ui.Button["discord.ui.LayoutView"](label="Why", custom_id="why")
    title = discord.ui.TextDisplay["discord.ui.LayoutView"]("## Title")
    body = discord.ui.Section["discord.ui.LayoutView"]("A quote", accessory=why)
    layout.add_item(discord.ui.Container["discord.ui.LayoutView"](title, body))
    sent = await _channel(place).send(view=layout)
    shown = place.server.messages(place.channel)[0]
    assert shown.text == "## Title\nA quote\nWhy"
    assert (await (await place.server.click(place.user, shown, "Why")).opened())["title"] == "Why?"
    place.server.expect("content cannot stand beside")
    with pytest.raises(discord.HTTPException):
        await sent.edit(content="x")


async def test_a_rate_limit_is_waited_out(place: Place) -> None:
    place.server.rate_limit(MESSAGES, 0.2)
    began = time.monotonic()
    await _channel(place).send("hello")
    assert time.monotonic() - began >= 0.2
    assert [call.status for call in place.server.requests[-2:]] == [429, 200]


async def test_answers_to_interactions_are_limited_too(place: Place) -> None:
    place.server.rate_limit(CALLBACK, 0.1)
    place.server.rate_limit(ORIGINAL, 0.1)
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    answer = await asked.answer()
    assert answer.embeds[0]["title"] == "hello"
    assert (await asked.first()).wall_seconds >= 0.1


async def test_a_server_error_is_tried_again(place: Place) -> None:
    place.server.fail(MESSAGES, 502)
    await _channel(place).send("hello")
    assert [call.status for call in place.server.requests[-2:]] == [502, 200]


async def test_a_refusal_on_demand_is_no_error_of_the_bot(place: Place) -> None:
    place.server.fail(FOLLOWUP, 403)
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    await asked.answer()
    await place.server.until(lambda: place.server.requests[-1].status == 403)
    assert place.server.errors == []


async def test_latency(place: Place) -> None:
    place.server.latency = 0.2
    began = time.monotonic()
    await _channel(place).send("hello")
    assert 0.2 <= time.monotonic() - began < 1


async def test_errors_that_were_not_expected_fail_the_test(place: Place) -> None:
    place.server.record("something")
    with pytest.raises(AssertionError, match="something"):
        place.server.check()
    place.server.expect("some")
    place.server.check()
    place.server.expect("other")
    with pytest.raises(AssertionError, match="did not come"):
        place.server.check()
    place.server.record("other")
