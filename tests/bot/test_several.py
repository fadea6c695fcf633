"""bot/several.py: questions of several sources, over articles of two publishers."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer

Ask = Callable[..., Answer]
FERRY = "The ferry to Aberdeen was two hours late on Monday because of thick fog."
FARES = "Fares of the ferry to Aberdeen rise by a tenth in August, the council voted on Tuesday."
DENIAL = "The ferry to Aberdeen sailed on time on Monday in spite of the fog, its owner said."
CHEESE = "A cheese of ninety kilos rolled into the pond at the summer fair."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    texts = {
        "a": ("The Herald", "2020-07-09", "Ferry late", FERRY),
        "b": ("The Herald", "2020-07-11", "Fares rise", FARES),
        "c": ("Wired", "2020-07-08", "Owner denies delay", DENIAL),
        "d": ("Farm Week", "2020-07-10", "Cheese in pond", CHEESE),
    }
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, (publisher, date, title, text) in texts.items():
        head = f"---\ntitle: {title}\npublisher: {publisher}\npublished: {date}\n---\n"
        (articles / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf8")
    return articles


def publishers(answer: Answer) -> list[str | None]:
    return [quote.article.publisher for quote in answer.quotes]


def test_each_source_is_quoted(asked: Ask) -> None:
    answer = asked(
        "Does The Herald report that the ferry to Aberdeen was late, while Wired reports it on time?"
    )
    assert answer.answered
    assert set(publishers(answer)) == {"The Herald", "Wired"}
    assert {FERRY, DENIAL} <= {quote.text for quote in answer.quotes}


def test_in_order_of_date_where_time_is_asked(asked: Ask) -> None:
    answer = asked(
        "Did The Herald report the late ferry to Aberdeen before Wired reported the fog on Monday?"
    )
    days = [quote.article.published for quote in answer.quotes]
    assert days == sorted(days)
    assert days[0] == datetime.date(2020, 7, 8)


def test_the_bound_holds_and_no_source_is_left_out(asked: Ask) -> None:
    question = "What do The Herald and Wired say of the ferry to Aberdeen, the fog on Monday, and its fares?"
    assert set(publishers(asked(question, k=2))) == {"The Herald", "Wired"}
    assert len(asked(question, k=1).quotes) == 1


def test_far_from_what_is_asked_nothing_is_quoted(asked: Ask) -> None:
    answer = asked("Do The Herald and Wired agree on interest rates, inflation, bonds and the yen?")
    assert not answer.answered
    assert answer.reason


def test_what_no_article_mentions_is_asked_of_no_source(asked: Ask) -> None:
    answer = asked("Do The Herald and Wired report that Amazon ran the ferry?")
    assert answer.reason == "no article mentions Amazon"
