"""Both languages say everything, with the same words to fill in."""

import datetime
import string
from dataclasses import fields

import pytest

from bot.discord.english import ENGLISH
from bot.discord.german import GERMAN
from bot.discord.texts import Texts, texts_for

NOW = datetime.datetime(2020, 7, 9, 12, 0, tzinfo=datetime.UTC)
SAME = {"about_title", "day", "lines"}  # alike in both languages, or not to be compared


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
    day = datetime.date(2020, 3, 8)
    assert (ENGLISH.date(day), GERMAN.date(day)) == ("8 March 2020", "8. März 2020")
    assert ENGLISH.counted(1_200, ENGLISH.articles) == "1,200 articles"
    assert GERMAN.counted(1_200, GERMAN.passages) == "1.200 Textstellen"
    assert GERMAN.counted(1, GERMAN.passages) == "1 Textstelle"


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("no article mentions Amazon", "kein Artikel erwähnt Amazon"),
        ("no article mentions Ford and Amazon", "kein Artikel erwähnt Ford und Amazon"),
        (
            "the nearest passages speak of fog and harbour, but do not say ships or boats",
            "die nächsten Stellen sprechen von fog und harbour, sagen aber nichts von ships oder boats",
        ),
        (
            "the nearest passages speak of fog, but give no time",
            "die nächsten Stellen sprechen von fog, nennen aber keinen Zeitpunkt",
        ),
        (
            "the nearest passages speak of fog, but do not answer the question",
            "die nächsten Stellen sprechen von fog, beantworten die Frage aber nicht",
        ),
        ("something new", "something new"),
    ],
)
def test_reasons_are_translated(reason: str, german: str) -> None:
    assert GERMAN.reason(reason) == german
    assert ENGLISH.reason(reason) == reason


def test_every_constant_reason_is_translated() -> None:
    from bot import refusal

    constants = [value for name, value in vars(refusal).items() if name.isupper() and isinstance(value, str)]
    assert constants
    for reason in constants:
        assert GERMAN.reason(reason) != reason, reason
