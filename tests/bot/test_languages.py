"""bot/languages.py: questions in other languages, over English articles and over some of their own."""

import contextlib
from pathlib import Path

import pytest

from bot.languages import is_foreign
from index.build import build
from index.store import Home

GERMAN = (
    "Die Fähre nach Aberdeen war am Montag zwei Stunden zu spät, sagte die Firma, und der Nebel war schuld."
)


@pytest.fixture
def foreign(articles: Path, tmp_path: Path, encoder):
    """Whether a question is, asked of the articles as they are then."""

    def ask(question: str) -> bool:
        build(Home(tmp_path / "home"), articles, encoder, model="fake")
        with contextlib.closing(Home(tmp_path / "home").open()) as index:
            return is_foreign(question, index)

    return ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Warum war die Fähre zu spät?", True),
        ("Hat Moss gelogen?", True),
        ("Wie viele Menschen starben im Sturm?", True),
        ("Pourquoi le ferry était en retard ?", True),
        ("¿Por qué llegó tarde el ferry?", True),
        ("Perché il traghetto era in ritardo?", True),
        ("Por que a balsa não chegou?", True),
        ("Waarom was de veerboot te laat?", True),
        ("Dlaczego prom był spóźniony?", True),
        ("Varför blev färjan försenad?", True),
        ("Feribot neden geç kaldı?", True),
        ("渡轮为什么晚点", True),
        ("Почему опоздал паром Moss?", True),
        ("Why was the ferry late?", False),
        ("ferry late fog", False),
        ("Was Los Angeles hit by the storm?", False),
        ("Los Angeles wildfire", False),
        ("Did Le Monde and Die Zeit report the fog?", False),
        ("Did 华为 close a library?", False),
        ("42", False),
        ("🙂", False),
        ("", False),
    ],
)
def test_over_english_articles(foreign, question, expected):
    assert foreign(question) is expected


def test_what_an_article_speaks_is_not_foreign(foreign, articles):
    (articles / "faehre.md").write_text(f"---\ntitle: Fähre zu spät\n---\n{GERMAN}\n", encoding="utf8")
    assert not foreign("Warum war die Fähre zu spät?")
    assert not foreign("Wer war schuld?")
    assert not foreign("Wie hoch war der Schaden?")  # "wie" is Dutch, too, and no article says "hoch"
    assert not foreign("Wieso schließt das Werk?")  # and "das" Portuguese
    assert foreign("Pourquoi le ferry était en retard ?")
