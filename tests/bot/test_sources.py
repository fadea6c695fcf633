"""bot/sources.py: sources that a question rests on and that no article is from."""

import pytest

from bot.sources import strange_sources

PUBLISHERS = ["The Herald", "Wired", "BBC News - World"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does the article by Bloomberg say of Apple?", ("Bloomberg",)),
        ("Which actor do an article in the Daily Sun and another by Variety name?", ("Daily Sun", "Variety")),
        ("Do a Bloomberg article and a Variety review agree on Oslo?", ("Bloomberg", "Variety")),
        ("What does the Herald's article, and the one by Variety's Reed, say?", ("Variety",)),
        ("What does an article in “The Economist” say?", ("The Economist",)),
        ("Do The Herald and a Variety piece agree on Oslo?", ()),  # The Herald is not asked for an article
        ("Does a Herald article, and a Variety piece, mention Oslo?", ("Variety",)),
        ("Who is named in a Herald article and a Variety report?", ("Variety",)),
        (
            "Who sold it in a Bloomberg article and bought it, as reported by Reuters?",
            ("Bloomberg", "Reuters"),
        ),
        ("Who is in the Bloomberg article and in reports by Reuters?", ("Bloomberg", "Reuters")),
    ],
)
def test_a_house_without_articles_is_found(question, names):
    assert strange_sources(question, PUBLISHERS) == names


@pytest.mark.parametrize(
    "question",
    [
        "What does the article by The Herald say?",
        "What does the BBC News article say?",
        "What does an Apple article say?",  # it may be one about Apple
        "What did the Herald say about a Variety article?",
        "What did Wired report of an FBI report?",
        "What was described by Elon Musk?",
        "What do a UN report and a WHO report say of the fog?",
        "What do the Mueller report and the Starr report say?",
        "What did Wired write on what was reported by Musk?",
        "What does the article in the archive say?",
        "did Apple pause?",
        "According to Apple, what happened?",
        "",
    ],
)
def test_a_house_that_is_known_or_no_house_is_not(question):
    assert strange_sources(question, PUBLISHERS) == ()
