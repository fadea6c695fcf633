"""What is in flight when the bot is told to leave is finished, or told that it was not: each kind of it."""

import threading
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.discord.conftest import Place
from tests.discord.messages import EPHEMERAL
from tests.discord_server import Interaction, Message

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"
LATENCY_SECONDS = 0.15
Begin = Callable[[Place, Message], Awaitable[Interaction]]


async def asked(place: Place) -> Message:
    return await (await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})).answer()


def click(name: str) -> Begin:
    return lambda place, answer: place.server.click(place.ann, answer, name)


async def why(place: Place, answer: Message) -> Interaction:
    opened = await place.server.click(place.ann, answer, "👎")
    await opened.opened()
    return await place.server.submit_modal(place.ann, opened, {"Why": "it was the engine"})


async def turn(place: Place, answer: Message) -> Interaction:
    shown = await (await place.server.click(place.ann, answer, "More")).answer()
    return await place.server.click(place.ann, shown, "Next")


async def find(place: Place, _: Message) -> Interaction:
    said = await place.server.say(place.ann, place.channel, "The storm came over the islands.")
    return await place.server.context_menu(place.ann, said, "Find sources")


async def ask(place: Place, _: Message) -> Interaction:
    return await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})


async def leave_during(place: Place, begin: Begin) -> Interaction:
    """Begin it, and leave while its first answer is on the way."""
    answer = await asked(place)
    place.server.latency = LATENCY_SECONDS
    given = await begin(place, answer)
    callback = f"/interactions/{given.id}/"
    await place.server.until(lambda: any(callback in call.path for call in place.server.requests))
    await place.finish()
    return given


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.pages.QUOTES_ON_A_PAGE", 1)


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        (ask, "Captain Moss"),
        (click("[1] in context"), "**Captain Moss"),
        (click("More"), "> "),
        (find, "> "),
        (click("👍"), "noted"),
        (why, "noted"),
        (click("Discuss in a thread"), "Go on here"),
    ],
    ids=["ask", "context", "more", "find", "up", "why", "thread"],
)
async def test_what_is_in_flight_is_finished(place: Place, begin: Begin, said: str) -> None:
    answer = await (await leave_during(place, begin)).answer()
    assert said in answer.embeds[0]["description"]
    if begin is why:
        assert place.desk.feedback.export()[0]["why"] == "it was the engine"


@pytest.mark.usefixtures("small_pages")
async def test_a_page_that_is_being_turned_is_turned(place: Place) -> None:
    given = await leave_during(place, turn)
    assert given.source is not None
    assert given.source.embeds[0]["footer"]["text"].startswith("2/2 · ")


async def test_a_mention_is_answered(place: Place) -> None:
    place.server.latency = LATENCY_SECONDS
    said = await place.server.say(place.ann, place.channel, f"{place.mention} {FOG}")
    await place.server.until(lambda: any(call.path.endswith("/typing") for call in place.server.requests))
    await place.finish()
    answer = await place.server.next_message(place.channel, after=said)
    assert "Captain Moss" in answer.embeds[0]["description"]


async def test_a_vote_that_comes_while_others_are_finished_is_taken(place: Place) -> None:
    answer = await asked(place)
    opened = await place.server.click(place.ann, answer, "👎")
    await opened.opened()
    place.server.latency = 2 * LATENCY_SECONDS
    await place.server.click(place.person("bob"), answer, "[1] in context")
    await place.server.until(lambda: len(place.bot.flights) > 0)
    place.stop.set()
    await place.server.until(lambda: place.bot.stopping)
    given = await place.server.submit_modal(place.ann, opened, {"Why": "too old"})
    await place.finish()
    assert "noted" in (await given.answer()).embeds[0]["description"]
    assert place.desk.feedback.export()[0]["why"] == "too old"


@pytest.mark.parametrize("what", ["question", "more"])
async def test_what_would_begin_now_is_told_to_wait(place: Place, what: str) -> None:
    answer = await asked(place)
    place.bot.stopping = True
    given = await (ask if what == "question" else click("More"))(place, answer)
    told = await given.answer()
    assert told.flags & EPHEMERAL
    assert "I am being restarted" in told.embeds[0]["description"]


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize(
    ("begin", "stuck"),
    [
        (click("More"), "_more"),
        (turn, "_more"),
        (find, "_sources_for"),
        (click("[1] in context"), "_context"),
        (why, "feedback.vote"),
        (click("Discuss in a thread"), "feedback.find"),
    ],
    ids=["more", "turn", "find", "context", "why", "thread"],
)
async def test_whoever_waits_for_what_is_stuck_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, begin: Begin, stuck: str
) -> None:
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    holder = place.desk.feedback if "." in stuck else place.desk
    name = stuck.rpartition(".")[2]
    work, go_on, begun = getattr(holder, name), threading.Event(), threading.Event()

    def wait(*given, **named):
        # A page is turned from one that is there, and why a vote is down is told after it was given.
        if (begin is turn and given[1] == 1) or (begin is why and given[-1] is None):
            return work(*given, **named)
        begun.set()
        go_on.wait(10)
        return work(*given, **named)

    answer = await asked(place)
    monkeypatch.setattr(holder, name, wait)
    given = await begin(place, answer)
    await place.server.until(begun.is_set)
    await place.finish()
    go_on.set()
    told = await (given.followup() if begin is turn else given.answer())
    assert told.ephemeral
    assert "I am being restarted" in told.embeds[0]["description"]
    if begin is turn:
        assert given.source is not None
        assert given.source.buttons(), "the page stays as it was"
