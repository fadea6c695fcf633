"""Which lines are kept and which are dropped, on pages of many kinds."""

import datetime
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import Page, clean
from corpus.lines import normalise

TODAY = datetime.date(2024, 1, 1)


def _pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages", Path(__file__).parent / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["pages"] = module
    spec.loader.exec_module(module)
    return module


PAGES = _pages()
DETECTED = {
    "NEWSPAPER": (
        "Council votes to reopen the old ferry line",
        "The Harbour Gazette",
        datetime.date(2020, 7, 7),
        "Jane Doe",
    ),
    "BLOG": (
        "Tiny satellites to watch the northern ice",
        "Polar Post",
        datetime.date(2020, 7, 8),
        "Mary Major",
    ),
    "PRESS_RELEASE": (
        "Acme opens a plant for glass in Ghent",
        "PRNewswire",
        datetime.date(2021, 9, 3),
        None,
    ),
    "AGGREGATOR": (
        "River falls to its lowest since 1976",
        "Valley News",
        datetime.date(2020, 8, 7),
        "Anna de Vries",
    ),
    "BROADCASTER": ("Port workers end their strike", None, None, None),
    "WEEKLY": (
        "Harbor Cranes Fall Silent as Talks Drag On",
        None,
        datetime.date(2021, 11, 3),
        "Bob Roe, Cy Doe",
    ),
    "EXPLAINER": ("What does the river deal mean for farmers?", None, datetime.date(2020, 2, 3), None),
    "LOCAL": ("Tax on sugar raised again", "Daily Bean", datetime.date(2021, 7, 7), None),
    "AGENCY": ("Port stops loading coal", "Reuters", datetime.date(2020, 7, 7), None),
}


def kept(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.dropped is None]


@pytest.mark.parametrize("name", sorted(set(DETECTED) - {"AGENCY", "BROADCASTER"}))
def test_keeps_the_article_and_nothing_else(name: str) -> None:
    marked = getattr(PAGES, name)
    assert kept(clean(PAGES.page(marked), today=TODAY)) == PAGES.kept(marked)


def test_keeps_a_caption_that_is_a_sentence() -> None:
    marked = PAGES.BROADCASTER
    caption = "The cranes stood still for nine days, the longest stoppage at the port since it was built."
    assert kept(clean(PAGES.page(marked), today=TODAY)) == [caption, *PAGES.kept(marked)]


@pytest.mark.parametrize("name", DETECTED)
def test_what_is_detected(name: str) -> None:
    page = clean(PAGES.page(getattr(PAGES, name)), today=TODAY)
    assert (page.title, page.publisher, page.published, page.author) == DETECTED[name]


def test_joins_lines_that_were_wrapped() -> None:
    first, second, third = kept(clean(PAGES.AGENCY))
    assert first.endswith(
        "The port said on Tuesday that it would stop loading coal within two years, "
        "the first in the region to do so."
    )
    assert second.startswith('A spokesman said the plan had the backing of the unions. "We do not want to')
    assert second.endswith("with all of the firms that use the quay.")
    assert third == "Shares in the port rose 2 percent."


def test_does_not_join_short_paragraphs_of_like_length() -> None:
    assert kept(clean("\n".join(["Talks go on", *BODY]))) == BODY


BODY = ["The council met for nine hours on Monday and agreed on nothing."] * 3


@pytest.mark.parametrize(
    "line",
    [
        "He declined.",
        "Share prices fell.",
        "Comments from ministers were mixed.",
        "Comments on social media were mixed.",
        "“Subscribe now,” it said.",
        "Reporting by the agency showed that the mayor had lied for years.",
        "Photos from the scene showed bodies in the street.",
        "The report published on Monday said crime had risen by a tenth.",
        "Read the letter in full, she said, and judge for yourself.",
        "What happens next?",
        "A long way home",
        "By Monday, the water had gone.",
        "July 6, 2020",
        "Arsenal 3-1 Chelsea",
        "Stay at home, the ministry said.",
        "More than 300 people were hurt.",
    ],
)
def test_a_line_between_paragraphs_stays(line: str) -> None:
    first, second, third = (f"{text} {number}." for number, text in enumerate(BODY))
    page = clean(
        "\n".join(["Talks go on", first, second, third, line, first + " Again.", second + " Again."])
    )
    assert line in kept(page)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share on Facebook",
        "1.2k shares",
        "12 comments",
        "Read more: Why the river is low",
        "Sign up for our daily newsletter and never miss a story",
        "This site uses cookies to give you the best experience.",
        "© 2020 Example Times. All rights reserved.",
        "Photo: Jim Poe/Getty Images",
        "(Reporting by Jane Doe; Editing by Bob Roe)",
        "Follow us on Twitter",
        "Click here to subscribe",
        "https://example.org/page",
        "Already a subscriber? Sign in",
        "Continue reading the main story",
        "Leave a comment",
        "Published 3 hours ago",
        "Home » News » Local",
        "Read more »",
        "Tags: river, water",
        "* * *",
        "___",
        "![The lake](lake.jpg)",
        "[Share](https://example.org)",
        "Follow AP's coverage of wildfires at https://example.org/wildfires",
    ],
)
def test_a_line_that_is_surely_noise_goes(line: str) -> None:
    first, second, third = (f"{text} {number}." for number, text in enumerate(BODY))
    page = clean("\n".join(["Talks go on", first, second, line, third, f"{third} So it is."]))
    assert kept(page) == [first, second, third, f"{third} So it is."]


