"""bot/reader/examples.py: windows of sentences."""

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.reader.examples import window, without

TEXT = "The ferry was late. Moss blamed the fog. It lay over the harbour. Nobody was hurt."


@given(st.integers(), st.sampled_from(["late", "fog", "harbour", "hurt"]), st.integers(5, 40))
def test_a_window_holds_the_answer_in_whole_sentences(seed, answer, most):
    start = TEXT.index(answer)
    text, offset = window(TEXT, (start, start + len(answer)), random.Random(seed), most=max(most, 12))
    assert TEXT[offset : offset + len(text)] == text
    assert answer in text
    assert text.endswith(".")
    assert text.startswith(("The", "Moss", "It", "Nobody"))
    assert len(text.split()) <= max(most, 12)


def test_a_window_of_nothing_is_nothing():
    assert window("", None, random.Random(1)) == ("", 0)


def test_what_is_left_without_the_answer():
    start = TEXT.index("fog")
    assert without(TEXT, (start, start + 3)) == [
        "The ferry was late.",
        "It lay over the harbour. Nobody was hurt.",
    ]
    assert without("One.", (0, 4)) == []
