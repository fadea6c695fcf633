"""Which lines are kept and which are dropped, one line at a time amid an article."""

import pytest

from corpus.cleaning import Page, clean

BODY = ["The council met for nine hours on Monday and agreed on nothing."] * 3


def kept(page: Page) -> list[str]:
    return [line.text for line in page.lines if line.dropped is None]


def test_does_not_join_short_paragraphs_of_like_length() -> None:
    assert kept(clean("\n".join(["Talks go on", *BODY]))) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "He declined.",
        "Mute swans came back.",
        "Duration of the talks was not given.",
        "Advertisement of tobacco was banned.",
        "You have nine minutes left, she said.",
        "Share prices fell.",
        "Share the story of Facebook, he said.",
        "Listen to the podcasts of the poor.",
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
        "WAR IS OVER",
        "THE COUNCIL WILL MEET AGAIN ON TUESDAY.",
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
        "Advertisement - story continues below",
        "Advertisement · Scroll to continue",
        "ADVERTISEMENT: Cheap broadband from $29.95 - click here!",
        "PUBLICIDAD",
        "BET ON THE LEAGUE: £10 gets you £30 in free bets. 18+ Terms apply.",
        "You have 2 free articles remaining this month.",
        "Join 48,000 readers who get our investigations first.",
        "Video Player is loading.",
        "Current Time 0:00",
        "Duration 1:47",
        "This is a modal window.",
        "Continued on page 8",
        "Item 1 of 3 Containers stand at the terminal in Lisbon. AGENCY/Ann Poe",
        "Listing image: Jembe Devices",
        "Te puede interesar: Lithium tender delayed again",
        "Republish This Story",
        "Share on Facebook",
        "Share this article: Facebook | X | LinkedIn",
        "Comments (47)",
        "Subscribe to the Board & Clock podcast",
        "1.2k shares",
        "12 comments",
        "Read more: Why the river is low",
        "MORE: Why the river is low, explained",
        "More reviews: the new bridge, the old ferry",
        "Unsubscribe | View in browser",
        "Was this article helpful? Yes No",
        "Email your pictures of the storm to the news desk",
        "FERRY CREWS TO VOTE ON A STRIKE, UNION SAYS: ‘WE HAVE WAITED’",
        "WHY IS THE RIVER SO LOW THIS SUMMER?",
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


def test_a_lone_line_is_the_text_and_no_title() -> None:
    page = clean("Talks go on without an end")
    assert (page.title, kept(page)) == (None, ["Talks go on without an end"])


@pytest.mark.parametrize("text", ["", "\n \n", "Share\nPrint"])
def test_a_page_without_an_article_keeps_nothing(text: str) -> None:
    assert kept(clean(text)) == []


def test_a_heading_in_capitals_stays() -> None:
    lines = [
        "Talks go on",
        *BODY,
        "WHAT FERRY CREWS WANT FROM THE OWNERS",
        "The crews want a raise of a tenth.",
    ]
    assert "WHAT FERRY CREWS WANT FROM THE OWNERS" in kept(clean("\n".join([*lines, *BODY])))


def test_an_article_in_capitals_stays() -> None:
    shouted = [line.upper() for line in BODY]
    page = clean("\n".join(["Talks go on", *shouted, "WHAT THE COUNCIL WANTS TO DO", *shouted]))
    assert "WHAT THE COUNCIL WANTS TO DO" in kept(page)
