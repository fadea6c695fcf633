"""bot/casing.py: names written small in a question, as the articles write them."""

import pytest

from bot.casing import as_written
from bot.conversation.follow_up import stand_alone

ARTICLES = {
    "shop": "Amazon will close its warehouse in Hull. Unions are angry at the loss, said Anita Rao of Unite.",
    "phone": "The maker of the iPhone paused. It is Apple, and an apple is on each iPhone of Apple.",
}


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("why did amazon close it", "why did Amazon close it"),
        ("what did anita rao's union say", "what did Anita Rao's union say"),
        ("is the iphone made by apple?", "is the iPhone made by apple?"),  # twice small for each Apple
        ("are unions angry at Amazon?", "are unions angry at Amazon?"),  # which may only begin a sentence
        ("did bergen pause", "did bergen pause"),
        ("", ""),
    ],
)
def test_a_name_has_the_capitals_that_articles_give_it(index_of, question, written):
    assert as_written(question, index_of(**ARTICLES)) == written


def test_a_follow_up_on_a_name_written_small(index_of):
    index = index_of(**ARTICLES)

    def understood(text: str, before: str) -> str:
        return stand_alone(text, before, lambda said: as_written(said, index))

    assert understood("how old is she?", "what did anita rao say") == "How old is Anita Rao?"
    assert understood("when will it?", "will amazon close it") == "When will Amazon close it?"
    assert understood("was anita rao angry", "why did amazon pause") == "was anita rao angry"
