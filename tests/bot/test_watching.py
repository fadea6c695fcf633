"""bot/watching.py: the corpus followed, whatever becomes of it."""

import asyncio
import contextlib
import os
import shutil

import pytest

from bot.library import Settings, open_generation
from bot.touched import Timing
from bot.watching import follow, keep_up
from index.locking import one_writer

QUICK = Timing(settle=0.1, patience=0.5, look=0.2, retry=0.2)
SECONDS = 10.0  # at most, for anything to happen
TEXT = "Title\n\nA new bridge was opened on Sunday by the mayor of Leith.\n"


class Following:
    """What was told, and waiting for it."""

    def __init__(self, corpus):
        self.corpus, self.stop, self.calls, self.left = corpus, asyncio.Event(), [], []
        self.answer = True

    async def update(self, leave):
        found = sorted(path.name for path in self.corpus.rglob("*")) if self.corpus.is_dir() else None
        self.calls.append(found)
        self.left.append(sorted(leave))
        return self.answer

    async def until(self, names):
        """Wait until these files were told of."""
        async with asyncio.timeout(SECONDS):
            while not self.calls or self.calls[-1] != names:
                await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def following(corpus, timing=QUICK):
    watched = Following(corpus)
    task = asyncio.create_task(follow(corpus, watched.update, watched.stop, timing))
    yield watched
    watched.stop.set()
    await asyncio.wait_for(task, SECONDS)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.mark.asyncio
async def test_written_edited_renamed_linked_and_deleted(corpus, tmp_path):
    async with following(corpus) as watched:
        await watched.until([])
        (corpus / "a.md").write_text("a")
        await watched.until(["a.md"])
        calls = len(watched.calls)
        (corpus / "a.md").write_text("b")
        async with asyncio.timeout(SECONDS):
            while len(watched.calls) == calls:
                await asyncio.sleep(0.02)
        (corpus / "a.md").rename(corpus / "b.md")
        await watched.until(["b.md"])
        (tmp_path / "elsewhere.md").write_text("c")
        (corpus / "link").symlink_to(tmp_path / "elsewhere.md")
        (corpus / "link").replace(corpus / "b.md")
        (corpus / "c.md").write_text("c")
        await watched.until(["b.md", "c.md"])
        (corpus / "c.md").unlink()
        await watched.until(["b.md"])


@pytest.mark.asyncio
async def test_a_burst_is_one_update(corpus):
    async with following(corpus) as watched:
        await watched.until([])
        for number in range(100):
            (corpus / f"{number:03}.md").write_text("a")
        await watched.until([f"{number:03}.md" for number in range(100)])
        await asyncio.sleep(0.5)
        assert len(watched.calls) <= 3


@pytest.mark.asyncio
async def test_a_file_that_grows_holds_up_no_other_and_is_left(corpus):
    async with following(corpus) as watched:
        await watched.until([])
        (corpus / "whole.md").write_text("a")
        with (corpus / "growing.md").open("w") as file:
            for _ in range(40):
                file.write("more")
                file.flush()
                await asyncio.sleep(0.05)
            assert ["growing.md", "whole.md"] in watched.calls
            assert all("growing.md" in left for left in watched.left[1:])
        async with asyncio.timeout(SECONDS):
            while watched.left[-1]:
                await asyncio.sleep(0.02)


@pytest.mark.asyncio
async def test_the_folder_is_removed_and_comes_back(corpus):
    (corpus / "a.md").write_text("a")
    async with following(corpus) as watched:
        await watched.until(["a.md"])
        shutil.rmtree(corpus)
        await watched.until(None)
        corpus.mkdir()
        (corpus / "b.md").write_text("b")
        await watched.until(["b.md"])
        (corpus / "c.md").write_text("c")
        await watched.until(["b.md", "c.md"])


@pytest.mark.asyncio
@pytest.mark.parametrize("link", [False, True])
async def test_the_folder_is_replaced_by_another(tmp_path, link):
    first, second, place = tmp_path / "first", tmp_path / "second", tmp_path / "place"
    for folder, name in ((first, "a.md"), (second, "b.md")):
        folder.mkdir()
        (folder / name).write_text("x")
    if link:
        place.symlink_to(first)
    else:
        first.rename(place)
    async with following(place) as watched:
        await watched.until(["a.md"])
        if link:
            (tmp_path / "new").symlink_to(second)
            (tmp_path / "new").replace(place)
        else:
            place.rename(first)
            second.rename(place)
        await watched.until(["b.md"])
        (place / "c.md").write_text("c")
        await watched.until(["b.md", "c.md"])


@pytest.mark.asyncio
async def test_one_file_is_followed_through_its_replacement(tmp_path):
    file = tmp_path / "articles.jsonl"
    file.write_text("1")
    async with following(file) as watched:
        for text in ("22", "333"):
            async with asyncio.timeout(SECONDS):
                while not watched.calls:
                    await asyncio.sleep(0.02)
            watched.calls.clear()
            (tmp_path / "new").write_text(text)
            (tmp_path / "new").replace(file)
        async with asyncio.timeout(SECONDS):
            while not watched.calls:
                await asyncio.sleep(0.02)


@pytest.mark.asyncio
async def test_what_could_not_be_done_is_tried_again(corpus):
    async with following(corpus) as watched:
        watched.answer = False
        async with asyncio.timeout(SECONDS):
            while len(watched.calls) < 3:
                await asyncio.sleep(0.02)


@pytest.fixture
def kept_up(articles, tmp_path, encoder):
    """Keep the index up to date; what was told, the notices, and the settings."""

    @contextlib.asynccontextmanager
    async def kept_up():
        settings = Settings(corpus=articles, home=tmp_path / "home")
        own = type(encoder)(settings.model.fingerprint)
        stop, reports, notices = asyncio.Event(), [], []
        task = asyncio.create_task(keep_up(settings, own, stop, reports.append, notices.append, QUICK))
        yield settings, reports, notices
        stop.set()
        await asyncio.wait_for(task, SECONDS)

    return kept_up


async def come(items, count):
    async with asyncio.timeout(SECONDS):
        while len(items) < count:
            await asyncio.sleep(0.02)


@pytest.mark.asyncio
async def test_the_index_is_kept_up(kept_up, articles):
    async with kept_up() as (settings, reports, notices):
        await come(reports, 1)
        (articles / "new.md").write_text(TEXT)
        (articles / "storm.md").unlink()
        await come(reports, 2)
        assert (reports[1].changes.added, reports[1].changes.removed) == (("new.md",), ("storm.md",))
        assert notices == []
        generation = open_generation(settings, notices.append, contextlib.nullcontext)
        assert "new.md" in [article.name for article in generation.articles()]
        generation.close()


@pytest.mark.asyncio
async def test_a_missing_corpus_is_told_once_and_the_index_answers_on(kept_up, articles):
    async with kept_up() as (_, reports, notices):
        await come(reports, 1)
        away = articles.with_name("away")
        articles.rename(away)
        await come(notices, 1)
        away.rename(articles)
        (articles / "new.md").write_text(TEXT)
        await come(reports, 2)
        assert reports[1].changes.added == ("new.md",)
        assert len(notices) == 1


@pytest.mark.asyncio
async def test_another_writer_is_waited_for(kept_up, articles, tmp_path):
    with one_writer(tmp_path / "home", "the index", 0):
        async with kept_up() as (_, reports, notices):
            await come(notices, 1)
            assert f"another process ({os.getpid()} on" in notices[0]
            await asyncio.sleep(0.6)
            assert (len(notices), reports) == (1, [])
