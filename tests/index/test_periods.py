"""index/periods.py: which days a question speaks of."""

import datetime

import pytest

from index.periods import Period, find_periods, without_periods

JUNE = Period(month=6)


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("What happened on 19 October 2023?", [Period(2023, 10, 19)]),
        ("What happened on the 19th of October, 2023?", [Period(2023, 10, 19)]),
        ("What happened on October 19, 2023?", [Period(2023, 10, 19)]),
        ("What happened on October 19th 2023?", [Period(2023, 10, 19)]),
        ("what happened on oct. 19?", [Period(None, 10, 19)]),
        ("The report of 2023-10-19", [Period(2023, 10, 19)]),
        ("Sept 3 or 4 May?", [Period(None, 9, 3), Period(None, 5, 4)]),
        ("What was said in June?", [JUNE]),
        ("What was said in late June?", [JUNE]),
        ("What was said in June 2023?", [Period(2023, 6)]),
        ("What was said in June of 2023?", [Period(2023, 6)]),
        ("What was said in 2023?", [Period(2023)]),
        ("What was said in mid-2023?", [Period(2023)]),
        ("What changed since 2022?", [Period(2022, open="later")]),
        ("What changed since early 2022?", [Period(2022, open="later")]),
        ("What changed after May 3, 2022?", [Period(2022, 5, 3, "later")]),
        ("What was known before June 2022?", [Period(2022, 6, open="earlier")]),
        ("What was known until the 3rd of June 2022?", [Period(2022, 6, 3, "earlier")]),
        ("Who moved from London to Paris after 2021?", [Period(2021, open="later")]),
        ("From May 3 to May 9, 2023", [Period(2023, 5, 3, last=Period(2023, 5, 9))]),
        ("between 2020 and 2022", [Period(2020, last=Period(2022))]),
        ("from 2020 to 2022", [Period(2020, last=Period(2022))]),
        ("in 2020 and 2022", [Period(2020), Period(2022)]),
        ("between March and May 2023", [Period(2023, 3, last=Period(2023, 5))]),
        ("from December to January 2023", [Period(2022, 12, last=Period(2023, 1))]),
        ("between November and February", [Period(month=11, last=Period(month=2))]),
        ("5-9 October 2023", [Period(2023, 10, 5, last=Period(2023, 10, 9))]),
        ("from 5 to 9 October", [Period(None, 10, 5, last=Period(None, 10, 9))]),
        ("October 5–9, 2023", [Period(2023, 10, 5, last=Period(2023, 10, 9))]),
        ("in June, and again in June", [JUNE]),
    ],
)
def test_finds(question, periods):
    assert list(find_periods(question)) == periods


@pytest.mark.parametrize(
    "question",
    [
        "What may the council do?",
        "Who joined the march on Washington?",
        "Did 2000 people come?",
        "Is flight 1999 late?",
        "What happened on 31 June?",
        "What happened on 2023-13-45?",
        "Who is Augustus?",
        "",
    ],
)
def test_finds_none(question):
    assert find_periods(question) == ()


@pytest.mark.parametrize(
    ("period", "covered", "not_covered"),
    [
        (Period(2023), ["2023-01-01", "2023-12-31"], ["2022-12-31", "2024-01-01"]),
        (JUNE, ["2020-06-01", "2023-06-30"], ["2023-05-31", "2023-07-01"]),
        (Period(None, 2, 29), ["2020-02-29"], ["2020-02-28"]),
        (Period(2022, 6, open="later"), ["2022-06-01", "2023-01-01"], ["2022-05-31"]),
        (Period(2022, 6, 3, "earlier"), ["2022-06-03", "2021-12-31"], ["2022-06-04"]),
        (Period(2020, last=Period(2022)), ["2020-01-01", "2022-12-31"], ["2019-12-31", "2023-01-01"]),
        (Period(2022, 12, last=Period(2023, 1)), ["2022-12-01", "2023-01-31"], ["2022-11-30", "2023-02-01"]),
        (Period(month=11, last=Period(month=2)), ["2020-12-31", "2023-02-28"], ["2023-03-01", "2020-10-31"]),
    ],
)
def test_covers(period, covered, not_covered):
    assert [
        day for day in covered + not_covered if period.covers(datetime.date.fromisoformat(day))
    ] == covered


def test_an_undated_article_is_in_no_period():
    assert not Period().covers(None)


def test_a_question_without_its_dates():
    rest = without_periods("What happened on 15 July 2021, and why in June?")
    assert rest.split() == ["What", "happened", "on", ",", "and", "why", "in", "?"]
    assert without_periods("May I ask?") == "May I ask?"
