"""bot/reader/claims.py: claims as questions of yes or no."""

from collections import Counter

import pytest

from bot.reader.claims import as_question

WORDS = Counter("pause work die stop carry agree the a".split())


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("Apple paused sales in May.", "Did Apple pause sales in May?"),
        ("The minister stopped the ferry.", "Did the minister stop the ferry?"),
        ("Moss carried the letter.", "Did Moss carry the letter?"),
        ("Moss died in 1901.", "Did Moss die in 1901?"),
        ("The council sold two libraries.", "Did the council sell two libraries?"),
        ("Zoom is leaving Hong Kong.", "Is Zoom leaving Hong Kong?"),
        ("The banks have been closed.", "Have the banks been closed?"),
        ("Moss will not resign.", "Will Moss not resign?"),
    ],
)
def test_the_verb_moves_before_its_subject(claim, question):
    assert as_question(claim, WORDS) == question


@pytest.mark.parametrize("claim", ["Hinduism contains many ideas.", "Fog.", "", "Moss zzzed the letter."])
def test_without_a_verb_that_is_known_there_is_no_question(claim):
    assert as_question(claim, WORDS) is None


def test_a_past_tense_that_looks_like_no_word_is_left():
    assert as_question("Moss agreed to it.", Counter()) is None
