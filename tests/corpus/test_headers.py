"""What stands above an article: which line is the headline, and who wrote it, and when."""

import datetime

import pytest

from corpus.cleaning import clean

TODAY = datetime.date(2020, 8, 1)
STORY = (
    "The last ferry to Skarn was two hours late on Monday, the Harbour Board said, as fog lay on the sound.",
    "The Harbour Board runs three ferries to Skarn, and wants to sell one of them to the island.",
    "Islanders in Skarn said that the ferry had been late on nine days of the last ten.",
)
HEADLINE = "Last ferry to Skarn runs late again"


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        ("Letter from Skarn", "The Last Skipper in the Sound"),  # a column
        ("Ministry of Ferries and Islands", "Board to sell a boat"),
        ("The voice of the islanders of Skarn since 1927", "Board to sell one boat this year"),
        ("Donate to the Harbour Board", HEADLINE),
        ("\n".join(["Fog over Skarn. Photograph: Ann Poe/Pictures"] * 2), HEADLINE),
    ],
)
def test_what_is_no_headline(above: str, headline: str) -> None:
    page = clean("\n\n".join([above, headline, "By Jane Roe", *STORY]), today=TODAY)
    assert page.title == headline
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


def test_an_author_above_what_they_do() -> None:
    page = clean("\n".join([HEADLINE, "Jane Roe", "Islands correspondent in Skarn", *STORY]), today=TODAY)
    assert page.author == "Jane Roe"
    assert clean("\n".join([HEADLINE, "Jane Roe", *STORY]), today=TODAY).author is None


def test_a_date_below_a_standfirst() -> None:
    standfirst = "The Harbour Board has said why the ferry to Skarn was late once more."
    page = clean("\n".join([HEADLINE, standfirst, "Jane Roe – 7 Jul 2020 13:05 | 87", *STORY]), today=TODAY)
    assert page.published == datetime.date(2020, 7, 7)


def test_a_forwarded_mail_has_its_headline_in_the_subject() -> None:
    lines = [
        "> From: Herald <news@herald.example>",
        f"> Subject: {HEADLINE}",
        ">",
        *(f"> {line}" for line in STORY),
    ]
    assert clean("\n".join(lines), today=TODAY).title == HEADLINE
