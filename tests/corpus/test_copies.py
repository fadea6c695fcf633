"""The same text up to small edits, and texts that are only alike."""

import pytest

from corpus.copies import COPIED_SHARE, Copies, copied_share, held_share, marks_of, stands_in, word_runs

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


def test_others_are_looked_among() -> None:
    assert Copies(lambda text: [("b.md", "Another."), ("c.md", text)]).find(TEXT) == "c.md"


SENTENCES = TEXT.split(". ")


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        ". ".join(SENTENCES[:8]),  # shortened
        f"By our own correspondent, with agencies. {TEXT} Subscribe to our newsletter for more of this.",
        ". ".join(SENTENCES[5:25]).replace("of the report", "of that report"),  # gone over
        TEXT.replace("ferry 21", "ferry 22"),  # corrected
    ],
)
def test_copied_in_part(copy: str) -> None:
    assert copied_share(TEXT, copy) == copied_share(copy, TEXT) >= COPIED_SHARE


FED = (
    "The Federal Reserve entered the U.S. Government securities market to arrange {} billion dlrs of "
    "customer repurchase agreements, a Fed spokesman said. Dealers said Federal funds were trading at {} pct "
    "when the Fed began its temporary and indirect supply of reserves to the banking system."
)


def test_a_form_filled_in_with_other_figures_is_no_copy() -> None:
    one, other = FED.format("1.5", "6-3/16"), FED.format("1.8", "6-1/4")
    assert held_share(word_runs(one), word_runs(other)) > COPIED_SHARE
    assert copied_share(one, other) == 0


@pytest.mark.parametrize(
    "other", ["Qtly div 10 cts vs 10 cts prior Pay April 30 Record April 10", TEXT[::-1], ""]
)
def test_no_copy(other: str) -> None:
    assert copied_share(other, other if other.startswith("Qtly") else TEXT) == 0


def test_marks_of_a_part_are_marks_of_the_whole() -> None:
    whole, part = word_runs(TEXT), word_runs(". ".join(SENTENCES[:15]))
    assert marks_of(part) <= marks_of(whole)
    assert len(marks_of(whole)) < len(whole) / 4
    short = word_runs(" ".join(SENTENCES[:2]))
    assert marks_of(short) == short


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        (SENTENCES[3], True),
        (SENTENCES[3].replace(" that", ", that"), True),
        (SENTENCES[3].upper(), True),
        (SENTENCES[3].replace("21", "99"), False),
        ("Nobody said a word of this to the report's many authors", False),
    ],
)
def test_what_a_text_says(quote: str, stands: bool) -> None:
    assert stands_in(quote, TEXT) is stands


def test_runs_of_words() -> None:
    assert word_runs("One two, three four FIVE.") == word_runs("one two three four five")
    assert len(word_runs("one two three four five")) == 2
    assert word_runs("one two") == word_runs("One, two!")
    assert word_runs("one two") != word_runs("two one")
    assert word_runs("?!") == word_runs("")
    assert word_runs("half \ud800 pair")
