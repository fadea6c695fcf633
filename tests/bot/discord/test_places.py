"""Where the bot can be asked besides a server's channels, and what works there, through the fake Discord."""

import pytest

from tests.bot.discord.conftest import Place
from tests.discord_server import Channel, Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"


def without_the_bot(place: Place) -> Channel:
    """A server to which the bot was not added; Ann has it for herself."""
    place.server.user_installs.add(place.ann)
    guild = place.server.add_guild("elsewhere", has_bot=False)
    place.server.add_member(guild, place.ann)
    return place.server.add_channel(guild)


def private(place: Place) -> Channel:
    return place.server.dm(place.ann)


def group(place: Place) -> Channel:
    place.server.user_installs.add(place.ann)
    return place.server.group(place.ann, place.person("bob"))


PLACES = pytest.mark.parametrize("where", [without_the_bot, private, group])


async def asked(place: Place, channel: Channel, question: str = FOG) -> Message:
    return await (await place.server.slash(place.ann, channel, "ask", {"question": question})).answer()


@PLACES
async def test_every_button_works(place: Place, where) -> None:
    answer = await asked(place, where(place))
    assert [button.get("label") for button in answer.buttons()] == ["[1] in context", "More", None, None]
    for name, said in (("[1] in context", "**Captain Moss"), ("More", "> "), ("👍", "noted")):
        shown = await (await place.server.click(place.ann, answer, name)).answer()
        assert said in shown.embeds[0]["description"]
    opened = await place.server.click(place.ann, answer, "👎")
    shown = await (await place.server.submit_modal(place.ann, opened, {"Why": "the engine"})).answer()
    assert "noted" in shown.embeds[0]["description"]
    assert place.desk.feedback._rows("SELECT why FROM feedback") == [("the engine",)]
    assert place.desk.feedback.export() == []  # nobody else is told what is asked here


@PLACES
async def test_the_other_commands_work(place: Place, where) -> None:
    channel = where(place)
    for name, said in (("sources", "Ferry to Aberdeen"), ("about", "3 articles")):
        shown = await (await place.server.slash(place.ann, channel, name)).answer()
        assert said in shown.embeds[0]["description"]
    said = await place.server.say(place.ann, channel, "The captain blamed the fog.")
    shown = await (await place.server.context_menu(place.ann, said, "Find sources")).answer()
    assert "> Captain Moss" in shown.embeds[0]["description"]
    options = {"question": "Why?", "source": "her"}
    found = await place.server.autocomplete(place.ann, channel, "ask", options, focused="source")
    assert [choice["value"] for choice in found] == ["The Herald"]


@PLACES
async def test_what_is_asked_there_is_offered_in_no_server(place: Place, where) -> None:
    await asked(place, where(place), "Was the ferry late?")
    found = await place.server.autocomplete(
        place.ann, place.channel, "ask", {"question": "ferry late"}, focused="question"
    )
    assert found == []


async def test_a_direct_message_follows_up_on_the_one_before(place: Place) -> None:
    channel = private(place)
    for text, understood in (
        ("Was the ferry late?", "Was the ferry late?"),
        ("why?", "Why was the ferry late?"),
    ):
        said = await place.server.say(place.ann, channel, text)
        answer = await place.server.next_message(channel, after=said)
        assert answer.embeds[0]["title"] == understood


async def test_what_was_asked_by_a_command_is_followed_up_in_a_thread(place: Place) -> None:
    thread = await place.server.start_thread(place.ann, place.channel, "ferries")
    await asked(place, thread, "Was the ferry late?")
    said = await place.server.say(place.person("bob"), thread, f"{place.mention} and the storm?")
    answer = await place.server.next_message(thread, after=said)
    assert answer.embeds[0]["title"] == "Was the storm late?"


async def test_no_thread_is_offered_in_a_thread(place: Place) -> None:
    thread = await place.server.start_thread(place.ann, place.channel, "ferries")
    labels = [button.get("label") for button in (await asked(place, thread)).buttons()]
    assert labels == ["[1] in context", "More", None, None]
