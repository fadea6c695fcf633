"""index/terms.py: words looked up one by one are what tantivy makes of the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.irregular import regular
from index.terms import build_analyzer, held_in, terms_of

ANALYZER = build_analyzer()
LETTERS = st.text(st.sampled_from("aBé’' -_.²½ß\n\u00ad0“ŝǅкह\u0940中ا\u0301\u200dⓐ①℃ªk"), max_size=12)


@given(st.one_of(st.text(), LETTERS))
@example("The FERRIES’ Cafés went, 2023!")
@example("हिन्दी")
@example("e\u0301tude")
@example("ⓐⓑ")
@example("word" * 30)
def test_what_tantivy_finds(text):
    assert terms_of(text) == list(ANALYZER.analyze(regular(text)))


@pytest.mark.parametrize("text", ["", " ", "?!", "…"])
def test_none(text):
    assert terms_of(text) == []


@given(st.lists(st.one_of(st.text(), LETTERS), min_size=1, max_size=4), LETTERS)
@example(["The FERRIES went", "हिन्दी ferry"], "Ferry, go हिन्दी!")
def test_those_sought_are_those_that_both_texts_hold(texts, question):
    sought = frozenset(terms_of(question))
    for text in texts:
        assert held_in(text, sought) == sought & set(terms_of(text))
