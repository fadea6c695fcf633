"""Buttons and the modal, through the fake Discord."""

import asyncio

import pytest

from bot.discord.presses import value_in
from index.build import build
from index.store import Home
from tests.bot.discord.conftest import Place
from tests.discord.world import CREATE_PUBLIC_THREADS, Overwrite
from tests.discord_server import Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"


async def asked(place: Place, question: str = FOG) -> Message:
    given = await place.server.slash(place.ann, place.channel, "ask", {"question": question})
    return await given.answer()


async def press(place: Place, message: Message, name: str) -> Message:
    pressed = await place.server.click(place.ann, message, name)
    return await pressed.answer()


async def rebuild(place: Place, *, anew: bool = True) -> None:
    settings = place.desk.settings
    await asyncio.to_thread(
        build,
        Home(settings.home),
        settings.corpus,
        place.desk.encoder,
        model=settings.model.model,
        rebuild=anew,
    )
    place.desk.refresh()


async def test_a_citation_is_shown_in_its_context(place: Place) -> None:
    shown = await press(place, await asked(place), "[1] in context")
    assert shown.ephemeral
    assert shown.embeds[0]["title"] == "Ferry to Aberdeen runs late"
    text = shown.embeds[0]["description"]
    assert "**Captain Moss blamed the fog that lay over the harbour all morning.**" in text
    assert "The ferry to Aberdeen was two hours late on Monday, the company said." in text


async def test_buttons_work_after_a_restart_and_a_rebuild(place: Place) -> None:
    answer = await asked(place)
    await place.finish()
    await rebuild(place)
    await place.start()
    for name, said in (("[1] in context", "**Captain Moss"), ("More", "> ")):
        assert said in (await press(place, answer, name)).embeds[0]["description"]
    assert "noted" in (await press(place, answer, "👍")).embeds[0]["description"]


async def edit(place: Place, before: str, after: str, **how: bool) -> None:
    file = place.desk.settings.corpus / "ferry.md"
    file.write_text(file.read_text().replace(before, after))
    await rebuild(place, **how)


@pytest.mark.parametrize("anew", [True, False])
async def test_a_quote_that_was_edited_is_shown_as_it_was(place: Place, anew: bool) -> None:
    answer = await asked(place)
    await edit(place, "Captain Moss", "Captain Ross", anew=anew)
    text = (await press(place, answer, "[1] in context")).embeds[0]["description"]
    assert text.startswith("**Since edited:** this was replaced on ")
    assert "**Captain Moss blamed the fog that lay over the harbour all morning.**" in text
    assert "Ross" not in text
    again = await asked(place)
    assert "Captain Ross" in again.embeds[0]["description"]
    assert "Captain Moss" not in again.embeds[0]["description"]
    footer = (await press(place, answer, "More")).embeds[0]["footer"]["text"]
    assert footer.startswith("since edited: Ferry to Aberdeen runs late")


async def test_a_quote_that_still_stands_in_an_edited_article(place: Place) -> None:
    answer = await asked(place)
    await edit(place, "two hours late", "three hours late")
    text = (await press(place, answer, "[1] in context")).embeds[0]["description"]
    assert text.startswith("**Since edited:** the text around this quote was changed on ")
    assert "three hours late on Monday" in text
    assert "**Captain Moss blamed the fog that lay over the harbour all morning.**" in text


