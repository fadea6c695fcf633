"""bot/scope.py: which articles a question asks of."""

import datetime

import pytest

from bot.scope import scope_of
from index.interface import Filter


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("What did Jane Doe write about the vote?", "Jane Doe"),
        ("what has jane doe written", "jane doe"),
        ("What does Jane Doe's article say of the vote?", "Jane Doe"),
        ("What is in the report by Li Wei?", "Li Wei"),
        ("What was written by Li Wei?", "Li Wei"),
        ("What did Li Wei's latest story say?", "Li Wei"),
        ("What does Jane Doe say about the vote?", "Jane Doe"),
        ("Were the libraries closed, according to Li Wei?", "Li Wei"),
        ("Was schrieb Jane Doe über die Fähre?", "Jane Doe"),
        ("Was steht im Artikel von Li Wei?", "Li Wei"),
        ("Did Jane Doe win a prize?", None),  # she may be asked about, though no article does
        ("What did Captain Moss write?", None),
        ("What did Jane write?", None),
        ("What did the Herald write?", None),
        ("", None),
    ],
)
def test_author(generation, question, author):
    assert scope_of(question, generation).author == author


def test_who_is_spoken_of_is_no_author_for_having_said_something(index_of):
    index = index_of(
        ferry="Captain Moss blamed the fog that lay over the harbour.",
        letter="---\nauthor: Captain Moss\n---\nThe fog was thick, and I saw nothing of the harbour.",
    )
    assert scope_of("What did Captain Moss say about the fog?", index).author is None
    assert scope_of("What did Captain Moss write about the fog?", index).author == "Captain Moss"


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What did Jane Doe write about the vote?", "the vote?"),
        ("articles by Jane Doe on the vote", "the vote"),
        ("Was schrieb Jane Doe über die Fähre?", "die Fähre?"),
        ("Did the vote fail, according to Li Wei?", "Did the vote fail, according to Li Wei?"),
    ],
)
def test_what_an_author_wrote_about_is_a_topic(generation, question, rest):
    assert " ".join(scope_of(question, generation).question.split()) == rest


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Jane Doe write about the vote?", ["vote"]),
        ("What did Jane Doe write?", []),
        ("What did The Herald report?", []),
        ("What did The Herald report on the ferry?", ["report", "ferry"]),
        ("What's new?", []),
        ("latest news", []),
        ("Any news today?", []),
        ("Was gibt es Neues?", []),
        ("What happened last week?", []),
        ("How much did rents rise last year?", ["rents", "rise", "last", "year"]),
        ("Was berichtet The Herald?", []),
        ("Ist das neu?", ["Ist", "das", "neu"]),
        ("What are the articles about?", []),
        ("What is the latest on the ferry?", ["ferry"]),
        ("Is it new?", ["new"]),
        ("What did it report?", ["report"]),
        ("What does the latest report say of fines?", ["latest", "report", "fines"]),
        ("did it?", []),
    ],
)
def test_words(generation, question, words):
    assert scope_of(question, generation).words == words


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which articles mention the ferry?", "the ferry?"),
        ("how many of the articles are about the ferry", "the ferry"),
        ("What do the articles say about the ferry?", "the ferry?"),
        ("what do your articles have to say on ferries", "ferries"),
        ("Does any article mention the ferry?", "the ferry?"),
        ("do the papers say anything about fines", "fines"),
        ("Is the ferry mentioned anywhere?", "the ferry"),
        ("is it mentioned in any of the articles", "it"),
        ("What is known about the ferry?", "the ferry?"),
        ("what's been said", "what's been said"),
        ("Do you have anything on the ferry?", "the ferry?"),
        ("Welche Artikel erwähnen die Fähre?", "die Fähre?"),
        ("quotes about the ferry", "the ferry"),
        ("give me some facts on ferries", "ferries"),
        ("tldr of the ferry story", "the ferry story"),
        ("ferry story summary", "ferry story"),
        ("what did the ferry summary say", "what did the ferry summary say"),
        ("what's going on?", "what is new?"),
        ("catch me up", "what is new?"),
        ("Summary, please", "Summary, please"),
        ("What is happening in Aberdeen?", "What is happening in Aberdeen?"),
        ("Was steht in den Artikeln über die Fähre?", "die Fähre?"),
        ("What does the report say about fines?", "What does the report say about fines?"),
        ("Do the articles mention?", "Do the articles mention?"),
    ],
)
def test_what_the_articles_say_of_something(generation, question, asked):
    assert scope_of(question, generation).question == asked


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What's the latest on the ferry?", "What's the ferry?"),
        ("any recent news about the ferry", "the ferry"),
        ("What's new with the ferry?", "What's the ferry?"),
        ("latest articles on the ferry", "the ferry"),
        ("news about the ferry", "the ferry"),
        ("What does the new report on the ferry say?", None),
        ("What is in their latest report?", None),
    ],
)
def test_latest(generation, question, about):
    scope = scope_of(question, generation)
    assert (" ".join(scope.about.split()), scope.latest) == (about or question, about is not None)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Who wrote about the ferry?", "the ferry?"),
        ("who reported on Moss?", "Moss?"),
        ("Who has written the article on the vote?", "the vote?"),
        ("Which journalist wrote the story about the vote?", "the vote?"),
        ("Who wrote the law?", None),
        ("who wrote the ferry story?", "ferry"),
        ("Who has written this report", None),
        ("Who covered the costs?", None),
        ("Who reported profits?", None),
    ],
)
def test_by_whom(generation, question, left):
    scope = scope_of(question, generation)
    assert (scope.question, scope.by_whom) == (left or question, left is not None)


