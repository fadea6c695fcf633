"""The time that a question names."""

import datetime

import pytest

from bot.times import called, days_of, is_of_now, may_tell_of
from corpus.article import Article
from index.periods import find_periods

NEWEST = datetime.date(2026, 3, 12)
MAY_12 = datetime.date(2025, 5, 12)
TEXT = "The player, who won in August 2024, was not paid. It was different in 2023."


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened in 2025?", [("2025-01-01", "2025-12-31")]),
        ("What happened in February 2024?", [("2024-02-01", "2024-02-29")]),
        ("What happened on 28 April?", [("2026-04-28", "2026-04-28"), ("2025-04-28", "2025-04-28")]),
        ("What happened on 29 February?", []),
        ("What happened between 1 June and 10 June 2025?", [("2025-06-01", "2025-06-10")]),
        ("What happened since May 2025?", [("2025-05-01", None)]),
        ("What happened before May 2025?", [(None, "2025-05-31")]),
    ],
)
def test_its_days(question: str, days: list[tuple[str | None, str | None]]) -> None:
    (period,) = find_periods(question)
    found = [tuple(day and day.isoformat() for day in ends) for ends in days_of(period, NEWEST)]
    assert found == days


@pytest.mark.parametrize(
    ("question", "sentence", "may"),
    [
        ("Who won in 2024?", "The player, who won in August 2024, was not paid.", True),
        ("Who won in 2023?", "The player, who won in August 2024, was not paid.", False),
        ("Who won in 2023?", "It was different.", True),  # the article names the year
        ("Who won in 2022?", "It was different.", False),
        ("Who won in 2025?", "He won in 2024.", True),  # when it was published
        ("Who won in April?", "He won.", True),  # not long before
        ("Who won in August?", "He won.", True),
        ("Who won in June?", "He won.", False),
        ("Who won since 2026?", "He won.", True),
    ],
)
def test_what_may_tell_of_it(question: str, sentence: str, may: bool) -> None:
    article = Article("a.txt", "Unpaid", TEXT, "Herald", MAY_12)
    (period,) = find_periods(question)
    assert may_tell_of(article, period, sentence) is may


def test_an_article_without_a_date_may_tell_of_any_time() -> None:
    (period,) = find_periods("Who won in 2022?")
    assert may_tell_of(Article("a.txt", "Unpaid", TEXT, "Herald", None), period)


def test_what_it_is_called() -> None:
    assert [called(*find_periods(f"Who won in {time}?")) for time in ("june 2025", "2025", "June")] == [
        "June 2025",
        "2025",
        "June",
    ]


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Who is the head of the union?", True),
        ("how many people have died so far", True),
        ("What's the toll?", True),
        ("When will it open?", True),
        ("Was the man who is ill found?", False),
        ("did Apple pause?", False),
        ("toll of the storm", False),
    ],
)
def test_how_things_stand(question: str, now: bool) -> None:
    assert is_of_now(question) is now
