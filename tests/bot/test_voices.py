"""bot/voices.py: copies of one text are quoted once, with the others named; pages are told."""

import contextlib
from dataclasses import replace

import pytest

from bot.answer import Quote
from bot.asking import ask
from bot.render import plain, source_line
from bot.voices import also_in, one_voice, pages_quoted, with_copies
from corpus.article import Article, PassageId
from index.build import build
from index.search import search
from index.store import Home

FERRY = [
    "The ferry to Aberdeen was two hours late on Monday, the company said in the evening.",
    "Captain Moss blamed the fog that lay over the harbour all morning.",
    "Nobody on board was hurt, and all passengers were given soup and blankets.",
    "The harbour master promised a report on the delay of the ferry within a week.",
    "The company has owned the ferry for twenty years and runs three others.",
]
OWN = "Captain Moss had blamed the engine of the ferry a year ago, this paper found."


@pytest.fixture
def opened(tmp_path, encoder, monkeypatch):
    """An index of a report, a shortened copy with a sentence of its own, and another article."""
    monkeypatch.setattr(type(encoder), "max_tokens", 60)
    folder = tmp_path / "corpus"
    folder.mkdir()
    texts = {"herald": FERRY, "post": [*FERRY[:3], OWN], "other": ["The council closed two libraries."]}
    for name, sentences in texts.items():
        (folder / f"{name}.md").write_text(
            f"---\ntitle: Report of {name}\npublisher: The {name.title()}\n---\n{' '.join(sentences)}\n"
        )
    home = Home(tmp_path / "home")
    build(home, folder, encoder, model="fake")
    with contextlib.closing(home.open()) as generation:
        yield generation


def test_an_answer_quotes_one_and_names_the_other(opened, encoder):
    answer = ask("Who blamed the fog?", opened, encoder)
    fog = [quote for quote in answer.quotes if "fog" in quote.text]
    assert len(fog) == 1
    (copy,) = fog[0].also_in
    assert {fog[0].article.name, copy.name} == {"herald.md", "post.md"}
    (name,) = also_in(fog[0].article, answer.quotes)
    assert {fog[0].article.publisher, name} == {"The Herald", "The Post"}


def test_what_only_one_says_is_in_no_other(opened, encoder):
    answer = ask("Who had blamed the engine?", opened, encoder)
    quote = next(quote for quote in answer.quotes if "engine" in quote.text)
    assert (quote.article.name, quote.also_in) == ("post.md", ())


def test_a_copy_is_heard_in_the_better_hits_article(opened, encoder):
    hits = search("Captain Moss blamed the fog over the harbour", opened, encoder)
    heard = one_voice(hits, opened)
    lead = heard[0].stored.article.name
    assert {"herald.md", "post.md"} <= {hit.stored.article.name for hit in hits}
    said = [
        hit.stored.article.text[slice(*span)]
        for hit in heard
        if hit.stored.article.name not in (lead, "other.md")
        for span in hit.stored.passage.sentences
    ]
    assert said == ([OWN] if lead == "herald.md" else FERRY[3:])


def test_copies_known_from_the_search_alone(opened):
    article = opened.article("other.md")
    quote = Quote(article.text, article, PassageId("0" * 16), 0, len(article.text), 1.0)
    assert with_copies(quote, opened, ("herald.md", "gone.md")).also_in == ()
    herald = opened.article("herald.md")
    quote = replace(quote, text=FERRY[1])
    assert with_copies(quote, opened, ("herald.md",)).also_in == (herald,)


def article(name, publisher=None, **known):
    return Article(name, name.title(), "One.\nTwo.\nThree.", publisher, **known)


def test_copies_are_called_by_what_tells_them_apart():
    own, *copies = (
        article("a.md", "The Herald"),
        article("b.md", "The Post"),
        article("c.md", "The Post"),
        article("d.md"),
        article("e.md", "The Herald"),
    )
    quote = Quote("One.", own, PassageId("0" * 16), 0, 4, 1.0, tuple(copies))
    assert also_in(own, [quote]) == ["The Post", "d.md", "e.md"]
    assert plain([source_line(own, 1, [quote])]) == (
        "[1] A.Md · The Herald · a.md · also in: The Post, d.md, e.md"
    )


def test_pages():
    own = article("a.md", pages=(0, 5, 5, 10))
    quotes = [Quote("x", own, PassageId("0" * 16), start, start + 4, 1.0) for start in (10, 0, 0)]
    assert pages_quoted(own, quotes) == [1, 4]
    assert plain([source_line(own, 1, quotes[:1])]) == "[1] A.Md · p. 4 · a.md"
    assert plain([source_line(own, 1, quotes)]) == "[1] A.Md · pp. 1, 4 · a.md"
    assert pages_quoted(article("b.md"), quotes) == []