async def test_every_other_button_works_after_a_restart(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.pages.QUOTES_ON_A_PAGE", 1)
    monkeypatch.setattr("bot.discord.pages.ARTICLES_ON_A_PAGE", 2)
    answer = await asked(place)
    more = await press(place, answer, "More")
    listed = await (await place.server.slash(place.ann, place.channel, "sources")).answer()
    await place.finish()
    await place.start()
    for shown, page in ((more, "2/2"), (listed, "page 2 of 2")):
        await place.server.click(place.ann, shown, "Next")
        await place.server.until(
            lambda shown=shown, page=page: shown.embeds[0]["footer"]["text"].startswith(page)
        )
    opened = await place.server.click(place.ann, answer, "👎")
    assert (await opened.opened())["title"] == "What is wrong with the answer?"
    assert "Go on here" in (await press(place, answer, "Discuss in a thread")).embeds[0]["description"]


async def test_a_question_that_is_no_longer_known_says_so(place: Place) -> None:
    answer = await asked(place)
    place.desk.feedback._connection.execute("DELETE FROM asked")
    for name in ("More", "👍", "Discuss in a thread"):
        shown = await press(place, answer, name)
        assert "I no longer know which question that was" in shown.embeds[0]["description"]


async def test_a_press_outlasts_errors_of_the_server(place: Place) -> None:
    place.server.first_answer_seconds = 60.0  # the client waits a second before it tries again
    answer = await asked(place)
    for route in ("POST /interactions/*/callback", "PATCH /webhooks/*/*/messages/@original"):
        place.server.fail(route, status=500, times=1)
        assert "**Captain" in (await press(place, answer, "[1] in context")).embeds[0]["description"]


async def test_a_passage_that_is_gone_says_so(place: Place) -> None:
    answer = await asked(place)
    await edit(place, "Captain Moss", "Captain Ross")
    (place.desk.settings.corpus / "ferry.md").unlink()
    await rebuild(place, anew=False)
    shown = await press(place, answer, "[1] in context")
    assert "That passage is gone" in shown.embeds[0]["description"]


async def test_a_refusals_nearest_is_shown_in_its_context(place: Place) -> None:
    shown = await press(place, await asked(place, "Did Amazon pause?"), "In context")
    assert "**" in shown.embeds[0]["description"]


async def test_more_shows_further_passages_privately(place: Place) -> None:
    answer = await asked(place)
    shown = await press(place, answer, "More")
    assert shown.ephemeral
    assert shown.embeds[0]["title"] == f"More on: {FOG}"
    assert "Captain Moss" not in shown.embeds[0]["description"]
    assert shown.buttons()[0]["label"] == "[1] in context"


async def test_more_is_turned_page_by_page(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.pages.QUOTES_ON_A_PAGE", 1)
    shown = await press(place, await asked(place), "More")
    assert shown.embeds[0]["footer"]["text"].startswith("1/2 · ")
    first = shown.embeds[0]["description"]
    await (await place.server.click(place.ann, shown, "Next")).answer()
    await place.server.until(lambda: shown.embeds[0]["description"] != first)
    assert shown.embeds[0]["footer"]["text"].startswith("2/2 · ")


async def test_a_vote_up_is_stored(place: Place) -> None:
    shown = await press(place, await asked(place), "👍")
    assert (shown.ephemeral, shown.embeds[0]["description"]) == (True, "Thank you, I have noted it.")
    vote = place.desk.feedback.export()[0]
    assert (vote["question"], vote["vote"], vote["why"], len(vote["passages"])) == (FOG, "up", None, 1)


async def test_a_vote_down_counts_at_once_and_may_say_why(place: Place) -> None:
    answer = await asked(place)
    opened = await place.server.click(place.ann, answer, "👎")
    assert (await opened.opened())["title"] == "What is wrong with the answer?"
    await place.server.until(place.desk.feedback.export)
    given = await place.server.submit_modal(place.ann, opened, {"Why": "it was the engine"})
    shown = await given.answer()
    assert (shown.ephemeral, shown.embeds[0]["description"]) == (True, "Thank you, I have noted it.")
    votes = place.desk.feedback.export()
    assert [(vote["vote"], vote["why"]) for vote in votes] == [("down", "it was the engine")]


async def test_a_modal_that_an_earlier_run_has_opened(place: Place) -> None:
    opened = await place.server.click(place.ann, await asked(place), "👎")
    await opened.opened()
    await place.finish()
    await place.start()
    given = await place.server.submit_modal(place.ann, opened, {"Why": "too old"})
    await given.answer()
    assert place.desk.feedback.export()[0]["why"] == "too old"


async def test_a_thread_is_opened_and_goes_on_from_the_answer(place: Place) -> None:
    answer = await asked(place, "Was the ferry late?")
    shown = await press(place, answer, "Discuss in a thread")
    assert shown.ephemeral
    thread = place.server.world.channels[answer.id]
    assert (thread.name, shown.embeds[0]["description"]) == (
        "Was the ferry late?",
        f"Go on here: <#{thread.id}>",
    )
    said = await place.server.say(place.ann, thread, f"{place.mention} why?")
    follow_up = await place.server.next_message(thread, after=said)
    assert follow_up.embeds[0]["title"] == "Why was the ferry late?"
    again = await press(place, answer, "Discuss in a thread")
    assert again.embeds[0]["description"] == f"There is a thread for it: <#{thread.id}>"


async def test_a_thread_is_opened_only_for_who_may_open_one(place: Place) -> None:
    answer = await asked(place)
    denied = Overwrite(place.ann, deny=CREATE_PUBLIC_THREADS)
    place.channel.overwrites.append(denied)
    shown = await press(place, answer, "Discuss in a thread")
    assert "you need the permission Create Public Threads" in shown.embeds[0]["description"]
    assert answer.id not in place.server.world.channels


async def test_nobody_opens_one_thread_after_the_other(place: Place) -> None:
    answers = [await asked(place) for _ in range(3)]
    shown = [await press(place, answer, "Discuss in a thread") for answer in answers]
    said = [message.embeds[0]["description"] for message in shown]
    assert [text.startswith("Go on here") for text in said] == [True, True, False]
    assert "many threads" in said[2]


@pytest.mark.parametrize(
    ("components", "value"),
    [
        ([{"type": 1, "components": [{"custom_id": "why", "value": "a"}]}], "a"),
        ([{"type": 18, "component": {"custom_id": "why", "value": "b"}}], "b"),
        ([{"type": 18, "component": {"custom_id": "other", "value": "b"}}], ""),
        ([], ""),
    ],
)
async def test_the_modals_value_is_found_in_rows_and_under_labels(components: list, value: str) -> None:
    assert value_in(components, "why") == value
