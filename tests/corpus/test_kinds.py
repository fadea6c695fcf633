"""Headlines, publishers, dates and text of pages of kinds that no rule was written for."""

import datetime
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from corpus.cleaning import Page, clean
from corpus.recurrence import Recurrence
from corpus.segments import is_fixture, is_menu, is_widget
from corpus.sentences import sentence_spans

TODAY = datetime.date(2025, 6, 1)


def _kinds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kinds", Path(__file__).parent / "kinds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kinds"] = module
    spec.loader.exec_module(module)
    return module


KINDS = _kinds()
DETECTED = {
    "SPANISH": (
        "The reservoir of Monteclaro falls below a tenth of its capacity",
        "El Faro del Norte",
        datetime.date(2024, 8, 12),
        None,
    ),
    "TELEVISION": (
        "School bus overturns near Pinecrest; no children hurt",
        "WQTB 9",
        datetime.date(2024, 9, 10),
        "Dana Whitlock",
    ),
    "GOVERNMENT": (
        "Lobster season to open two weeks late in the northern bays",
        None,
        datetime.date(2023, 5, 4),
        None,
    ),
    "SUBSTACK": (
        "Who pays when a parking app goes bust?",
        "The Kerb Report",
        datetime.date(2025, 2, 9),
        "Nell Abara",
    ),
    "FEED": (
        "Sponges found to breathe through their stalks",
        "Tidewater Science Wire",
        datetime.date(2024, 6, 3),
        "Ines Okafor",
    ),
    "PRINTED": (
        "Mill to close after 140 years, owner says",
        "Brackwater Times",
        datetime.date(2024, 8, 13),
        "Theo Lindqvist",
    ),
    "MAGAZINE": ("The last lighthouse keeper of Skarn", "Meridian & Coast", None, "Jonas Vik"),
    "LIVE": (
        "Dock fire live: ferries cancelled as smoke covers Northgate",
        "Northgate Echo",
        datetime.date(2024, 3, 21),
        "Ruth Amadi, Leo Farr",
    ),
}
BODY = [
    "The ferry to Skarn will stop in May, the council said on Monday after a vote of nine to two.",
    "The council said that the ferry had lost money on the way to Skarn in each of nine years.",
    "It will sell the ferry, and the quay at Skarn will be kept for fishing boats.",
]


def kept(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.dropped is None]


@pytest.mark.parametrize("name", DETECTED)
def test_keeps_the_article_and_nothing_else(name: str) -> None:
    marked = getattr(KINDS, name)
    assert kept(clean(KINDS.page(marked), today=TODAY)) == KINDS.kept(marked)


@pytest.mark.parametrize("name", DETECTED)
def test_what_is_detected(name: str) -> None:
    page = clean(KINDS.page(getattr(KINDS, name)), today=TODAY)
    assert (page.title, page.publisher, page.published, page.author) == DETECTED[name]


@pytest.mark.parametrize(
    ("line", "published", "author"),
    [
        ("J. Pastrana, Valladolid - 15/07/2025 - 00:41h", datetime.date(2025, 7, 15), None),
        ("Lima, 16 July 2024. Updated 10.32 am", datetime.date(2024, 7, 16), None),
        ("Our foreign staff    17 November 2024 • 3:18pm GMT", datetime.date(2024, 11, 17), None),
        (
            "Thursday 06.03.2025 – 18h20    Text: Wouter Lemmens",
            datetime.date(2025, 3, 6),
            "Wouter Lemmens",
        ),
        ("By PRIYA NATARAJAN | Friday, November 15, 2024", datetime.date(2024, 11, 15), "PRIYA NATARAJAN"),
        ("NEWS By Gareth Lomas @garethlomas_np", None, "Gareth Lomas"),
        ("Patricia Oyelaran, Local Democracy Reporter", None, "Patricia Oyelaran"),
        ("Mon 14 Jul, 21:07 BST · By Dan Whitcombe · 412 comments", None, "Dan Whitcombe"),
        ("Thursday 6th March", None, None),
        ("12 de agosto de 2024", datetime.date(2024, 8, 12), None),
    ],
)
def test_a_line_below_the_headline(line: str, published: datetime.date | None, author: str | None) -> None:
    text = "\n".join(["Menu | Home | Sport", "Ferry to Skarn will stop in May", line, *BODY])
    page = clean(text, today=datetime.date(2026, 1, 1))
    assert (page.title, page.published, page.author) == ("Ferry to Skarn will stop in May", published, author)
    assert kept(page) == BODY


