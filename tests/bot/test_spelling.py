"""bot/spelling.py: names of the articles, spelt with a slip."""

import pytest

from bot.spelling import respelt


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
    assert respelt(question, generation) == (meant, slips)


def test_a_refusal_asks_whether_it_was_meant(asked):
    answer = asked("Was the ferry to Aberden late?")
    assert answer.reason == "no article mentions Aberden"
    assert answer.notes == ("did you mean “Was the ferry to Aberdeen late”?",)
    assert asked("Was the ferry to Bergen late?").notes == ()