def test_goes_on_behind_a_list_of_links_amid_the_article() -> None:
    lines = [
        "Talks go on",
        *BODY[:1],
        "Most popular",
        "A walk in the rain for all",
        "Ten soups for the long winter",
    ]
    page = clean(
        "\n".join(
            [*lines, "A new paragraph begins here and goes on for a while."] + ["It says more than that."] * 9
        )
    )
    assert kept(page)[:2] == [BODY[0], "A new paragraph begins here and goes on for a while."]


def test_a_given_title_is_not_repeated_and_nothing_above_it_goes() -> None:
    page = clean("A first line\nTalks go on\nThe council met for nine hours on Monday.", title="Talks Go On")
    assert page.title == "Talks Go On"
    assert kept(page) == ["A first line", "The council met for nine hours on Monday."]


def test_dates_that_head_parts_of_the_article_are_not_its_own() -> None:
    parts = [f"July {day}, 2020\n{BODY[0]} It was day {day}." for day in range(1, 5)]
    page = clean("\n".join(["A week of talks", BODY[0], *parts]))
    assert page.published is None
    assert "July 1, 2020" in kept(page)


def test_an_authors_life_below_the_article_goes() -> None:
    page = clean("\n".join(["Talks go on", *BODY, "Ann de Poe", "Ann is a reporter who covers the council."]))
    assert kept(page) == BODY


def test_a_name_that_ends_the_article_stays() -> None:
    page = clean("\n".join(["Talks go on", *BODY, "The winner was a woman of ninety:", "Ann de Poe"]))
    assert kept(page)[-1] == "Ann de Poe"


def test_reporting_is_kept_on_real_pages() -> None:
    folder = os.environ.get("FOOTNOTE_DATA")
    if folder is None or not (Path(folder) / "corpus.json").is_file():
        pytest.skip("FOOTNOTE_DATA names no folder with a corpus.json and a questions-dev.json")
    records = json.loads((Path(folder) / "corpus.json").read_text(encoding="utf-8"))
    questions = json.loads((Path(folder) / "questions-dev.json").read_text(encoding="utf-8"))
    facts = {(fact["url"], squeezed(fact["fact"])) for each in questions for fact in each["evidence_list"]}
    raw = {record["url"]: squeezed(record["body"]) for record in records}
    clean_ = {
        record["url"]: squeezed(" ".join(kept(clean(record["body"], title=record["title"]))))
        for record in records
    }
    known = [(url, fact) for url, fact in facts if fact in raw[url]]
    assert known
    assert [(url, fact) for url, fact in known if fact not in clean_[url]] == []


def squeezed(text: str) -> str:
    return "".join(normalise(text).split())


def test_a_lone_line_is_the_text_and_no_title() -> None:
    page = clean("Talks go on without an end")
    assert (page.title, kept(page)) == (None, ["Talks go on without an end"])


@pytest.mark.parametrize("text", ["", "\n \n", "Share\nPrint"])
def test_a_page_without_an_article_keeps_nothing(text: str) -> None:
    assert kept(clean(text)) == []


WORDS = st.sampled_from(
    ["Share", "the council", "By Jane Doe", "»", "comments", "July 8, 2020", "said.", "\u00a0", "-"]
)
LINES = st.lists(st.one_of(st.text(max_size=90), st.lists(WORDS, max_size=9).map(" ".join)), max_size=25)


@given(LINES)
def test_no_text_is_invented(lines: list[str]) -> None:
    text = "\n".join(lines)
    everything = normalise(" ".join(text.split()))
    position = 0
    for line in clean(text).lines:
        found = everything.find(line.text, position)
        assert found >= position
        assert line.text == normalise(line.text)
        position = found + len(line.text)


@given(LINES)
def test_every_line_is_kept_or_dropped_with_a_reason(lines: list[str]) -> None:
    page = clean("\n".join(lines))
    assert "".join(line.text for line in page.lines).replace(" ", "") == normalise(" ".join(lines)).replace(
        " ", ""
    )
    assert all(line.dropped is None or line.dropped for line in page.lines)
