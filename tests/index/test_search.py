"""index/search.py: a question → hits, in exact order."""

import pytest

from corpus.errors import CorpusError
from index.fusion import PERIOD_BONUS, PUBLISHER_BONUS, VECTORS_SHARE
from index.interface import Filter
from index.search import (
    HEADING_BOOST,
    PART_NEAR,
    WHOLE_NEAR,
    search,
)

LATE = "The ferry to Aberdeen was two hours late on Monday, the company said."
FOG = "Captain Moss blamed the fog that lay over the harbour all morning."
VOTE = "The council voted on Tuesday to close two of its five libraries."


@pytest.fixture
def ask(opened, encoder):
    """Search what the corpus holds now."""

    def ask(question, **how):
        return search(question, opened(), encoder, **how)

    return ask


def names(hits):
    return [hit.stored.article.name for hit in hits]


def test_scores_add_up_and_ranks_count_from_one(write, ask):
    write("a.md", LATE, title="Ferry")
    write("b.md", VOTE, title="Council")
    hits = ask("Was the ferry late?")
    assert names(hits) == ["a.md", "b.md"]
    assert [hit.rank for hit in hits] == [1, 2]
    first = hits[0]
    assert (first.words, first.vectors) == (pytest.approx(1 - VECTORS_SHARE), pytest.approx(VECTORS_SHARE))
    assert all(hit.score == pytest.approx(hit.words + hit.vectors + hit.sentence) for hit in hits)
    assert hits[0].sentence > hits[1].sentence >= 0
    assert hits[0].aside == pytest.approx(hits[0].words + hits[0].vectors)
    assert (first.boosts, first.copies) == ((), ())
    assert first.stored.passage.text == LATE


def test_fuses_what_words_and_vectors_say(write, opened, encoder):
    write("a.md", LATE, title="Ferry")
    write("b.md", FOG, title="Fog")
    generation = opened()
    question = "Was the ferry late in the fog?"
    vector = encoder.encode_question(question)
    cosines = dict(generation.nearest(vector, 9))
    words = dict(generation.best(dict.fromkeys(generation.terms(question), 1.0), 9, None, HEADING_BOOST))
    for hit in search(question, generation, encoder):
        number = hit.stored.number
        assert hit.words == pytest.approx((1 - VECTORS_SHARE) * words[number] / max(words.values()))
        assert hit.vectors == pytest.approx(VECTORS_SHARE * cosines[number] / max(cosines.values()))


def test_a_careful_search_compares_sentences(write, ask, encoder, monkeypatch):
    write("a.md", f"{LATE} {FOG} The harbour was closed.", title="News")
    write("b.md", f"{VOTE} Fog lay there.", title="News")
    questions = (
        "What lay over the harbour?",
        "What does the Herald say of fog, and what the Times of votes?",
    )
    for question in questions:
        usual, careful = ask(question), ask(question, careful=True)
        assert {hit.stored.number for hit in careful} == {hit.stored.number for hit in usual}
        assert all(hit.score == pytest.approx(hit.aside + hit.sentence) for hit in careful)
        assert [hit.aside for hit in careful] != [hit.sentence for hit in careful]
    monkeypatch.setattr("index.search.CAREFUL_SHARE", 0.0)
    (first, *_) = ask(FOG, careful=True)
    assert first.sentence == pytest.approx(
        PART_NEAR + WHOLE_NEAR
    )  # its nearest sentence is the question itself


def test_a_careful_search_of_many_passages_encodes_the_sentences_of_a_few(write, ask, encoder, monkeypatch):
    for number in range(9):
        write(f"{number}.md", f"The ferry number {number} was late on day {number}.", title="News")
    encoded = []
    monkeypatch.setattr("index.search.READ_CAREFULLY", 4)
    encode = encoder.encode_passages
    monkeypatch.setattr(encoder, "encode_sentences", lambda texts: encoded.extend(texts) or encode(texts))
    hits = ask("Was the ferry late?", k=9, careful=True)
    assert len(hits) == 9
    assert len(encoded) == 4
    assert {hit.stored.passage.text for hit in hits[:4]} == set(encoded)


def test_a_large_index_is_asked_by_words_and_vectors_side_by_side(write, ask, monkeypatch):
    for number, text in enumerate((LATE, FOG, VOTE)):
        write(f"{number}.md", text, title="News", publisher=f"Paper {number}")
    questions = ("Was the ferry late?", "What do Paper 0 and Paper 1 say of the ferry in the fog?")
    one_by_one = [ask(question) for question in questions]
    monkeypatch.setattr("index.search.SIDE_BY_SIDE", 0)
    assert [ask(question) for question in questions] == one_by_one


def test_equal_scores_come_in_the_order_of_the_passages(write, ask):
    for name in ("c.md", "a.md", "b.md"):
        write(name, f"{name[0]} ferry ran late today.", title="Same")
    assert names(ask("zebra")) == ["a.md", "b.md", "c.md"]


def test_k(write, ask):
    write("a.md", LATE)
    write("b.md", FOG)
    every = ask("ferry fog")
    assert len(every) == 2
    assert ask("ferry fog", k=1) == every[:1]
    assert ask("ferry fog", k=99) == every
    assert ask("ferry fog", k=0) == ask("ferry fog", k=-1) == []


