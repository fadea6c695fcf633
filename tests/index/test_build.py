"""index/build.py: the next generation, whole or not at all."""

import errno
import os
import sqlite3

import pytest

from corpus.errors import CorpusError, SettingError, StoreError
from index.build import build, known_files
from index.locking import one_writer

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."


def generations(home):
    return sorted(path.name for path in (home.folder / "generations").iterdir())


def names(generation):
    return [article.name for article in generation.articles()]


def test_the_first(write, index_it, noting, home):
    write("ferry.md", SENTENCE, date="2020-07-08")
    write("vote.md", VOTE)
    report = index_it(noting)
    assert (report.changes.added, report.changes.changed, report.changes.removed) == (
        ("ferry.md", "vote.md"),
        (),
        (),
    )
    assert (report.embedded, report.skipped) == (2, ())
    assert noting.noted == [f"Ferry\n8 July 2020\n{SENTENCE}", f"Vote\n{VOTE}"]
    manifest = report.manifest
    assert (manifest.generation, manifest.articles, manifest.passages) == (1, 2, 2)
    assert (manifest.model, manifest.fingerprint, manifest.dimension) == ("fake", "fake", 64)
    assert manifest.newest.isoformat() == "2020-07-08"
    assert (home.current(), generations(home)) == (1, ["000001"])


def test_nothing_is_written_when_nothing_changed(write, index_it, noting, home):
    path = write("ferry.md", SENTENCE)
    os.utime(path, ns=(10**18, 10**18))
    index_it(noting)
    again = index_it(noting)
    assert (again.embedded, bool(again.changes), again.manifest.generation) == (0, False, 1)
    assert generations(home) == ["000001"]


def test_rebuilding_uses_nothing_and_keeps_the_live_one_until_the_end(write, index_it, noting, home):
    write("ferry.md", SENTENCE)
    index_it(noting)
    live = []

    def look(done):
        live.append((home.current(), bool(home.open().best({"ferri": 1.0}, 1))))

    report = index_it(noting, rebuild=True, progress=look)
    assert live == [(1, True)]
    assert (report.embedded, home.current(), generations(home)) == (1, 2, ["000001", "000002"])


def test_another_model_embeds_all_anew(write, index_it, encoder, home):
    write("ferry.md", SENTENCE)
    index_it()
    report = index_it(type(encoder)("another"))
    assert (report.embedded, report.changes.added, report.manifest.fingerprint) == (
        1,
        ("ferry.md",),
        "another",
    )


def test_another_corpus_uses_the_vectors_alone(write, index_it, noting, tmp_path, opened, corpus):
    write("ferry.md", SENTENCE)
    index_it(noting)
    other = tmp_path / "other"
    other.mkdir()
    (corpus / "ferry.md").rename(other / "ferry.md")
    (other / "vote.txt").write_text(f"Vote\n\n{VOTE}")
    noting.noted.clear()
    generation = opened(encoder=noting, corpus=other)
    assert noting.noted == [f"Vote\n{VOTE}"]
    assert names(generation) == ["ferry.md", "vote.txt"]
    assert known_files(generation, corpus) == {}
    assert set(known_files(generation, other)) == {"ferry.md", "vote.txt"}


def test_other_rules_read_all_anew(write, index_it, noting, monkeypatch):
    write("ferry.md", SENTENCE)
    index_it(noting)
    monkeypatch.setattr("index.build.RULES_VERSION", 99)
    report = index_it(noting)
    assert (report.changes.added, report.embedded) == (("ferry.md",), 0)


@pytest.mark.parametrize(
    "damage", ["CURRENT", "generations/000001/manifest.json", "generations/000001/articles.db"]
)
def test_a_damaged_index_is_made_anew(write, index_it, home, damage):
    write("ferry.md", SENTENCE)
    index_it()
    (home.folder / damage).write_bytes(b"?")
    report = index_it()
    assert (report.changes.added, report.manifest.generation, home.current()) == (("ferry.md",), 2, 2)
    home.open().close()


def test_half_written_generations_are_swept(write, index_it, home):
    write("ferry.md", SENTENCE)
    index_it()
    home.generation_folder(2).mkdir()
    (home.generation_folder(2) / "articles.db").write_bytes(b"half")
    write("vote.md", VOTE)
    index_it()
    assert (home.current(), generations(home)) == (3, ["000001", "000003"])


