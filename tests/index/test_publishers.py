"""index/publishers.py: the publishers that a question names."""

import pytest

from index.publishers import named_publishers, named_sources

HERALD, VERGE, WIRED = frozenset({"The Herald"}), frozenset({"The Verge"}), frozenset({"Wired"})
BBC = frozenset({"BBC News - Technology", "BBC News - Business"})
PUBLISHERS = (
    *("The Herald", "The Verge", "Wired", "BBC News - Technology", "BBC News - Business"),
    *("The Old York Post", "Herald Sun Daily", "Cnbc | World Business News", "ABC"),
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did The Herald say?", [HERALD]),
        ("What did the Herald say?", [HERALD]),
        ("WHAT DID THE HERALD SAY?", [HERALD]),
        ("What did Wired, then The Verge, say?", [WIRED, VERGE]),
        ("What did The Verge say, and The Verge again?", [VERGE]),
        ("What does bbc news say?", [BBC]),
        ("What does a BBC article say?", [BBC]),
        ("What does BBC News - Business say?", [frozenset({"BBC News - Business"})]),
        ("What did CNBC say?", [frozenset({"Cnbc | World Business News"})]),
        ("what did wired say about the fog?", [WIRED]),
        ("did the verge report it?", [VERGE]),
        ("Was it wired, according to the abc?", [frozenset({"ABC"})]),
        ("Who said that the house is wired?", []),
        ("What did the herald sun daily say?", [frozenset({"Herald Sun Daily"})]),
        ("What does an Old York Post article say?", [frozenset({"The Old York Post"})]),
        ("Is there a post in old york post offices?", []),
        ("Is the company on the verge of collapse?", []),
        ("How is the house wired?", []),
        ("What is an ABCD?", []),
        ("What did the Heralds say?", []),
        ("", []),
    ],
)
def test_names(question, named):
    assert named_publishers(question, PUBLISHERS) == named


def test_marks_in_a_name_stand_for_themselves():
    assert named_publishers("What did C+ (UK) say?", ["C+ (UK)"]) == [frozenset({"C+ (UK)"})]
    assert named_publishers("What did CCC UK say?", ["C+ (UK)"]) == []


@pytest.mark.parametrize(
    ("question", "sources", "rest"),
    [
        ("What did The Verge say of rates?", {"The Verge"}, "What did say of rates?"),
        ("according to The Verge, who paused?", {"The Verge"}, "according to , who paused?"),
        ("Does the 'The Verge' article mention rates?", {"The Verge"}, "Does the ' ' article mention rates?"),
        ("Was it reported by The Verge?", {"The Verge"}, "Was it reported by ?"),
        ("did The Verge close its office?", set(), "did The Verge close its office?"),
        ("Who owns The Verge?", set(), "Who owns The Verge?"),
        ("What's the latest from The Verge?", {"The Verge"}, "What's the latest from ?"),
        ("Was berichtet The Verge über Apple?", {"The Verge"}, "Was berichtet über Apple?"),
        ("Was hat The Herald geschrieben?", {"The Herald"}, "Was hat geschrieben?"),
        ("Wer war es laut The Herald?", {"The Herald"}, "Wer war es laut ?"),
        ("The Herald?", {"The Herald"}, "?"),
        ("Herald closes", set(), "Herald closes"),
    ],
)
def test_a_source_is_told_from_a_subject(question: str, sources: set[str], rest: str) -> None:
    found, left = named_sources(question, ["The Verge", "The Herald"])
    assert found == frozenset(sources)
    assert " ".join(left.split()) == rest


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        (
            "Who is, as reported by The Verge, in court, and by The Herald for fraud, in jail?",
            {"Verge", "Herald"},
        ),
        (
            "Was it reported by The Verge before The Herald's long report of May showed it?",
            {"Verge", "Herald"},
        ),
        ("Did The Herald contradict what The Verge reported?", {"Verge", "Herald"}),
        ("Did the description of ChatGPT by The Verge change?", {"Verge"}),
        ("Did The Verge report that a paper owned by The Herald closed?", {"Verge"}),
        ("Did The Verge report that The Herald closed?", {"Verge"}),
    ],
)
def test_a_second_source_is_told_from_a_subject(question: str, sources: set[str]) -> None:
    found, _ = named_sources(question, ["The Verge", "The Herald"])
    assert found == {f"The {name}" for name in sources}
