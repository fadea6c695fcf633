"""Mentions, replies and direct messages, through the fake Discord."""

import asyncio

import pytest

from bot.discord.cards import Card
from bot.discord.claims import words_in
from bot.discord.sending import plain_messages
from tests.bot.discord.conftest import Place
from tests.discord.world import (
    EMBED_LINKS,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    Overwrite,
)
from tests.discord_server import Channel, Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"


async def ask(place: Place, channel: Channel, text: str, reply_to: Message | None = None) -> Message:
    said = await place.server.say(place.ann, channel, text, reply_to=reply_to)
    return await place.server.next_message(channel, after=said)


async def silent(place: Place, channel: Channel) -> bool:
    await asyncio.sleep(0.3)
    return not place.server.messages(channel, author=place.server.bot)


@pytest.mark.parametrize(
    ("content", "question"),
    [
        ("<@7> who?", "who?"),
        ("who,\n<@!7>  when?", "who, when?"),
        ("<@7>", ""),
        ("<@8> <@7>, who?", "who?"),
        ("Hey <@7>! Who <@&5>?", "Hey! Who?"),
        ("<a:wave:1> <#3> who <t:1594166400:D>?", "who?"),
        ("who said https://example.com/Aberdeen-Goats?", "who said"),
        ("3 < 4 and 5 > 4 , .5 ...", "3 < 4 and 5 > 4, .5 ..."),
    ],
)
async def test_the_question_is_what_is_written_in_words(content: str, question: str) -> None:
    assert words_in(content) == question