def test_no_corpus_leaves_the_index_alone(write, index_it, home, corpus):
    path = write("ferry.md", SENTENCE)
    index_it()
    path.unlink()
    with pytest.raises(CorpusError):
        index_it()
    assert home.current() == 1
    home.open().close()


def test_one_writer_at_a_time(write, index_it, home):
    write("ferry.md", SENTENCE)
    with one_writer(home.folder, "the index", 0), pytest.raises(StoreError, match="another process"):
        index_it(lock_seconds=0)
    assert index_it().manifest.generation == 1


def test_a_home_that_cannot_be_written(write, index_it, home):
    write("ferry.md", SENTENCE)
    home.folder.write_text("a file, not a folder")
    with pytest.raises(SettingError, match="cannot be written"):
        index_it()


FULL = {
    "index.database_writer.DatabaseWriter.add_article": OSError(errno.ENOSPC, "No space left on device"),
    "index.words.WordsWriter.add": OSError(errno.ENOSPC, "No space left on device"),
    "index.vectors.faiss.write_index": RuntimeError("write error in vectors.faiss: No space left on device"),
    "index.draft.sync_tree": OSError(errno.ENOSPC, "No space left on device"),
    "shutil.copyfile": OSError(errno.ENOSPC, "No space left on device"),
    "index.manifest.Manifest.write": OSError(errno.ENOSPC, "No space left on device"),
    "index.store.replace_text": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.mark.parametrize("place", FULL)
def test_a_full_disk_leaves_the_index_as_it_was(write, index_it, home, monkeypatch, place):
    write("ferry.md", SENTENCE)
    index_it()
    write("vote.md", VOTE)

    def fail(*_, **__):
        raise FULL[place]

    monkeypatch.setattr(place, fail)
    with pytest.raises(OSError, match="No space left on device") as caught:
        index_it()
    monkeypatch.undo()
    assert caught.value.errno == errno.ENOSPC
    assert (home.current(), generations(home)) == (1, ["000001"])
    generation = home.open()
    assert names(generation) == ["ferry.md"]
    generation.close()
    assert index_it().manifest.articles == 2


def test_an_error_of_any_kind_leaves_the_index_as_it_was(write, index_it, home, encoder, monkeypatch):
    write("ferry.md", SENTENCE)
    index_it()
    write("vote.md", VOTE)

    def interrupt(self, texts):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(encoder), "encode_passages", interrupt)
    with pytest.raises(KeyboardInterrupt):
        index_it()
    assert (home.current(), generations(home)) == (1, ["000001"])


def test_an_open_generation_answers_on_while_two_more_are_built(write, opened, encoder, home):
    write("ferry.md", SENTENCE)
    write("vote.md", VOTE)
    old = opened()

    def ask():
        vector = encoder.encode_question("ferry late")
        return old.nearest(vector, 5), old.best({"ferri": 1.0}, 5), old.fetch([1, 2]), old.publishers()

    first = ask()
    write("ferry.md", VOTE)
    during = []
    opened(progress=lambda done: during.append(ask()))
    write("third.md", SENTENCE)
    opened(progress=lambda done: during.append(ask()))
    assert during == [first, first]
    assert ask() == first
    assert generations(home) == ["000002", "000003"]


def test_nothing_stays_open(write, index_it, monkeypatch):
    closed = []
    connect = sqlite3.connect

    class Connection(sqlite3.Connection):
        def close(self):
            closed.append(self)
            super().close()

    opened = []

    def note(*arguments, **how):
        opened.append(connect(*arguments, factory=Connection, **how))
        return opened[-1]

    monkeypatch.setattr("sqlite3.connect", note)
    write("ferry.md", SENTENCE)
    index_it()
    write("vote.md", VOTE)
    index_it()
    assert len(opened) == 3  # one written; one read, one written
    assert set(map(id, opened)) == set(map(id, closed))


def test_the_folder_need_not_be_there(write, home, corpus, encoder):
    write("ferry.md", SENTENCE)
    assert not home.folder.exists()
    assert build(home, corpus, encoder, model="fake").manifest.generation == 1
