"""Passages: whole sentences, packed to a number of tokens."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.passages import passages
from corpus.sentences import sentence_spans


def words(texts: Sequence[str]) -> list[int]:
    """Stands in for a tokenizer: long words are several tokens, as with a real one."""
    return [sum(1 + len(word) // 10 for word in text.split()) for text in texts]


def article(text: str) -> Article:
    return Article("a.txt", "A title", text)


def texts(text: str, limit: int) -> list[str]:
    return [passage.text for passage in passages(article(text), words, limit)]


def test_a_short_article_is_one_passage() -> None:
    (passage,) = passages(article("One two.\nThree four."), words)
    assert passage.text == "One two.\nThree four."
    assert passage.sentences == ((0, 8), (9, 20))
    assert (passage.start, passage.end) == (0, 20)


def test_neighbours_share_a_sentence() -> None:
    assert texts("One two. Three four. Five six. Seven eight.", 6) == [
        "One two. Three four. Five six.",
        "Five six. Seven eight.",
    ]


def test_no_overlap_where_it_would_fill_half_a_passage() -> None:
    assert texts("One two. Three four. Five six. Seven eight.", 3) == [
        "One two.",
        "Three four.",
        "Five six.",
        "Seven eight.",
    ]


def test_a_sentence_too_long_is_cut_at_clauses_then_words_then_characters() -> None:
    assert texts("One two three; four five six, seven eight nine.", 3) == [
        "One two three;",
        "four five six,",
        "seven eight nine.",
    ]
    assert texts("One two three four five.", 2) == ["One two", "three four", "five."]
    assert texts("a" * 40, 2) == ["a" * 10]


def test_of_two_passages_with_one_text_the_first_is_kept() -> None:
    found = passages(article("One two three. One two three. Four five six."), words, 3)
    assert [(passage.start, passage.text) for passage in found] == [
        (0, "One two three."),
        (30, "Four five six."),
    ]


def test_tokens_are_counted_in_one_call() -> None:
    calls: list[int] = []

    def count(batch: Sequence[str]) -> list[int]:
        calls.append(len(batch))
        return words(batch)

    passages(article("One two. Three four.\nFive six."), count, 50)
    assert calls == [3]


def test_an_empty_article_has_none() -> None:
    assert passages(article(""), words) == []


def test_refuses_a_limit_of_nothing() -> None:
    with pytest.raises(ValueError, match="limit is 0 tokens"):
        passages(article("One."), words, 0)


@given(st.text(alphabet=st.sampled_from("abC .!?;,“”\n•–"), max_size=300), st.integers(1, 30))
def test_passages_are_the_articles_own_text_and_cover_it(text: str, limit: int) -> None:
    found = passages(article(text), words, limit)
    covered: set[int] = set()
    for passage in found:
        assert text[passage.start : passage.end] == passage.text
        assert passage.sentences[0][0] == passage.start
        assert passage.sentences[-1][1] == passage.end
        assert sum(words([text[start:end] for start, end in passage.sentences])) <= limit
        covered.update(range(passage.start, passage.end))
    assert len({passage.text for passage in found}) == len(found)
    missing = {text[start:end] for start, end in sentence_spans(text) if not covered >= {*range(start, end)}}
    assert all(
        any(part in passage.text for passage in found for part in sentence.split()) for sentence in missing
    )
