"""Both languages say everything, with the same words to fill in."""

import datetime
import re
import string
from dataclasses import fields

import pytest

from bot import refusal
from bot.answer_type import AnswerType
from bot.discord.english import ENGLISH
from bot.discord.german import GERMAN
from bot.discord.german_problems import COMPOSED
from bot.discord.texts import Texts, texts_for
from bot.phrases import Fact, Phrase, recognised
from index.interface import Filter
from tests.bot.discord.messages import said_in

DAY = datetime.date(2020, 3, 8)
NOW = datetime.datetime(2020, 7, 9, 12, 0, tzinfo=datetime.UTC)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("field", [field.name for field in fields(Texts) if field.type is str])
def test_both_languages_fill_in_the_same(field: str) -> None:
    english, german = getattr(ENGLISH, field), getattr(GERMAN, field)
    assert english
    assert names(english) == names(german)
    if field not in {"about_title", "sources_title"} and len(english) > 12:
        assert english != german


@pytest.mark.parametrize(
    "field", [field.name for field in fields(Texts) if field.name[:4] in ("cmd_", "opt_")]
)
def test_descriptions_are_as_short_as_discord_wants_them(field: str) -> None:
    assert all(len(getattr(texts, field)) <= 100 for texts in (ENGLISH, GERMAN))


def test_labels_and_titles_are_as_short_as_discord_wants_them() -> None:
    for texts in (ENGLISH, GERMAN):
        assert all(len(text) <= 80 for text in (texts.discuss, texts.in_context, texts.more, texts.keep))
        assert len(texts.why_title) <= 45
        assert len(texts.why_label) <= 45
        assert len(texts.why_placeholder) <= 100


@pytest.mark.parametrize(
    ("locale", "texts"),
    [("de", GERMAN), ("de-DE", GERMAN), ("en-GB", ENGLISH), ("fr", ENGLISH), (None, ENGLISH)],
)
def test_the_language_follows_the_locale(locale: str | None, texts: Texts) -> None:
    assert texts_for(locale) is texts


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [
        (5, "just now", "gerade eben"),
        (60, "1 minute ago", "vor 1 Minute"),
        (7_200, "2 hours ago", "vor 2 Stunden"),
        (86_400, "1 day ago", "vor 1 Tag"),
        (3 * 86_400, "3 days ago", "vor 3 Tagen"),
        (40 * 86_400, "on 30 May 2020", "am 30. Mai 2020"),
    ],
)
def test_ages(seconds: int, english: str, german: str) -> None:
    then = NOW - datetime.timedelta(seconds=seconds)
    assert (ENGLISH.age(then, NOW), GERMAN.age(then, NOW)) == (english, german)


def test_numbers_and_dates() -> None:
    assert (ENGLISH.date(DAY), GERMAN.date(DAY)) == ("8 March 2020", "8. März 2020")
    assert ENGLISH.counted(1_200, ENGLISH.articles) == "1,200 articles"
    assert GERMAN.counted(1_200, GERMAN.passages) == "1.200 Textstellen"
    assert GERMAN.counted(1, GERMAN.passages) == "1 Textstelle"
    assert (ENGLISH.decimal(1_234.56), GERMAN.decimal(1_234.56)) == ("1,234.6", "1.234,6")


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN])
def test_texts_name_the_commands_as_they_are_called_there(texts: Texts) -> None:
    """`/index refresh` in German is `/index aktualisieren`."""
    names = {getattr(texts, field.name) for field in fields(Texts) if field.name.startswith("name_")}
    said = [getattr(texts, field.name) for field in fields(Texts) if field.type is str]
    named = [word for text in said for command in re.findall(r"`/([^`]+)`", text) for word in command.split()]
    assert len(named) >= 3
    assert set(named) <= names


@pytest.mark.parametrize("field", [field.name for field in fields(Texts) if field.name[:5] == "name_"])
def test_names_are_such_as_discord_takes(field: str) -> None:
    for texts in (ENGLISH, GERMAN):
        name = getattr(texts, field)
        assert re.fullmatch(r"[-_\w]{1,32}", name)
        assert name == name.lower()


@pytest.mark.parametrize("template", refusal.TEMPLATES)
def test_all_that_is_said_of_an_answer_is_said_in_german(template: str) -> None:
    german = GERMAN.phrases[template]
    assert names(german) == names(template)
    assert german != template


@pytest.mark.parametrize("template", GERMAN.phrases)
def test_phrases_keep_their_facts(template: str) -> None:
    assert names(GERMAN.phrases[template]) == names(template)


