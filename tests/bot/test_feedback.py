"""What was asked, and the votes, in SQLite."""

import datetime
from pathlib import Path

import pytest

from bot.feedback import FEEDBACK, Asked, Feedback
from corpus.article import PassageId
from corpus.errors import StoreError

NOW = datetime.datetime(2020, 7, 9, 12, 0, tzinfo=datetime.UTC)
FOG = Asked("Who blamed the fog?", (PassageId("a" * 16),), True, guild=1, channel=2)


@pytest.fixture
def feedback(tmp_path: Path):
    store = Feedback(tmp_path / "home")
    yield store
    store.close()


def test_a_question_is_found_again_by_its_number(feedback: Feedback) -> None:
    asked = Asked("Why?", (), False, source="The Herald", since=datetime.date(2020, 7, 1))
    numbers = [feedback.remember(FOG, NOW), feedback.remember(asked, NOW)]
    found = feedback.find(numbers[1])
    assert found is not None
    assert (found.question, found.source, found.since, found.until, found.number) == (
        "Why?",
        "The Herald",
        datetime.date(2020, 7, 1),
        None,
        numbers[1],
    )
    assert feedback.find(numbers[1] - 1) is None


def test_a_button_of_an_older_file_leads_to_nobodys_question(feedback: Feedback, tmp_path: Path) -> None:
    other = Feedback(tmp_path / "other")
    old = [feedback.remember(FOG, NOW) for _ in range(5)]
    new = [other.remember(FOG, NOW) for _ in range(5)]
    assert len({*old, *new}) == 10
    assert [other.find(number) for number in (*old, 1, 2, 1 << 63, 1 << 80)] == [None] * 9
    other.close()


def test_it_outlasts_a_restart(feedback: Feedback, tmp_path: Path) -> None:
    number = feedback.remember(FOG, NOW)
    again = Feedback(tmp_path / "home")
    assert again.find(number) is not None
    again.close()


def test_the_questions_of_a_channel(feedback: Feedback) -> None:
    feedback.remember(FOG, NOW)
    feedback.remember(Asked("And why?", (), True, channel=2), NOW + datetime.timedelta(minutes=1))
    assert [asked.question for asked in feedback.asked_in(2, NOW)] == ["And why?", FOG.question]
    assert feedback.asked_in(2, NOW + datetime.timedelta(minutes=2)) == []
    assert feedback.asked_in(3, NOW) == []


def test_popular_are_the_answered_ones_of_that_server_often_asked_first(feedback: Feedback) -> None:
    numbers = []
    for second, (question, answered, guild) in enumerate(
        (
            ("Who blamed the fog?", True, 1),
            ("Who left?", True, 1),
            ("who left?", True, 1),
            ("Did Amazon pause?", False, 1),
            ("Who stayed?", True, 2),
            ("Who is private?", True, None),
        )
    ):
        time = NOW + datetime.timedelta(seconds=second)
        numbers.append(feedback.remember(Asked(question, (), answered, guild=guild), time))
    assert feedback.popular(1, "", 5) == ["Who left?", "Who blamed the fog?"]
    assert feedback.popular(1, "FOG", 5) == ["Who blamed the fog?"]
    assert feedback.popular(1, "", 1) == ["Who left?"]
    assert feedback.vote(numbers[0], 7, "down", NOW)
    assert feedback.popular(1, "", 5) == ["Who left?"]


def test_each_user_has_one_vote_and_may_change_it(feedback: Feedback) -> None:
    number = feedback.remember(FOG, NOW)
    assert feedback.vote(number, 7, "up", NOW)
    assert feedback.vote(number, 7, "down", NOW, "x" * 600)
    assert feedback.vote(number, 8, "up", NOW + datetime.timedelta(seconds=1))
    assert not feedback.vote(99, 7, "up", NOW)
    votes = feedback.export()
    assert [vote["vote"] for vote in votes] == ["down", "up"]
    assert votes[0] == {
        "question": FOG.question,
        "passages": ["a" * 16],
        "vote": "down",
        "why": "x" * 500,
        "time": NOW.isoformat(),
    }


def test_a_second_press_keeps_the_reason(feedback: Feedback) -> None:
    number = feedback.remember(FOG, NOW)
    feedback.vote(number, 7, "down", NOW, "too old")
    feedback.vote(number, 7, "down", NOW)
    assert [(vote["vote"], vote["why"]) for vote in feedback.export()] == [("down", "too old")]
    feedback.vote(number, 7, "up", NOW)
    assert [(vote["vote"], vote["why"]) for vote in feedback.export()] == [("up", None)]


def test_who_voted_is_not_stored(feedback: Feedback, tmp_path: Path) -> None:
    user = 123_456_789_012_345_678
    feedback.vote(feedback.remember(FOG, NOW), user, "up", NOW)
    assert str(user).encode() not in (tmp_path / "home" / FEEDBACK).read_bytes()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FEEDBACK).write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match=r"feedback\.db cannot be used"):
        Feedback(tmp_path)


def test_old_questions_are_forgotten_with_their_votes(feedback: Feedback) -> None:
    old, new = feedback.remember(FOG, NOW), feedback.remember(FOG, NOW + datetime.timedelta(days=2))
    for number in (old, new):
        feedback.vote(number, 7, "up", NOW)
    assert feedback.forget(NOW + datetime.timedelta(days=1)) == 1
    assert (feedback.find(old), feedback.find(new) is None, len(feedback.export())) == (None, False, 1)


def test_only_what_all_may_see_is_exported(feedback: Feedback) -> None:
    for guild in (1, 2, None):
        feedback.vote(feedback.remember(Asked(f"Who {guild}?", (), True, guild=guild), NOW), 7, "up", NOW)
    every = [[vote["question"] for vote in feedback.export(guild)] for guild in (1, 2, 3, None)]
    assert every == [["Who 1?"], ["Who 2?"], [], ["Who 1?", "Who 2?"]]
