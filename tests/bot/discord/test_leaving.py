"""The bot leaves while managers wait for it, through the fake Discord."""

import threading
import time

import pytest

from tests.bot.discord.conftest import Place
from tests.bot.discord.managers import HEADLINE, given, text_of, until
from tests.discord_server import Upload

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("how", ["refresh", "Keep", "Remove"])
async def test_leaving_during_a_rebuild_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    meg, go_on = place.manager(), threading.Event()
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    monkeypatch.setattr("bot.discord.rebuilding.update", lambda *_, **__: go_on.wait(10))
    if how == "refresh":
        message = await given(place, meg, "index refresh")
    elif how == "Keep":
        message = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
        await place.server.click(meg, message, "Keep")
    else:
        message = await given(place, meg, "index remove", article="storm.md")
        await place.server.click(meg, message, "Remove")
    await until(place, message, "Bringing the index up to date")
    await place.finish()
    go_on.set()
    assert "I am being restarted before the index is up to date" in text_of(message)


async def test_leaving_during_an_export_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    monkeypatch.setattr(place.desk.feedback, "export", lambda _: go_on.wait(10) and [])
    export = await place.server.slash(place.manager(), place.channel, "feedback export", {})
    await export.first()
    await place.finish()
    go_on.set()
    assert "I am being restarted" in text_of(await export.answer())


async def test_leaving_while_a_file_is_read_keeps_its_buttons(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    meg, go_on = place.manager(), threading.Event()
    monkeypatch.setattr("bot.discord.client.DRAIN_SECONDS", 1.2)
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    monkeypatch.setattr(place.bot.uploads, "keep", lambda *_: go_on.wait(10) and None)
    pressed = await place.server.click(meg, preview, "Keep")
    await place.server.until(lambda: place.bot.rebuilding.running)
    await place.finish()
    go_on.set()
    told = await pressed.followup()
    assert told.ephemeral
    assert "I am being restarted" in text_of(told)
    await place.start()
    await place.server.click(meg, preview, "Keep")
    assert "Kept as" in await until(place, preview, "4 articles")


@pytest.mark.parametrize("button", ["Keep", "Discard"])
async def test_what_was_pressed_just_before_leaving_is_done(
    place: Place, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    meg, home = place.manager(), place.desk.settings.home
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    find = place.bot.uploads.find

    def slow(number: str):
        time.sleep(0.2)
        return find(number)

    monkeypatch.setattr(place.bot.uploads, "find", slow)
    pressed = await place.server.click(meg, preview, button)
    await pressed.first()
    await place.finish()
    said = "4 articles" if button == "Keep" else "Discarded; nothing was kept."
    assert said in text_of(preview)
    assert not list((home / "uploads").iterdir())
