"""Questions asked of three small articles, with an encoder that knows words only."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Answer
from bot.asking import MAX_QUESTION, explain
from bot.refusal import FOREIGN, NO_WORDS, NOT_OF_TIME, UNSIGNED
from corpus.article import Article
from index.generation import Generation
from index.interface import Filter
from index.search import Hit, search

FOG = "Captain Moss blamed the fog that lay over the harbour all morning."
LATE = "The ferry to Aberdeen was two hours late on Monday, the company said."
Ask = Callable[..., Answer]
IndexOf = Callable[..., Generation]


def test_an_answer_cites_where_its_words_stand(asked: Ask, generation: Generation) -> None:
    answer = asked("Who blamed the fog?")
    quote = answer.quotes[0]
    assert (quote.text, quote.article.name) == (FOG, "ferry.md")
    assert generation.article("ferry.md").text[quote.start : quote.end] == quote.text
    stored = generation.find(quote.passage)
    assert stored.passage.start <= quote.start < quote.end <= stored.passage.end
    assert answer.answered
    assert answer.reason is None
    assert answer.stamp.articles == 3


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", NO_WORDS),
        ("  ?!… ", NO_WORDS),
        ("did it?", NO_WORDS),
        ("苹果公司暂停了吗", FOREIGN),
        ("Сколько стоит билет?", FOREIGN),
        ("Was the ferry to Bergen late?", "no article mentions Bergen"),
        ("was bergen late?", "no article mentions bergen"),
        ("What did the article by Bloomberg say of the ferry?", "no article is from Bloomberg"),
        (
            "Why was it late, by the article in The Herald and another by Variety?",
            "no article is from Variety",
        ),
        ("Did Bergen or Stavanger vote?", "no article mentions Bergen and Stavanger"),
        ("How much was the ferry fined?", "the nearest passages speak of “ferry”, but do not say “fined”"),
        ("xylophone zeppelin quartz", "no article says “xylophone”, “zeppelin” or “quartz”"),
        ("what did bergen do", "no article says “bergen”"),
        ("is there anything about bergen?", "no article says “bergen”"),
        ("What happened in June 2031?", NOT_OF_TIME),
        ("what happened last week?", NOT_OF_TIME),
        ("how many articles are there?", NO_WORDS),
    ],
)
def test_a_refusal_says_why(asked: Ask, question: str, reason: str) -> None:
    answer = asked(question)
    assert answer.quotes == ()
    assert answer.reason == reason


def test_who_won_is_a_word_to_look_for(asked: Ask) -> None:
    assert asked("who won?").reason == "no article says “won”"
    assert asked("won't it?").reason == NO_WORDS


def test_what_is_done_is_no_name(asked: Ask) -> None:
    assert asked("does sailing cost anything?").reason != "no article mentions sailing"


def test_a_refusal_shows_the_nearest(asked: Ask) -> None:
    answer = asked("Was the ferry to Bergen late?")
    assert answer.nearest.text == LATE


@pytest.mark.parametrize(
    "question",
    [
        '"AND (',
        "fog AND OR NOT",
        "title:fog^2 ~ [a TO b]",
        "fog\x00\x1b[31m",
        "fog\nfog\tfog",
        "a" * 5000,
        "*" * 300,
    ],
)
def test_no_question_is_an_error(asked: Ask, question: str) -> None:
    answer = asked(question)
    assert answer.answered is (answer.reason is None)


def test_a_long_question_is_read_in_part_and_that_is_said(asked: Ask) -> None:
    answer = asked("Who blamed the fog? " + "fog " * 5000)
    assert answer.quotes[0].text == FOG
    assert answer.notes == (f"only the first {MAX_QUESTION} characters of the question were read",)


def test_filters(asked: Ask) -> None:
    assert asked("Who blamed the fog?", wanted=Filter(source="Herald")).quotes[0].text == FOG
    answer = asked("Who blamed the fog?", wanted=Filter(source="Nobody"))
    assert (answer.quotes, answer.reason) == ((), "no article is from Nobody")
    answer = asked("Who blamed the fog?", wanted=Filter(source="Herald", since=datetime.date(2021, 1, 1)))
    assert (answer.quotes, answer.reason) == ((), "no article passes the filters")


def test_no_more_than_k(asked: Ask) -> None:
    assert len(asked("What did the company and Captain Moss say of the fog?", k=1).quotes) == 1


def test_a_quote_that_does_not_stand_in_its_article_is_dropped(
    asked: Ask, generation: Generation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    true = generation.article

    def altered(name: str) -> Article | None:
        article = true(name)
        return article and replace(article, text=article.text.replace("fog", "dog"))

    monkeypatch.setattr(generation, "article", altered)
    with caplog.at_level(logging.ERROR):
        answer = asked("Who blamed the fog?")
    assert FOG not in [quote.text for quote in answer.quotes]
    assert "ferry.md" in caplog.text


def test_every_candidate_is_explained(generation: Generation, encoder) -> None:
    explanation = explain("Who blamed the fog?", generation, encoder)
    verdicts = {scored.text: scored.verdict for scored in explanation.candidates}
    assert verdicts[FOG] == "quoted"
    assert all(verdicts.values())
    scores = [scored.score for scored in explanation.candidates]
    assert scores == sorted(scores, reverse=True)


def test_where_several_are_asked_for_a_list_of_them_weighs_more(generation: Generation, encoder) -> None:
    weights = {}
    for question in ("Which islands have lost power?", "Which places have ferries and engineers?"):
        explanation = explain(question, generation, encoder)
        weights[question] = [scored.candidate.features["listed"] for scored in explanation.candidates]
    several = weights["Which places have ferries and engineers?"]
    assert set(weights["Which islands have lost power?"]) == {0.0}
    assert 0.0 < max(several) < 1.0


@pytest.mark.parametrize(
    ("line", "is_quoted"),
    [
        ("• Flights cancelled: 43", True),
        ("> * Flights cancelled: 43", True),
        ("• Flights cancelled until Monday morning by fog", True),
        ("• Flights cancelled", False),
        ("Flights cancelled: 43", False),  # may be anything
        ("• Flights cancelled: 43?", False),
    ],
)
def test_a_lists_point_is_quoted_that_tells_something(
    index_of: IndexOf, encoder, line: str, is_quoted: bool
) -> None:
    index = index_of(storm=f"# Storm strikes\n\nIt rained.\n\n{line}\n\nThe end came soon, all said.\n")
    answer = explain("Which flights were cancelled?", index, encoder).answer
    assert (line.removeprefix("> ").lstrip("•* ") in [quote.text for quote in answer.quotes]) is is_quoted


def test_the_same_question_has_the_same_answer(asked: Ask) -> None:
    assert asked("Who blamed the fog?") == asked("Who blamed the fog?")


def test_a_source_named_in_the_question_answers_alone(asked: Ask) -> None:
    answer = asked("What did The Herald say?")
    assert {quote.article.publisher for quote in answer.quotes} == {"The Herald"}


def test_a_time_named_in_the_question_answers_alone(asked: Ask) -> None:
    answer = asked("What happened on 8 July 2020?")
    assert {quote.article.name for quote in answer.quotes} == {"ferry.md"}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened on 8 July?", ((2020, 7, 8), (2020, 7, 8))),
        ("What happened in July 2020?", ((2020, 7, 1), (2020, 7, 31))),
        ("What happened in 2019?", None),  # no article is of then
        ("Who blamed the fog in July 2020?", None),
    ],
)
def test_what_happened_at_a_time_is_looked_for_in_its_articles_alone(
    asked: Ask,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    days: tuple[tuple[int, int, int], tuple[int, int, int]] | None,
) -> None:
    searched: list[Filter] = []

    def record(*arguments: Any, wanted: Filter, **options: Any) -> list[Hit]:
        searched.append(wanted)
        return search(*arguments, wanted=wanted, **options)

    monkeypatch.setattr("bot.asking.search", record)
    asked(question)
    since, until = (datetime.date(*day) for day in days) if days else (None, None)
    assert searched == [Filter(since=since, until=until)]


def test_what_happened_at_a_time_is_what_its_articles_begin_with_in_order_of_date(asked: Ask) -> None:
    quotes = [quote.text for quote in asked("What happened in July 2020?").quotes]
    assert quotes == ["The council voted on Tuesday to close two of its five libraries.", LATE]


def test_the_newest_come_first_where_news_is_asked_for(asked: Ask) -> None:
    for question in ("What's new?", "latest news", "What are the articles about?"):
        quotes = [quote.text for quote in asked(question).quotes]
        assert quotes[:2] == [LATE, "The council voted on Tuesday to close two of its five libraries."]
        assert len(quotes) == 3


def test_an_authors_articles_answer_alone(asked: Ask) -> None:
    answer = asked("What did Jane Doe write?")
    assert [quote.text for quote in answer.quotes] == [
        "The council voted on Tuesday to close two of its five libraries."
    ]
    assert not asked("What did Jane Doe write about the fog?").answered
    disgrace = asked("What did Jane Doe write of a disgrace?")
    assert {quote.article.name for quote in disgrace.quotes} == {"library.md"}


def test_who_wrote_of_something_is_answered_by_articles_that_say_so(asked: Ask) -> None:
    quotes = asked("Who wrote about the two libraries?").quotes
    assert {quote.article.author for quote in quotes} == {"Jane Doe and Li Wei"}
    assert asked("Who wrote about the fog?").reason == UNSIGNED


def test_who_wrote_an_article_is_not_said_to_be_unknown(asked: Ask) -> None:
    assert asked("Did Jane Doe close a library?").reason != "no article mentions Jane Doe"
    assert asked("Did Jane Roe close a library?").reason == "no article mentions Jane Roe"


def test_another_year_is_not_answered(asked: Ask) -> None:
    assert asked("Who blamed the fog in 2020?").quotes[0].text == FOG
    answer = asked("Who blamed the fog in 2019?")
    assert answer.reason == "the nearest passages speak of “blamed” and “fog”, but do not say 2019"


def test_undated_articles_that_a_filter_leaves_out_are_counted(asked: Ask) -> None:
    answer = asked("Who blamed the fog?", wanted=Filter(since=datetime.date(2020, 7, 1)))
    assert answer.quotes[0].text == FOG
    assert answer.notes == ("1 of 3 articles have no date and were left out",)


def test_what_is_of_another_time_is_not_shown_as_near(asked: Ask) -> None:
    answer = asked("What happened in July 2020?")
    assert answer.answered
    other = asked("What did The Herald report in June 2031?")
    assert not other.answered
    assert other.nearest is None