@pytest.mark.parametrize(
    ("question", "is_overview"),
    [
        ("What's new?", True),
        ("What happened in July?", True),
        ("What happened last week?", True),
        ("did it?", False),
        ("Why the fog?", False),
        ("How many articles are there?", False),
    ],
)
def test_overview(generation, question, is_overview):
    assert scope_of(question, generation).is_overview == is_overview


def test_a_time_seen_from_today(generation):
    today = datetime.date(2020, 7, 15)
    scope = scope_of("What did The Herald report last week?", generation, today)
    wanted = scope.narrowed(Filter(), generation)
    assert (wanted.since, wanted.until) == (datetime.date(2020, 7, 6), datetime.date(2020, 7, 12))
    assert scope_of("How much did rents rise last week?", generation, today).periods == ()


@pytest.mark.parametrize(
    ("question", "wanted", "narrowed"),
    [
        ("What did Jane Doe write about it?", Filter(), Filter("Jane Doe")),
        ("What did Jane Doe write about it?", Filter("ferry.md"), Filter("ferry.md")),
        ("What did The Herald report?", Filter(), Filter("The Herald")),
        ("What did The Herald report on the ferry?", Filter(), Filter()),
        ("What's new?", Filter(), Filter()),  # too few articles to leave any out
        ("What did Jane Doe write in July 2020?", Filter(), Filter("Jane Doe", (7, 1), (7, 31))),
    ],
)
def test_narrowed(generation, question, wanted, narrowed):
    days = [datetime.date(2020, *day) if day else None for day in (narrowed.since, narrowed.until)]
    assert scope_of(question, generation).narrowed(wanted, generation) == Filter(narrowed.source, *days)


def test_the_newest_are_looked_at_alone_where_they_are_many(index_of, monkeypatch):
    monkeypatch.setattr("bot.scope.ENOUGH_PASSAGES", 8)
    index = index_of(
        **{
            f"ferry{day}": f"---\npublished: 2020-07-{day:02}\n---\nFerry number {day} was late again.\n"
            for day in range(1, 10)
        }
    )
    newest = Filter(since=datetime.date(2020, 7, 2))
    assert scope_of("What's new?", index).narrowed(Filter(), index) == newest
    assert scope_of("Why was ferry 9 late?", index).narrowed(Filter(), index) == Filter()
