"""bot/runs.py: candidates read in runs of sentences, within a bound of tokens."""

import itertools
from dataclasses import replace

import pytest

from bot.candidates import Candidate
from bot.reader.reading import Reading
from bot.runs import MOST_RUN_CHARACTERS, log_odds, read
from corpus.article import Article, PassageId
from corpus.sentences import sentence_spans


class Likes:
    """A reader that finds sentences the better the more often they hold a word."""

    def __init__(self, word):
        self.word = word
        self.runs = []

    def read(self, question, runs):
        self.runs += runs
        return [
            Reading(tuple(run.text[slice(*span)].count(self.word) * 2.0 - 1 for span in run.spans), 0.0, 0.0)
            for run in runs
        ]


def candidates(text, name="a.md"):
    article = Article(name, "Ferry", text)
    spans = [tuple(span) for span in sentence_spans(text)]
    return [
        Candidate(
            article,
            PassageId("0" * 16),
            (0, len(text)),
            span,
            tuple(spans[max(0, place - 4) : place]),
            tuple(spans[place + 1 : place + 5]),
            {},
        )
        for place, span in enumerate(spans)
    ]


def test_each_sentence_gets_its_own_score_from_one_run():
    found = candidates("The ferry was late. The fog was thick, the fog. Nobody was hurt.")
    reader = Likes("fog")
    read(found, "Was there fog?", reader, 2_000)
    assert [log_odds(one.features["reader"]) for one in found] == pytest.approx([-1, 3, -1])
    (run,) = reader.runs
    assert run.title == "Ferry"
    assert run.text == "The ferry was late. The fog was thick, the fog. Nobody was hurt."


def test_a_run_is_bounded_and_centred_on_its_sentence():
    found = candidates(
        " ".join(f"Sentence number {place} says a little of the ferry." for place in range(40))
    )
    reader = Likes("20")
    read(found[20:21], "What of 20?", reader, 2_000)
    (run,) = reader.runs
    assert len(run.text) <= MOST_RUN_CHARACTERS
    assert run.text.startswith("Sentence number 16")
    assert run.text.endswith("number 24 says a little of the ferry.")
    assert run.text[slice(*run.spans[0])] == "Sentence number 20 says a little of the ferry."


def test_a_sentence_longer_than_a_run_is_read_alone():
    long = "The ferry " + "and the ferry " * 60 + "was late."
    found = candidates(f"One. {long} Two.")
    reader = Likes("late")
    read(found[1:2], "late?", reader, 2_000)
    assert [run.text for run in reader.runs] == [long]


def test_what_lies_beyond_the_bound_counts_as_the_average():
    found = list(
        itertools.chain(*(candidates(f"The fog of day {day} was thick.", f"{day}.md") for day in range(30)))
    )
    reader = Likes("fog")
    read(found, "Was there fog?", reader, 100)
    assert 1 <= len(reader.runs) < 30
    assert [run.text for run in reader.runs] == [one.text for one in found[: len(reader.runs)]]
    assert {round(log_odds(one.features["reader"]), 6) for one in found} == {1.0}
    assert [one.features["read"] for one in found] == [place < len(reader.runs) for place in range(30)]


def test_of_those_read_along_the_liked_ones_are_returned():
    found = candidates("The ferry was late. The fog was thick, the fog. Nobody was hurt.")
    far = candidates("The fog was thick, the fog.", "b.md")
    reader = Likes("fog")
    assert read(found[:1], "Was there fog?", reader, 2_000, [*found[1:], *far]) == found[1:]
    assert len(reader.runs) == 1
    assert log_odds(found[0].features["reader"]) == pytest.approx(-1)
    disliked = candidates("The fog, the fog. The ferry was late.")
    assert read(disliked[:1], "Was there fog?", _Less("fog"), 2_000, disliked[1:]) == []


class _Less(Likes):
    """What does not hold the word it does not like at all."""

    def read(self, question, runs):
        return [
            replace(reading, scores=tuple(score if score > 0 else -5.0 for score in reading.scores))
            for reading in super().read(question, runs)
        ]


def test_no_candidates():
    read([], "Was there fog?", Likes("fog"), 100)
