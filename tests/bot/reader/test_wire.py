"""bot/reader/wire.py: questions made of what reports say."""

import random
import re

import pytest

from bot.reader.newswire import Story
from bot.reader.wire import questions

BODY = (
    "Leith Ferries Corp said it has received two ships from Wick Yards. The price was not told. "
    "Moss, the chairman, expects delivery in May. Harbour fees rose in June."
)
OTHER = "Wick Yards delivered three ships to Aberdeen Lines in June. It will deliver more in autumn."
NAMES = ("Leith Ferries", "Wick Yards", "Moss", "Aberdeen Lines", "Harbour")
STORIES = [Story("FERRIES BUY SHIPS", "1-MAY-1987", BODY), Story("YARD BUSY", "2-MAY-1987", OTHER)]


@pytest.fixture(scope="module")
def asked():
    return [one for seed in range(40) for one in questions(STORIES, random.Random(seed))]


def test_what_a_report_says_of_one_is_answered_there(asked):
    found = {(one.question.split(" ")[0], one.text[slice(*one.answers[0])]) for one in asked if one.answers}
    assert ("Has", "Leith Ferries Corp said it has received two ships from Wick Yards.") in found
    assert any(words == "Did" and sentence.startswith("Wick Yards delivered") for words, sentence in found)
    assert any(one.question.startswith("Who ") for one in asked)


def test_of_another_it_is_not(asked):
    inside, foreign = (
        [one for one in asked if one.source == f"wire {kind}"] for kind in ("another", "foreign")
    )
    assert inside
    assert foreign
    assert all(one.says == "neither" and one.answers == () for one in (*inside, *foreign))
    for one in inside:
        assert any(name in one.question and name in one.text for name in NAMES[1:]), one
        assert not re.search("Has Leith Ferries Corp received|Did Wick Yards deliver", one.question)
    for one in foreign:
        assert any(name in one.question and name not in one.text for name in NAMES), one


def test_a_report_that_says_nothing_of_a_name_asks_nothing():
    story = Story("FEES", "1-MAY-1987", "He said so. It was late. They agreed.")
    assert not list(questions([story], random.Random(1)))
