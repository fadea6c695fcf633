"""bot/reader/data.py: what is trained on and what is kept for measuring never meet."""

import pytest

from bot.reader.data import HELD_TITLES, Data

LOADS = ["squad", "natural", "wiki", "boolean", "claims", "asked_of_wire"]
NONE = ("far", "swapped", "altered", "near", "elsewhere", "unanswerable", "unanswered", "another", "foreign")


@pytest.fixture(scope="module")
def both(data):
    return {
        held: {name: list(getattr(Data(data, held=held, seed=1), name)()) for name in LOADS}
        for held in (True, False)
    }


@pytest.mark.parametrize("name", ["natural", "wiki", "boolean"])
def test_no_question_is_in_both(both, name):
    kept, trained = ({example.question for example in both[held][name]} for held in (True, False))
    assert len(kept) > 50
    assert len(trained) > 5 * len(kept)
    assert not kept & trained


def test_the_articles_kept_are_not_trained_on(both):
    titles = {title.replace("_", " ") for title in HELD_TITLES}
    assert titles <= {example.title for example in both[True]["squad"]}
    assert not titles & {example.title for example in both[False]["squad"]}


@pytest.mark.parametrize("name", LOADS)
def test_answers_lie_in_their_text(both, name):
    for example in both[True][name]:
        assert example.text.strip()
        for start, end in example.answers or ():
            assert 0 <= start < end <= len(example.text)
        if example.source.endswith(NONE):
            assert example.answers == ()
        elif name != "claims":
            assert example.answers


def test_a_seed_makes_the_same_examples(data):
    first, second = (list(Data(data, held=True, seed=3).claims()) for _ in range(2))
    assert first == second
