"""bot/reader/restore.py: training can go on from the weights that the package brings."""

import pytest
import torch

from bot.doubt import logistic
from bot.reader.examples import Example
from bot.reader.model import INPUTS, as_row, collate
from bot.reader.reading import FOLDER, GRAPH, OnnxReader, Run
from bot.reader.restore import restored
from bot.reader.train import start

TITLE, TEXT = "Mayor goes", "The mayor of Leith resigned on Monday."
QUESTIONS = ("When did the mayor resign?", "Who will be the next mayor of Leith?", "Did Apple pause?")


def test_the_restored_reader_reads_as_the_exported_one():
    model, tokenizer = start()
    fresh = model.state_dict()
    state = restored(FOLDER / GRAPH, fresh)
    assert state.keys() == fresh.keys()
    assert not torch.equal(state["tokens.0.weight"], fresh["tokens.0.weight"])
    model.load_state_dict(state)
    exported = OnnxReader()
    for question in QUESTIONS:
        row = as_row(Example(question, TITLE, TEXT, (), "test"), tokenizer)
        assert row
        numbers = collate([row])
        with torch.no_grad():
            logits = model.eval()(*(numbers[name] for name in INPUTS))[0][0]
        score = torch.logsumexp(logits[row.first : -1], 0) - logits[0]
        [reading] = exported.read(question, [Run(TITLE, TEXT, ((0, len(TEXT)),))])
        # As chances, for the exported one rounds what goes through it, too.
        assert float(torch.sigmoid(score)) == pytest.approx(logistic(reading.scores[0]), abs=0.15)
