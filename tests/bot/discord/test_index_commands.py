"""/index and /feedback, through the fake Discord."""

import asyncio
import json
import os
import threading

import pytest

from bot.discord import rebuilding
from tests.bot.discord.conftest import Place
from tests.corpus.forms import files
from tests.discord_server import Message, NoAnswerError, Upload, User

pytestmark = pytest.mark.asyncio
HEADLINE = b"""---
title: Bridge opens at last
publisher: The Herald
date: 2020-07-10
---
The new bridge opened on Friday, the mayor said to a cheering crowd.
"""


async def given(place: Place, user: User, name: str, **options: object) -> Message:
    return await (await place.server.slash(user, place.channel, name, options)).answer()


def text_of(message: Message) -> str:
    return str(message.embeds[0].get("description", ""))


async def until(place: Place, message: Message, words: str) -> str:
    try:
        await place.server.until(lambda: words in text_of(message), 10, words)
    except NoAnswerError:
        raise AssertionError(f"{words!r} is not in {text_of(message)!r}") from None
    return text_of(message)


@pytest.mark.parametrize("name", ["index refresh", "index add", "index remove", "feedback export"])
async def test_only_for_those_with_manage_server(place: Place, name: str) -> None:
    options = {"index add": {"file": Upload("a.txt", b"text")}, "index remove": {"article": "ferry.md"}}
    answer = await given(place, place.ann, name, **options.get(name, {}))
    assert answer.ephemeral
    assert "permission Manage Server" in text_of(answer)
    group = next(one for one in place.server.commands[None] if one["name"] == name.split()[0])
    assert group["default_member_permissions"] == str(1 << 5)
    assert (group["contexts"], group["integration_types"]) == ([0], [0])


