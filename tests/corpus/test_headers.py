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


FORWARDED = """
FYI, thought of you.

Marge

---------- Forwarded message ---------
> From: Morning Briefing <news@harbourpost.example>
> Date: July 7, 2020 at 6:02 AM
> To: marge@mailbox.example
> Subject: Fwd: Last ferry to Skarn runs late again
>
> HARBOUR POST
>
> Last ferry to Skarn runs late again
> By Jane Roe
>
> [image: A ferry in the fog of the sound. Photo: Ann Poe]
>
> {}
>
> You are receiving this because you signed up at harbourpost.example.
""".format("\n>\n> ".join(STORY))


def test_a_forwarded_newsletter_is_read_as_the_page_that_it_holds() -> None:
    page = clean(FORWARDED, today=TODAY)
    assert (page.title, page.publisher, page.author) == (HEADLINE, "HARBOUR POST", "Jane Roe")
    assert page.published == datetime.date(2020, 7, 7)
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


def test_a_message_in_an_article_drops_nothing_above_it() -> None:
    told = (*STORY, "The skipper wrote to the board:")
    message = (
        "-----Original Message-----",
        "From: Ann Poe",
        "Subject: fog",
        "The ferry cannot leave, I am afraid.",
    )
    kept = [
        line.text for line in clean("\n\n".join([HEADLINE, *told, *message])).lines if line.dropped is None
    ]
    assert kept[: len(told)] == list(told)


def test_a_few_quoted_lines_stay_as_they_are() -> None:
    page = clean("\n\n".join([HEADLINE, *STORY, "> Said the board: we are sorry that it was late again."]))
    assert [line.text for line in page.lines if line.text.startswith(">")]


def test_a_page_of_a_web_archive_is_of_its_own_site_and_day() -> None:
    bar = (
        "The Wayback Machine - https://web.archive.org/web/20091122081533/http://www.harbour.example:80/a.html",
        "47 captures",
        "19 Nov 2009 - 3 Aug 2016",
        "About this capture",
    )
    lines = [*bar, "THE SKARN MERCURY", "[ News ] [ Sport ]", HEADLINE, "Posted 2009/11/18", *STORY]
    page = clean("\n".join([*lines, "Copyright 2009 Skarn Mercury Pty Ltd."]), today=TODAY)
    assert (page.title, page.published) == (HEADLINE, datetime.date(2009, 11, 18))
    assert page.url is not None
    assert page.url.endswith("/web/20091122081533/http://www.harbour.example:80/a.html")
    assert page.publisher == "Skarn Mercury"
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (["Islands|The Last Skipper in the Sound"] * 2, "The Last Skipper in the Sound"),
        (["Board votes to share", "its ferry and its fog"], "Board votes to share its ferry and its fog"),
    ],
)
def test_a_headline_behind_a_kicker_or_in_two_lines(lines: list[str], headline: str) -> None:
    page = clean("\n".join([*lines, "By Jane Roe", *STORY]), today=TODAY)
    assert page.title == headline
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


@pytest.mark.parametrize(
    "header",
    ["Jane Roe – 4 Mar 2020 13:05 | 87", "Jane Roe\nMar 4, 2020", "Jane Roe | Mar 4, 2020"],
)
def test_an_author_beside_a_date_whom_the_foot_names_again(header: str) -> None:
    foot = "Photo of Jane Roe"
    assert clean("\n".join([HEADLINE, header, *STORY, foot]), today=TODAY).author == "Jane Roe"
    assert clean("\n".join([HEADLINE, header, *STORY]), today=TODAY).author is None
    told = "Jane Roe was the skipper of the ferry, which was late on the day that the board met."
    assert clean("\n".join([HEADLINE, header, told, *STORY, foot]), today=TODAY).author is None


def test_who_issued_a_page_of_a_government() -> None:
    issued = ("From:", "Ministry of Ferries and The Rt Hon Ann Poe MP", "Published", "7 July 2020")
    lines = [HEADLINE, STORY[0], *issued]
    page = clean("\n".join([*lines, *STORY[1:]]), today=TODAY)
    assert page.publisher == "Ministry of Ferries"
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


def test_the_company_of_a_newspaper_is_not_its_name() -> None:
    page = clean("\n".join([HEADLINE, *STORY, "© 2020 The Skarn Times Company"]), today=TODAY)
    assert page.publisher == "The Skarn Times"


