"""/index add with Keep and Discard, through the fake Discord."""

import json
import os
import threading

import pytest

from bot.discord import rebuilding
from corpus.article import Article
from tests.bot.discord.conftest import Place
from tests.bot.discord.managers import HEADLINE, given, text_of, until
from tests.corpus.forms import files
from tests.discord_server import Upload

pytestmark = pytest.mark.asyncio


def articles(place: Place) -> list[Article]:
    """That are answered from, by name."""
    with place.desk.live.asking() as index:
        return list(index.articles())


async def test_a_file_is_shown_as_cleaned_and_kept(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    preview = await given(place, meg, "index add", file=Upload("Big bridge!.md", HEADLINE))
    assert preview.ephemeral
    assert preview.embeds[0]["title"] == "This is what I would keep of Big-bridge.md"
    assert "**Bridge opens at last** · The Herald · 10 July 2020\n1 line kept, 0 left out" in text_of(preview)
    assert "> The new bridge opened on Friday" in text_of(preview)
    assert not (corpus / "Big-bridge.md").exists()
    await place.server.click(meg, preview, "Keep")
    text = await until(place, preview, "up to date:")
    assert "Kept as 2020-07-10-bridge-opens-at-last.md." in text.replace("\\", "")
    kept = (corpus / "2020-07-10-bridge-opens-at-last.md").read_text()
    assert kept.startswith("---\ntitle: Bridge opens at last\npublisher: The Herald\npublished: 2020-07-10\n")
    assert kept.endswith(HEADLINE.decode().rpartition("---")[2])
    assert place.desk.live.number == 2
    assert preview.buttons() == []


async def test_a_pdf_is_kept_with_its_original_and_both_are_removed(place: Place) -> None:
    meg, settings = place.manager(), place.desk.settings
    content = files.pdf([["The bridge opened on Friday.", "The mayor said so."]], title="Bridge")
    preview = await given(place, meg, "index add", file=Upload("a.pdf", content))
    await place.server.click(meg, preview, "Keep")
    await until(place, preview, "up to date:")
    assert (settings.corpus / ".originals" / "bridge.pdf").read_bytes() == content
    answer = await given(place, place.ann, "ask", question="What opened on Friday?")
    assert "The bridge opened on Friday." in text_of(answer)
    question = await given(place, meg, "index remove", article="bridge.md")
    await place.server.click(meg, question, "Remove")
    await until(place, question, "up to date:")
    assert not list((settings.corpus / ".originals").iterdir())
    assert sorted(path.name for path in (settings.home / "removed").iterdir()) == ["bridge.md", "bridge.pdf"]


async def test_what_is_there_already_is_told_before_it_can_be_kept(place: Place) -> None:
    meg, ferry = place.manager(), (place.desk.settings.corpus / "ferry.md").read_bytes()
    preview = await given(place, meg, "index add", file=Upload("copy.md", ferry))
    text = text_of(preview)
    assert "There already: ferry.md (“Ferry to Aberdeen runs late”) has the same address" in text
    assert [button["label"] for button in preview.buttons()] == ["Keep anyway", "Discard"]
    await place.server.click(meg, preview, "Keep anyway")
    assert "Kept as" in await until(place, preview, "up to date:")
    assert [article.title for article in articles(place)].count("Ferry to Aberdeen runs late") == 2


async def test_what_is_there_by_the_time_it_is_kept_is_told_then(place: Place) -> None:
    meg = place.manager()
    previews = [await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE)) for _ in range(2)]
    await place.server.click(meg, previews[0], "Keep")
    await until(place, previews[0], "up to date:")
    await place.server.click(meg, previews[1], "Keep")
    text = await until(place, previews[1], "there already")
    assert "bridge-opens-at-last.md" in text.replace("\\", "")
    assert [button["label"] for button in previews[1].buttons()] == ["Keep anyway", "Discard"]
    assert len(articles(place)) == 4


async def test_a_file_of_several_articles_keeps_what_is_new(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    storm = articles(place)[-1].text
    records = [{"title": "Bridge", "text": "The bridge opened on Friday."}, {"title": "S", "text": storm}]
    preview = await given(place, meg, "index add", file=Upload("two.json", json.dumps(records).encode()))
    assert "There already, of this file: 1 article." in text_of(preview)
    await place.server.click(meg, preview, "Keep")
    text = await until(place, preview, "up to date:")
    assert "Kept as bridge.md." in text
    assert "its text is there already: storm.md" in text
    assert sorted(path.name for path in corpus.glob("*.*")) == [
        "bridge.md",
        "ferry.md",
        "library.md",
        "storm.md",
    ]


@pytest.mark.parametrize("button", ["Keep", "Discard"])
async def test_a_file_that_waited_too_long_is_gone(place: Place, button: str) -> None:
    meg, uploads = place.manager(), place.desk.settings.home / "uploads"
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    (folder,) = uploads.iterdir()
    os.utime(folder, (0, 0))
    await place.finish()
    await place.start()
    await place.server.until(lambda: not list(uploads.iterdir()))
    await place.server.click(meg, preview, button)
    await until(place, preview, "has waited for more than a day")
    assert preview.buttons() == []


async def test_keep_waits_for_the_rebuild_that_is_running(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    meg, go_on, build = place.manager(), threading.Event(), rebuilding.update

    def slow(*args, **settings):
        go_on.wait(10)
        return build(*args, **settings)

    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    monkeypatch.setattr(rebuilding, "update", slow)
    refreshed = await given(place, meg, "index refresh")
    pressed = await place.server.click(meg, preview, "Keep")
    told = await pressed.followup()
    assert told.ephemeral
    assert "rebuilt already" in text_of(told)
    go_on.set()
    await until(place, refreshed, "Nothing has changed")
    assert "Kept as" in await until(place, preview, "4 articles")


async def test_a_file_is_discarded(place: Place) -> None:
    meg = place.manager()
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    await place.server.click(meg, preview, "Discard")
    await until(place, preview, "Discarded; nothing was kept.")
    assert not list((place.desk.settings.home / "uploads").iterdir())
    assert not (place.desk.settings.corpus / "bridge.md").exists()


async def test_a_preview_is_kept_after_a_restart_but_not_by_everyone(place: Place) -> None:
    meg = place.manager()
    preview = await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE))
    await place.finish()
    await place.start()
    refused = await (await place.server.click(place.ann, preview, "Keep")).answer()
    assert "permission Manage Server" in text_of(refused)
    await place.server.click(meg, preview, "Keep")
    await until(place, preview, "up to date:")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (Upload("a.xyz", b"text"), "I cannot make an article of it. a.xyz: .xyz is not read"),
        (Upload("a.txt", b""), "it is empty"),
        (Upload("a.txt", b"x" * 5_000_001), "a.txt is 5.0 MB, and 5 MB is the limit."),
    ],
    ids=["suffix", "empty", "size"],
)
async def test_what_is_no_article_is_told(place: Place, file: Upload, said: str) -> None:
    answer = await given(place, place.manager(), "index add", file=file)
    assert said in text_of(answer).replace("\\", "")
    uploads = place.desk.settings.home / "uploads"
    assert not uploads.exists() or not list(uploads.iterdir())
