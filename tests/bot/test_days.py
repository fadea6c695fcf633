"""bot/days.py: days as they are written, or as seen from today."""

import datetime

import pytest

from bot.days import stretches_seen_from

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
