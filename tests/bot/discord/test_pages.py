"""The cards behind buttons and lists, without Discord."""

import datetime
from dataclasses import replace

import pytest

from bot.answer import Answer, Quote
from bot.discord.cards import MAX_TEXT
from bot.discord.english import ENGLISH
from bot.discord.escaping import length
from bot.discord.german import GERMAN
from bot.discord.pages import about_card, context_card, more_card, names_listed, problems_listed, sources_card
from corpus.article import Article, Passage, PassageId
from corpus.readers import Skipped
from index.rows import Stored
from index.types import PassageNumber


def stored(text: str, quote: str) -> tuple[Stored, int, int]:
    """The whole text as one passage, and where the quote stands in it."""
    article = Article("a.txt", "Fog", text, "The Herald", datetime.date(2020, 7, 8), "https://a.example/")
    passage = Passage(article.id, 0, len(text), text, ((0, len(text)),))
    return Stored(PassageNumber(1), article, passage), text.index(quote), len(quote)


def test_a_quote_in_bold_between_its_neighbours() -> None:
    card = context_card(*stored("One.\nTwo. The *fog*. Three.\nFour.\nFive.", "The *fog*."), ENGLISH)
    assert card.title == "Fog"
    assert card.text == (
        "One.\n\nTwo. **The \\*fog\\*.** Three.\n\nFour.\n\n"
        "[Fog](https://a.example/) · The Herald · 8 July 2020"
    )


def test_at_the_articles_edges() -> None:
    assert context_card(*stored("One.\nTwo.", "One."), ENGLISH).text.startswith("**One.**\n\nTwo.\n\n[")
    assert context_card(*stored("One.\nTwo.", "Two."), ENGLISH).text.startswith("One.\n\n**Two.**\n\n[")
    assert context_card(*stored("One.\nTwo.", "One.\nTwo."), ENGLISH).text.startswith(
        "**One.**\n**Two.**\n\n["
    )


def test_a_source_of_which_only_the_title_is_known_is_not_told_twice() -> None:
    found, offset, size = stored("One.\nTwo.", "One.")
    bare = replace(found.article, publisher=None, published=None, url=None)
    card = context_card(replace(found, article=bare), offset, size, ENGLISH)
    assert (card.title, card.text) == ("Fog", "**One.**\n\nTwo.")


@pytest.mark.parametrize("around", [1_000, 3_000, 5_000])
@pytest.mark.parametrize("quote", ["Short.", "L" * 3_500 + ".", "L" * 5_000 + "."])
def test_the_quote_is_never_cut(around: int, quote: str) -> None:
    text = f"{'a' * around}.\n{'b' * around}. {quote} {'c' * around}.\n{'d' * around}."
    card = context_card(*stored(text, quote), ENGLISH)
    assert length(card.text) <= MAX_TEXT
    assert (f"**{quote}**" in card.text) == (len(quote) < MAX_TEXT)
    if len(quote) > MAX_TEXT:
        assert "too long" in card.text


def test_further_quotes_page_by_page(answer: Answer, now: datetime.datetime) -> None:
    article = Article("a.txt", "Fog", "x" * 12)
    quotes = [Quote(f"q{n}", article, PassageId("a" * 16), n, n + 2, 0.0) for n in range(7)]
    card, shown, pages = more_card("Why?", quotes, 2, answer.stamp, ENGLISH, now)
    assert (pages, [quote.text for quote in shown]) == (2, ["q5", "q6"])
    assert card.footer.startswith("2/2 · 1,200 articles")
    assert more_card("Why?", quotes, 9, answer.stamp, ENGLISH, now)[1] == shown
    card, shown, pages = more_card("Why?", [], 1, answer.stamp, ENGLISH, now)
    assert (card.text, shown, pages) == ("That is all that the articles say about it.", (), 1)


def test_every_further_quote_is_on_a_page(answer: Answer, now: datetime.datetime) -> None:
    article = Article("a.txt", "Fog", "x" * 12)
    sizes = (1_500, 1_500, 1_500, 9, 5_000, 9)
    quotes = [Quote("q" * size, article, PassageId("a" * 16), n, n, 0.0) for n, size in enumerate(sizes)]
    pages = more_card("Why?", quotes, 1, answer.stamp, ENGLISH, now)[2]
    cards = [more_card("Why?", quotes, page, answer.stamp, ENGLISH, now) for page in range(1, pages + 1)]
    assert [len(shown) for _, shown, _ in cards] == [2, 2, 0, 1]
    assert [quote for _, shown, _ in cards for quote in shown] == [q for q in quotes if len(q.text) < 5_000]
    assert "too long to be shown here whole" in cards[2][0].text


def test_the_list_of_articles_fits_whatever_their_titles_are() -> None:
    articles = [
        Article(f"{n}.txt", "*" * 1_000, "", "p" * 900, url=f"https://a.example/{'x' * 400}")
        for n in range(25)
    ]
    card, page, pages = sources_card(articles, "", 9, ENGLISH, {}, {})
    assert (page, pages, card.footer) == (3, 3, "page 3 of 3 · 25 articles")
    card, *_ = sources_card(articles, "", 1, ENGLISH, {"0.txt": 2}, {"1.txt": ["*" * 200] * 9})
    assert length(card.text) <= MAX_TEXT
    assert card.text.count("\n") == 9


def test_about(answer: Answer, now: datetime.datetime) -> None:
    card = about_card(answer.stamp, 9_000, "1.0", [("Link", "https://a.example")], ENGLISH, now)
    assert "1,200 articles (9,000 passages)" in card.text
    assert card.text.endswith("**Version:** 1.0\n[Link](https://a.example)")


def test_names_are_listed_up_to_ten() -> None:
    assert names_listed(["a_b.md", "c.md"]) == "a\\_b.md, c.md"
    assert names_listed([f"{n}.md" for n in range(12)]).endswith("9.md … +2")


def test_problems_are_listed_whole_in_the_readers_language() -> None:
    skipped = [Skipped(f"{n}.txt", "it is empty; put the article's text into it") for n in range(7)]
    assert problems_listed(skipped, ENGLISH).startswith(
        "0.txt: it is empty; put the article's text into it, 1"
    )
    german = problems_listed(skipped, GERMAN)
    assert german.startswith("0.txt: Die Datei ist leer; sie braucht den Text des Artikels, 1.txt: ")
    assert german.endswith(" … +2")
