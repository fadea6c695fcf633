""" "Find sources", through the fake Discord: whatever a message says, and wherever it says it."""

from typing import Any

import pytest

from tests.bot.discord.conftest import Place
from tests.discord.messages import COMPONENTS_V2
from tests.discord_server import Message

pytestmark = pytest.mark.asyncio
CLAIM = "Captain Moss blamed the fog"
LAID_OUT: list[dict[str, Any]] = [
    {
        "type": 17,
        "components": [
            {
                "type": 9,
                "components": [{"type": 10, "content": "## Captain Moss"}],
                "accessory": {"type": 2, "style": 5, "label": "Elsewhere", "url": "https://x.example"},
            },
            {"type": 10, "content": "blamed the **fog**"},
        ],
    }
]


async def found(place: Place, said: Message) -> dict[str, Any]:
    given = await place.server.context_menu(place.ann, said, "Find sources")
    answer = await given.answer()
    assert answer.ephemeral
    return answer.embeds[0]


async def test_sources_are_found_for_a_message(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, f"{CLAIM}, see https://x.example")
    given = await place.server.context_menu(place.ann, said, "Find sources")
    answer = await given.answer()
    assert answer.embeds[0]["title"] == f"Sources for: {CLAIM}, see"
    assert f"> {CLAIM}" in answer.embeds[0]["description"]
    assert [button["label"] for button in answer.buttons()] == ["[1] in context"]


@pytest.mark.parametrize(
    "content",
    [
        f"# **{CLAIM}** <@1> <a:wave:2>",
        "[Captain Moss](https://x.example/a_b) blamed the ||fog|| <t:1:R>",
        "Captain Moss <https://x.example> blamed the [fog](<https://x.example> 'why')",
    ],
)
async def test_markdown_mentions_and_links_are_no_part_of_the_claim(place: Place, content: str) -> None:
    said = await place.server.say(place.ann, place.channel, content)
    assert (await found(place, said))["title"] == f"Sources for: {CLAIM}"


@pytest.mark.parametrize(
    "shown",
    [
        {"embeds": [{"title": "Captain Moss", "description": "blamed the fog", "footer": {"text": "News"}}]},
        {"embeds": [{"fields": [{"name": "Captain Moss", "value": "blamed the fog"}]}]},
        {"components": LAID_OUT, "flags": COMPONENTS_V2},
    ],
    ids=["embed", "fields", "components"],
)
async def test_what_other_apps_show_is_read(place: Place, shown: dict[str, Any]) -> None:
    said = await place.server.post(place.server.add_user("news", bot=True), place.channel, **shown)
    card = await found(place, said)
    assert card["title"] == f"Sources for: {CLAIM}"
    assert f"> {CLAIM}" in card["description"]
    forwarded = await place.server.forward(place.ann, said, place.channel)
    assert await found(place, forwarded) == card


async def test_a_forwarded_message_is_read(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, CLAIM)
    forwarded = await place.server.forward(place.person("bob"), said, place.channel)
    assert forwarded.content == ""
    assert (await found(place, forwarded))["title"] == f"Sources for: {CLAIM}"


async def test_a_message_of_all_that_discord_allows_is_read_as_far_as_a_question_is(place: Place) -> None:
    embeds = [{"title": CLAIM, "description": "the fog " * 70} for _ in range(10)]
    said = await place.server.post(place.server.add_user("news", bot=True), place.channel, embeds=embeds)
    card = await found(place, said)
    assert f"> {CLAIM}" in card["description"]
    assert "only the first 2,000 characters of the message were read" in card["description"]


@pytest.mark.parametrize("content", ["https://x.example 👍", "<@1> <:wave:2>", "**!**"])
async def test_a_message_without_words_is_said_to_have_none(place: Place, content: str) -> None:
    said = await place.server.say(place.ann, place.channel, content)
    assert "no text in that message that I can read" in (await found(place, said))["description"]


async def test_a_message_of_another_app_that_holds_only_buttons(place: Place) -> None:
    button = {"type": 2, "style": 5, "label": "Captain Moss", "url": "https://x.example"}
    robot = place.server.add_user("news", bot=True)
    said = await place.server.post(robot, place.channel, components=[{"type": 1, "components": [button]}])
    assert "no text in that message" in (await found(place, said))["description"]
