"""What is printed, to the character."""

import datetime
from dataclasses import replace

import pytest

from bot.jsonl import answer_object
from bot.render import age, answer_lines, listed, one_line, plain, printable, source_line
from corpus.article import Article


def test_answer(answer, now):
    assert plain(answer_lines(answer, now)) == (
        "The ferry was late.\n"
        "  Moss blamed the fog. [1]\n"
        "The ferry stayed in port. [2]\n"
        "Moss blamed the fog. [1]\n"
        "\n"
        "[1] Ferry runs late · The Herald · 8 July 2020 · https://herald.example/ferry · ferry.txt\n"
        "[2] Storm · storm.txt\n"
        "2 of 1,200 articles · newest 8 July 2020 · index built just now"
    )


def test_refusal(refusal, now):
    assert plain(answer_lines(refusal, now)) == (
        "The articles don't say: no article mentions Amazon\n"
        "\n"
        "Nearest, which does not answer it:\n"
        "The ferry stayed in port. [1]\n"
        "\n"
        "[1] Storm · storm.txt\n"
        "note: the quotes do not speak of Amazon and Zoom\n"
        "1,200 articles · newest 8 July 2020 · index built just now"
    )


def test_refusal_with_nothing_near(refusal, now):
    lines = plain(answer_lines(replace(refusal, nearest=None, notes=()), now)).split("\n")
    assert lines == [
        "The articles don't say: no article mentions Amazon",
        "",
        "1,200 articles · newest 8 July 2020 · index built just now",
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2Jgone", "\ufffd[2Jgone"),
        ("\x9b31m red", "\ufffd31m red"),
        ("abc\u202ecba", "abc\ufffdcba"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("a\rb\x00c\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("keeps\ttabs\nand lines, “quotes” and é", "keeps\ttabs\nand lines, “quotes” and é"),
    ],
)
def test_nothing_commands_the_terminal(raw, shown):
    assert printable(raw) == shown


def test_nothing_in_an_article_commands_the_terminal(answer, now):
    quote = answer.quotes[1]
    article = replace(
        quote.article, title="Sto\x1brm\nand\train", publisher="\u202eHerald", url="http://x\x07"
    )
    hostile = replace(answer, quotes=(replace(quote, text="The \x1b]0;ferry\x07 stayed.", article=article),))
    assert plain(answer_lines(hostile, now)).split("\n")[:3] == [
        "The \ufffd]0;ferry\ufffd stayed. [1]",
        "",
        "[1] Sto\ufffdrm and rain · \ufffdHerald · http://x\ufffd · storm.txt",
    ]


def test_one_line_has_no_breaks():
    assert one_line(" a\n\tb\u2028c\x1b ") == "a b c\ufffd"


def test_source_line_with_an_author():
    article = Article("a.txt", "Title", "Text.", "The Herald", author="Jane Doe")
    assert plain([source_line(article)]) == "Title · by Jane Doe · The Herald · a.txt"
    assert plain([source_line(replace(article, author="THE HERALD"))]) == "Title · The Herald · a.txt"


def test_what_is_later_than_another_source_says_so(answer, now):
    ferry, storm, again = answer.quotes

    def dated(day):
        return replace(storm, article=replace(storm.article, published=day))

    def shown(*quotes):
        lines = plain(answer_lines(replace(answer, quotes=quotes), now)).split("\n")
        return [line for line in lines if " · " in line]

    assert shown(ferry, dated(datetime.date(2020, 7, 11)), again)[1] == (
        "[2] Storm · 11 July 2020, 3 days after [1] · storm.txt"
    )
    first, second, _ = shown(ferry, dated(datetime.date(2020, 7, 7)))
    assert "The Herald · 8 July 2020, 1 day after [2] · https" in first
    assert second == "[2] Storm · 7 July 2020 · storm.txt"
    assert " after " not in "".join(shown(ferry, dated(datetime.date(2020, 7, 8))) + shown(ferry, storm))
    later = replace(answer, quotes=(ferry, dated(datetime.date(2021, 7, 8))))
    assert [source["days_later"] for source in answer_object(later)["sources"]] == [None, 365]


def test_source_line_without_number():
    assert plain([source_line(Article("a.txt", "Title", "Text."))]) == "Title · a.txt"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3_599, "59 minutes ago"),
        (7_200, "2 hours ago"),
        (86_400, "1 day ago"),
        (30 * 86_400, "30 days ago"),
        (31 * 86_400, "on 8 June 2020"),
    ],
)
def test_age(seconds, words, now):
    assert age(now - datetime.timedelta(seconds=seconds), now) == words


def test_listed_says_how_many_more():
    assert listed(["a", "b"], 2) == ["a", "b"]
    assert listed(["a", "b", "c", "d"], 2) == ["a", "b", "… and 2 more"]
