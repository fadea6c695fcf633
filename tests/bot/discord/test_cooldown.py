"""Five questions a minute, whatever they are asked with, through the fake Discord."""

import asyncio

import pytest

from tests.bot.discord.conftest import Place
from tests.discord.world import READ_MESSAGE_HISTORY, SEND_MESSAGES, Overwrite
from tests.discord_server import Interaction, Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"
SAID = "five questions within a minute"


async def asked(place: Place, question: str = FOG) -> Message:
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": question})
    return await given.answer()


def used_up(place: Place, left: int = 0) -> None:
    """Ann may ask so many questions more."""
    place.bot.cooldown._asked.pop(int(place.ann.id), None)
    for _ in range(5 - left):
        place.bot.cooldown.wait(int(place.ann.id))


async def held_off(given: Interaction) -> bool:
    message = await given.answer()
    return message.ephemeral and SAID in message.embeds[0]["description"]


async def find(place: Place) -> Interaction:
    said = await place.server.say(place.ann, place.channel, "The storm came over the islands.")
    return await place.server.context_menu(place.ann, said, "Find sources")


async def test_questions_count_whatever_they_are_asked_with(place: Place) -> None:
    answer = await asked(place)
    used_up(place, left=3)
    assert not await held_off(await place.server.click(place.ann, answer, "More"))
    assert not await held_off(await find(place))
    assert not await held_off(
        await place.server.slash(place.ann, place.channel, "ask", {"question": "Was the ferry late?"})
    )
    other = await place.server.slash(place.person("bob"), place.channel, "ask", {"question": "The storm?"})
    for given in (
        await place.server.slash(place.ann, place.channel, "ask", {"question": FOG}),
        await find(place),
        await place.server.click(place.ann, await other.answer(), "👍"),
        await place.server.click(place.ann, answer, "[1] in context"),
        await place.server.slash(place.ann, place.channel, "sources"),
        await place.server.slash(place.ann, place.channel, "about"),
        await place.server.click(place.ann, answer, "Discuss in a thread"),
    ):
        assert await held_off(given) == (given.name in ("/ask", "Find sources")), given.name


async def test_turning_pages_is_free_as_long_as_nothing_is_searched(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.pages.QUOTES_ON_A_PAGE", 1)
    shown = await (await place.server.click(place.ann, await asked(place), "More")).answer()
    used_up(place)
    for name, page in (("Next", "2/2"), ("Previous", "1/2")):
        await place.server.click(place.ann, shown, name)
        await place.server.until(lambda page=page: shown.embeds[0]["footer"]["text"].startswith(page))
    place.desk._further._kept._kept.clear()  # as after a restart
    assert await held_off(await place.server.click(place.ann, shown, "Next"))
    assert shown.embeds[0]["footer"]["text"].startswith("1/2")


async def test_a_mention_too_many_is_told_so_in_private(place: Place) -> None:
    used_up(place)
    await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    told = await place.server.next_message(place.server.dm(place.ann))
    assert SAID in told.embeds[0]["description"]
    assert not place.server.messages(place.channel, author=place.server.bot)


@pytest.mark.parametrize("denied", [0, READ_MESSAGE_HISTORY])
async def test_who_takes_no_direct_messages_is_told_in_passing(
    resting: Place, monkeypatch: pytest.MonkeyPatch, denied: int
) -> None:
    monkeypatch.setattr("bot.discord.replying.ASIDE_SECONDS", 0.3)
    channel = resting.server.add_channel(resting.guild, "quiet", Overwrite(resting.server.bot, deny=denied))
    await resting.start()
    resting.ann.takes_direct_messages = False
    used_up(resting)
    said = await resting.server.say(resting.ann, channel, f"{resting.mention} {FOG}")
    told = await resting.server.next_message(channel, after=said)
    assert SAID in told.content
    assert told.reference is said or resting.ann.mention in told.content
    assert resting.server.pings == []
    await resting.server.until(lambda: told.deleted)
    await resting.server.say(resting.ann, channel, f"{resting.mention} {FOG}")
    await asyncio.sleep(0.3)
    assert not resting.server.messages(channel, author=resting.server.bot), "said once a minute"


async def test_where_it_may_not_write_either_it_stays_silent(resting: Place) -> None:
    channel = resting.server.add_channel(
        resting.guild, "barred", Overwrite(resting.server.bot, deny=SEND_MESSAGES)
    )
    await resting.start()
    resting.ann.takes_direct_messages = False
    used_up(resting)
    await resting.server.say(resting.ann, channel, f"{resting.mention} {FOG}")
    await resting.server.say(resting.ann, resting.server.dm(resting.ann), FOG)
    await asyncio.sleep(0.3)
    assert not resting.server.messages(channel, author=resting.server.bot)


async def test_mentions_beyond_the_bound_are_told_to_wait(place: Place) -> None:
    place.bot.flights._most = 0
    await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    told = await place.server.next_message(place.server.dm(place.ann))
    assert "So many people are asking" in told.embeds[0]["description"]


@pytest.mark.parametrize("name", ["More", "[1] in context", "👍", "Discuss in a thread"])
async def test_presses_beyond_the_bound_are_told_to_wait(place: Place, name: str) -> None:
    answer = await asked(place)
    place.bot.flights._most = 0
    told = await (await place.server.click(place.ann, answer, name)).answer()
    assert told.ephemeral
    assert "So many people are asking" in told.embeds[0]["description"]
