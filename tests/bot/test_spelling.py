"""bot/spelling.py: names of the articles, spelt with a slip."""

import pytest

from bot.spelling import respelt, slips_in


@pytest.mark.parametrize(
    ("question", "meant", "slips"),
    [
        ("Was the ferry to Aberden late?", "Was the ferry to Aberdeen late?", ("Aberden",)),
        ("was aberdene cut off", "was Aberdeen cut off", ("aberdene",)),
        ("Who is Captain Mosss?", "Who is Captain Moss?", ("Mosss",)),
        ("Where is Abredeen's ferry, Abredeen?", "Where is Aberdeen's ferry, Aberdeen?", ("Abredeen",)),
        ("Was the ferry to Aberdeen late?", "Was the ferry to Aberdeen late?", ()),
        ("Was the ferry to Bergen late?", "Was the ferry to Bergen late?", ()),
        ("Was the ferri late?", "Was the ferri late?", ()),  # no name
        ("Was Baberdeen cut off?", "Was Baberdeen cut off?", ()),
        ("Was Mos there?", "Was Mos there?", ()),
        (f"Aberden {'late ' * 100}", f"Aberden {'late ' * 100}", ()),
        ("", "", ()),
    ],
)
def test_respelt(generation, question, meant, slips):
    found = slips_in(question, generation)
    assert (respelt(question, found), tuple(found)) == (meant, slips)


def test_a_refusal_asks_whether_it_was_meant(asked):
    answer = asked("Was the ferry to Aberden late?")
    assert answer.reason == "no article mentions Aberden"
    assert answer.notes == ("did you mean “Was the ferry to Aberdeen late”?",)
    assert asked("Was the ferry to Bergen late?").notes == ()


def test_an_answer_of_another_than_the_misspelt_name_is_none(asked, encoder, monkeypatch):
    monkeypatch.setattr(
        type(encoder), "count_tokens", lambda _, texts: [1 + (text == "mosss") for text in texts]
    )
    of_another = asked("Who told mosss that the ferry was two hours late, the company?")
    assert of_another.reason == "no article mentions mosss"
    of_him = asked("What of the fog that lay over the harbour all morning did mosss blame?")
    assert "Moss blamed" in of_him.quotes[0].text
    assert len(of_another.notes) == len(of_him.notes) == 1


def test_a_verb_and_its_not_are_no_name(index_of):
    index = index_of(
        a="# Harbour Board Won't Sell\n\nThe Board Won’t sell the ferry to the island, it said on Monday."
    )
    assert slips_in("How old is Captain Wong?", index) == {}