def test_what_differs_for_a_message_is_the_same_in_both_languages() -> None:
    assert ENGLISH.claim_phrases.keys() == GERMAN.claim_phrases.keys()
    for texts in (ENGLISH, GERMAN):
        for template, phrase in texts.claim_phrases.items():
            assert template in refusal.TEMPLATES
            assert names(phrase) == names(template)


@pytest.mark.parametrize("template", refusal.TEMPLATES)
def test_nothing_speaks_of_a_question_where_there_was_none(template: str) -> None:
    facts: dict[str, Fact] = {name: ("A",) if f"{{{name}:" in template else 2 for name in names(template)}
    for texts, word in ((ENGLISH, "question"), (GERMAN, "Frage")):
        assert word not in texts.said(Phrase(template, **facts), of_claim=True)


@pytest.mark.parametrize(
    ("phrase", "english", "german"),
    [
        (
            Phrase(refusal.UNMENTIONED, names=("Amazon",)),
            "no article mentions Amazon",
            "Kein Artikel erwähnt Amazon",
        ),
        (
            Phrase(refusal.UNMENTIONED, names=("Ford", "Procter and Gamble", "{x}")),
            "no article mentions Ford, Procter and Gamble and {x}",
            "Kein Artikel erwähnt Ford, Procter and Gamble oder {x}",
        ),
        (
            Phrase(refusal.UNSAID, said=("fog", "ice"), unsaid=("ships", "boats")),
            "the nearest passages speak of fog and ice, but do not say ships or boats",
            "Die nächstliegenden Stellen sprechen von fog und ice, sagen aber nichts von ships oder boats",
        ),
        (
            Phrase(refusal.UNGIVEN[AnswerType.TIME], said=("fog",)),
            "the nearest passages speak of fog, but give no time",
            "Die nächstliegenden Stellen sprechen von fog, nennen aber keinen Zeitpunkt",
        ),
        (
            Phrase(refusal.UNDATED, undated=1_200, articles=3_000),
            "1200 of 3000 articles have no date and were left out",
            "Artikel ohne Datum sind ausgelassen: 1.200 von 3.000",
        ),
    ],
)
def test_phrases(phrase: Phrase, english: str, german: str) -> None:
    assert (str(phrase), ENGLISH.said(phrase), GERMAN.said(phrase)) == (english, english, german)


@pytest.mark.parametrize(
    ("problem", "german"),
    [
        (
            "it has 12,000.5 MB, and 5 MB is the most; split it into articles",
            "Die Datei hat 12.000,5 MB, höchstens 5 MB dürfen es sein; teile sie in Artikel auf",
        ),
        (
            "read, but its date '31 June' is no date that can be read; write it like 2020-07-08",
            "Gelesen, aber: date '31 June' ist kein lesbares Datum; schreib es wie 2020-07-08",
        ),
        ("/a/b: there is no such file or folder", "/a/b: Diese Datei oder diesen Ordner gibt es nicht"),
        (
            "notes.txt: it is empty; put the article's text into it",
            "notes.txt: Die Datei ist leer; sie braucht den Text des Artikels",
        ),
        (
            "x: nothing in it can be indexed (a.txt: it is no article, and 3 others)",
            "x: Nichts darin lässt sich aufnehmen (a.txt: Das ist kein Artikel, und 3 weitere)",
        ),
        ("something else {x}", "something else {x}"),
    ],
)
def test_problems_are_told_by_their_words(problem: str, german: str) -> None:
    assert GERMAN.said(problem) == german
    assert ENGLISH.said(problem) == problem


@pytest.mark.parametrize("place", ["corpus", "index", "bot/adding.py", "bot/library.py"])
def test_every_problem_with_a_file_is_said_in_german(place: str) -> None:
    said = said_in(place)
    own = GERMAN.phrases.keys() - COMPOSED.keys()
    assert said
    assert {at: message for message, at in said.items() if recognised(message, own) is None} == {}


@pytest.mark.parametrize(
    ("wanted", "english", "german"),
    [
        (Filter("The Herald"), "The Herald", "The Herald"),
        (
            Filter("The Herald", DAY, DAY.replace(day=10)),
            "The Herald · since 8 March 2020 · until 10 March 2020",
            "The Herald · ab dem 8. März 2020 · bis zum 10. März 2020",
        ),
        (Filter(since=DAY, until=DAY), "on 8 March 2020", "am 8. März 2020"),
    ],
)
def test_limits(wanted: Filter, english: str, german: str) -> None:
    assert (ENGLISH.limits(wanted), GERMAN.limits(wanted)) == (english, german)
