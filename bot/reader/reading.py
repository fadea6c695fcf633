"""The trained reader on onnxruntime: a question and runs of sentences → how well each sentence answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from corpus.errors import ModelError
from index.encoder import on_every_core, open_session
from index.files import sha256_of
from index.tokenizing import open_tokenizer

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer


FOLDER = Path(__file__).parent / "weights"
CARD, GRAPH, TOKENIZER = "reader.json", "reader.onnx", "tokenizer.json"
VERSION = 1  # of what goes into the graph and what comes out of it
MOST_TOKENS = 176
MOST_QUESTION_TOKENS = 64
MOST_QUESTION_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that follow one another, their title, and where each of them is in `text`."""

    title: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`scores`: of each sentence, log(P(it holds the answer) / P(nothing in the run does)).

    `yes`, `no`: the chance that the run says yes or no to a question that can be so answered.
    """

    scores: tuple[float, ...]
    yes: float
    no: float


class Reader(Protocol):
    """What answering asks of a reader; tests hand in one that needs no weights."""

    def read(self, question: str, runs: Sequence[Run]) -> list[Reading]:
        """One reading a run. A sentence that is cut off, for a run is too long, scores -inf."""


def fitting(tokenizer: "Tokenizer", question: str) -> str:
    """The question, cut where its share of what can be read ends."""
    cut = question[:MOST_QUESTION_CHARACTERS]
    encoding = tokenizer.encode(cut, add_special_tokens=False)
    too_long = len(encoding) > MOST_QUESTION_TOKENS
    return cut[: encoding.offsets[MOST_QUESTION_TOKENS - 1][1]] if too_long else cut


class OnnxReader:
    """The weights that the package brings."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises ModelError for weights that are missing, altered or of another version."""
        _verify(folder)
        try:
            self._session = open_session(folder / GRAPH)
            self._tokenizer = open_tokenizer(folder / TOKENIZER)
        except Exception as error:  # both raise bare Exception
            raise _unusable(f"{folder / GRAPH} cannot be loaded") from error

    def read(self, question: str, runs: Sequence[Run]) -> list[Reading]:
        asked = fitting(self._tokenizer, question)
        heads = [f"{run.title}\n" if run.title else "" for run in runs]
        pairs = [(asked, head + run.text) for head, run in zip(heads, runs, strict=True)]
        encodings = self._tokenizer.encode_batch(pairs)

        def one(place: int) -> Reading:
            return self._reading(encodings[place], runs[place], len(heads[place]))

        return on_every_core(one, len(runs))

    def _reading(self, encoding: "Encoding", run: Run, head: int) -> Reading:
        ids = np.array([encoding.ids[:MOST_TOKENS]], np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([encoding.type_ids[:MOST_TOKENS]], np.int64),
        }
        logits, says = self._session.run(None, feed)
        tokens = logits[0]
        parts = np.array([part == 1 for part in encoding.sequence_ids[:MOST_TOKENS]])
        offsets = np.array(encoding.offsets[:MOST_TOKENS]) - head
        chances = np.exp(says[0] - says[0].max())
        chances /= chances.sum()
        scores = []
        for start, end in run.spans:
            inside = parts & (offsets[:, 0] < end) & (offsets[:, 1] > start)
            scores.append(float(np.logaddexp.reduce(tokens[inside]) - tokens[0]) if inside.any() else -np.inf)
        return Reading(tuple(scores), float(chances[0]), float(chances[1]))


def _verify(folder: Path) -> None:
    """Raises ModelError unless the card is of this version and names the files that are there."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf8"))
        version, sums = card["version"], card["sha256"]
        altered = [name for name in (GRAPH, TOKENIZER) if sha256_of(folder / name) != sums[name]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _unusable(f"a file of it is missing or unreadable in {folder}") from error
    if version != VERSION:
        raise _unusable(f"{folder / CARD} is of version {version}, and {VERSION} is needed")
    if altered:
        raise _unusable(f"{folder / altered[0]} was altered")


def _unusable(what: str) -> ModelError:
    return ModelError(f"the reader cannot be used ({what}): install footnote again")
