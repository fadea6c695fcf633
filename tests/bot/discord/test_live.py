"""The live generation changes under those who ask."""

import logging
import threading
import time
from pathlib import Path

import pytest

from bot.discord.live import LiveIndex, NoIndexError
from index.build import build
from index.manifest import MANIFEST
from index.store import CURRENT, Home


@pytest.fixture
def home(tmp_path: Path, articles: Path, encoder) -> Home:
    home = Home(tmp_path / "home")
    build(home, articles, encoder, model="fake")
    return home


@pytest.fixture
def live(home: Home, encoder):
    live = LiveIndex(home, encoder.fingerprint)
    assert live.refresh()
    yield live
    live.close()


def add(articles: Path, home: Home, encoder, name: str = "bridge.md") -> None:
    (articles / name).write_text(f"The bridge of {name} opened on Friday.\n")
    build(home, articles, encoder, model="fake")


def test_before_the_first_generation(tmp_path: Path, articles: Path, encoder) -> None:
    live = LiveIndex(Home(tmp_path / "home"), encoder.fingerprint)
    assert not live.refresh()
    with pytest.raises(NoIndexError), live.asking():
        pass
    build(Home(tmp_path / "home"), articles, encoder, model="fake")
    assert live.refresh()
    with live.asking() as index:
        assert index.manifest.articles == 3
    live.close()


def test_whoever_asks_keeps_their_generation(live: LiveIndex, home: Home, articles: Path, encoder) -> None:
    with live.asking() as old:
        add(articles, home, encoder)
        assert live.refresh()
        assert not live.refresh()
        with live.asking() as new:
            assert new.manifest.articles == 4
        assert old.article("storm.md") is not None, "still open"
    with pytest.raises(Exception, match="closed"):
        old.article("storm.md")


def test_a_broken_generation_is_told_once_and_the_old_one_stays(
    live: LiveIndex, home: Home, articles: Path, encoder, caplog: pytest.LogCaptureFixture
) -> None:
    add(articles, home, encoder)
    manifest = home.generation_folder(2) / MANIFEST
    whole = manifest.read_text()
    manifest.write_text("{")
    with caplog.at_level(logging.ERROR):
        assert not live.refresh()
        assert not live.refresh()
    assert [record.getMessage() for record in caplog.records] == ["index_broken"]
    with live.asking() as index:
        assert index.manifest.generation == 1
    time.sleep(0.01)
    manifest.write_text(whole)
    assert live.refresh(), "mended"


def test_a_generation_of_another_model_is_not_taken(
    live: LiveIndex, home: Home, articles: Path, encoder, caplog: pytest.LogCaptureFixture
) -> None:
    build(home, articles, type(encoder)("other"), model="other")
    assert not live.refresh()
    assert "restart the bot" in caplog.records[-1].fields["problem"].args[0]
    assert live.number == 1


def test_a_damaged_current_changes_nothing(live: LiveIndex, home: Home) -> None:
    (home.folder / CURRENT).write_text("?")
    assert not live.refresh()
    assert live.number == 1


def test_many_ask_while_it_changes(live: LiveIndex, home: Home, articles: Path, encoder) -> None:
    stop, failures, asked = threading.Event(), [], [0]

    def ask() -> None:
        while not stop.is_set():
            try:
                with live.asking() as index:
                    assert index.article("storm.md") is not None
                    asked[0] += 1
            except Exception as error:  # noqa: BLE001
                failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(4):
        add(articles, home, encoder, f"bridge{number}.md")
        assert live.refresh()
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert asked[0] > 50
