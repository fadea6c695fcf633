"""What is offered while someone types, without Discord."""

from bot.discord.suggestions import Suggestions, matching, questions_about
from corpus.article import Article


def test_offers_that_begin_with_the_text_come_first() -> None:
    offers = ("The Herald", "A herald", "Herald", "Herald", "x" * 120)
    assert matching("HERALD", offers) == ["Herald", "The Herald", "A herald"]
    assert matching("xx", offers) == ["x" * 100]
    assert matching("xx", offers, whole=True) == []
    assert len(matching("", [str(n) for n in range(99)])) == 25


def test_questions_are_about_names_in_titles_that_the_text_mentions() -> None:
    articles = [
        Article("1", "Moss blames Aberdeen", "It was Aberdeen, said Moss. The fog of Aberdeen lay low."),
        Article("2", "Fog over Aberdeen", "The fog lay over Aberdeen."),
    ]
    assert questions_about(articles)[0] == "What is said about Aberdeen?"


def test_only_what_is_answered_is_suggested(desk) -> None:
    assert desk.suggestions.questions
    for question in desk.suggestions.questions:
        with desk.live.asking() as index:
            from bot.asking import ask

            assert ask(question, index, desk.encoder).answered


def test_files_are_offered_by_name_and_title(encoder) -> None:
    suggestions = Suggestions(encoder)
    suggestions._files = (("a.md", "Fog " * 60), ("x" * 101, "Too long"))
    (name, shown), *others = suggestions.files("fog")
    assert (name, len(shown) <= 100, shown.endswith("(a.md)"), others) == ("a.md", True, True, [])
    assert suggestions.files("too long") == []
