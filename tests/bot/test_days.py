"""bot/days.py: days as they are written, or as seen from today."""

import datetime

import pytest

from bot.days import seen_from, stretches_seen_from

TODAY = datetime.date(2020, 7, 9)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-07-08", "2020-07-08 2020-07-08"),
        ("July 2020", "2020-07-01 2020-07-31"),
        ("2019", "2019-01-01 2019-12-31"),
        ("today", "2020-07-09 2020-07-09"),
        ("Yesterday", "2020-07-08 2020-07-08"),
        ("3 days ago", "2020-07-06 2020-07-06"),
        ("last week", "2020-07-02 2020-07-02"),
        ("a month ago", "2020-06-09 2020-06-09"),
        ("gestern", "2020-07-08 2020-07-08"),
        ("vor 2 Wochen", "2020-06-25 2020-06-25"),
        ("soon", None),
        ("13", None),
        ("2020-13-01", None),
        ("", None),
    ],
)
def test_days(text: str, days: str | None) -> None:
    found = [f"{stretch.first} {stretch.last}" for stretch in stretches_seen_from(TODAY, text)]
    assert found == ([days] if days else [])


def test_a_date_that_can_be_read_in_two_ways_stays_so() -> None:
    assert len(stretches_seen_from(TODAY, "07/08/2020")) == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("what happened yesterday?", "2020-07-08 2020-07-08"),
        ("what happened this week?", "2020-07-06 2020-07-09"),
        ("What happened in the last week?", "2020-06-29 2020-07-05"),
        ("what happened in the past week", "2020-07-02 2020-07-09"),
        ("news of the last 3 days", "2020-07-06 2020-07-09"),
        ("this month", "2020-07-01 2020-07-09"),
        ("last month?", "2020-06-01 2020-06-30"),
        ("last year?", "2019-01-01 2019-12-31"),
        ("Was geschah in der letzten Woche?", "2020-06-29 2020-07-05"),
        ("Was war letztes Jahr?", "2019-01-01 2019-12-31"),
        ("what happened at last?", None),
        ("what happened on the last day of school?", "2020-07-08 2020-07-08"),
    ],
)
def test_days_in_a_text(text: str, days: str | None) -> None:
    found = seen_from(TODAY, text)
    assert (found and f"{found.first} {found.last}") == days
    if found:
        assert text[found.start : found.end].strip("?") == text[found.start : found.end]


def test_the_text_around_them() -> None:
    text = "What did The Herald report in the last week on rents?"
    found = seen_from(TODAY, text)
    assert found is not None
    assert text[: found.start] + text[found.end :] == "What did The Herald report  on rents?"
