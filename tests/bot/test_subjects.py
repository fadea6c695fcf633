"""bot/subjects.py: what a question asks about that no article has."""

import pytest

from bot.subjects import unknown_name, unknown_names, unknown_subject, unknown_words


@pytest.mark.parametrize(
    ("question", "name", "subject"),
    [
        ("did bergen vote?", "bergen", "bergen"),
        ("did the regulator vote?", None, "regulator"),
        ("did airlines vote?", None, "airlines"),
        ("what did bergen do", None, "bergen"),
        ("why was ps9 late", None, "ps9"),
        ("when will the new museum open", None, "museum"),
        ("did a planned quay collapse", None, "quay"),
        ("what did jane vote for?", None, None),  # who wrote one
        ("who is responsible?", None, None),
        ("what has vanished", None, None),
        ("was the ferry late?", None, None),
        ("was it late?", None, None),
        ("did", None, None),
    ],
)
def test_what_stands_where_the_subject_does(generation, question, name, subject):
    assert unknown_name(question, generation) == name
    assert unknown_subject(question, generation) == subject


def test_unknown_words(generation):
    assert unknown_words("Was the ferry to Bergen or oslo9 late, Bergen?", generation) == ["Bergen", "oslo9"]
    assert unknown_words("Was it late?", generation) == []


@pytest.mark.parametrize(
    ("question", "surnames"),
    [
        ("who is moss gershkovich", ["moss gershkovich"]),
        ("did moss capitulated", []),
        ("did moss blame it", []),
        ("did moss halt", []),  # a word, of one token
        ("who is gershkovich moss", []),
        ("who won in dunholm", ["dunholm"]),
        ("who won the dunholm race", []),
        ("what is in circulation", []),
    ],
)
def test_a_name_with_a_surname_that_no_article_has_is_another(generation, question, surnames):
    def count_tokens(words: list[str]) -> list[int]:
        return [1 if word == "halt" else 3 for word in words]

    found = unknown_names(question, ["A fog, said Moss Doe."], generation, count_tokens)
    assert [name.text for name in found] == surnames
    of_common_noun = unknown_names(question, ["Fog and moss, said Moss."], generation, count_tokens)
    assert not any("moss" in name.text for name in of_common_noun)


def test_nothing_is_answered_of_another(asked, encoder, monkeypatch):
    monkeypatch.setattr(type(encoder), "count_tokens", lambda _, texts: [2] * len(texts))
    answer = asked("was captain moss gershkovich blamed for the fog?")
    assert answer.reason == "no article mentions moss gershkovich"
