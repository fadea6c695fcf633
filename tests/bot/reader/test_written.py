"""bot/reader/written: every question is of a text, and its answers are sentences of it."""

import json
import random

import pytest

from bot.reader.data import Data
from bot.reader.written import FOLDER, Asked, examples, key_of

TEXT = "The mayor resigned on Monday. She gave no reason. A vote will be held in May."
QUESTIONS = (("why did the mayor go?", ((30, 49),)), ("who will be the next mayor?", ()))


def rows():
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            yield json.loads(line)


@pytest.fixture(scope="module")
def made():
    return [
        one
        for seed in range(40)
        for one in examples(iter([Asked("Mayor goes", TEXT, QUESTIONS)]), random.Random(seed))
    ]


def test_no_text_stands_there_twice():
    names = [row.get("key") or row["text"] for row in rows()]
    assert len(names) > 1000
    assert len(set(names)) == len(names)


def test_half_of_the_questions_are_not_answered():
    asked = [bool(spans) for row in rows() for _, spans in row["asked"]]
    assert 0.45 < sum(asked) / len(asked) < 0.55


def test_answers_in_made_up_texts_are_sentences():
    for row in rows():
        for question, spans in row["asked"]:
            assert len(question.split()) > 1
            for start, end in spans if "text" in row else ():
                said = row["text"][start:end]
                assert said == said.strip()
                assert said[-1] in ".!?…’”\"')", said


def test_an_answer_is_read_with_what_is_around_it_and_what_is_elsewhere_without_it(made):
    answered = [one for one in made if one.source == "written"]
    assert {one.text[slice(*one.answers[0])] for one in answered} == {"She gave no reason."}
    elsewhere = [one for one in made if one.source == "written elsewhere"]
    assert elsewhere
    assert all("reason" not in one.text and one.answers == () for one in elsewhere)


def test_a_question_without_an_answer_has_none_wherever_it_is_cut(made):
    unanswered = [one for one in made if one.source == "written unanswerable"]
    assert len(unanswered) == 40
    assert all(one.answers == () and one.text in TEXT for one in unanswered)


def test_every_text_is_known_to_the_data_sets(data):
    both = [list(Data(data, held=held, seed=1).written()) for held in (True, False)]
    kept, trained = ({(one.title, one.question) for one in found} for found in both)
    assert kept
    assert not kept & trained
    asked = {question for row in rows() for question, _ in row["asked"]}
    assert {one.question for found in both for one in found} == asked


def test_a_text_is_named_by_its_words_alone():
    assert key_of("It is\n so.") == key_of("It is so.") != key_of("It is not so.")
