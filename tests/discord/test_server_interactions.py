"""Commands, buttons, modals and menus, given by people and answered by the real client."""

import pytest

from tests.discord.conftest import Place
from tests.discord_server import Upload

pytestmark = pytest.mark.asyncio


async def test_a_deferred_answer_comes_with_its_embed_and_its_buttons(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    first = await asked.first()
    answer = await asked.answer()
    assert (first.type, first.ephemeral) == (5, False)
    assert answer.embeds[0]["title"] == "hello"
    assert answer.embeds[0]["description"] == "de True"
    assert [button["label"] for button in answer.buttons()] == ["Count 1", "Why", "Site"]
    assert answer.history[0].flags & 128
    assert (await asked.followup()).content == "that was it"
    assert place.server.messages(place.channel) == [answer, await asked.followup()]


async def test_a_private_answer(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello", "private": True})
    assert (await asked.first()).ephemeral
    assert (await asked.answer()).ephemeral
    assert (await asked.followup()).ephemeral


async def test_autocompletion(place: Place) -> None:
    choices = await place.server.autocomplete(
        place.user, place.channel, "echo", {"text": "a"}, focused="text"
    )
    assert [choice["value"] for choice in choices] == ["a0", "a1", "a2"]


async def test_a_button_changes_its_message(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    answer = await asked.answer()
    await (await place.server.click(place.user, answer, "Count 1")).answer()
    assert answer.content == "counted 1"
    await (await place.server.click(place.user, answer, "count:2")).answer()
    assert answer.content == "counted 2"


async def test_a_modal(place: Place) -> None:
    asked = await place.server.slash(place.user, place.channel, "echo", {"text": "hello"})
    opened = await place.server.click(place.user, await asked.answer(), "Why")
    assert (await opened.opened())["title"] == "Why?"
    sent = await place.server.submit_modal(place.user, opened, {"Reason": "it is so"})
    answer = await sent.answer()
    assert (answer.content, answer.ephemeral) == ("because it is so", True)


async def test_an_attached_file_and_a_file_sent_back(place: Place) -> None:
    options = {"file": Upload("a.txt", b"12345"), "owner": place.user}
    asked = await place.server.slash(place.user, place.channel, "file measure", options)
    answer = await asked.answer()
    assert answer.content == "a.txt by ann: 5 False"
    assert [one["filename"] for one in answer.attachments] == ["reversed.txt"]
    assert place.server.file(answer.attachments[0]) == b"54321"


async def test_a_context_menu(place: Place) -> None:
    said = await place.server.say(place.user, place.channel, "one two three")
    asked = await place.server.context_menu(place.user, said, "Count words")
    answer = await asked.answer()
    assert (answer.content, answer.ephemeral) == ("3 words", True)


async def test_a_mention_is_answered(place: Place) -> None:
    said = await place.server.say(place.user, place.channel, f"{place.server.bot.mention} hello")
    answer = await place.server.next_message(place.channel, after=said)
    assert answer.content == f"you said {place.server.bot.mention} hello"
    assert answer.reference is said
    assert place.server.pings == []
