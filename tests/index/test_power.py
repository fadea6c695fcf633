"""Whenever the power goes, the generation before or the new one is on the disk, whole."""

import pytest

from corpus.errors import StoreError
from index.check import check
from index.store import Home
from tests.index.power import Disk

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."


@pytest.fixture
def disk(tmp_path, monkeypatch, home):
    return Disk(home.folder, monkeypatch)


def names_left(folder):
    """Names of the articles that answer; None where there is no generation yet."""
    generation = Home(folder).open()
    if generation is None:
        return None
    try:
        names = [article.name for article in generation.articles()]
        assert len(generation.best(dict.fromkeys(generation.terms("company council"), 1.0), 9)) == len(names)
        return names
    finally:
        generation.close()


def test_before_the_first_generation_is_live_there_is_none(write, index_it, disk):
    write("ferry.md", SENTENCE)
    disk.root.mkdir()
    disk.settle()
    index_it()
    found = [names_left(folder) for folder in disk.losses]
    assert set(map(repr, found)) == {"None", "['ferry.md']"}
    assert found[-1] == ["ferry.md"]


def test_the_power_goes_at_any_moment(write, index_it, disk):
    write("ferry.md", SENTENCE)
    index_it()
    for step in range(3):
        disk.settle()
        disk.losses.clear()
        before = names_left(disk.root)
        write(f"vote{step}.md", VOTE)
        index_it()
        found = [names_left(folder) for folder in disk.losses]
        assert found[0] == before
        assert found[-1] == names_left(disk.root) == [*before, f"vote{step}.md"]
        assert found == sorted(found, key=len)
        for folder in disk.losses:
            assert check(Home(folder)).problems == ()


def test_all_is_synced_before_the_rename_and_the_folder_after_it(write, index_it, disk):
    write("ferry.md", SENTENCE)
    report = index_it()
    rename = disk.calls.index(("rename", "CURRENT"))
    synced = {path for call, path in disk.calls[:rename] if call == "sync"}
    generation = "generations/000001"
    files = {f"{generation}/{name}" for name in (*report.manifest.files, "manifest.json")}
    assert synced >= files | {".", "generations", generation, f"{generation}/words"}
    assert disk.calls[rename + 1 :] == [("sync", ".")]


def test_a_file_that_is_not_synced_is_found_out(write, index_it, disk, monkeypatch):
    """The recorder itself: without the syncing the simulated loss is seen."""
    write("ferry.md", SENTENCE)
    disk.root.mkdir()
    disk.settle()
    monkeypatch.setattr("index.draft.sync_tree", lambda folder: None)
    index_it()
    with pytest.raises(StoreError):
        names_left(disk.losses[-1])