@pytest.mark.parametrize(
    ("header", "author", "publisher"),
    [
        ("Tom Ashdown in Skarn\n7 July 2020", "Tom Ashdown", None),
        ("Anna Lund in Skarn\n7 July 2020", None, None),  # whom it is about
        ("Tom Ashdown in Skarn", None, None),
        ("*The Skarn Courier, 7 July 2020 — Priya Nandakumar*", "Priya Nandakumar", "The Skarn Courier"),
        ("The Skarn Courier, New Skarn, 7 July 2020", None, "The Skarn Courier"),
        ("Von Jutta Reiser\n7. Juli 2020", "Jutta Reiser", None),
        ("Par Jean Dupont", "Jean Dupont", None),
        ("By JANE ROE The Herald\nJul 7, 2020", "JANE ROE", "The Herald"),
        ("Published by The Herald on 7th July 2020\nWords by Jane Roe", "Jane Roe", "The Herald"),
        ("From The Herald, 7 July 2020", None, "The Herald"),
        ("Jane Roe for The Herald, Skarn\n7.7.2020", "Jane Roe", None),
        ("Jane Roe, The Herald\nTuesday, 7 July 2020", "Jane Roe", "The Herald"),
        ("Jane Roe\n@janeroe\n7 July 2020", "Jane Roe", None),
        ("07 Jul 2020, 09:15\nJANE ROE, Chief Reporter", "JANE ROE", None),
        ("From our own correspondent Jean Dupont in Skarn", "Jean Dupont", None),
        ("7 July 2020\nNadia El-Amin and Jorge Pinheiro", "Nadia El-Amin, Jorge Pinheiro", None),
    ],
)
def test_an_author_without_by(header: str, author: str | None, publisher: str | None) -> None:
    told = "The ferry of Anna Lund was late as well, said the Board, which has looked into it."
    page = clean("\n".join([HEADLINE, header, told, *STORY]), today=TODAY)
    assert (page.author, page.publisher) == (author, publisher)
    assert [line.text for line in page.lines if line.dropped is None] == [told, *STORY]


@pytest.mark.parametrize("name", ["Bergener Tagblatt", "Neue Skarner Zeitung", "Skarner Nachrichten"])
def test_a_newspaper_in_another_language(name: str) -> None:
    lines = [name, HEADLINE, "Von Jutta Reiser", "7. Juli 2020", *STORY]
    assert clean("\n".join(lines), today=TODAY).publisher == name


def test_a_headline_below_the_first_paragraph() -> None:
    lead = f"SKARN (Harbour Wire) -- {STORY[0]}"
    lines = ["HARBOUR WIRE | Islands", lead, HEADLINE, "Reporting by Jane Roe", "7 July 2020", *STORY[1:]]
    page = clean("\n\n".join(lines), today=TODAY)
    assert page.title == HEADLINE
    assert [line.text for line in page.lines if line.dropped is None] == [lead, *STORY[1:]]
    assert clean("\n\n".join([lead, HEADLINE, *STORY[1:]]), today=TODAY).title is None


@pytest.mark.parametrize(
    "noise",
    [
        "Caption: The ferry in the sound of Skarn on Monday morning. Photograph: Jen Rowe/Pictures",
        "(Photo) A woman waits for the ferry at the quay of Skarn on Monday. WIRE/R. Roe",
        "A drawing of the ferry above the cliffs of Skarn (Image: Harbour Board/M. Roe)",
        "The ferry leaves the port of Skarn on Sunday. © Agence Nord",
        "Save | Print | Share on social",
        "Advertisement. Article continues below.",
        "Good morning. Here is what you need to know today.",
        "Good evening, readers!",
        "READ | Board to sell a ferry",
        "0:00 / 2:31",
        "Listen • 3:45",
        "Foto: Anna Lund / Skarn Presse",
        "AP Photo/Jen Rowe",
        "Enlarge / A ferry in the sound of Skarn",
        "The ferry in Skarn. Photo: Jen Rowe",
        "The ferry at the quay [Photo: Jen Rowe/Wire]",
        "Map: where the ferry goes",
        "This is a developing story. Check back for updates.",
        "Editor's note: This story has been updated with a comment from the Harbour Board.",
        "LIVE UPDATES: Storm in the sound",
        "If you value this story, please consider supporting our newsroom.",
        "Let us know what you think in the comments below.",
        "Ad Feedback",
        "EXCLUSIVE",
        "Artikel teilen",
    ],
)
def test_what_stands_between_paragraphs(noise: str) -> None:
    page = clean("\n\n".join([HEADLINE, "By Jane Roe", STORY[0], noise, *STORY[1:]]), today=TODAY)
    assert [line.text for line in page.lines if line.dropped is None] == list(STORY)


@pytest.mark.parametrize(
    "said",
    [
        "The chart of the sound: it was drawn in 1927, the Harbour Board said, by the captain of a ferry.",
        "This story has been told in Skarn for a hundred years, said Ann Poe, who keeps the museum there.",
        "Credit is due to Ann Poe, said the Board. Pictures of her hang in every house of Skarn.",
    ],
)
def test_what_is_reported_between_paragraphs(said: str) -> None:
    page = clean("\n\n".join([HEADLINE, "By Jane Roe", STORY[0], said, *STORY[1:]]), today=TODAY)
    assert [line.text for line in page.lines if line.dropped is None] == [STORY[0], said, *STORY[1:]]
