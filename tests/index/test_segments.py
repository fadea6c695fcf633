"""index/segments.py: what the words keep of passages that are gone, and for how long."""

import pytest

import index.segments
from corpus.errors import StoreError
from index.segments import count_gone, is_stale
from index.words import Words

SECRET, STEM = "quixotically", "quixot"  # a word, and what of it is searched for


@pytest.fixture
def three(write, opened):
    """A generation of three articles, one of them with the secret."""
    write("a.md", f"The ferry sailed {SECRET} on Monday.")
    for name in "bc":
        write(f"{name}.md", f"The article {name} says nothing of it on Monday.")
    return opened()


@pytest.fixture
def large(monkeypatch):
    """Any index counts as one too large to be written anew for little."""
    monkeypatch.setattr(index.segments, "SMALL", 0)
    monkeypatch.setattr(index.segments, "MOST_GONE", 0.5)


def holding(home):
    """Files of the home with the word in them, and folders of words with its stem."""
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    folders = [path.parent for path in files if path.name == "meta.json"]
    return [
        *(path for path in files if SECRET.encode() in path.read_bytes()),
        *(path for path in folders if Words(path)._searcher.terms_with_prefix("body", STEM)),
    ]


def segments(generation):
    return {path.name for path in (generation.folder / "words").iterdir() if path.suffix == ".term"}


def test_the_words_of_a_removed_article_are_on_the_disk_no_more(three, corpus, opened, home):
    assert holding(home) == [three.folder / "articles.db", three.folder / "words"]
    (corpus / "a.md").unlink()
    after = opened()
    assert holding(home) == []
    assert (after.manifest.passages, after.document_frequency("ferri")) == (2, 0)
    assert [number for number, _ in after.best({"articl": 1.0}, 5)] == [2, 3]


def test_in_a_large_index_they_stay_until_they_are_many(three, large, corpus, write, opened, home):
    before = segments(three)
    (corpus / "a.md").unlink()
    after = opened()
    assert before <= segments(after)
    assert holding(home) == [after.folder / "words"]
    (corpus / "b.md").unlink()
    after = opened()
    assert not before & segments(after)
    assert (holding(home), after.manifest.passages) == ([], 1)


def test_purging_does_not_wait(three, large, corpus, opened, home):
    (corpus / "a.md").unlink()
    opened(purge=True)
    assert holding(home) == []


def test_purging_what_is_gone_since_an_earlier_build(three, large, corpus, write, opened, home):
    (corpus / "a.md").unlink()
    opened()
    write("d.md", "Another ferry sailed on Tuesday.")
    opened(purge=True)
    assert holding(home) == []


def test_without_anything_gone_segments_are_shared(three, write, opened):
    before = segments(three)
    write("d.md", "Another ferry sailed on Tuesday.")
    assert before < segments(opened(purge=True))


@pytest.mark.parametrize(
    ("gone", "held", "stale"),
    [
        *((0, 0, False), (0, 5, False), (1, 5, True), (1, 1_999, True)),
        *((1, 2_000, False), (1_000, 9_000, False), (1_001, 9_000, True)),
    ],
)
def test_when_words_are_stale(gone, held, stale):
    assert is_stale(gone, held) is stale


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"segments": 5}', b'{"segments": [{"deletes": 5}]}'])
def test_damaged_words_are_not_counted(tmp_path, content):
    if content is not None:
        (tmp_path / "meta.json").write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"):
        count_gone(tmp_path)
