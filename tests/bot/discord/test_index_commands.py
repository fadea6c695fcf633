"""/index and /feedback, through the fake Discord."""

import asyncio
import json
import threading

import pytest

from tests.bot.discord.conftest import Place
from tests.bot.discord.managers import HEADLINE, given, text_of, until
from tests.discord_server import Upload

pytestmark = pytest.mark.asyncio


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
    # Nor is it in an index of before: what it said until then is answered from nowhere.
    live = f"{place.desk.live.number:06}"
    assert [path.name for path in (settings.home / "generations").iterdir()] == [live]


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


async def test_no_export_holds_what_its_server_was_not_told(place: Place) -> None:
    other = place.server.add_guild("other")
    meg = place.manager()
    for user in (meg, place.server.bot):
        place.server.add_member(other, user)
    asked = [
        await given(place, place.ann, "ask", question="Who blamed the fog?"),
        await given(place, place.ann, "ask", question="Was the ferry late?", private=True),
    ]
    said = await place.server.say(place.ann, place.server.dm(place.ann), "Why was the ferry late?")
    asked.append(await place.server.next_message(place.server.dm(place.ann), after=said))
    for answer in asked:
        await (await place.server.click(place.ann, answer, "👍")).answer()
    votes = [place.desk.feedback.export(guild) for guild in (int(other.id), int(place.guild.id), None)]
    assert [[vote["question"] for vote in some] for some in votes] == [[], *[["Who blamed the fog?"]] * 2]


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
