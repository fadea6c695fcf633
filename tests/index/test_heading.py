"""index/heading.py: what stands above a passage."""

import datetime

import pytest

from corpus.article import Article
from index.heading import PASSAGE_TOKENS, fitted_heading, heading, long_date, passage_limit


def count_words(texts):
    return [len(text.split()) for text in texts]


def article(title, **known):
    return Article("a.txt", title, "Text.", **known)


def test_long_date():
    assert long_date(datetime.date(2020, 7, 8)) == "8 July 2020"


def test_what_is_known_each_on_its_line():
    day = datetime.date(2020, 7, 8)
    assert heading(article("Late", publisher="The Herald", published=day)) == "Late\nThe Herald\n8 July 2020"
    assert heading(article("Late")) == "Late"


@pytest.mark.parametrize(
    ("max_tokens", "limit"), [(512, PASSAGE_TOKENS), (256, PASSAGE_TOKENS), (128, 100), (12, 8)]
)
def test_passage_limit(max_tokens, limit):
    assert passage_limit(max_tokens) == limit


def test_a_heading_that_fits_stays_as_it_is():
    assert fitted_heading(article("One two", publisher="Three"), count_words, 128) == "One two\nThree"


@pytest.mark.parametrize("max_tokens", [2, 3, 4, 12, 16, 64, 128, 256])
@pytest.mark.parametrize("words", [1, 2, 30, 400])
def test_heading_and_passage_fit_together(max_tokens, words):
    text = fitted_heading(article(" ".join(["word"] * words)), count_words, max_tokens)
    assert len(text.split()) <= max(0, max_tokens - 2 - passage_limit(max_tokens))
    assert (" ".join(["word"] * words)).startswith(text)


def test_keeps_as_many_words_as_fit():
    room = 128 - 2 - 100
    text = fitted_heading(article(" ".join(map(str, range(100)))), count_words, 128)
    assert text == " ".join(map(str, range(room)))


def test_one_word_too_long_is_left_out():
    assert fitted_heading(article("word"), lambda texts: [999 for _ in texts], 128) == ""
