"""Dates as pages write them."""

import datetime

import pytest

from corpus.dates import date_line, readings, settle, stretches

TODAY = datetime.date(2024, 1, 1)
JULY_8 = datetime.date(2020, 7, 8)
AUGUST_7 = datetime.date(2020, 8, 7)


@pytest.mark.parametrize(
    "text",
    [
        "July 8, 2020",
        "8 July 2020",
        "8th July, 2020",
        "8th of July 2020",
        "Jul. 8, 2020",
        "JULY 8 2020",
        "2020-07-08",
        "2020-07-08T10:32:00Z",
        "2020/7/8",
        "Published 10:32 AM EDT, Wed July 8 2020",
        "Wednesday 07/08/2020",
        "08-Jul-2020",
    ],
)
def test_one_reading(text: str) -> None:
    assert readings(text) == {JULY_8}


@pytest.mark.parametrize(
    "text", ["", "no date", "July 8", "31/31/2020", "2020-13-01", "February 30, 2020", "1.5.20201"]
)
def test_no_reading(text: str) -> None:
    assert readings(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("February 2021", (2021, 2, 1), (2021, 2, 28)),
        ("Sept. 2020", (2020, 9, 1), (2020, 9, 30)),
        ("März 2020", (2020, 3, 1), (2020, 3, 31)),
        ("8 July 2020", (2020, 7, 8), (2020, 7, 8)),
    ],
)
def test_a_stretch(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert stretches(text) == {(datetime.date(*first), datetime.date(*last))}


@pytest.mark.parametrize("text", ["", "July", "2020-13", "2020-00", "July 2020-07", "20201"])
def test_no_stretch(text: str) -> None:
    assert stretches(text) == frozenset()


def test_two_readings() -> None:
    assert readings("07/08/2020, 15.48") == {JULY_8, AUGUST_7}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07/08/2020. In June, the firm closed.", JULY_8),
        ("07/08/2020. On 6 August the firm closed.", AUGUST_7),
        ("07/08/2020. On July 7 the firm closed; in August it opens.", JULY_8),
        ("07/08/2020. It was updated on 15/08/2020.", AUGUST_7),
        ("07/08/2020. It closed in June 2012.", None),
        ("07/08/2020. It closed in June and opened in August.", None),
        ("07/08/2020. It closed.", None),
        ("07/08/2020. They may march in step.", None),
        ("07/08/2020. In July it cost £3m.", AUGUST_7),
        ("07/08/2020, 3:48 p.m. ET. It closed in August.", JULY_8),
        ("07/08/2020, 15:48 GMT", AUGUST_7),
        ("07/08/2020. On ferma en 2019 et en 2020.", None),
        ("07/08/2020, 9am EST. It closed at noon GMT.", None),
    ],
)
def test_the_text_settles_which(text: str, expected: datetime.date | None) -> None:
    assert settle(readings(text), text, TODAY) == expected


def test_no_article_is_of_tomorrow() -> None:
    assert settle({JULY_8, AUGUST_7}, "", datetime.date(2020, 7, 20)) == JULY_8


@pytest.mark.parametrize(
    ("line", "updated", "labelled", "rest"),
    [
        ("07/08/2020, 15.48", False, False, ""),
        ("Published 10:32 AM EDT, Tue July 7 2020", False, True, ""),
        ("Last updated: 9 July 2020 at 11:05", True, True, ""),
        ("Updated 9 July 2020 | Published 8 July 2020", False, True, ""),
        ("July 8, 2020 · 5 min read", False, False, ""),
        ("The law of July 8, 2020 was", False, False, "The law of was"),
    ],
)
def test_a_line_that_gives_a_date(line: str, updated: bool, labelled: bool, rest: str) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.updated, found.labelled, found.rest) == (updated, labelled, rest)


@pytest.mark.parametrize("line", ["He left in July.", "", "Updated daily"])
def test_a_line_that_gives_none(line: str) -> None:
    assert date_line(line) is None
