"""Starting, falling over, coming back and leaving, through the fake Discord."""

import asyncio
import logging
import os
import signal

import discord.gateway
import pytest

from bot.discord import setup as problems
from bot.discord.logs import Lines
from bot.discord.running import stop_on_signals
from corpus.errors import SettingError
from index.build import build
from index.store import Home
from tests.bot.discord.conftest import Place
from tests.discord.gateway import GUILD_MESSAGES
from tests.discord_server import TOKEN, Interaction, Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"


async def give(place: Place) -> Interaction:
    return await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})


def answers(message: Message) -> bool:
    return "Captain Moss" in message.embeds[0]["description"]


async def works(place: Place) -> bool:
    place.bot.cooldown._questions = 100
    return answers(await (await give(place)).answer(timeout=20))


@pytest.mark.parametrize("how", ["drop", "op 7", "op 9 resumable"])
async def test_it_comes_back_and_resumes(place: Place, how: str) -> None:
    resumed = asyncio.Event()
    place.bot.on_shard_resumed = lambda _: _set(resumed)  # type: ignore[method-assign]
    if how == "drop":
        await place.server.drop_gateway()
    elif how == "op 7":
        await place.server.op7()
    else:
        await place.server.op9(resumable=True)
    await asyncio.wait_for(resumed.wait(), 20)
    assert await works(place)
    assert len(place.bots) == 1


async def _set(event: asyncio.Event) -> None:
    event.set()


async def test_it_identifies_anew_when_the_session_is_gone(place: Place) -> None:
    await place.server.op9(resumable=False)
    await place.server.ready(20)
    assert await works(place)


async def test_a_question_asked_while_it_is_away_is_answered_when_it_is_back(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was deferred before the connection was lost needs no gateway to be answered."""
    import time

    from bot.discord import desk

    answer = desk.ask

    def slow(*args, **settings):
        time.sleep(0.5)
        return answer(*args, **settings)

    monkeypatch.setattr(desk, "ask", slow)
    given = await give(place)
    await given.first()
    await place.server.drop_gateway()
    assert answers(await given.answer(timeout=20))


async def test_a_failed_first_connection_is_tried_again(
    resting: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py fails with an AttributeError when its very first websocket cannot be opened."""
    connect, failed = discord.gateway.DiscordWebSocket.from_client, []

    async def from_client(client, **settings):
        if not failed:
            failed.append(settings)
            raise AttributeError("'NoneType' object has no attribute 'sequence'")
        return await connect(client, **settings)

    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "from_client", from_client)
    resting.server.fail("GET /gateway/bot", times=1)
    await resting.start()
    assert await works(resting)


async def test_a_failing_login_is_tried_again(resting: Place) -> None:
    resting.server.fail("GET /users/@me", status=400, times=1)
    await resting.start()
    assert len(resting.bots) == 2
    assert await works(resting)


@pytest.mark.parametrize("status", [500, 502])
async def test_an_answer_outlasts_errors_of_the_server(place: Place, status: int) -> None:
    place.server.fail("PATCH /webhooks/*/*/messages/@original", status=status, times=1)
    assert await works(place)


async def test_an_answer_outlasts_a_rate_limit(place: Place) -> None:
    place.server.rate_limit("PATCH /webhooks/*/*/messages/@original", 0.2, times=2)
    assert await works(place)
    place.server.rate_limit("POST /channels/*/messages", 0.2)
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    assert answers(await place.server.next_message(place.channel, after=said))


async def test_who_cannot_be_answered_is_told_so(place: Place) -> None:
    place.server.fail("PATCH /webhooks/*/*/messages/@original", status=400, times=1)
    message = await (await give(place)).answer(timeout=20)
    assert "Something went wrong" in message.embeds[0]["description"]


