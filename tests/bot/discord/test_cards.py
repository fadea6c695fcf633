"""The card of an Answer, without Discord."""

import datetime
from dataclasses import replace

import pytest

from bot.answer import Answer, Quote
from bot.discord.cards import MAX_TEXT, MAX_TITLE, Tone, answer_card, notice
from bot.discord.english import ENGLISH
from bot.discord.escaping import length
from bot.discord.german import GERMAN
from corpus.article import Article, PassageId


def quoting(*texts: str, title: str = "Title", url: str | None = None) -> tuple[Quote, ...]:
    """One article a text."""
    return tuple(
        Quote(
            text,
            Article(f"{n}.txt", title, text, url=url),
            PassageId(f"{n:016x}"),
            0,
            len(text),
            1.0 - n / 100,
        )
        for n, text in enumerate(texts)
    )


def test_quotes_with_footnotes_above_their_sources(answer: Answer, now: datetime.datetime) -> None:
    made = answer_card(answer, ENGLISH, now)
    assert made.quotes == answer.quotes
    assert made.card.title == "Was the ferry late?"
    assert made.card.text == (
        "> The ferry was late.\n> Moss blamed the fog. **[1]**\n\n"
        "> The ferry stayed in port. **[2]**\n\n"
        "> Moss blamed the fog. **[1]**\n\n"
        "**[1]** [Ferry runs late](https://herald.example/ferry) · The Herald · 8 July 2020\n"
        "**[2]** Storm"
    )
    assert made.card.footer == "1,200 articles · newest 8 July 2020 · index built just now"
    assert made.card.tone is Tone.ANSWER


def test_who_wrote_an_article_stands_beside_its_title(answer: Answer, now: datetime.datetime) -> None:
    quote = answer.quotes[0]
    by_her = replace(quote, article=replace(quote.article, author="Jane *Doe*"))
    for texts, line in (
        (ENGLISH, r" · by Jane \*Doe\* · The Herald · "),
        (GERMAN, r" · von Jane \*Doe\* · "),
    ):
        assert line in answer_card(replace(answer, quotes=(by_her,)), texts, now).card.text


def test_what_is_later_than_another_source_says_so(answer: Answer, now: datetime.datetime) -> None:
    ferry, storm, _ = answer.quotes
    later = replace(storm, article=replace(storm.article, published=datetime.date(2020, 7, 11)))
    for texts, line in (
        (ENGLISH, "\n**[2]** Storm · 11 July 2020, 3 days after **[1]**"),
        (GERMAN, "\n**[2]** Storm · 11. Juli 2020, 3 Tage nach **[1]**"),
    ):
        assert answer_card(replace(answer, quotes=(ferry, later)), texts, now).card.text.endswith(line)


def test_a_refusal_says_why_and_shows_the_nearest(refusal: Answer, now: datetime.datetime) -> None:
    made = answer_card(refusal, GERMAN, now)
    assert made.card.tone is Tone.REFUSAL
    assert made.card.text == (
        "**Die Artikel sagen es nicht: Kein Artikel erwähnt Amazon.**\n\n"
        "*Die nächstliegende Stelle, die es nicht beantwortet:*\n> The ferry stayed in port.\n\nStorm\n"
        "-# Hinweis: Die Zitate sprechen nicht von Amazon oder Zoom"
    )
    assert made.quotes == (refusal.nearest,)
    bare = answer_card(replace(refusal, nearest=None, notes=()), ENGLISH, now)
    assert bare.card.text == "**The articles don’t say: no article mentions Amazon.**"


def test_the_title_shows_how_a_follow_up_was_understood(answer: Answer, now: datetime.datetime) -> None:
    card = answer_card(answer, ENGLISH, now, asked="was *it*?").card
    assert card.title == "Was the ferry late?"
    assert card.text.startswith("-# asked as: was \\*it\\*?\n\n> The ferry")
    same = answer_card(answer, ENGLISH, now, asked=answer.question).card
    assert "asked as" not in same.text


def test_a_long_question_is_shown_whole(answer: Answer, now: datetime.datetime) -> None:
    question = "why * " * 50
    card = answer_card(replace(answer, question=question), ENGLISH, now).card
    assert length(card.title) <= MAX_TITLE
    assert card.text.startswith("**" + r"why \* " * 49)


@pytest.mark.parametrize("size", [300, 2_000, 9_000])
@pytest.mark.parametrize("letter", ["*", "😀", "a"])
def test_a_card_fits_whatever_was_asked(
    answer: Answer, refusal: Answer, now: datetime.datetime, size: int, letter: str
) -> None:
    asked = letter * size
    for given in (answer, replace(refusal, reason=asked)):
        card = answer_card(
            replace(given, question=f"{asked}?", notes=(asked,) * 9), ENGLISH, now, asked=asked
        ).card
        assert length(card.title) <= MAX_TITLE
        assert length(card.text) <= MAX_TEXT


@pytest.mark.parametrize("size", [100, 1_000, 2_000, 3_000, 4_000, 4_090, 5_000, 6_000])
@pytest.mark.parametrize("letter", ["a", "*", "😀", "\n"])
def test_limits_are_kept_by_choosing_fewer_quotes(
    answer: Answer, now: datetime.datetime, size: int, letter: str
) -> None:
    texts = [f"{n}{letter * size}{n}" for n in range(5)]
    quotes = quoting(*texts, title="@everyone [x](y) " * 50, url="https://a.example/" + "x" * 400)
    made = answer_card(replace(answer, quotes=quotes, notes=("n" * 500,)), ENGLISH, now)
    card = made.card
    assert 0 < length(card.text) <= MAX_TEXT
    assert length(card.title) <= MAX_TITLE
    assert length(card.title + card.text + card.footer) <= 6_000
    assert all(quote in quotes for quote in made.quotes)
    for quote in quotes:
        inner = quote.text[1:-1]
        assert (
            card.text.count(quote.text[0] + inner[:1].replace("*", "\\*")) > 0
        ) or quote not in made.quotes
    if not made.quotes:
        assert "too long to be shown here whole" in card.text


def test_a_long_quote_makes_room_for_the_others(answer: Answer, now: datetime.datetime) -> None:
    quotes = quoting("first", "x" * 5_000, "third")
    made = answer_card(replace(answer, quotes=quotes), ENGLISH, now)
    assert [quote.text for quote in made.quotes] == ["first", "third"]
    assert "**[2]** Title" in made.card.text


def test_an_article_can_do_nothing(answer: Answer, now: datetime.datetime) -> None:
    evil = "@everyone [x](https://evil.example) ```code``` <@7>"
    article = Article("a.txt", evil, evil, evil, url="javascript:alert(1)")
    quote = Quote(evil, article, PassageId("a" * 16), 0, len(evil), 1.0)
    text = answer_card(replace(answer, question=evil, quotes=(quote,)), ENGLISH, now).card.text
    for raw in ("](http", "```", "https://evil", " <@7>", " @everyone"):
        assert raw not in text


def test_a_notice_fits() -> None:
    assert length(notice("word " * 2_000).text) <= MAX_TEXT
