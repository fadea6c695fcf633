"""Requests that are lost on their way, or whose answers are, through the fake Discord."""

import asyncio

import pytest

from tests.bot.discord.conftest import Place
from tests.discord_server import CALLBACK, MESSAGES, ORIGINAL

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"
CAPTAIN = "Captain Moss"
SYNC = "PUT /applications/*/commands"


@pytest.mark.parametrize("is_heard", [False, True], ids=["request", "answer"])
@pytest.mark.parametrize("route", [CALLBACK, ORIGINAL], ids=["first answer", "answer"])
async def test_a_command_is_answered_all_the_same(place: Place, route: str, is_heard: bool) -> None:
    if route == CALLBACK and is_heard:
        place.server.expect("40060")  # the second attempt tells the bot that the first came through
    place.server.tear(route, is_heard=is_heard)
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})
    answer = await given.answer(20)
    assert CAPTAIN in answer.embeds[0]["description"]
    assert given.followups == []


@pytest.mark.parametrize("is_heard", [False, True], ids=["request", "answer"])
async def test_a_mention_is_answered_once(place: Place, is_heard: bool) -> None:
    place.server.tear(MESSAGES, is_heard=is_heard)
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    assert CAPTAIN in answer.embeds[0]["description"]

    def tried_again() -> bool:
        paths = [call.path for call in place.server.requests if call.status == 200]
        return paths.count(f"/channels/{place.channel.id}/messages") == 1

    await place.server.until(tried_again, 10, "the second attempt")
    assert place.server.messages(place.channel, author=place.server.bot) == [answer]


async def test_a_first_answer_refused_before_it_reaches_discord_is_given_again(place: Place) -> None:
    place.server.rate_limit(CALLBACK, 0.2, times=2, is_before=True)
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})
    assert CAPTAIN in (await given.answer()).embeds[0]["description"]


async def test_the_bot_does_not_stay_away_while_commands_are_not_taken(
    resting: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.client.SYNC_SECONDS", 0.2)
    resting.server.rate_limit(SYNC, 3_600)
    await resting.start()
    said = await resting.server.say(resting.ann, resting.channel, f"{resting.mention} {FOG}")
    answer = await resting.server.next_message(resting.channel, after=said)
    assert CAPTAIN in answer.embeds[0]["description"]


async def test_a_vote_counts_though_its_form_cannot_be_shown(place: Place) -> None:
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})
    answer = await given.answer()
    place.server.tear(CALLBACK)
    await place.server.click(place.ann, answer, "👎")
    votes = await place.server.until(place.desk.feedback.export)
    assert [vote["vote"] for vote in votes] == ["down"]


async def test_commands_that_discord_did_not_take_are_synced_later(
    resting: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.client.SYNC_AGAIN_SECONDS", 0.05)
    resting.server.fail(SYNC, 503)
    resting.server.tear(SYNC)
    await resting.start()
    await resting.server.until(lambda: resting.server.commands.get(None), 10, "commands")
    assert len(resting.bots) == 1


async def test_commands_that_discord_will_never_take_are_not_tried_again(
    resting: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.client.SYNC_AGAIN_SECONDS", 0.0)
    resting.server.fail(SYNC, 400, times=5)
    await resting.start()
    await asyncio.sleep(0.2)
    assert [call.status for call in resting.server.requests if call.method == "PUT"] == [400]
