"""bot/reader/reading.py: the weights of the package, and what happens to altered ones."""

import json
import math
import shutil
from pathlib import Path

import pytest

from bot.reader.reading import CARD, FOLDER, GRAPH, MOST_TOKENS, TOKENIZER, OnnxReader, Run, fitting
from corpus.errors import ModelError
from corpus.sentences import sentence_spans

TEXT = "The ferry to Aberdeen was two hours late. Captain Moss blamed the fog. Tickets cost nine pounds."


@pytest.fixture(scope="module")
def reader():
    return OnnxReader()


def run(text, title="Ferry runs late"):
    return Run(title, text, tuple((start, end) for start, end in sentence_spans(text)))


@pytest.mark.parametrize(
    ("question", "best"),
    [("Who blamed the fog?", 1), ("What does a ticket cost?", 2), ("How late was the ferry?", 0)],
)
def test_the_sentence_that_answers_scores_best(reader, question, best):
    (found,) = reader.read(question, [run(TEXT)])
    assert max(range(3), key=found.scores.__getitem__) == best
    assert found.scores[best] > 0
    assert 0 <= found.yes <= 1
    assert 0 <= found.no <= 1


def test_another_question_is_not_answered(reader):
    (found,) = reader.read("Who won the chess tournament in Oslo?", [run(TEXT)])
    assert max(found.scores) < -1


def test_runs_are_read_apart(reader):
    runs = [run(TEXT), run("It rained.", ""), run(TEXT)]
    alone = reader.read("Who blamed the fog?", runs[:1])
    together = reader.read("Who blamed the fog?", runs)
    assert together[0] == together[2] == alone[0]
    assert len(together[1].scores) == 1
    assert reader.read("Who blamed the fog?", []) == []


def test_what_is_too_long_is_cut_off(reader):
    long = " ".join(f"Sentence {place} tells of the harbour." for place in range(MOST_TOKENS))
    (found,) = reader.read("ferry " * 2_000, [run(long)])
    assert math.isfinite(found.scores[0])
    assert found.scores[-1] == -math.inf


@pytest.mark.parametrize("question", ["", "?!", "渡轮为什么晚点", "\0", "🚢" * 700])
def test_any_question_can_be_read(reader, question):
    (found,) = reader.read(question, [run(TEXT)])
    assert all(map(math.isfinite, found.scores))
    assert question.startswith(fitting(reader._tokenizer, question))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "weights"))


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_altered_weights_are_told(copied, name):
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=rf"{name} was altered\): install footnote again"):
        OnnxReader(copied)


@pytest.mark.parametrize("name", [CARD, GRAPH, TOKENIZER])
def test_missing_weights_are_told(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelError, match="missing or unreadable"):
        OnnxReader(copied)


def test_another_version_is_told(copied):
    card = json.loads((copied / CARD).read_text())
    (copied / CARD).write_text(json.dumps({**card, "version": 99}))
    with pytest.raises(ModelError, match="is of version 99"):
        OnnxReader(copied)
