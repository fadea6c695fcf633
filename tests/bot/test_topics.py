"""bot/topics.py: words put as to a search engine, and how they are answered."""

import pytest

from bot.topics import is_topic


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("ferry", True),
        ("ferry to Aberdeen", True),
        ("the price of ferries in 2020", True),
        ("tell me about the ferry", True),
        ("What about the ferry?", True),
        ("anything on ferries", True),
        ("explain the fog", True),
        ("ferry vs bridge tho", False),
        ("ferry vs bridge", True),
        ("Explain why it was late", False),
        ("was the ferry late", False),
        ("ferry will be late", False),
        ("the ferry is late", False),
        ("Who blamed the fog?", False),
        ("what about", False),
        ("the of", False),
        ("", False),
        ("Fähre nach Aberdeen", False),  # what is a small word in another language cannot be told here
        ("alpha beta gamma delta epsilon zeta eta theta iota", False),
    ],
)
def test_a_topic_is_told_from_a_question(question: str, topic: bool) -> None:
    assert is_topic(question) is topic


def test_a_topic_is_answered_where_its_words_are(asked):
    assert "ferry" in asked("ferry to Aberdeen").quotes[0].text
    assert "fog" in asked("tell me about the fog").quotes[0].text


def test_a_topic_of_which_only_a_small_part_is_there_is_refused(asked):
    assert asked("ferry timetable reform commission").quotes == ()
    assert asked("ferry late").answered
