"""Work that outlasts the interaction it was asked by, through the fake Discord."""

import threading
import time

import pytest

from bot.discord import rebuilding
from tests.bot.discord.conftest import Place
from tests.bot.discord.managers import HEADLINE, given, text_of, until
from tests.discord_server import Message, Upload

pytestmark = pytest.mark.asyncio
QUARTER_OF_AN_HOUR = 15 * 60


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Rebuilds go on until this is set; each tells its progress once more before it ends."""
    go_on, update = threading.Event(), rebuilding.update

    def slow(*args, **settings):
        go_on.wait(10)
        report = update(*args, **settings)
        time.sleep(0.2)
        return report

    monkeypatch.setattr(rebuilding, "update", slow)
    return go_on


def pass_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until all tokens are dead; the fake fails the test for each that is used then."""
    place.server.pass_time(QUARTER_OF_AN_HOUR + 1)
    monkeypatch.setattr("bot.discord.telling.monotonic", lambda: time.monotonic() + QUARTER_OF_AN_HOUR + 1)


async def begun(place: Place, message: Message) -> None:
    await until(place, message, "Bringing the index up to date")


async def test_what_all_see_is_edited_on(
    place: Place, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place.desk.settings.corpus / "bridge.md").write_bytes(HEADLINE)
    message = await given(place, place.manager(), "index refresh")
    await begun(place, message)
    pass_time(place, monkeypatch)
    go_on.set()
    assert "**Added:** bridge.md" in await until(place, message, "up to date: 4 articles")
    assert "1 passage embedded" in str(message.history), "progress, too"
    assert place.server.messages(place.channel, author=place.server.bot) == [message]


async def test_where_it_cannot_be_edited_the_end_is_a_new_message(
    place: Place, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await given(place, place.manager(), "index refresh")
    await begun(place, message)
    pass_time(place, monkeypatch)
    await place.server.delete(message)
    go_on.set()
    end = await place.server.next_message(place.channel, after=message)
    assert "Nothing has changed" in text_of(end)


async def test_what_one_person_sees_ends_with_that_person(
    place: Place, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    meg = place.manager()
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    await place.server.click(meg, preview, "Keep")
    await begun(place, preview)
    pass_time(place, monkeypatch)
    go_on.set()
    end = await place.server.next_message(place.server.dm(meg))
    assert "Kept as" in text_of(end)
    assert "4 articles" in text_of(end)
    shown = place.server.messages(place.channel, author=place.server.bot)
    assert all(message.ephemeral for message in shown)


async def test_leaving_is_told_after_the_token_is_dead(
    place: Place, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    message = await given(place, place.manager(), "index refresh")
    await begun(place, message)
    pass_time(place, monkeypatch)
    await place.finish()
    go_on.set()
    assert "I am being restarted before the index is up to date" in text_of(message)
