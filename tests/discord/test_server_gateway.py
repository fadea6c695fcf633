"""Connecting, resuming and being turned away, with the real client."""

import asyncio
import json

import aiohttp
import discord
import pytest

from tests.discord.conftest import Place
from tests.discord.small_bot import SmallBot
from tests.discord_server import MESSAGE_CONTENT, TOKEN, FakeDiscord

pytestmark = pytest.mark.asyncio


async def test_ready_brings_guilds_channels_and_threads(empty_place: Place) -> None:
    server, bot = empty_place.server, empty_place.bot
    thread = await server.start_thread(empty_place.user, empty_place.channel, "older thread")
    server.add_guild("elsewhere", has_bot=False)
    await bot.launch(TOKEN)
    assert [guild.name for guild in bot.guilds] == ["harbour"]
    guild = bot.guilds[0]
    assert [channel.name for channel in guild.text_channels] == ["general"]
    assert [one.id for one in guild.threads] == [int(thread.id)]
    assert [member.name for member in guild.members] == ["footnote"]
    assert bot.application_id == int(server.world.application_id)


async def test_members_come_in_chunks_with_their_intent(empty_place: Place) -> None:
    server = empty_place.server
    server.allow_intents(discord.Intents(members=True).value)
    bot = SmallBot(discord.Intents(guilds=True, members=True))
    await bot.launch(TOKEN)
    await server.until(lambda: len(bot.guilds[0].members) == 3)
    assert {member.name for member in bot.guilds[0].members} == {"footnote", "ann", "harbour-owner"}
    await bot.finish()


async def test_two_shards_share_the_guilds(empty_place: Place) -> None:
    server, bot = empty_place.server, empty_place.bot
    server.shards = 2
    while len({(int(guild.id) >> 22) % 2 for guild in server.world.guilds.values()}) < 2:
        await asyncio.sleep(0.001)
        server.add_guild("another")
    await bot.launch(TOKEN)
    assert sorted(bot.shards) == [0, 1]
    assert {guild.shard_id for guild in bot.guilds} == {0, 1}
    await server.say(empty_place.user, empty_place.channel, f"{server.bot.mention} hello")
    await server.next_message(empty_place.channel)
    assert len([one for one in bot.seen if one.author.name == "ann"]) == 1


@pytest.mark.parametrize("code", [1006, 1001, 4000, 4009])
async def test_a_dropped_connection_is_resumed_and_misses_nothing(place: Place, code: int) -> None:
    await place.server.drop_gateway(code)
    missed = await place.server.say(place.user, place.channel, f"{place.server.bot.mention} are you there?")
    answer = await place.server.next_message(place.channel, after=missed)
    assert answer.reference is missed
    await place.server.until(lambda: place.bot.resumed)
    assert len(place.server.gateway.identifies) == 1


async def test_op7_is_followed_by_a_resume(place: Place) -> None:
    await place.server.op7()
    await place.server.until(lambda: place.bot.resumed)
    assert len(place.server.gateway.identifies) == 1


@pytest.mark.parametrize(("resumable", "identifies"), [(True, 1), (False, 2)])
async def test_op9(place: Place, resumable: bool, identifies: int) -> None:
    await place.server.op9(resumable=resumable)
    await place.server.until(lambda: place.bot.resumed or len(place.server.gateway.identifies) == 2)
    await place.server.ready()
    assert len(place.server.gateway.identifies) == identifies
    await place.server.say(place.user, place.channel, f"{place.server.bot.mention} again")
    await place.server.next_message(place.channel)


async def test_a_gateway_that_stops_acking_is_left(empty_place: Place) -> None:
    server = empty_place.server
    server.gateway.heartbeat_seconds = 0.05
    bot = SmallBot(heartbeat_timeout=0.2)
    await bot.launch(TOKEN)
    await server.until(lambda: server.gateway.heartbeats > 2)
    server.gateway.acking = False
    await server.until(lambda: server.gateway.resumes)
    server.gateway.acking = True
    await server.until(lambda: bot.resumed)
    await bot.finish()


async def test_a_wrong_token_is_refused_at_login(empty_place: Place) -> None:
    with pytest.raises(discord.LoginFailure):
        await empty_place.bot.launch("MTE.wrong.token")


async def test_a_token_reset_later_is_refused_by_the_gateway(place: Place) -> None:
    place.server.new_token()
    await place.server.op9(resumable=False)
    assert place.bot.running is not None
    with pytest.raises(discord.ConnectionClosed) as caught:
        await asyncio.wait_for(place.bot.running, 5)
    assert caught.value.code == 4004


async def test_an_intent_that_is_not_switched_on_is_refused(empty_place: Place) -> None:
    bot = SmallBot(discord.Intents(guilds=True, guild_messages=True, message_content=True))
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await bot.launch(TOKEN)
    empty_place.server.allow_intents(MESSAGE_CONTENT)
    bot = SmallBot(discord.Intents(guilds=True, guild_messages=True, message_content=True))
    await bot.launch(TOKEN)
    await bot.finish()


async def test_a_first_connection_can_be_refused(empty_place: Place) -> None:
    server, bot = empty_place.server, empty_place.bot
    server.refuse_gateway()
    launching = asyncio.create_task(bot.launch(TOKEN))
    await server.until(lambda: server.gateway.refusing == 0)
    assert server.gateway.identifies == []
    launching.cancel()


async def test_a_guild_that_is_joined_later(place: Place) -> None:
    guild = place.server.add_guild("new", has_bot=False)
    await place.server.join(guild)
    await place.server.until(lambda: len(place.bot.guilds) == 2)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["no json"], 4002),
        ([{"op": 3, "d": None}], 4003),
        ([{"op": 2, "d": {"token": "wrong", "intents": 0}}], 4004),
        ([{"op": 2, "d": {"token": TOKEN, "intents": "all"}}], 4013),
        ([{"op": 2, "d": {"token": TOKEN, "intents": 1, "shard": [2, 2]}}], 4010),
        ([{"op": 2, "d": {"token": TOKEN, "intents": 1}}] * 2, 4005),
        ([{"op": 2, "d": {"token": TOKEN, "intents": 1}}, {"op": 77, "d": None}], 4001),
    ],
)
async def test_what_the_gateway_refuses(fake_discord: FakeDiscord, frames: list[object], code: int) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(fake_discord.gateway_url) as socket:
        for frame in frames:
            await socket.send_str(frame if isinstance(frame, str) else json.dumps(frame))
        async for _ in socket:
            pass
        assert socket.close_code == code


async def test_an_unknown_session_cannot_be_resumed(fake_discord: FakeDiscord) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(fake_discord.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 6, "d": {"token": TOKEN, "session_id": "none", "seq": 1}})
        assert await socket.receive_json() == {"op": 9, "d": False, "s": None, "t": None}
