"""`footnote discord --watch`: what lands in the folder is answered from, through the fake Discord."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot import watching
from bot.touched import Timing
from index.locking import one_writer
from tests.bot.discord.conftest import Place
from tests.bot.discord.managers import HEADLINE, given, text_of, until

pytestmark = pytest.mark.asyncio
QUICK = Timing(settle=0.1, patience=0.5, look=0.2, retry=0.2)
SECONDS = 10.0  # at most, for anything to happen


@pytest_asyncio.fixture
async def following(
    resting: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """The bot follows its articles."""
    monkeypatch.setattr("bot.watching.Timing", lambda: QUICK)
    monkeypatch.setattr("bot.discord.following.AGAIN_SECONDS", 0.1)
    caplog.set_level(logging.INFO, "bot.discord")
    await resting.start(watch=True)
    yield resting


async def generation(place: Place, number: int) -> None:
    async with asyncio.timeout(SECONDS):
        while place.desk.live.number != number:
            await asyncio.sleep(0.02)


async def logged(caplog: pytest.LogCaptureFixture, event: str) -> list[logging.LogRecord]:
    """All records of the event, once there is one."""
    async with asyncio.timeout(SECONDS):
        while not (found := [one for one in caplog.records if one.getMessage() == event]):
            await asyncio.sleep(0.02)
    return found


async def test_a_file_lands_and_is_answered_from_and_is_removed_again(following: Place) -> None:
    corpus = following.desk.settings.corpus
    (corpus / "bridge.md").write_bytes(HEADLINE)
    await generation(following, 2)
    answer = await given(following, following.ann, "ask", question="What opened on Friday?")
    assert "The new bridge opened on Friday" in text_of(answer)
    async with asyncio.timeout(SECONDS):
        while "Bridge opens at last" not in following.desk.suggestions.sources("bridge"):
            await asyncio.sleep(0.02)
    (corpus / "bridge.md").unlink()
    await generation(following, 3)
    answer = await given(following, following.ann, "ask", question="What opened on Friday?")
    assert "The new bridge opened on Friday" not in text_of(answer)


async def test_without_it_nothing_is_followed(place: Place) -> None:
    (place.desk.settings.corpus / "bridge.md").write_bytes(HEADLINE)
    await asyncio.sleep(1)
    assert place.desk.live.number == 1


async def test_a_refresh_meanwhile_is_told_so_and_what_is_kept_waits(
    following: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, update, meg = threading.Event(), watching.update, following.manager()

    def slow(*args, **settings):
        go_on.wait(10)
        return update(*args, **settings)

    monkeypatch.setattr(watching, "update", slow)
    (following.desk.settings.corpus / "bridge.md").write_bytes(HEADLINE)
    await following.server.until(lambda: following.bot.rebuilding.running)
    assert "rebuilt already" in text_of(await given(following, meg, "index refresh"))
    question = await given(following, meg, "index remove", article="storm.md")
    await following.server.click(meg, question, "Remove")
    go_on.set()
    assert "**Removed:** storm.md" in await until(following, question, "up to date: 3 articles")


async def test_a_problem_is_logged_once_and_the_old_index_answers(
    following: Place, caplog: pytest.LogCaptureFixture
) -> None:
    settings = following.desk.settings
    with one_writer(settings.home, "the index", 0):
        (settings.corpus / "bridge.md").write_bytes(HEADLINE)
        await logged(caplog, "not_followed")
        await asyncio.sleep(3 * QUICK.retry)
        assert len(await logged(caplog, "not_followed")) == 1
        answer = await given(following, following.ann, "ask", question="Who blamed the fog?")
        assert "Captain Moss" in text_of(answer)
    await generation(following, 2)


async def test_what_nobody_foresaw_is_logged_and_followed_on(
    following: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    update, failed = watching.update, []

    def failing(*args, **settings):
        if not failed:
            failed.append(True)
            raise RuntimeError("unforeseen")
        return update(*args, **settings)

    monkeypatch.setattr(watching, "update", failing)
    (following.desk.settings.corpus / "bridge.md").write_bytes(HEADLINE)
    assert (await logged(caplog, "follow_failed"))[0].fields["error"] == "RuntimeError"
    await generation(following, 2)


async def test_it_goes_on_after_a_new_login(following: Place) -> None:
    await following.server.drop_gateway(4000)
    await following.bot.close()
    (following.desk.settings.corpus / "bridge.md").write_bytes(HEADLINE)
    await generation(following, 2)
