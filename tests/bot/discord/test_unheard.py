"""Messages that mention the bot and are nobody's question, through the fake Discord."""

from typing import Any

import pytest

from tests.bot.discord.conftest import Place
from tests.discord_server import Channel

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"
PINNED, JOINED, THREAD_CREATED, USED_A_COMMAND = 6, 7, 18, 20


async def unheard(place: Place, channel: Channel) -> None:
    """What a person asks after it is answered, and nothing else in the channel is."""
    said = await place.server.say(place.ann, channel, f"{place.mention} Was the ferry late?")
    answer = await place.server.next_message(channel, after=said)
    assert answer.embeds[0]["title"] == "Was the ferry late?"
    assert place.server.messages(channel, author=place.server.bot) == [answer]
    typed = [call for call in place.server.requests if call.path == f"/channels/{channel.id}/typing"]
    assert len(typed) == 1


async def only_one_more(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} Was the ferry late?")
    await place.server.next_message(place.channel, after=said)
    assert len(place.server.messages(place.channel, author=place.server.bot)) == 2


@pytest.mark.parametrize(
    ("is_bot", "how"),
    [
        (True, {}),
        (True, {"embeds": [{"description": FOG}]}),
        (True, {"webhook": True}),
        (False, {"webhook": True}),
        (True, {"webhook": True, "kind": USED_A_COMMAND}),
        (False, {"kind": PINNED}),
        (False, {"kind": JOINED}),
        (False, {"kind": THREAD_CREATED}),
    ],
    ids=["bot", "embed", "webhook", "person's webhook", "command", "pin", "join", "thread"],
)
async def test_neither_apps_nor_webhooks_nor_discord_itself_are_answered(
    place: Place, is_bot: bool, how: dict[str, Any]
) -> None:
    author = place.server.add_user("news", bot=is_bot)
    place.server.add_member(place.guild, author)
    await place.server.post(author, place.channel, f"{place.mention} {FOG}", **how)
    await unheard(place, place.channel)


async def test_other_apps_are_not_answered_in_reply_to_an_answer(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    robot = place.server.add_user("news", bot=True)
    place.server.add_member(place.guild, robot)
    await place.server.say(robot, place.channel, "and the storm?", reply_to=answer)
    await only_one_more(place)


async def test_its_own_messages_are_not_answered(place: Place) -> None:
    """Its answers may be replies to a question that names it, and `how to ask` does name it."""
    said = await place.server.say(place.ann, place.channel, place.mention)
    told = await place.server.next_message(place.channel, after=said)
    assert place.mention in told.embeds[0]["description"]
    await only_one_more(place)


async def test_a_forwarded_question_is_none(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, FOG)
    await place.server.forward(place.ann, said, place.channel)
    await unheard(place, place.channel)
