"""index/coverage.py: how much of a question one sentence says, or two."""

import pytest

from index.coverage import coverages

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
