"""Questions that are edited or deleted after they were asked."""

import asyncio
from typing import Any

import pytest

from bot.discord.desk import Reply
from tests.bot.discord.conftest import Place

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"


async def test_an_edited_question_is_answered_anew(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} Who blamed the frog?")
    first = await place.server.next_message(place.channel, after=said)
    await place.server.edit(said, f"{place.mention} {FOG}")
    second = await place.server.next_message(place.channel, after=first)
    assert second.embeds[0]["title"] == FOG
    assert second.reference is said
    await place.server.until(lambda: first.deleted)
    await place.server.edit(said, f"{place.mention}  {FOG}")
    await place.server.edit(said, f"{place.mention} {FOG} https://example.com/fog")
    await asyncio.sleep(0.3)
    assert place.server.messages(place.channel) == [said, second]


async def test_a_message_edited_to_ask_is_answered(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, FOG)
    await asyncio.sleep(0.3)
    assert place.server.messages(place.channel) == [said]
    await place.server.edit(said, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    assert "Captain Moss" in answer.embeds[0]["description"]


async def test_what_was_said_before_this_run_is_not_answered_again(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    await place.finish()
    await place.start()
    await place.server.edit(said, f"{place.mention} Who else blamed the fog?")
    await asyncio.sleep(0.3)
    assert place.server.messages(place.channel) == [said, answer]


async def test_a_deleted_question_takes_its_answer_along(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    answer = await place.server.next_message(place.channel, after=said)
    later = await place.server.say(place.ann, place.channel, f"{place.mention} Was the ferry late?")
    other = await place.server.next_message(place.channel, after=later)
    await place.server.delete(said)
    await place.server.until(lambda: answer.deleted)
    assert not other.deleted


async def test_a_question_deleted_before_its_answer_is_not_answered(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = asyncio.Event()
    answer = place.bot.desk.answer

    async def slowly(*arguments: Any) -> Reply:
        await said.wait()
        return await answer(*arguments)

    monkeypatch.setattr(place.bot.desk, "answer", slowly)
    message = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    await asyncio.sleep(0.1)
    await place.server.delete(message)
    await asyncio.sleep(0.1)
    said.set()
    await asyncio.sleep(0.3)
    assert place.server.messages(place.channel) == []
