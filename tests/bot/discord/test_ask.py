"""/ask through the fake Discord."""

import pytest

from bot.discord.cards import Tone
from tests.bot.discord.conftest import Place

pytestmark = pytest.mark.asyncio


async def test_an_answer_is_a_card_with_quotes_sources_and_buttons(place: Place) -> None:
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
    first, answer = await asked.first(), await asked.answer()
    assert (first.type, first.ephemeral, first.seconds < 0.5) == (5, False, True)
    embed = answer.embeds[0]
    assert embed["title"] == "Who blamed the fog?"
    assert (
        "> Captain Moss blamed the fog that lay over the harbour all morning. **[1]**" in embed["description"]
    )
    assert (
        "**[1]** [Ferry to Aberdeen runs late](https://herald.example/ferry) · The Herald · 8 July 2020"
        in embed["description"]
    )
    assert embed["footer"]["text"] == "3 articles · newest 8 July 2020 · index built just now"
    labels = [button.get("label") or button["emoji"]["name"] for button in answer.buttons()]
    assert labels == ["[1] in context", "More", "👍", "👎", "Discuss in a thread"]


async def test_a_refusal_looks_different_and_shows_the_nearest(place: Place) -> None:
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Did Amazon pause?"})
    answer = await asked.answer()
    embed = answer.embeds[0]
    assert embed["description"].startswith("**The articles don’t say: no article mentions Amazon.**")
    assert "*Nearest passage, which does not answer it:*" in embed["description"]
    assert embed["color"] == Tone.REFUSAL
    labels = [button.get("label") or button["emoji"]["name"] for button in answer.buttons()]
    assert labels == ["In context", "👍", "👎", "Discuss in a thread"]


async def test_a_private_answer_is_shown_to_the_asker_only(place: Place) -> None:
    options = {"question": "Who blamed the fog?", "private": True}
    asked = await place.server.slash(place.ann, place.channel, "ask", options)
    assert (await asked.first()).ephemeral
    answer = await asked.answer()
    assert answer.ephemeral
    assert "Discuss in a thread" not in [button.get("label") for button in answer.buttons()]
    assert place.desk.feedback.popular(int(place.guild.id), "", 5) == []


async def test_answers_speak_the_askers_language(place: Place) -> None:
    asked = await place.server.slash(
        place.ann, place.channel, "ask", {"question": "Did Amazon pause?"}, locale="de"
    )
    answer = await asked.answer()
    assert "Die Artikel sagen es nicht: Kein Artikel erwähnt Amazon." in answer.embeds[0]["description"]
    assert answer.embeds[0]["footer"]["text"].startswith("3 Artikel · neuester vom 8. Juli 2020")
    assert answer.buttons()[-1]["label"] == "In einem Thread besprechen"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"source": "library.md"}, "don’t say"),
        ({"since": "2020-07-07"}, "Captain Moss blamed the fog"),
        ({"since": "July 2020", "until": "2020"}, "Captain Moss blamed the fog"),
        ({"until": "7 July 2020"}, "don’t say"),
    ],
)
async def test_options_narrow_the_articles(place: Place, options: dict[str, str], said: str) -> None:
    options = {"question": "Who blamed the fog?", **options}
    asked = await place.server.slash(place.ann, place.channel, "ask", options)
    assert said in (await asked.answer()).embeds[0]["description"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"since": "soon"}, "cannot read “soon” as a date"),
        ({"since": "2020-07-09", "until": "2020-07-08"}, "9 July 2020 is later than 8 July 2020"),
        ({"question": "   a   "}, "too short"),
    ],
)
async def test_what_makes_no_sense_is_said_privately(
    place: Place, options: dict[str, str], said: str
) -> None:
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Why so?", **options})
    answer = await asked.answer()
    assert answer.ephemeral
    assert said in answer.embeds[0]["description"]


async def test_sources_complete_from_publishers_and_titles(place: Place) -> None:
    async def offered(text: str) -> list[str]:
        options = {"question": "Why?", "source": text}
        found = await place.server.autocomplete(place.ann, place.channel, "ask", options, focused="source")
        return [choice["value"] for choice in found]

    assert await offered("her") == ["The Herald"]
    assert await offered("storm") == ["Storm over the islands"]
    assert await offered("jane") == ["Jane Doe"]
    assert len(await offered("")) == 6


async def test_questions_complete_from_what_was_answered_here(place: Place) -> None:
    async def offered(text: str) -> list[str]:
        found = await place.server.autocomplete(
            place.ann, place.channel, "ask", {"question": text}, focused="question"
        )
        return [choice["value"] for choice in found]

    before = await offered("")
    assert before, "questions that the articles answer"
    for question in ("Who blamed the fog?", "Did Amazon pause?"):
        asked = await place.server.slash(place.ann, place.channel, "ask", {"question": question})
        await asked.answer()
    assert await offered("") == ["Who blamed the fog?", *before]
    assert await offered("FOG") == ["Who blamed the fog?"]
    other = place.server.add_guild("elsewhere")
    place.server.add_member(other, place.ann)
    await place.server.join(other)
    channel = place.server.add_channel(other)
    found = await place.server.autocomplete(
        place.ann, channel, "ask", {"question": "fog"}, focused="question"
    )
    assert found == []


async def test_a_sixth_question_within_a_minute_has_to_wait(place: Place) -> None:
    for number in range(5):
        asked = await place.server.slash(
            place.ann, place.channel, "ask", {"question": f"Who is number {number}?"}
        )
        await asked.answer()
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
    answer = await asked.answer()
    assert answer.ephemeral
    assert "five questions within a minute" in answer.embeds[0]["description"]
    asked = await place.server.slash(
        place.person("bob"), place.channel, "ask", {"question": "Who blamed the fog?"}
    )
    assert "Captain Moss" in (await asked.answer()).embeds[0]["description"]


async def test_too_many_questions_at_once_are_told_to_wait(place: Place) -> None:
    place.bot.flights._most = 0
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
    answer = await asked.answer()
    assert answer.ephemeral
    assert "So many people are asking" in answer.embeds[0]["description"]


async def test_in_private_and_by_people_who_installed_it(place: Place) -> None:
    place.server.user_installs.add(place.ann)
    for channel in (place.server.dm(place.ann), place.server.group(place.ann, place.person("bob"))):
        asked = await place.server.slash(place.ann, channel, "ask", {"question": "Who blamed the fog?"})
        answer = await asked.answer()
        assert "Captain Moss" in answer.embeds[0]["description"]
        assert "Discuss in a thread" not in [button.get("label") for button in answer.buttons()]


async def test_a_failure_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Who blamed the fog?")

    monkeypatch.setattr("bot.discord.desk.ask", fail)
    asked = await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
    assert "Something went wrong" in (await asked.answer()).embeds[0]["description"]