def test_filters(write, ask):
    write("a.md", LATE, publisher="The Herald", date="2020-07-08")
    write("b.md", FOG, publisher="The Times", date="2020-07-09")
    write("c.md", VOTE)
    times = Filter(source="times")
    assert names(ask("ferry late", wanted=times)) == ["b.md"]
    assert ask("ferry late", wanted=Filter(source="nobody")) == []
    assert names(ask("ferry late", wanted=Filter())) == names(ask("ferry late"))


def test_copies_of_one_text_count_once(write, ask):
    write("a.md", f"{LATE} {FOG}")
    write("b.md", f"{LATE} {FOG} More soon.")
    write("c.md", f"{LATE} {FOG}".upper())
    write("d.md", VOTE)
    hits = ask("Was the ferry late in the fog?", k=2)
    assert len(hits) == 2
    assert {hits[0].stored.article.name, *hits[0].copies} == {"a.md", "b.md", "c.md"}
    assert (names(hits)[1], hits[1].rank, hits[1].copies) == ("d.md", 2, ())


def test_passages_of_one_article_are_no_copies(write, ask, encoder, monkeypatch):
    monkeypatch.setattr(type(encoder), "max_tokens", 22)
    write("a.md", f"{LATE} {LATE[:-1]} again.", title="A")
    hits = ask("Was the ferry late?")
    assert names(hits) == ["a.md", "a.md"]
    assert [hit.copies for hit in hits] == [(), ()]


def test_a_publisher_named_is_favoured(write, ask):
    write("a.md", LATE, title="Same", publisher="The Herald")
    write(
        "b.md", "The ferry to Aberdeen was late on that Monday, people say.", title="Same", publisher="Wired"
    )
    assert names(ask("Was the ferry to Aberdeen late on Monday?")) == ["a.md", "b.md"]
    hits = ask("Was the ferry to Aberdeen late on Monday, as Wired said?")
    assert names(hits)[0] == "b.md"
    assert hits[0].boosts == ("publisher named",)
    assert hits[0].score == pytest.approx(hits[0].aside + hits[0].sentence)
    assert hits[0].aside == pytest.approx(hits[0].words + hits[0].vectors + PUBLISHER_BONUS)


def test_of_an_article_the_passage_comes_first_that_says_it_in_one_sentence(write, ask, encoder, monkeypatch):
    monkeypatch.setattr(type(encoder), "max_tokens", 30)
    strewn = "The ferry to Aberdeen left. Nobody was late. Fog came on Monday. The captain went home."
    write("a.md", f"{strewn} {FOG} {VOTE} On Monday the ferry to Aberdeen was late in the fog.", title="News")
    hits = ask("Was the ferry to Aberdeen late in the fog on Monday?")
    assert "On Monday the ferry to Aberdeen was late in the fog." in hits[0].stored.passage.text
    assert len(hits) > 2
    assert hits[0].sentence > max(hit.sentence for hit in hits[1:])


def test_two_publishers_named_come_by_turns(write, ask):
    for number, text in enumerate((LATE, f"{LATE[:-1]} again.", f"Yet more: {FOG}")):
        write(f"h{number}.md", text, publisher="The Herald", title=f"{number} {number} {number}")
    write("w.md", VOTE, publisher="Wired")
    write("x.md", f"The ferry was late. {VOTE} Now.", publisher="Other")
    found = names(ask("What did The Herald and Wired say of the late ferry?"))
    assert found[0].startswith("h")
    assert found[1] == "w.md"


def test_a_day_named_is_favoured(write, ask):
    write("a.md", LATE, title="Same", date="2020-07-08")
    write("b.md", VOTE, title="Same", date="2021-07-08")
    write("c.md", FOG, title="Same")
    hits = {hit.stored.article.name: hit for hit in ask("What happened in 2021?")}
    assert {name: hit.boosts for name, hit in hits.items()} == {
        "a.md": (),
        "b.md": ("date named",),
        "c.md": (),
    }
    favoured = hits["b.md"]
    assert favoured.score == pytest.approx(favoured.words + favoured.vectors + PERIOD_BONUS)
    assert favoured.rank == 1


@pytest.mark.parametrize(
    "question",
    [
        *('"AND (', "ferry AND OR NOT", "ferry:late", "title:[a TO b]", "fer*y^2 ~", "ferry " * 5_000),
        *(
            "渡轮为什么晚点?",
            "Почему опоздал паром?",
            "لماذا تأخرت العبارة؟",
            "ferry\0late",
            "🚢 ferry",
            "x" * 5_000,
        ),
    ],
)
def test_any_question_is_only_words(write, ask, question):
    write("a.md", LATE)
    write("b.md", VOTE)
    assert sorted(names(ask(question))) == ["a.md", "b.md"]


@pytest.mark.parametrize("question", ["", " \n", "?", "…!", "☂", "\\", '" ('])
def test_a_question_without_a_word_finds_nothing(write, ask, question):
    write("a.md", LATE)
    assert ask(question) == []


def test_an_index_without_passages(corpus, ask):
    (corpus / "empty.txt").write_text("")
    with pytest.raises(CorpusError, match=r"nothing in it can be indexed \(empty\.txt: it is empty"):
        ask("Was the ferry late?")
