"""index/moving.py: from a folder to a server and back, all of it, also in two attempts."""

import dataclasses

import numpy as np
import pytest

from corpus.errors import StoreError
from index.build import build as build_locally
from index.check import check as check_locally
from index.postgres import moving, writer
from index.postgres.check import check
from index.store import Home
from index.stores import move_between

EDITS = ("Captain Moss blamed the fog.", "Captain Ross blamed the fog, not the crew.")


@pytest.fixture
def here(tmp_path, write, corpus, encoder):
    """A folder with articles of several kinds, one edited and one file without any."""
    home = Home(tmp_path / "here")
    for text in EDITS:
        write("ferry.md", text, publisher="The Herald", date="2020-07-08")
        for number in range(5):
            write(f"{number}.md", f"The council voted {number} times on Tuesday to close its libraries.")
        (corpus / "two.jsonl").write_text(
            '{"title": "One", "body": "A storm has cut the power of nine hundred homes."}\n'
            '{"title": "Two", "body": "The storm has gone, and the power is back in all homes."}\n'
        )
        (corpus / "empty.txt").write_text("")
        build_locally(home, corpus, encoder, model="fake")
    return home


def told_by(index, encoder):
    """What may be asked of it, without the passages' numbers."""
    ferry = encoder.encode_question("ferry fog storm power")
    return (
        [(article, index.copies(article.name), index.versions(article.name)) for article in index.articles()],
        [stored.passage for article in index.articles() for stored in index.passages_of(article.name)],
        (index.files(), index.skipped(), index.publishers(), index.version_counts()),
        [index.document_frequency(term) for term in ("ferri", "storm", "power", "moss", "none")],
        sorted(np.round([score for _, score in index.nearest(ferry, 20)], 2).tolist()),
    )


def test_there_and_back(here, home, url, tmp_path, encoder, corpus, noting, index_it):
    manifest = move_between(str(here.folder), url, print)
    assert (manifest.articles, manifest.fingerprint) == (8, "fake")
    there = home.open()
    expected = told_by(here.open(), encoder)
    assert told_by(there, encoder) == expected
    assert check(home).problems == ()
    old = here.open().versions("ferry.md")[0]
    assert there.versions("ferry.md") == [old]
    back = tmp_path / "back"
    move_between(url, str(back), print)
    assert told_by(Home(back).open(), encoder) == expected
    assert check_locally(Home(back)).problems == ()
    # What was moved is brought up to date as if it had been made there: nothing else is embedded.
    (corpus / "new.md").write_text("A ferry that nobody has heard of came in today.")
    assert index_it(noting).changes.added == ("new.md",)
    assert build_locally(Home(back), corpus, noting, model="fake").changes.added == ("new.md",)
    assert len(noting.noted) == 2


@pytest.mark.parametrize("lost", [False, True])
def test_a_move_that_was_broken_off_goes_on(here, home, url, cluster, encoder, monkeypatch, lost):
    monkeypatch.setattr(writer, "MOST_ARTICLES", 2)
    write, taken = moving.ServerTarget.write, []

    def fail(self, file):
        if len(taken) == 5:
            raise StoreError("interrupted")
        taken.append(file.name)
        write(self, file)

    with monkeypatch.context() as broken:
        broken.setattr(moving.ServerTarget, "write", fail)
        with pytest.raises(StoreError, match="interrupted"):
            move_between(str(here.folder), url, print)
    assert home.open() is None
    (generation,) = cluster.execute("SELECT generation FROM footnote.draft")[0]
    if lost:  # as after a crash of the server
        cluster.execute(f"TRUNCATE footnote.load_{generation}")
    taken.clear()
    monkeypatch.setattr(
        moving.ServerTarget, "write", lambda self, file: (taken.append(file.name), write(self, file))
    )
    move_between(str(here.folder), url, print)
    assert ("0.md" in taken, "two.jsonl" in taken) == (lost, True)
    assert told_by(home.open(), encoder) == told_by(here.open(), encoder)
    assert check(home).problems == ()


def test_a_copy_that_is_not_the_same_does_not_become_live(here, home, url, cluster, monkeypatch):
    write = moving.ServerTarget.write

    def spoil(self, file):
        write(self, dataclasses.replace(file, vectors=-file.vectors))

    monkeypatch.setattr(moving.ServerTarget, "write", spoil)
    with pytest.raises(StoreError, match="other vectors"):
        move_between(str(here.folder), url, print)
    assert home.open() is None
