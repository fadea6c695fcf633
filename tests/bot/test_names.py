import pytest

from bot.names import Name, find_names, of_place

TEXTS = (
    "On Monday Apple said it would pause. Hong Kong asked Apple and Zoom to cook up a plan, said Ann Cook.",
    "The iPhone 8 sold, said Beth Moss, who quit.",
    "Shares in Apple fell, and the hospitals of Northmere Hospitals stayed open, said their Chief of Staff.",
)


def named(question: str) -> list[str]:
    return [name.text for name in find_names(question, TEXTS)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("did Apple pause?", ["Apple"]),
        ("did apple pause?", ["apple"]),  # the corpus writes it with a capital
        ("DID APPLE PAUSE", ["APPLE"]),
        ("Apple paused?", ["Apple"]),
        ("What did Apple's lawyers tell Hong Kong in July?", ["Apple", "Hong Kong"]),
        ("What did the Bank of England say?", ["Bank of England"]),
        ("Who runs Office 365 in Peru?", ["Office 365", "Peru"]),
        ("Why did the US act, and what did it cost us?", ["US"]),
        ("fog AND OR NOT Apple", ["Apple"]),
        ("what is the plan for monday?", []),
        ("Hospitals closed where?", []),  # the corpus writes the first word small as well
        ("365?", []),
        ("how many staff does apple have", ["apple"]),  # in capitals only as a part of another name
        ("Whats the name of Apple's boss", ["Apple"]),
        ("OMG how big is it", []),
        ("Wer ist Peter Sandmann?", ["Peter Sandmann"]),
        ("Warum schließt Apple das Werk?", ["Apple"]),  # a noun has a capital in German
        ("Welche Förderung gab es?", []),
        ("Was schrieb Der Spiegel über das Werk?", ["Der Spiegel"]),
        ("Los Angeles wildfire", ["Los Angeles"]),
        ("when does the iphone 9 come out", ["iphone"]),
        ("how many staff work on the iphone", ["iphone"]),
        ("why did moss quit", ["moss"]),  # a surname, though no text has it alone
        ("why did the moss grow", []),
        ("Kim met Putin?", ["Kim", "Putin"]),  # and not Turkish for "who"
    ],
)
def test_names_are_found(question: str, names: list[str]) -> None:
    assert named(question) == names


@pytest.mark.parametrize(
    ("name", "text", "mentioned"),
    [
        ("Apple", "apple’s plan", True),
        ("Apple", "Applebee", False),
        ("Taiwan", "the Taiwanese government", True),
        ("China", "Chinese rules", True),
        ("United States", "the U.S. government", True),
        ("US", "let us go", False),
        ("European Union", "an EU rule", True),
        ("World Health Organization", "the WHO said", True),
        ("France", "San Francisco", False),
    ],
)
def test_mentions_in_other_forms(name: str, text: str, mentioned: bool) -> None:
    assert Name(name).mentioned_in(text) is mentioned


def test_a_surname_stands_for_the_person_with_its_capital() -> None:
    (name,) = find_names("What did Beth Moss say?", TEXTS)
    assert name.mentioned_in("Captain Moss blamed the fog.")
    assert not name.mentioned_in("A rolling stone gathers no moss.")


def test_a_word_that_many_names_share_does_not_stand_for_one() -> None:
    (name,) = find_names("did Stanmere Hospitals close?", TEXTS)
    assert not name.mentioned_in("Northmere Hospitals closed.")
    assert name.mentioned_in("At Stanmere Hospitals all was quiet.")


@pytest.mark.parametrize("question", ["gag city nicki minaj", "Gag City Nicki Minaj"])
def test_what_no_text_has_side_by_side_are_two_names(question: str) -> None:
    texts = ["This week Nicki Minaj asked everyone to Gag City, and Nicki Minaj did not mind."]
    assert [name.text.title() for name in find_names(question, texts)] == ["Gag City", "Nicki Minaj"]


@pytest.mark.parametrize(
    ("asked", "article", "mentioned"),
    [
        ("Varellian", "The vote in Varellia was fair.", True),
        ("Karaki", "The vote in Karak was fair.", True),
        ("Varellian", "The vote of Varell was fair.", False),
        ("Morgan", "Morga of the Morgan family won.", True),  # known itself: it is no place's
    ],
)
def test_who_is_of_a_place_that_articles_name(index_of, asked, article, mentioned):
    name = of_place(Name(asked), index_of(vote=article))
    assert name.mentioned_in(article) is mentioned
    assert (name.short is None) is (asked == "Morgan")