async def test_stopping_finishes_what_is_in_flight(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from bot.discord import desk

    answer = desk.ask

    def slow(*args, **settings):
        time.sleep(0.5)
        return answer(*args, **settings)

    monkeypatch.setattr(desk, "ask", slow)
    given = await give(place)
    await given.first()
    await place.finish()
    assert answers(await given.answer())


async def test_stopping_tells_those_who_get_no_answer(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from bot.discord import desk

    go_on, answer = threading.Event(), desk.ask

    def stuck(*args, **settings):
        go_on.wait(10)
        return answer(*args, **settings)

    monkeypatch.setattr(desk, "ask", stuck)
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    given = await give(place)
    await given.first()
    await place.finish()
    go_on.set()
    message = await given.answer()
    assert "I am being restarted" in message.embeds[0]["description"]


async def test_sigterm_stops_it() -> None:
    stop = asyncio.Event()
    with stop_on_signals(stop):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), 2)


async def test_a_wrong_token_is_one_line_with_the_fix(resting: Place) -> None:
    resting.server.new_token()
    with pytest.raises(SettingError) as raised:
        await resting.start()
    assert str(raised.value) == problems.REFUSED
    assert TOKEN not in str(raised.value)


async def test_a_token_that_is_reset_while_it_runs(place: Place) -> None:
    place.server.new_token()
    await place.server.drop_gateway(4004)
    assert place.running is not None
    with pytest.raises(SettingError, match="does not accept the DISCORD_TOKEN"):
        await asyncio.wait_for(place.running, 20)


async def test_a_refused_intent_is_one_line_with_the_fix(place: Place) -> None:
    await place.server.drop_gateway(4014)
    assert place.running is not None
    with pytest.raises(SettingError, match="Privileged Gateway Intents"):
        await asyncio.wait_for(place.running, 20)


async def test_an_intent_that_is_not_allowed_is_one_line_with_the_fix(resting: Place) -> None:
    """Told at the very first IDENTIFY, before the bot was ever ready."""
    resting.server.gateway.allowed_intents &= ~GUILD_MESSAGES
    with pytest.raises(SettingError) as raised:
        await resting.start()
    assert str(raised.value) == problems.INTENT
    assert len(resting.server.gateway.identifies) == 1


@pytest.mark.parametrize("fake_discord", [2], indirect=True)
async def test_servers_of_every_shard_are_answered(resting: Place) -> None:
    server, places = resting.server, {}
    while len(places) < 2:
        guild = server.add_guild()
        server.add_member(guild, resting.ann)
        places[(int(guild.id) >> 22) % 2] = server.add_channel(guild)
    await resting.start()
    assert sorted(one["shard"] for one in server.gateway.identifies) == [[0, 2], [1, 2]]
    resumed: set[int] = set()

    async def on_shard_resumed(shard_id: int) -> None:
        resumed.add(shard_id)

    resting.bot.on_shard_resumed = on_shard_resumed  # type: ignore[method-assign]
    for _ in range(2):
        for channel in (*places.values(), server.dm(resting.ann)):
            given = await server.slash(resting.ann, channel, "ask", {"question": FOG})
            assert answers(await given.answer())
            resting.bot.cooldown._questions = 100
        if not resumed:
            await server.drop_gateway()
            await server.until(lambda: resumed == {0, 1}, 20, "both shards resumed")


async def test_a_new_generation_is_seen_within_five_seconds(place: Place) -> None:
    settings = place.desk.settings
    (settings.corpus / "bridge.md").write_text("The bridge opened on Friday, the mayor said.\n")
    await asyncio.to_thread(
        build, Home(settings.home), settings.corpus, place.desk.encoder, model=settings.model.model
    )
    async with asyncio.timeout(5):
        while place.desk.live.number != 2:
            await asyncio.sleep(0.05)
    assert await works(place)


async def test_logs_hold_neither_questions_nor_tokens(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    await works(place)
    text = "\n".join(Lines(secrets=(TOKEN,)).format(record) for record in caplog.records)
    assert "event=ask ms=" in text
    assert "fog" not in text
    assert TOKEN not in text
