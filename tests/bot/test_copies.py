"""The same text up to small edits, and texts that are only alike."""

import pytest

from bot.copies import Copies

TEXT = " ".join(
    f"Sentence {number} of the report says that ferry {number * 7} was {number} minutes late on its way."
    for number in range(30)
)


@pytest.fixture
def copies() -> Copies:
    made = Copies()
    made.add("other.md", " ".join(reversed(TEXT.split())))
    made.add("a.md", TEXT)
    return made


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.upper(), TEXT.replace(" ", "\n"), TEXT + " (Reuters)", TEXT.replace("ferry 21", "ship 21")],
)
def test_the_same(copies: Copies, text: str) -> None:
    assert copies.find(text) == "a.md"


@pytest.mark.parametrize("text", [TEXT[: len(TEXT) // 2], TEXT + TEXT[::-1], "ferry", "", TEXT[::-1]])
def test_another(copies: Copies, text: str) -> None:
    assert copies.find(text) is None


def test_short_texts() -> None:
    copies = Copies()
    copies.add("a.md", "The ferry is late.")
    assert copies.find("the ferry is late") == "a.md"
    assert copies.find("The ferry is early.") is None


def test_nothing_to_look_among() -> None:
    assert Copies().find(TEXT) is None
