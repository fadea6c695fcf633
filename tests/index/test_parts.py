"""index/parts.py: what is asked of each of several sources."""

import pytest

from index.parts import MOST_PARTS, parts_of

PUBLISHERS = ["The Herald", "Wired", "BBC News - Technology", "BBC News - World"]


def parted(question):
    return [part.text.strip(" ,") for part in parts_of(question, PUBLISHERS)]


@pytest.mark.parametrize(
    "question", ["", "Was the ferry late?", "What did The Herald say of the ferry, and why?"]
)
def test_a_question_about_one_source_or_none_has_no_parts(question):
    assert parts_of(question, PUBLISHERS) == []


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Does The Herald say the ferry was late, while Wired says that it sank?",
            ["Does The Herald say the ferry was late", "while Wired says that it sank?"],
        ),
        (
            "Who ran the ferry that The Herald called old and slow, and whose fuel Wired wrote about?",
            ["Who ran the ferry that The Herald called old and slow", "and whose fuel Wired wrote about?"],
        ),
        (
            "Which ship, late as The Herald reported, burns oil according to Wired?",
            ["Which ship, late as The Herald reported", "burns oil according to Wired?"],
        ),
        ("Did The Herald and Wired agree?", ["Did The Herald", "and Wired agree?"]),
    ],
)
def test_parts_fall_where_the_question_turns_to_another_source(question, parts):
    assert parted(question) == parts


def test_one_source_of_two_days_has_two_parts_with_all_its_feeds():
    found = parts_of("Did BBC News on 3 May, and BBC News on 5 May, report fog?", PUBLISHERS)
    assert [part.text for part in found] == ["Did BBC News on 3 May", ", and BBC News on 5 May, report fog?"]
    assert all(part.publishers == {"BBC News - Technology", "BBC News - World"} for part in found)


def test_parts_are_bounded_and_hold_the_whole_question():
    question = "Did Wired, " * 50
    found = parts_of(question, PUBLISHERS)
    assert len(found) == MOST_PARTS
    assert "".join(part.text for part in found) == question
