"""index/copies.py: copies are found as articles come, change and go."""

import pytest

import index.copies
from index.search import search

SENTENCES = [
    f"The harbour master of port {n} said on Monday that ferry number {n * 13} had come in {n} minutes late."
    for n in range(1, 13)
]
WHOLE, SHORTENED, OTHER = " ".join(SENTENCES), " ".join(SENTENCES[:6]), " ".join(reversed(SENTENCES)).upper()
APART = "The council voted on Tuesday to close two of its five libraries, and nobody said a word against it."


def names(articles):
    return [article.name for article in articles]


@pytest.mark.parametrize("order", [("a.md", "b.md"), ("b.md", "a.md")])
def test_found_whichever_comes_first(write, opened, order):
    texts = {"a.md": WHOLE, "b.md": f"From our correspondent. {SHORTENED}"}
    write("c.md", APART)
    for name in order:
        write(name, texts[name])
        generation = opened()
    assert names(generation.copies("a.md")) == ["b.md"]
    assert names(generation.copies("b.md")) == ["a.md"]
    assert generation.copies("c.md") == generation.copies("none.md") == []
    assert generation.copy_names() == {"a.md": ["b.md"], "b.md": ["a.md"]}


def test_a_digest_does_not_make_its_parts_copies_of_each_other(write, opened):
    write("a.md", " ".join(SENTENCES[:6]))
    write("b.md", " ".join(SENTENCES[6:]))
    write("digest.md", WHOLE)
    generation = opened()
    assert names(generation.copies("digest.md")) == ["a.md", "b.md"]
    assert (names(generation.copies("a.md")), names(generation.copies("b.md"))) == (["digest.md"],) * 2


def test_no_longer_found_once_edited_or_removed(write, opened, corpus):
    write("a.md", WHOLE)
    write("b.md", SHORTENED)
    write("c.md", SHORTENED)
    assert names(opened().copies("a.md")) == ["b.md", "c.md"]
    write("b.md", APART)
    (corpus / "c.md").unlink()
    generation = opened()
    assert generation.copy_names() == {}


def test_the_most_alike_come_first(write, opened):
    write("a.md", WHOLE)
    write("b.md", f"{SENTENCES[0]} {SENTENCES[1]} {APART[:60]}")
    write("c.md", WHOLE)
    assert names(opened().copies("a.md")) == ["c.md", "b.md"]


def test_what_costs_no_more_where_many_hold_one_text(write, opened, monkeypatch):
    monkeypatch.setattr(index.copies, "HOLDERS", 3)
    monkeypatch.setattr(index.copies, "COMPARED", 2)
    for number in range(8):
        write(f"{number}.md", WHOLE)
    generation = opened()
    assert all(generation.copies(f"{number}.md") for number in range(8))
    assert len(generation.copies("7.md")) == 2


def test_texts_like(write, opened):
    write("a.md", WHOLE)
    write("b.md", APART)
    generation = opened()
    assert generation.texts_like(f"{SHORTENED} And more.") == [("a.md", generation.article("a.md").text)]
    assert generation.texts_like("Nothing of the kind.") == []


def test_searching_does_not_mind(write, opened, encoder):
    write("a.md", WHOLE)
    write("b.md", SHORTENED)
    assert {hit.stored.article.name for hit in search("ferry number 13", opened(), encoder)} <= {
        "a.md",
        "b.md",
    }