async def test_a_mention_is_answered_as_a_reply_that_pings_nobody(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    assert answer.embeds[0]["title"] == FOG
    assert "Captain Moss" in answer.embeds[0]["description"]
    assert answer.reference is said
    assert place.server.pings == []


@pytest.mark.parametrize("said", ["!?", "help", "What can you do?"])
async def test_a_mention_without_a_question_is_told_how_to_ask(place: Place, said: str) -> None:
    answer = await ask(place, place.channel, f"{place.mention} {said}")
    assert "mention me with a question" in answer.embeds[0]["description"]


async def test_a_question_that_is_too_long_is_told_so(place: Place) -> None:
    answer = await ask(place, place.channel, f"{place.mention} {'why ' * 100}")
    assert "300 is the limit" in answer.embeds[0]["description"]


async def test_everyone_other_bots_and_other_people_are_not_answered(place: Place) -> None:
    robot = place.server.add_user("robot", bot=True)
    place.server.add_member(place.guild, robot)
    await place.server.say(place.ann, place.channel, f"@everyone {FOG}")
    await place.server.say(place.ann, place.channel, FOG)
    await place.server.say(robot, place.channel, f"{place.mention} {FOG}")
    assert await silent(place, place.channel)


async def test_the_role_of_its_name_is_answered_as_well(resting: Place) -> None:
    role = resting.server.add_role(resting.guild, "Footnote", mentionable=True)
    role.bot = resting.server.bot
    other = resting.server.add_role(resting.guild, "readers", mentionable=True)
    await resting.start()
    answer = await ask(resting, resting.channel, f"{role.mention} {FOG}")
    # Discord withholds what is written beside it.
    assert "mention me with a question" in answer.embeds[0]["description"]
    said = await resting.server.say(resting.ann, resting.channel, f"{other.mention} {FOG}")
    await asyncio.sleep(0.3)
    assert resting.server.messages(resting.channel)[-1] is said


async def test_a_message_from_a_server_not_known_is_no_direct_message(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.bot._connection, "_get_guild", lambda _: None)
    await place.server.say(place.ann, place.channel, "hello everybody")
    assert await silent(place, place.channel)
    answer = await ask(place, place.channel, f"{place.mention} {FOG}")
    assert "Captain Moss" in answer.embeds[0]["description"]


async def test_a_direct_message_needs_no_mention(place: Place) -> None:
    answer = await ask(place, place.server.dm(place.ann), FOG)
    assert "Captain Moss" in answer.embeds[0]["description"]


async def test_a_reply_to_an_answer_is_a_follow_up(place: Place) -> None:
    first = await ask(place, place.channel, f"{place.mention} Was the ferry late on Monday?")
    second = await ask(place, place.channel, "and the storm?", reply_to=first)
    assert second.embeds[0]["title"] == "Was the storm late on Monday?"
    assert "-# asked as: and the storm?" in second.embeds[0]["description"]


async def test_a_reply_is_understood_after_a_restart(place: Place) -> None:
    first = await ask(place, place.channel, f"{place.mention} Was the ferry late?")
    await place.finish()
    await place.start()
    second = await ask(place, place.channel, "why was it?", reply_to=first)
    assert second.embeds[0]["title"] == "Why was the ferry late?"


async def test_another_mention_in_the_channel_is_no_follow_up(place: Place) -> None:
    await ask(place, place.channel, f"{place.mention} Was the ferry late?")
    second = await ask(place, place.channel, f"{place.mention} why was it?")
    assert second.embeds[0]["title"] == "why was it?"


async def test_the_next_mention_in_a_thread_is_a_follow_up_by_anyone(place: Place) -> None:
    thread = await place.server.start_thread(place.ann, place.channel, "ferries")
    await ask(place, thread, f"{place.mention} Was the ferry late?")
    said = await place.server.say(place.person("bob"), thread, f"{place.mention} why?")
    second = await place.server.next_message(thread, after=said)
    assert second.embeds[0]["title"] == "Why was the ferry late?"


async def test_after_half_an_hour_a_thread_begins_anew(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime

    thread = await place.server.start_thread(place.ann, place.channel, "ferries")
    await ask(place, thread, f"{place.mention} Was the ferry late?")
    monkeypatch.setattr("bot.discord.desk.FOLLOW_UP", datetime.timedelta(0))
    second = await ask(place, thread, f"{place.mention} why did it?")
    assert second.embeds[0]["title"] == "why did it?"


async def test_the_cooldown_is_said_in_private_and_once(place: Place) -> None:
    for number in range(5):
        await ask(place, place.channel, f"{place.mention} Who is number {number}?")
    for _ in range(2):
        await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.server.dm(place.ann))
    assert "five questions within a minute" in answer.embeds[0]["description"]
    await asyncio.sleep(0.2)
    assert len(place.server.messages(place.server.dm(place.ann))) == 1
    assert len(place.server.messages(place.channel, author=place.server.bot)) == 5


async def barred(resting: Place, permission: int) -> Channel:
    """A channel where the bot lacks it."""
    denied = Overwrite(resting.server.bot, deny=permission)
    channel = resting.server.add_channel(resting.guild, "barred", denied)
    await resting.start()
    return channel


async def test_without_the_history_the_answer_is_no_reply(resting: Place) -> None:
    channel = await barred(resting, READ_MESSAGE_HISTORY)
    answer = await ask(resting, channel, f"{resting.mention} {FOG}")
    assert "Captain Moss" in answer.embeds[0]["description"]
    assert answer.reference is None


async def test_without_embeds_it_answers_in_plain_words_and_says_what_is_missing(resting: Place) -> None:
    channel = await barred(resting, EMBED_LINKS)
    answer = await ask(resting, channel, f"{resting.mention} {FOG}")
    assert answer.content.startswith(f"**{FOG}**\n")
    assert "Captain Moss blamed the fog" in answer.content
    assert answer.content.endswith("I need the permission Embed Links.")
    assert answer.components
    assert len(resting.server.messages(channel, author=resting.server.bot)) == 1


async def test_a_long_card_in_plain_words_is_in_several_messages() -> None:
    quotes = "\n".join(f"> {'fog over the harbour ' * 40}{number}" for number in range(5))
    pages = plain_messages(Card("Why?", quotes, "2 of 3 articles"), "no cards here")
    assert len(pages) > 2
    assert max(map(len, pages)) <= 2_000
    words = " ".join(" ".join(pages).replace("> ", "").split())
    assert words == " ".join(f"**Why?** {quotes} 2 of 3 articles no cards here".replace("> ", "").split())


async def test_where_it_may_not_write_it_says_so_in_private(resting: Place) -> None:
    channel = await barred(resting, SEND_MESSAGES)
    await resting.server.say(resting.ann, channel, f"{resting.mention} {FOG}")
    told = await resting.server.next_message(resting.server.dm(resting.ann))
    assert f"I may not answer in {channel.mention}" in told.embeds[0]["description"]
    await asyncio.sleep(0.2)
    assert len(resting.server.messages(resting.server.dm(resting.ann))) == 1


async def test_what_is_asked_in_a_hidden_channel_is_not_offered(resting: Place) -> None:
    hidden = resting.server.add_channel(
        resting.guild,
        "hidden",
        Overwrite(resting.guild.everyone, deny=VIEW_CHANNEL),
        Overwrite(resting.ann, allow=VIEW_CHANNEL),
        Overwrite(resting.server.bot, allow=VIEW_CHANNEL),
    )
    await resting.start()
    guild = int(resting.guild.id)
    await ask(resting, hidden, f"{resting.mention} {FOG}")
    await (await resting.server.slash(resting.ann, hidden, "ask", {"question": FOG})).answer()
    assert resting.desk.feedback.popular(guild, "", 5) == []
    await ask(resting, resting.channel, f"{resting.mention} {FOG}")
    assert resting.desk.feedback.popular(guild, "", 5) == [FOG]


async def test_thanks_and_replies_to_people_leave_the_threads_question(place: Place) -> None:
    thread = await place.server.start_thread(place.ann, place.channel, "ferries")
    await ask(place, thread, f"{place.mention} Was the ferry late?")
    await ask(place, thread, f"{place.mention} thanks!")
    bob = await place.server.say(place.person("bob"), thread, "no idea")
    answer = await ask(place, thread, f"{place.mention} why?", reply_to=bob)
    assert answer.embeds[0]["title"] == "Why was the ferry late?"


async def test_a_follow_up_keeps_to_the_source(place: Place) -> None:
    options = {"question": "Was the ferry late?", "source": "The Herald", "since": "2020-01-01"}
    first = await (await place.server.slash(place.ann, place.channel, "ask", options)).answer()
    wanted = []
    for question in ("why?", "and in 2019?"):
        await ask(place, place.channel, question, reply_to=first)
        rows = place.desk.feedback._rows("SELECT source, since FROM asked ORDER BY time DESC LIMIT 1")
        wanted += rows
    assert wanted == [("The Herald", "2020-01-01"), ("The Herald", None)]


async def test_the_cooldown_holds_for_how_to_ask_as_well(place: Place) -> None:
    for _ in range(5):
        await ask(place, place.channel, f"{place.mention} ?")
    await place.server.say(place.ann, place.channel, place.mention)
    answer = await place.server.next_message(place.server.dm(place.ann))
    assert "five questions within a minute" in answer.embeds[0]["description"]
    assert len(place.server.messages(place.channel, author=place.server.bot)) == 5


def heading(answer: Message) -> str:
    return answer.embeds[0]["description"].split(":")[0]


async def test_a_message_is_answered_in_the_language_of_the_writers_last_interaction(place: Place) -> None:
    hans = place.person("hans", "de")
    for channel in (place.channel, place.server.dm(hans)):
        said = await place.server.say(hans, channel, f"{place.mention} Did Amazon pause?")
        assert heading(await place.server.next_message(channel, after=said)) == "**The articles don’t say"
    about = await place.server.slash(hans, place.channel, "about")
    await about.answer()
    for channel in (place.channel, place.server.dm(hans)):
        said = await place.server.say(hans, channel, f"{place.mention} Did Amazon pause?")
        assert heading(await place.server.next_message(channel, after=said)) == "**Die Artikel sagen es nicht"
    assert heading(await ask(place, place.channel, f"{place.mention} Did Amazon pause?")).startswith("**The")


async def test_a_message_by_one_not_seen_yet_is_answered_in_the_servers_language(resting: Place) -> None:
    resting.guild.locale = "de"
    await resting.start()
    answer = await ask(resting, resting.channel, f"{resting.mention} Did Amazon pause?")
    assert heading(answer) == "**Die Artikel sagen es nicht"


async def test_an_answer_shows_the_limits_that_it_takes_over(place: Place) -> None:
    asked = await place.server.slash(
        place.ann, place.channel, "ask", {"question": "Was the ferry late?", "source": "The Herald"}
    )
    first = await asked.answer()
    assert "-# only: The Herald" in first.embeds[0]["description"]
    second = await ask(place, place.channel, "and the storm?", reply_to=first)
    assert second.embeds[0]["description"].startswith("-# asked as: and the storm?\n-# only: The Herald\n\n")