@pytest.mark.parametrize(
    "top",
    [
        "The Kettle  ::  news for tea drinkers",
        "Cover | Football | Opinion | Classifieds",
        "Log in   Subscribe   Free trial",
        "\U0001f44d 212   \U0001f4ac 38   Pin it",
        "Give us five pounds a month and keep these pages free for all of your neighbours.",
        "[ Subscribe ] [ e-Edition ]",
        "Serving the islands since 1898",
    ],
)
def test_the_headline_is_about_what_the_text_is_about(top: str) -> None:
    page = clean("\n".join([top, "Ferry to Skarn will stop in May", *BODY]), today=TODAY)
    assert page.title == "Ferry to Skarn will stop in May"
    assert kept(page) == BODY


@pytest.mark.parametrize(
    "last",
    [
        "Unsubscribe | Manage preferences",
        "Powered by BoardBox 3.3",
        "Also see: Results of the league",
        "Do you have a story? Email newsdesk@kettle.example",
        "You received this message because you are subscribed. To unsubscribe, send a blank mail.",
        "[Prev by date] [Next by date]",
        "If you liked this, buy me a coffee \u2615",
        "JimboB: typical!! they knew for months and they did nothing at all.",
        "HWE-05-03-25 1531GMT",
        "Leave a comment (0)   Your name *   Your e-mail *   POST",
    ],
)
def test_what_stands_below_the_text_goes(last: str) -> None:
    page = clean("\n".join(["Ferry to Skarn will stop in May", *BODY, last]), today=TODAY)
    assert kept(page) == BODY


@pytest.mark.parametrize("last", ["He declined.", "• The quay was built in 1911", "“It is over,” he said"])
def test_what_goes_on_below_the_last_paragraph_stays(last: str) -> None:
    page = clean("\n".join(["Ferry to Skarn will stop in May", *BODY, last]), today=TODAY)
    assert kept(page) == [*BODY, last]


def test_short_lines_stay_where_there_is_no_paragraph() -> None:
    lines = ["Results of Saturday's matches", "Rovers 2-1 Albion", "It rained.", "Athletic 0-0 United"]
    page = clean("\n".join(lines), today=TODAY)
    assert (page.title, kept(page)) == (lines[0], lines[1:])


def test_a_masthead_is_the_publisher_only_where_the_page_says_so() -> None:
    headline = "Ferry to Skarn will stop in May"
    named = clean("\n".join(["Island Kettle", headline, *BODY, "\u00a9 2024 Island Kettle"]), today=TODAY)
    menu = clean("\n".join(["Heart health", headline, *BODY, "\u00a9 2024"]), today=TODAY)
    assert (named.publisher, menu.publisher) == ("Island Kettle", None)


def test_no_sentence_is_a_line_of_the_header() -> None:
    page = clean(KINDS.page(KINDS.TELEVISION), today=TODAY)
    text = "\n".join(kept(page))
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    assert sentences[0].startswith("PINECREST, Ohio (WQTB)")
    assert not [sentence for sentence in sentences if "2024" in sentence]


def test_shapes() -> None:
    assert is_menu("NL | FR | EN")
    assert not is_menu("The mayor spoke. | The council voted.")
    assert is_widget("WATCH LIVE \u25b6")
    assert not is_widget("It rained on Monday \u2614 and the match was off.")
    assert is_fixture("[ad-slot-mid-article-1]")
    assert not is_fixture("[The minister declined to comment.]")


def test_recurrence_takes_forms_of_a_word_for_one() -> None:
    text = Recurrence(["Velmora recalled its tablets on Monday."])
    assert text.hits("Velmora recalls heart tablets") == 3
    assert text.score("Velmora recalls tablets") > text.score("Velmora recalls tablets in haste")
    assert text.score("") == 0
