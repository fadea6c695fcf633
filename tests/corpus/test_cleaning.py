"""Which lines are kept and which are dropped, on pages of many kinds."""

import datetime
import importlib.util
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
    assert kept(clean(PAGES.AGENCY)) == [
        "ROTTERDAM, July 7, 2020 (Reuters) - The port said on Tuesday that it would stop loading coal "
        "within two years, the first in the region to do so.",
        'A spokesman said the plan had the backing of the unions. "We do not want to wait for a law," he '
        "said, adding that talks had begun in the spring of last year with all of the firms that use the quay.",
        "Shares in the port rose 2 percent.",
    ]


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
    page = clean("\n".join(["Talks go on", first, second, third, line, first + " Again.", second + " Again."]))
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
    ],
)
def test_a_line_that_is_surely_noise_goes(line: str) -> None:
    first, second, third = (f"{text} {number}." for number, text in enumerate(BODY))
    page = clean("\n".join(["Talks go on", first, second, line, third, f"{third} So it is."]))
    assert kept(page) == [first, second, third, f"{third} So it is."]


def test_goes_on_behind_a_list_of_links_amid_the_article() -> None:
    lines = ["Talks go on", *BODY[:1], "Most popular", "A walk in the rain for all", "Ten soups for the long winter"]
    page = clean("\n".join([*lines, "A new paragraph begins here and goes on for a while."] + ["It says more than that."] * 9))
    assert kept(page)[:2] == [BODY[0], "A new paragraph begins here and goes on for a while."]


def test_a_given_title_is_not_repeated_and_nothing_above_it_goes() -> None:
    page = clean("A first line\nTalks go on\nThe council met for nine hours on Monday.", title="Talks Go On")
    assert page.title == "Talks Go On"
    assert kept(page) == ["A first line", "The council met for nine hours on Monday."]


@pytest.mark.parametrize("text", ["", "\n \n", "Share\nPrint"])
def test_a_page_without_an_article_keeps_nothing(text: str) -> None:
    assert kept(clean(text)) == []


WORDS = st.sampled_from(["Share", "the council", "By Jane Doe", "»", "comments", "July 8, 2020", "said.", "\u00a0", "-"])
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
    assert "".join(line.text for line in page.lines).replace(" ", "") == normalise(" ".join(lines)).replace(" ", "")
    assert all(line.dropped is None or line.dropped for line in page.lines)
