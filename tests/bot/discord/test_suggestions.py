"""What is offered while someone types, without Discord."""

from contextlib import nullcontext
from types import SimpleNamespace

from bot.discord.suggestions import Suggestions, matching, questions_about
from bot.library import update
from corpus.article import Article
from index.rows import FileState


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


class Reads:
    """An index of files of one article each, which notes what is read of it."""

    def __init__(self, titles: dict[str, str]) -> None:
        self.manifest = SimpleNamespace(corpus="corpus", rules=1)
        self.titles, self.read = titles, []

    def files(self):
        return {name: FileState(1, 1, title) for name, title in self.titles.items()}

    def articles(self):
        self.read.append("everything")
        return [self.article(name) for name in sorted(self.titles)]

    def articles_of(self, file):
        self.read.append(file)
        return [self.article(file)] if self.titles[file] else []

    def article(self, name):
        return Article(name, self.titles[name], "The text.", "The Herald")

    def version_counts(self):
        return {}

    def copy_names(self):
        return {}


def test_only_what_has_changed_is_read_again(encoder) -> None:
    suggestions = Suggestions(encoder)
    index = Reads({"a.md": "Fog", "b.md": "Storm", "c.md": "Ice"})
    suggestions.learn(index)
    index.titles = {"0.md": "Rain", "a.md": "Fog", "b.md": "Storms", "d.md": ""}
    suggestions.learn(index)
    assert index.read == ["everything", "0.md", "b.md", "d.md"]
    assert [(article.name, article.title) for article in suggestions.articles] == [
        *(("0.md", "Rain"), ("a.md", "Fog"), ("b.md", "Storms"))
    ]
    assert suggestions.sources("") == ["The Herald", "Rain", "Fog", "Storms"]
    assert suggestions.files("") == [
        *(("0.md", "Rain (0.md)"), ("a.md", "Fog (a.md)"), ("b.md", "Storms (b.md)"))
    ]
    assert suggestions.questions == ("What’s new?",)
    assert all(article.text == "" for article in suggestions.articles)


def test_articles_cut_by_other_rules_are_read_anew(encoder) -> None:
    suggestions, index = Suggestions(encoder), Reads({"a.md": "Fog"})
    suggestions.learn(index)
    index.manifest.rules = 2
    suggestions.learn(index)
    assert index.read == ["everything", "everything"]


def test_titles_of_a_file_that_holds_several(desk) -> None:
    corpus = desk.settings.corpus
    (corpus / "c#1 more.jsonl").write_text(
        "".join(f'{{"title": "{name}", "body": "Body {name} was late."}}\n' for name in "ab")
    )
    update(desk.settings, desk.encoder, lambda: nullcontext(print))
    desk.refresh()
    assert desk.suggestions.titles_in("c#1 more.jsonl") == ["a", "b"]
    assert desk.suggestions.titles_in("ferry.md") == ["Ferry to Aberdeen runs late"]


def test_what_was_answered_is_not_asked_again_until_something_is_gone(desk, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "bot.asking.ask", lambda question, *_, **__: asked.append(question) or SimpleNamespace(answered=True)
    )
    desk.suggestions.questions = ()
    with desk.live.asking() as index:
        desk.suggestions.learn(index)
        first = list(asked)
        assert first
        desk.suggestions.learn(index)
    assert asked == first
    (desk.settings.corpus / "storm.md").unlink()
    update(desk.settings, desk.encoder, lambda: nullcontext(print))
    desk.refresh()
    assert set(asked[len(first) :]) <= set(first)
    assert len(asked) > len(first)
