"""Events that come together, and events that discord.py cannot read, through the fake Discord."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from bot.discord.gateway import READ_IN_A_TURN, read_each_alone, take_turns
from tests.bot.discord.conftest import Place
from tests.discord import people
from tests.discord.world import Json

pytestmark = pytest.mark.asyncio
FOG = "Who blamed the fog?"
CAPTAIN = "Captain Moss"


async def test_the_loop_has_its_turn_while_messages_lie_there() -> None:
    async def receive(timeout: float | None = None) -> str:
        return "a message"

    async def connect(url: str, *, compress: int = 0) -> SimpleNamespace:
        return SimpleNamespace(receive=receive)

    http = SimpleNamespace(ws_connect=connect)
    take_turns(http)
    socket = await http.ws_connect("ws://discord")
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    turning = asyncio.create_task(turn())
    for number in range(1, 10 * READ_IN_A_TURN + 1):
        assert await socket.receive(timeout=1.0) == "a message"
        assert turns >= number // READ_IN_A_TURN - 1
    turning.cancel()
    assert turns >= 9


def altered(monkeypatch: pytest.MonkeyPatch, name: str, alter: Callable[[Json], None]) -> None:
    """Have the fake send `interaction_json` or `message_json` so."""
    made = getattr(people, name)

    def make(*args) -> Json:
        payload = made(*args)
        alter(payload)
        return payload

    monkeypatch.setattr(people, name, make)


async def test_a_command_is_answered_where_next_to_nothing_is_told_of_the_channel(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.server.user_installs.add(place.ann)
    guild = place.server.add_guild("elsewhere", has_bot=False)
    place.server.add_member(guild, place.ann)
    channel = place.server.add_channel(guild)
    altered(
        monkeypatch,
        "interaction_json",
        lambda payload: payload.update(channel={"id": payload["channel_id"], "type": 0}),
    )
    answer = await (await place.server.slash(place.ann, channel, "ask", {"question": FOG})).answer()
    assert CAPTAIN in answer.embeds[0]["description"]
    assert len(place.bots) == 1


async def test_an_event_that_cannot_be_read_ends_no_login(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    for session in place.server.gateway.live():
        session.sequence += 1
        await session.socket.send(
            {"op": 0, "d": {"id": "5"}, "s": session.sequence, "t": "ENTITLEMENT_CREATE"}
        )
    answer = await (await place.server.slash(place.ann, place.channel, "ask", {"question": FOG})).answer()
    assert CAPTAIN in answer.embeds[0]["description"]
    assert len(place.bots) == 1
    told = [record.fields for record in caplog.records if record.getMessage() == "unreadable"]
    assert [fields["what"] for fields in told] == ["ENTITLEMENT_CREATE"]


async def test_sources_are_found_for_a_message_that_comes_without_components(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = await place.server.say(place.ann, place.channel, "The captain blamed the fog.")
    altered(monkeypatch, "message_json", lambda message: message.pop("components"))
    shown = await (await place.server.context_menu(place.ann, said, "Find sources")).answer()
    assert CAPTAIN in shown.embeds[0]["description"]


async def test_whoever_gives_a_command_that_discord_py_cannot_read_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = await place.server.say(place.ann, place.channel, "Who is to blame?")
    poll = {
        "question": {"text": "Who is to blame?"},
        "answers": [],
        "expiry": None,  # as Discord may send it, which discord.py does not expect
        "allow_multiselect": False,
        "layout_type": 1,
    }
    altered(monkeypatch, "message_json", lambda message: message.update(poll=poll))
    shown = await (await place.server.context_menu(place.ann, said, "Find sources")).answer()
    assert "Something went wrong" in shown.embeds[0]["description"]


async def test_what_is_typed_into_a_command_of_before_is_completed_by_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered(monkeypatch, "interaction_json", lambda payload: payload["data"].update(name="question"))
    found = await place.server.autocomplete(
        place.ann, place.channel, "ask", {"question": "fog"}, focused="question"
    )
    assert found == []


async def test_a_command_is_given_what_discord_always_tells() -> None:
    read: list[Json] = []
    readers = {"INTERACTION_CREATE": read.append}
    read_each_alone(readers)
    readers["INTERACTION_CREATE"]({"guild_id": "7"})
    readers["INTERACTION_CREATE"]({"attachment_size_limit": 1, "authorizing_integration_owners": {"1": "8"}})
    assert read[0]["authorizing_integration_owners"] == {"0": "7"}
    assert read[0]["attachment_size_limit"] > 1
    assert read[1] == {"attachment_size_limit": 1, "authorizing_integration_owners": {"1": "8"}}
