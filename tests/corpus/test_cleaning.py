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


def test_reporting_is_kept_on_real_pages() -> None:
    folder = Path(os.environ.get("FOOTNOTE_DATA", "")) / "multihop-rag"
    if not (folder / "corpus.json").is_file():
        pytest.skip("FOOTNOTE_DATA names no folder with multihop-rag")
    records = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    questions = json.loads((folder / "questions-dev.json").read_text(encoding="utf-8"))
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


STORY = "The ferry to Aberdeen was two hours late on Monday, the company that runs it said in the evening."


@pytest.mark.parametrize(
    ("header", "publisher"),
    [
        ("# Ferry runs late\n\n**Harbour Daily** | 7 July 2020 | By Jane Doe", "Harbour Daily"),
        ("# Ferry runs late\n\nHarbour Daily | Ferries | By Jane Doe", None),
        ("# Ferry runs late\n\nHarbour Ledger\nJuly 7, 2020\nJane Doe", "Harbour Ledger"),
        ("# Ferry runs late\n\nBy Jane Doe\nHarbour Ledger", "Harbour Ledger"),
        ("# Ferry runs late\n\nHarbour Ledger\n\nFerries", None),  # what it is beside tells nothing
        ("# Ferry runs late\n\nJuly 7, 2020\nDaily", None),
        ("# Ferry runs late\n\nBy Jane Roe, Harbour Ledger, 7 July 2020", "Harbour Ledger"),
        ("# Ferry runs late\n\nHarbour Ledger, Tuesday 7 July 2020\nBy Jane Roe", "Harbour Ledger"),
        ("# Ferry runs late\n\n*Harbour Ledger* — 7 July 2020 — Staff reporters", "Harbour Ledger"),
        (
            "# Ferry runs late\n\nHarbour Democrat explainer, updated 7 July 2020. By Jane Roe",
            "Harbour Democrat",
        ),
        ("# Ferry runs late\n\nAberdeen, 7 July 2020", None),
        ("# Ferry runs late\n\nBy Jane Roe\nWind & Water\n7 July 2020", "Wind & Water"),
        ("By Jane Roe\nWind & Water\n7 July 2020\n\n# Ferry runs late", "Wind & Water"),
        ("# Ferry runs late\n\nBy Jane Roe\nSue Poe\n7 July 2020", None),  # she wrote it, too
        ("# Ferry runs late\n\nBy Jane Roe\nMonday in the evening\n7 July 2020", None),
        ("# Ferry runs late\n\nWind & Water\n7 July 2020", None),
    ],
)
def test_a_newspaper_below_the_headline(header: str, publisher: str | None) -> None:
    assert clean(f"{header}\n\n{STORY}\n\n{STORY[4:]}\n", markdown=True, today=TODAY).publisher == publisher


def test_a_place_between_author_and_date_is_no_newspaper() -> None:
    text = f"# Ferry runs late\n\nBy Jane Roe\nLeith & Sons Quay\n7 July 2020\n\n{STORY}\n\n"
    assert clean(f"{text}It told Leith & Sons Quay so.", markdown=True).publisher == "Leith & Sons Quay"
    assert clean(f"{text}It lay at Leith & Sons Quay.", markdown=True).publisher is None


def test_a_press_release() -> None:
    page = clean(
        "FOR IMMEDIATE RELEASE\nIssued by: Harbour Board press office\nDate: 7 July 2020\n\n"
        f"FERRIES OF ABERDEEN RUN LATE\n\n{STORY}\n\n{STORY[4:]}\n",
        today=TODAY,
    )
    assert (page.title, page.publisher) == ("FERRIES OF ABERDEEN RUN LATE", "Harbour Board press office")
    assert page.lines[-1].dropped is page.lines[-2].dropped is None
    assert all(line.dropped for line in page.lines[:-2])


@pytest.mark.parametrize(
    "byline",
    ["By Crime Correspondent Jane Roe", "Industrial correspondent: Jane Roe", "By Our Critic, Jane Roe"],
)
def test_an_author_with_what_they_are(byline: str) -> None:
    assert clean(f"# Ferry runs late\n\n{byline}\n\n{STORY}\n", markdown=True).author == "Jane Roe"


def test_the_newspaper_goes_before_its_section() -> None:
    page = clean(
        "The Harbour Times\nFerries & Ships\n\nFerry runs late\n\nBy Jane Doe | July 7, 2020\n\n"
        f"{STORY}\n\n{STORY[4:]}\n\nMore from Ferries & Ships\n",
        today=TODAY,
    )
    assert (page.title, page.publisher) == ("Ferry runs late", "The Harbour Times")
