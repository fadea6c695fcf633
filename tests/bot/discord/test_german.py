"""What a German reader sees, through the fake Discord: nothing of the bot's own words is English."""

import pytest

from bot.discord.cards import Tone
from tests.bot.discord.conftest import GERMAN, Place
from tests.discord.people import Upload
from tests.discord_server import Message

pytestmark = pytest.mark.asyncio


async def asked(place: Place, name: str, **options: object) -> Message:
    """By someone with Manage Server."""
    answer = await (
        await place.server.slash(place.manager(), place.channel, name, options, locale=GERMAN)
    ).answer()
    assert isinstance(answer, Message)
    return answer


async def test_a_file_that_is_no_article(place: Place) -> None:
    answer = await asked(place, "index add", file=Upload("bild.txt", bytes(range(256))))
    assert answer.embeds[0]["description"] == (
        "Daraus wird kein Artikel. bild.txt: Das ist kein Text; speichere den Artikel als reinen UTF-8-Text"
    )


async def test_a_file_that_is_too_large(place: Place) -> None:
    answer = await asked(place, "index add", file=Upload("a.txt", b"x" * 12_345_678))
    assert "a.txt hat 12,3 MB, höchstens 5 MB dürfen es sein." in answer.embeds[0]["description"]


async def test_a_refusal_and_its_limits(place: Place) -> None:
    answer = await asked(
        place, "ask", question="Did Amazon pause?", source="The Herald", since="8. Juli 2020"
    )
    text = answer.embeds[0]["description"]
    assert text.startswith(
        "-# nur: The Herald · ab dem 8. Juli 2020\n\n"
        "**Die Artikel sagen es nicht: Kein Artikel erwähnt Amazon.**"
    )


async def test_a_message_to_which_no_article_speaks(place: Place) -> None:
    said = await place.server.say(place.ann, place.channel, "Amazon paused on Mars.")
    found = await place.server.context_menu(place.ann, said, "Find sources", locale=GERMAN)
    answer = await found.answer()
    assert answer.embeds[0]["description"].startswith(
        "**Zu dieser Nachricht sagt kein Artikel etwas: Kein Artikel erwähnt Amazon"
    )
    assert "*Die nächstliegende Stelle, die nichts dazu sagt:*" in answer.embeds[0]["description"]
    assert answer.embeds[0]["color"] == Tone.REFUSAL


async def test_commands_have_german_names(place: Place) -> None:
    commands = {command["name"]: command for command in place.server.commands[None]}
    assert commands["ask"]["name_localizations"] == {"de": "frage"}
    options = {option["name"]: option["name_localizations"]["de"] for option in commands["ask"]["options"]}
    assert options == {
        "question": "frage", "source": "quelle", "since": "ab", "until": "bis", "private": "privat",
    }  # fmt: skip
    within = [option["name_localizations"]["de"] for option in commands["index"]["options"]]
    assert within == ["aktualisieren", "hinzufügen", "entfernen"]
