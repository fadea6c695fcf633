"""bot/interviews.py: answers below an interviewer's questions."""

import pytest

from bot.asking import USUAL, explain
from bot.interviews import question_above
from bot.reader.reading import Reading, Run

TALK = """# A swimmer at the head of a club

When Dilys Marsh took over the Otters in 2019 the club had eleven members. It now has four hundred.

**What has been the hardest part?**

The heating bill. In 2022 it went from £900 a month to £3,400, and we nearly shut the doors.

**Would you do it again?**

Ask me after the gala in June, when the children have swum their races and we have counted the takings.
"""


class Unsure:
    """A reader that takes nothing for an answer."""

    def read(self, question: str, runs: list[Run]) -> list[Reading]:
        return [Reading(tuple(-6.0 for _ in run.spans), 0.0, 0.0) for run in runs]


@pytest.fixture
def quoted(index_of, encoder):
    """What is quoted for a question over the interview."""

    index = index_of(talk=TALK)

    def ask(question: str) -> list[str]:
        answer = explain(question, index, encoder, Unsure(), effort=USUAL).answer
        assert not answer.notes
        return [quote.text for quote in answer.quotes]

    return ask


def test_a_short_answer_is_quoted_with_the_question_and_what_follows(quoted):
    (quote,) = quoted("What has been the hardest part for Dilys Marsh?")
    assert quote.startswith("**What has been the hardest part?**\nThe heating bill. In 2022 ")
    assert quote.endswith("shut the doors.")


def test_whether_somebody_would_is_asked_of_whoever_is_interviewed(quoted):
    (quote,) = quoted("Would Dilys Marsh do it again?")
    assert quote.startswith("**Would you do it again?**\nAsk me after the gala")


def test_what_the_interviewer_did_not_ask(quoted):
    assert quoted("Where was Dilys Marsh born?") == []
    assert quoted("Would Gerald Pym do it again?") == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Why?\nBecause.", "Why?"),
        ("**“Why?”**\nWell. Because.", "Why?"),
        ("Why, it said.\nBecause.", None),
        ("Because.", None),
        (f"{'so ' * 40}why?\nBecause.", None),
    ],
)
def test_the_question_above(text, asked):
    found = question_above(text, (text.rindex("Because"), len(text)))
    assert (found.strip("”") if found else None) == asked