async def test_a_refresh_tells_what_has_changed(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    assert "Nothing has changed: 3 articles" in await until(
        place, await given(place, meg, "index refresh"), "Nothing"
    )
    (corpus / "bridge.md").write_bytes(HEADLINE)
    (corpus / "storm.md").unlink()
    text = await until(place, await given(place, meg, "index refresh"), "up to date:")
    assert "**Added:** bridge.md" in text
    assert "**Removed:** storm.md" in text
    assert "The index is up to date: 3 articles, 3 passages, in " in text
    answer = await given(place, place.ann, "ask", question="What opened on Friday?")
    assert "The new bridge opened on Friday" in text_of(answer)


async def test_a_second_rebuild_is_told_so_while_the_old_index_answers(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    (corpus / "bridge.md").write_bytes(HEADLINE)
    go_on, encode = threading.Event(), place.desk.encoder.encode_passages

    def slow(texts):
        if threading.current_thread().name.startswith("embedding"):  # not that of a question
            go_on.wait(10)
        return encode(texts)

    monkeypatch.setattr(place.desk.encoder, "encode_passages", slow)
    first = await given(place, meg, "index refresh")
    await place.server.until(lambda: place.bot.rebuilding.running)
    second = await given(place, meg, "index refresh")
    assert second.ephemeral
    assert "rebuilt already" in text_of(second)
    answer = await given(place, place.ann, "ask", question="Who blamed the fog?")
    assert "Captain Moss" in text_of(answer)
    assert answer.embeds[0]["footer"]["text"].startswith("3 articles")
    go_on.set()
    await until(place, first, "The index is up to date: 4 articles")
    assert len(first.history) >= 1


async def test_another_process_that_rebuilds_is_told_of(place: Place) -> None:
    import filelock

    from index.locking import LOCK

    with filelock.FileLock(place.desk.settings.home / LOCK):
        answer = await given(place, place.manager(), "index refresh")
        await until(place, answer, "rebuilt already")


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
    assert place.desk.live.articles()[0].title == "Ferry to Aberdeen runs late"
    assert len(place.desk.live.articles()) == 4


async def test_what_is_there_by_the_time_it_is_kept_is_told_then(place: Place) -> None:
    meg = place.manager()
    previews = [await given(place, meg, "index add", file=Upload("bridge.md", HEADLINE)) for _ in range(2)]
    await place.server.click(meg, previews[0], "Keep")
    await until(place, previews[0], "up to date:")
    await place.server.click(meg, previews[1], "Keep")
    text = await until(place, previews[1], "there already")
    assert "bridge-opens-at-last.md" in text.replace("\\", "")
    assert [button["label"] for button in previews[1].buttons()] == ["Keep anyway", "Discard"]
    assert len(place.desk.live.articles()) == 4


async def test_a_file_of_several_articles_keeps_what_is_new(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    storm = place.desk.live.articles()[-1].text
    records = [{"title": "Bridge", "text": "The bridge opened on Friday."}, {"title": "S", "text": storm}]
    preview = await given(place, meg, "index add", file=Upload("two.json", json.dumps(records).encode()))
    assert "1 article of this file: there already" in text_of(preview)
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


async def test_when_too_much_is_in_flight_managers_are_told_to_wait(place: Place) -> None:
    place.bot.flights._most = 0
    for name, options in (
        ("index refresh", {}),
        ("index add", {"file": Upload("a.md", HEADLINE)}),
        ("index remove", {"article": "storm.md"}),
        ("feedback export", {}),
    ):
        answer = await given(place, place.manager(), name, **options)
        assert answer.ephemeral
        assert "So many people are asking" in text_of(answer)


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
        (Upload("a.txt", b"x" * 5_000_001), "a.txt has 5.0 MB, and 5 MB are the most."),
    ],
    ids=["suffix", "empty", "size"],
)
async def test_what_is_no_article_is_told(place: Place, file: Upload, said: str) -> None:
    answer = await given(place, place.manager(), "index add", file=file)
    assert said in text_of(answer).replace("\\", "")
    uploads = place.desk.settings.home / "uploads"
    assert not uploads.exists() or not list(uploads.iterdir())


async def test_an_article_is_removed_once_that_is_confirmed(place: Place) -> None:
    meg, settings = place.manager(), place.desk.settings
    found = await place.server.autocomplete(
        meg, place.channel, "index remove", {"article": "storm"}, focused="article"
    )
    assert found == [{"name": "Storm over the islands (storm.md)", "value": "storm.md"}]
    question = await given(place, meg, "index remove", article="storm.md")
    assert "Remove storm.md (Storm over the islands)?" in text_of(question)
    await place.server.click(meg, question, "Cancel")
    await until(place, question, "Nothing was removed.")
    question = await given(place, meg, "index remove", article="storm.md")
    await place.server.click(meg, question, "Remove")
    text = await until(place, question, "up to date:")
    assert "Removed storm.md." in text
    assert not (settings.corpus / "storm.md").exists()
    assert (settings.home / "removed" / "storm.md").exists()


@pytest.mark.parametrize("name", ["nothing.md", "../home/feedback.db"])
async def test_only_articles_are_removed(place: Place, name: str) -> None:
    answer = await given(place, place.manager(), "index remove", article=name)
    assert "No file of the articles is called" in text_of(answer)


async def test_the_feedback_is_exported(place: Place) -> None:
    meg = place.manager()
    assert text_of(await given(place, meg, "feedback export")) == "There is no feedback yet."
    answer = await given(place, place.ann, "ask", question="Who blamed the fog?")
    await (await place.server.click(place.ann, answer, "👍")).answer()
    export = await given(place, meg, "feedback export")
    assert export.ephemeral
    assert text_of(export) == "Votes so far: 1 up, 0 down."
    lines = place.server.file(export.attachments[0]).decode().splitlines()
    assert [json.loads(line)["vote"] for line in lines] == ["up"]


async def test_only_in_the_servers_named(place: Place) -> None:
    import dataclasses

    await place.finish()
    place.setup = dataclasses.replace(place.setup, admin_guilds=frozenset({1}))
    await place.start()
    assert "permission Manage Server" in text_of(await given(place, place.manager(), "index refresh"))


async def test_rebuilding_under_load_fails_no_answer(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    place.bot.cooldown._questions = 1_000
    asked = []
    for number in range(6):
        (corpus / f"bridge{number}.md").write_bytes(HEADLINE.replace(b"bridge", f"bridge{number}".encode()))
        refreshed = await place.server.slash(meg, place.channel, "index refresh", {})
        asked += [
            await place.server.slash(place.ann, place.channel, "ask", {"question": "Who blamed the fog?"})
            for _ in range(5)
        ]
        message = await refreshed.answer()
        await until(place, message, "up to date:")
    answers = await asyncio.gather(*(one.answer() for one in asked))
    assert all("Captain Moss" in text_of(answer) for answer in answers)
    assert place.desk.live.number == 7


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
    monkeypatch.setattr(place.desk.feedback, "export", lambda: go_on.wait(10) and [])
    export = await place.server.slash(place.manager(), place.channel, "feedback export", {})
    await export.first()
    await place.finish()
    go_on.set()
    assert "I am being restarted" in text_of(await export.answer())


async def test_the_last_article_stays_whatever_other_files_there_are(place: Place) -> None:
    meg, corpus = place.manager(), place.desk.settings.corpus
    for file in list(corpus.iterdir()):
        if file.name != "storm.md":
            file.write_bytes(b"")
    await until(place, await given(place, meg, "index refresh"), "1 article")
    assert "That is the last article" in text_of(await given(place, meg, "index remove", article="storm.md"))


async def test_files_are_offered_to_managers_only(place: Place) -> None:
    offered = place.server.autocomplete(
        place.ann, place.channel, "index remove", {"article": "storm"}, focused="article"
    )
    assert await offered == []
