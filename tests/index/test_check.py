"""index/check.py and index/salvage.py: whatever is wrong is found, by name, and what is sound is kept."""

import hashlib
import json
import sqlite3

import faiss
import numpy as np
import pytest

from index.check import check
from index.seal import seal as sign
from index.store import Home

VOTE = "The council voted on Tuesday to close two of its five libraries."


@pytest.fixture
def folder(index_it, articles, home):
    """Of a generation of three articles, each of one passage."""
    index_it(corpus=articles)
    return home.generation_folder(1)


def seal(folder, **fields):
    """As if what is there had been written so."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text()) | fields
    for name in manifest["files"]:
        content = (folder / name).read_bytes()
        manifest["files"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    path.write_text(json.dumps(manifest))
    sign(folder)


def found(home):
    return [str(problem) for problem in check(home).problems]


def test_nothing(folder, home):
    assert found(home) == []
    assert check(home).manifest.articles == 3


def test_no_index(home):
    assert check(home) is None


def test_every_file_altered_cut_or_missing(folder, home):
    names = list(json.loads((folder / "manifest.json").read_text())["files"])
    assert {"articles.db", "vectors.faiss", "words/meta.json"} <= set(names)
    for name in names:
        path = folder / name
        content = path.read_bytes()
        path.write_bytes(bytes([*content[:-1], content[-1] ^ 1]))
        assert f"{name}: its content is not what was written" in found(home)
        path.write_bytes(content[:-1])
        assert f"{name}: has {len(content) - 1:,} bytes instead of {len(content):,}" in found(home)
        path.unlink()
        assert f"{name}: cannot be read (No such file or directory)" in found(home)
        path.write_bytes(content)
    assert found(home) == []


def test_files_that_do_not_belong(folder, home):
    (folder / "words" / "more.idx").write_text("x")
    assert found(home) == ["words/more.idx: is no part of the index"]


def test_current_and_manifest(folder, home):
    (folder / "manifest.json").write_text("{")
    assert found(home) == ["manifest.json: the index's manifest.json is missing or damaged"]
    (home.folder / "CURRENT").write_text("?")
    assert len(found(home)) == 1
    assert found(home)[0].startswith("CURRENT: ")


CHANGES = {
    "UPDATE passage SET id = '0' WHERE number = 1": "passage 0: its id is not that of its text, ",
    'UPDATE passage SET "end" = 99999 WHERE number = 1': ": does not stand in its article",
    'UPDATE passage SET "start" = -1 WHERE number = 1': ": does not stand in its article",
    "UPDATE passage SET \"start\" = 'x' WHERE number = 1": ": does not stand in its article",
    "UPDATE passage SET sentences = x'00' WHERE number = 1": ": its sentences cannot be read",
    "UPDATE passage SET sentences = x'0000000001000000' WHERE number = 1": "do not make it up",
    "UPDATE article SET text = 'Another.' WHERE number = 1": ": does not stand in its article",
    "UPDATE article SET id = '0' WHERE number = 1": "article ferry.md: its id is 0, not ",
    "UPDATE article SET published = 'never' WHERE number = 1": "article ferry.md: cannot be read (",
    "DELETE FROM file WHERE name = 'ferry.md'": "article ferry.md: is of no file",
    "DELETE FROM article WHERE number = 1": "articles.db: holds 2 articles instead of 3",
    "DELETE FROM passage WHERE number = 1": "articles.db: holds 2 passages instead of 3",
    "UPDATE passage SET article = 99 WHERE number = 1": ": number 1 is of no article",
    "UPDATE passage SET number = 99 WHERE number = 1": "vectors.faiss: holds other passages than articles.db",
    "DROP TABLE file": "articles.db: ",
}


@pytest.mark.parametrize("change", CHANGES)
def test_articles(folder, home, change):
    connection = sqlite3.connect(folder / "articles.db")
    with connection:
        connection.execute(change)
    connection.close()
    seal(folder)
    assert any(CHANGES[change] in line for line in found(home)), found(home)


@pytest.mark.parametrize("value", [2.0, np.nan, np.inf, 0.0])
def test_vectors_not_of_unit_length(folder, home, value):
    index = faiss.read_index(str(folder / "vectors.faiss"))
    vectors = index.reconstruct_batch(np.array([1, 2, 3]))
    vectors[1] = value
    other = faiss.IndexIDMap2(faiss.IndexFlatIP(64))
    other.add_with_ids(vectors, np.array([1, 2, 3]))
    faiss.write_index(other, str(folder / "vectors.faiss"))
    seal(folder)
    assert found(home) == ["vectors.faiss: the vector of passage 2 is not of unit length"]


def test_vectors_and_words_of_other_passages(folder, home, opened, articles):
    vectors = (folder / "vectors.faiss").read_bytes()
    (articles / "storm.md").unlink()
    later = opened(corpus=articles).folder
    (later / "vectors.faiss").write_bytes(vectors)
    seal(later)
    assert found(home) == ["vectors.faiss: holds 3 passages instead of 2"]
    seal(later, passages=3)
    assert "words: holds 2 passages instead of 3" in found(home)


@pytest.mark.parametrize(
    "name", ["words/meta.json", "manifest.json", "articles.db", "vectors.faiss", "CURRENT"]
)
def test_mending(folder, home, index_it, articles, noting, name):
    """The live one stays until the other is whole; vectors that are sound are not made again."""
    path = home.folder / name if name == "CURRENT" else folder / name
    path.write_bytes(b"?" * 10)
    index_it(noting, corpus=articles, mend=True, progress=lambda done: noting.noted.append(folder.exists()))
    assert found(home) == []
    assert True in noting.noted
    assert False not in noting.noted
    embedded = [text for text in noting.noted if isinstance(text, str)]
    assert len(embedded) == (0 if name == "words/meta.json" else 3)


def test_a_vector_that_is_wrong_is_made_again(folder, home, index_it, articles, noting):
    test_vectors_not_of_unit_length(folder, home, np.nan)
    assert index_it(noting, corpus=articles, mend=True).embedded == 1
    assert found(home) == []


def test_a_generation_replaced_while_it_is_looked_at(folder, home, articles, index_it, monkeypatch):
    """A writer may remove it between two looks: then the new one is looked at."""
    (articles / "new.md").write_text(f"Vote\n\n{VOTE}\n")
    index_it(corpus=articles)
    numbers = iter([77, 2, 2, 2])
    monkeypatch.setattr(Home, "current", lambda self: next(numbers))
    assert check(home).problems == ()
