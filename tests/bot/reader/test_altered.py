"""bot/reader/altered.py: questions turned so that their text answers them no longer."""

import random

import pytest

from bot.reader.altered import altered, negated, opposed, renumbered, swapped

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_thing_is_asked_of(seed):
    question, context = "When did Captain Moss land in Aberdeen?", "Captain Moss came to Aberdeen."
    found = swapped(question, context, ["Oslo", "Lady Reed", "Aberdeen"], random.Random(seed))
    assert found is not None
    assert found != question
    assert "Oslo" in found or "Lady Reed" in found
    assert ("Captain Moss" in found) != ("Aberdeen" in found)


def test_nothing_to_swap():
    assert swapped("When did it land?", "It landed.", ["Oslo"], random.Random(1)) is None
    assert swapped("When did Moss land?", "It landed.", ["Oslo"], random.Random(1)) is None
    assert swapped("When did Moss land?", "Moss landed in Oslo.", ["Oslo"], random.Random(1)) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_an_opposite_that_the_text_does_not_hold(seed):
    chance = random.Random(seed)
    turned = opposed("What is the largest port?", "The largest port is Leith.", chance)
    assert turned == "What is the smallest port?"
    assert (
        opposed("What is the largest port?", "The largest port is Leith, the smallest Wick.", chance) is None
    )
    assert opposed("What is the largest port?", "Leith is the main port.", chance) is None


def test_what_is_not_so():
    assert negated("Which firms did pause?", "Two paused.") == "Which firms didn't pause?"
    assert negated("Which firms did pause?", "Two did not pause.") is None
    assert negated("Which firms didn't pause?", "Two paused.") is None
    assert negated("Which firms paused?", "Two paused.") is None


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("question", ["Who won in 1987?", "Who has 4 ships?"])
def test_another_number(question, seed):
    turned = renumbered(question, "In 1987 Moss, who has 4 ships, won.", random.Random(seed))
    if turned is not None:
        assert turned != question
        assert [len(word) > 3 for word in turned.split()] == [len(word) > 3 for word in question.split()]


def test_a_number_that_the_text_holds_is_not_another():
    every = " ".join(str(number) for number in range(1, 10))
    assert renumbered("Who has 4 ships?", every, random.Random(1)) is None
    assert renumbered("Who has ships?", "Moss has ships.", random.Random(1)) is None


def test_every_way_is_taken_sometimes():
    question, context = "Who was the first to land 3 ships?", "The first to land 3 ships was Moss."
    found = {altered(question, context, random.Random(seed)) for seed in range(60)}
    assert any("n't" in turned for turned in found if turned)
    assert any("last" in turned or "second" in turned for turned in found if turned)
    assert any("3" not in turned for turned in found if turned)
