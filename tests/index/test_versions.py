"""index/versions.py: what edited articles said is kept, found by old ids, and answered from by nothing."""

import json
import sqlite3

import pytest

import corpus as rules
import index.build
import index.versions
from corpus.errors import StoreError
from index.check import check
from index.search import search
from index.store import Home

MOSS = "Captain Moss blamed the fog that lay over the harbour all morning."
ROSS = "Captain Ross blamed the tide that ran through the harbour all night."
SECRET = "Zebulon"


def only_passage(generation, name="a.md"):
    (stored,) = generation.passages_of(name)
    return stored.passage


@pytest.fixture
def edited(write, opened):
    """The generations before and after an edit."""
    write("a.md", MOSS, title="A")
    write("b.md", "Another article says nothing of it.")
    before = opened()
    write("a.md", ROSS, title="B")
    return before, opened()


def test_an_old_passage_is_found_in_what_the_article_said(edited):
    before, after = edited
    passage = only_passage(before)
    assert after.find(passage.id) is None
    old = after.find_old(passage.id)
    assert (old.text, old.version.article) == (passage.text, before.article("a.md"))
    assert [version.article.text for version in after.versions("a.md")] == [MOSS]
    assert (after.version_counts(), after.versions("b.md")) == ({"a.md": 1}, [])
    assert after.find_old("0" * 16) is None


def test_nothing_is_answered_from_it(edited, encoder):
    _, after = edited
    assert all("Moss" not in hit.stored.passage.text for hit in search(MOSS, after, encoder))
    assert after.manifest.passages == 2


def test_another_title_makes_no_version(write, opened):
    write("a.md", MOSS, title="A")
    opened()
    write("a.md", MOSS, title="B")
    assert opened().version_counts() == {}


def test_what_was_taken_back_is_live_again(edited, write, opened):
    before, _ = edited
    write("a.md", MOSS, title="A")
    generation = opened()
    assert generation.find(only_passage(before).id)
    assert [version.article.text for version in generation.versions("a.md")] == [ROSS, MOSS]


@pytest.mark.parametrize("how", [{"rebuild": True}, {"mend": True}])
def test_a_rebuild_keeps_them(edited, opened, how):
    before, _ = edited
    generation = opened(**how)
    assert generation.find_old(only_passage(before).id).text == MOSS
    assert generation.version_counts() == {"a.md": 1}


def test_another_model_keeps_them_and_notes_an_edit_made_meanwhile(edited, write, opened, encoder):
    before, after = edited
    write("a.md", "Nobody blamed anybody for it in the end, the captain said.")
    other = type(encoder)("other")
    generation = opened(encoder=other)
    assert [version.article.text for version in generation.versions("a.md")] == [ROSS, MOSS]
    assert {generation.find_old(only_passage(one).id).text for one in (before, after)} == {MOSS, ROSS}


def test_other_rules_of_reading_are_no_edit(edited, opened, monkeypatch):
    for room in (rules, index.build):
        monkeypatch.setattr(room, "RULES_VERSION", rules.RULES_VERSION + 1, raising=False)
    monkeypatch.setattr("corpus.readers.MARKDOWN", (".md", ".txt"))
    assert opened().version_counts() == {"a.md": 1}


def test_those_of_another_corpus_go(edited, index_it, home, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "a.md").write_text("# Title\n\nSomething else was said here on another day.\n")
    index_it(corpus=folder)
    generation = home.open()
    assert generation.version_counts() == {}
    generation.close()


def test_only_the_latest_are_kept(write, opened, monkeypatch):
    monkeypatch.setattr(index.versions, "MOST_VERSIONS", 2)
    for number in range(5):
        write("a.md", f"{MOSS} {number}")
        generation = opened()
    assert [version.article.text for version in generation.versions("a.md")] == [f"{MOSS} 3", f"{MOSS} 2"]


def test_only_so_much_is_kept(write, opened, monkeypatch):
    monkeypatch.setattr(index.versions, "MOST_CHARACTERS", len(MOSS) + len(ROSS) - 1)
    for text in (MOSS, ROSS, f"{MOSS} Again."):
        write("a.md", text)
        generation = opened()
    assert [version.article.text for version in generation.versions("a.md")] == [ROSS]


def test_what_is_removed_is_gone_to_the_last_byte(write, opened, corpus, home):
    write("a.md", MOSS.replace("Moss", SECRET))
    write("b.md", "Another article says nothing of it.")
    passage = only_passage(opened()).id
    write("a.md", ROSS)
    opened()
    (corpus / "a.md").unlink()
    generation = opened()
    assert (generation.find_old(passage), generation.version_counts()) == (None, {})
    home.sweep()
    left = [path for path in home.folder.rglob("*") if path.is_file()]
    assert len(left) > 5
    assert not [path for path in left if SECRET.encode() in path.read_bytes()]


def test_a_record_that_takes_the_place_of_another_is_no_edit(corpus, opened):
    bodies = [f"Report {n}: " + f"{word} " * 20 for n, word in enumerate(("one", "two", "three"))]
    records = [{"title": str(n), "body": body} for n, body in enumerate(bodies)]
    path = corpus / "a.json"
    path.write_text(json.dumps(records))
    opened()
    path.write_text(json.dumps(records[1:]))
    assert opened().version_counts() == {}
    records[1]["body"] += " And more."
    path.write_text(json.dumps(records[1:]))
    assert opened().version_counts() == {"a.json#1": 1}
    path.write_text(json.dumps(records[2:]))
    assert opened().version_counts() == {"a.json#1": 1}


TAMPERED = {
    "UPDATE version SET text = 'Another.'": "its id is not that of its text",
    "UPDATE version SET replaced = 'never'": "version 1: cannot be read (",
    "UPDATE version SET name = 'none.md'": "version 1: is of none.md, which is not there",
    'UPDATE old_passage SET "start" = -1': "does not stand in its version",
    "DELETE FROM version": "is of no version",
    "INSERT INTO copy VALUES (1, 2, 1.0)": "is told to be a copy of 2, but not the other way round",
    "DELETE FROM mark WHERE article = 2": "is found by 0 marks instead of ",
    "INSERT INTO mark VALUES (1, 99)": "has marks of article 99, which is not there",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_whatever_is_wrong_with_them_is_found(edited, home: Home, change, monkeypatch):
    monkeypatch.setattr("index.check._check_files", lambda folder, manifest: iter(()))
    assert check(home).problems == ()
    with sqlite3.connect(home.generation_folder(2) / "articles.db") as connection:
        connection.execute(change)
    connection.close()
    assert any(TAMPERED[change] in str(problem) for problem in check(home).problems)


def test_an_index_of_an_earlier_schema_is_made_anew(edited, home, opened):
    path = home.generation_folder(2) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 1}))
    with pytest.raises(StoreError, match="made by an earlier version of this program"):
        home.open()
    assert opened().manifest.articles == 2
