"""Discord's schemas, where their folder is known: they catch what the rules do not look for."""

import os
from typing import Any

import pytest

from tests.discord.conftest import Place
from tests.discord.schemas import VARIABLE, WITHOUT, NoSchemas, load_schemas, with_text_ids
from tests.discord_server import FakeDiscord

needs_schemas = pytest.mark.skipif(not os.environ.get(VARIABLE), reason=WITHOUT)


def test_ids_may_be_numbers() -> None:
    body = {"recipient_id": 1 << 60, "flags": 64, "attachments": [{"id": 0}], "tts": True}
    assert with_text_ids(body) == {
        "recipient_id": str(1 << 60),
        "flags": 64,
        "attachments": [{"id": "0"}],
        "tts": True,
    }


def test_without_the_folder_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    schemas = load_schemas()
    assert isinstance(schemas, NoSchemas)
    assert schemas.request("MessageCreateRequest", 1) is None
    assert schemas.event("READY", {}) is None


@needs_schemas
@pytest.mark.parametrize(
    ("schema", "body", "problem"),
    [
        ("MessageCreateRequest", {"content": "x"}, None),
        ("MessageCreateRequest", {"content": 1}, "$.content"),
        ("MessageCreateRequest", {"embeds": [{"title": "x", "color": -1}]}, "$.embeds[0].color"),
        ("MessageCreateRequest", {"components": [{"type": 1, "components": [{"type": 2}]}]}, "'style'"),
        ("ModalInteractionCallbackRequest", {"type": 9, "data": {}}, "'custom_id'"),
        ("CreateTextThreadWithMessageRequest", {"name": "x" * 101}, "$.name"),
        (
            "CreateTextThreadWithMessageRequest",
            {"name": "x", "auto_archive_duration": 7},
            "auto_archive_duration",
        ),
    ],
)
def test_requests(schema: str, body: Any, problem: str | None) -> None:
    found = load_schemas().request(schema, body)
    assert (found is None) if problem is None else (problem in (found or ""))


@needs_schemas
def test_an_event_that_discord_would_not_send() -> None:
    deleted = {"op": 0, "s": 1, "t": "MESSAGE_DELETE", "d": {"id": "1", "channel_id": "2"}}
    assert load_schemas().event("MESSAGE_DELETE", deleted) is None
    deleted["d"] = {"id": 1}
    assert load_schemas().event("MESSAGE_DELETE", deleted)


@needs_schemas
@pytest.mark.asyncio
async def test_a_request_that_breaks_its_schema_is_refused(place: Place) -> None:
    place.server.expect("MessageCreateRequest: \\$.content")
    route = f"{place.server.api_url}/channels/{place.channel.id}/messages"
    session = place.bot.http._HTTPClient__session  # type: ignore[attr-defined]
    headers = {"Authorization": f"Bot {place.server.token}"}
    async with session.post(route, json={"content": ["x"]}, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["code"] == 50035


async def _walk_through(place: Place) -> FakeDiscord:
    """Something of everything, so that the log holds each kind of answer."""
    server = place.server
    asked = await server.slash(place.user, place.channel, "echo", {"text": "hello"})
    await asked.followup()
    await (await server.click(place.user, await asked.answer(), "Count 1")).first()
    said = await server.say(place.user, place.channel, f"{server.bot.mention} hello")
    await server.next_message(place.channel, after=said)
    thread = await (await place.bot.guilds[0].text_channels[0].send("to discuss")).create_thread(name="t")
    await thread.send("in it")
    await place.bot.application_info()
    await (await place.bot.fetch_user(int(place.user.id))).send("in private")
    await place.bot.guilds[0].fetch_member(int(place.user.id))
    await place.bot.fetch_channel(int(place.channel.id))
    return server


@needs_schemas
@pytest.mark.asyncio
async def test_the_fakes_own_answers_are_as_discords(place: Place) -> None:
    server = await _walk_through(place)
    assert len(server.requests) > 12
    for call in server.requests:
        assert server.schemas.answer(call.method, call.path, call.status, call.answer) is None, call.name
