"""index/draft.py: what goes into a generation, and what is taken from the one before."""

import hashlib
import os

import pytest

import index.build
import index.intake
from index.changes import state_of
from index.intake import Done

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."


def names(generation):
    return [article.name for article in generation.articles()]


def test_only_what_is_new_is_embedded(write, index_it, noting, opened):
    write("ferry.md", SENTENCE)
    index_it(noting)
    noting.noted.clear()
    write("vote.md", VOTE)
    generation = opened(encoder=noting)
    assert noting.noted == [f"Vote\n{VOTE}"]
    assert names(generation) == ["ferry.md", "vote.md"]


def test_a_touched_file_is_known_by_its_new_time(write, index_it, noting, home, corpus):
    path = write("ferry.md", SENTENCE)
    for time in (10**18, 11 * 10**17):
        os.utime(path, ns=(time, time))
        index_it(noting)
    assert len(noting.noted) == 1
    assert index_it(noting).changes.touched == ()
    assert home.current() == 2


def test_a_changed_article_keeps_its_id_and_loses_its_old_passages(write, opened):
    write("ferry.md", SENTENCE)
    before = opened()
    gone = next(iter(before.fetch([1]).values())).passage
    write("ferry.md", VOTE)
    after = opened()
    assert [article.id for article in after.articles()] == [article.id for article in before.articles()]
    assert after.find(gone.id) is None
    assert after.best({"ferri": 1.0}, 5) == [
        (2, pytest.approx(after.best({"ferri": 1.0}, 5)[0][1]))
    ]  # its title


def test_a_renamed_file_is_not_embedded_again(write, index_it, noting, corpus):
    write("ferry.md", SENTENCE, title="Late")
    index_it(noting)
    (corpus / "ferry.md").rename(corpus / "boat.md")
    report = index_it(noting)
    assert (report.changes.added, report.changes.removed, report.embedded) == (("boat.md",), ("ferry.md",), 0)


def test_a_file_that_no_longer_holds_an_article_is_gone_and_told(write, index_it, opened, corpus):
    write("vote.md", VOTE)
    write("ferry.md", SENTENCE)
    index_it()
    (corpus / "ferry.md").write_text(" \n")
    report = index_it()
    assert [skip.name for skip in report.skipped] == ["ferry.md"]
    assert report.changes.changed == ("ferry.md",)
    write("new.md", VOTE)
    assert [skip.name for skip in index_it().skipped] == ["ferry.md"]  # told as long as it lies there
    assert names(opened()) == ["new.md", "vote.md"]


def test_a_file_that_vanishes_after_it_was_listed(write, index_it, opened, corpus, monkeypatch):
    write("vote.md", VOTE)
    path = write("ferry.md", SENTENCE)

    def vanish(other):
        path.unlink(missing_ok=True)
        return state_of(other)

    monkeypatch.setattr("index.intake.state_of", vanish)
    report = index_it()
    assert [skip.name for skip in report.skipped] == ["ferry.md"]
    monkeypatch.undo()
    assert names(opened()) == ["vote.md"]
    assert index_it().skipped == ()


@pytest.mark.parametrize("moment", ["state_of", "content_of", "read"])
def test_a_file_that_changes_while_it_is_read_is_read_again(write, index_it, opened, monkeypatch, moment):
    path = write("ferry.md", SENTENCE)

    os.utime(path, ns=(10**18, 10**18))
    real = getattr(index.intake, moment)

    def change_after(*arguments):
        found = real(*arguments)
        write("ferry.md", VOTE)
        os.utime(path, ns=(11 * 10**17, 11 * 10**17))
        return found

    monkeypatch.setattr(f"index.intake.{moment}", change_after)
    index_it()
    monkeypatch.undo()
    assert next(opened().articles()).text == VOTE


def test_a_touched_file_that_changes_meanwhile_is_read_next_time(write, index_it, opened, monkeypatch):

    path = write("ferry.md", SENTENCE)
    os.utime(path, ns=(10**18, 10**18))
    index_it()
    os.utime(path, ns=(11 * 10**17, 11 * 10**17))
    find = index.build.find_changes

    def change_after(*arguments):
        found = find(*arguments)
        write("ferry.md", VOTE)
        os.utime(path, ns=(12 * 10**17, 12 * 10**17))
        return found

    monkeypatch.setattr("index.build.find_changes", change_after)
    assert index_it().changes.touched == ("ferry.md",)
    monkeypatch.undo()
    assert next(opened().articles()).text == VOTE


def test_several_articles_in_one_file_and_the_same_text_twice(corpus, opened):
    (corpus / "many.jsonl").write_text(f'{{"title": "A", "text": "{VOTE}"}}\n' * 2)
    (corpus / "many.jsonl.txt").write_text(f"A\n\n{VOTE}\n\n{VOTE}\n")
    (corpus / "many.json").write_text(f'[{{"title": "A", "text": "{VOTE}"}}, {{"title": "B", "text": "…"}}]')
    generation = opened()
    every = {"many.jsonl#1", "many.jsonl#2", "many.jsonl.txt", "many.json#1"}
    assert every <= set(names(generation))
    stored = generation.fetch(range(1, generation.manifest.passages + 1))
    assert len({found.passage.id for found in stored.values()}) == generation.manifest.passages


def test_progress(write, index_it):
    write("ferry.md", SENTENCE)
    write("vote.md", VOTE)
    steps = []
    index_it(progress=steps.append)
    assert steps == [Done(files=2, of_files=2, passages=2)]


def hashes(generation):
    files = sorted(
        path for path in generation.folder.rglob("*") if path.is_file() and ".lock" not in path.name
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_segments_are_shared_and_the_old_generation_does_not_change(write, opened, monkeypatch):
    monkeypatch.setattr("index.segments.SMALL", 0)
    monkeypatch.setattr("index.segments.MOST_GONE", 0.5)
    write("ferry.md", SENTENCE)
    write("vote.md", VOTE)
    old = opened()
    before = hashes(old)
    write("ferry.md", SENTENCE.replace("two", "three"))
    new = opened()
    assert hashes(old) == before
    shared = [path for path in (new.folder / "words").glob("*.idx") if path.stat().st_nlink == 2]
    assert [path.name for path in shared] == [path.name for path in (old.folder / "words").glob("*.idx")]
