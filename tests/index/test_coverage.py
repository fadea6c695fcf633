"""index/coverage.py: how much of a question one sentence says, or two."""

import pytest

from index.coverage import coverages, nearness

TEXT = "The ferry was late. The council votes on Monday. Fog lies on the harbour."


@pytest.fixture
def covered(write, opened):
    """The share of a question that the only passage says."""
    write("a.md", TEXT, title="Storm")
    write("b.md", "Two libraries close in May.", title="Libraries")
    index = opened()
    (stored,) = index.passages_of("a.md")

    def covered(question):
        return coverages(question, [stored], index)[stored.number]

    return covered


def test_one_sentence_says_all(covered):
    assert covered("late ferry") == pytest.approx(1)
    assert covered("the storm: late ferry?") == pytest.approx(1)  # with its title


def test_what_is_strewn_says_less(covered):
    beside, apart = covered("ferry council"), covered("ferry fog")
    assert 0 < apart < beside < 1


def test_rare_words_count_more(covered):
    assert covered("ferry libraries") > covered("close two libraries in") == 0
    assert covered("the fog") == covered("fog the")


def test_words_that_stand_nowhere_do_not_count(covered):
    assert covered("zebra ferry") == covered("ferry") == pytest.approx(1)
    assert covered("zebra") == covered("?") == 0


def test_the_sentence_that_lies_nearest(write, opened, encoder):
    write("a.md", TEXT)
    write("b.md", "Two libraries close in May.")
    index = opened()
    passages = [*index.passages_of("a.md"), *index.passages_of("b.md")]
    asked = [encoder.encode_question(text) for text in ("The ferry was late.", "libraries in May")]
    ferry, libraries = nearness(asked, passages, encoder)
    first, second = (one.number for one in passages)
    assert ferry[first] == pytest.approx(1)
    assert ferry[second] == libraries[first] == pytest.approx(0, abs=0.3)
    assert libraries[second] > 0.6
    assert nearness(asked, [], encoder) == [{}, {}]
