"""Texts → unit vectors: the exported model on onnxruntime, without torch."""

import json
import os
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from corpus.errors import ModelError
from index.files import sha256_of
from index.remembered import Remembered
from index.tokenizing import open_tokenizer
from index.types import FloatMatrix, FloatVector

if TYPE_CHECKING:
    from tokenizers import Tokenizer

T = TypeVar("T")
CARD = "encoder.json"
GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
SENTENCES_KEPT = 8_192  # with their vectors: 12 MB
QUESTIONS_KEPT = 64  # whose vectors are not made anew


class Encoder(Protocol):
    """What the index asks of a model; tests hand in one that needs no weights."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever vectors would: those of two fingerprints do not go together."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens that the model reads of one passage, its special ones included and its prompt left out."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without the special ones."""

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """float32 (len(texts), dimension), unit length."""

    def encode_sentences(self, texts: Sequence[str]) -> FloatMatrix:
        """The same, of one text at least, where texts come again."""

    def encode_question(self, text: str) -> FloatVector:
        """float32 (dimension,), unit length."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside an exported graph."""

    model: str
    fingerprint: str
    precision: str
    dimension: int
    max_tokens: int
    passage_prompt: str
    question_prompt: str
    sha256: dict[str, str]  # of the graph and of the tokenizer

    def write(self, folder: Path) -> None:
        fields = {name: getattr(self, name) for name in self.__slots__}
        (folder / CARD).write_text(json.dumps(fields, indent=1), encoding="utf8")

    @classmethod
    def read(cls, folder: Path) -> "Card":
        """Raises ModelError when the card, the graph or the tokenizer is missing or altered."""
        try:
            card = cls(**json.loads((folder / CARD).read_text(encoding="utf8")))
            whole = all(sha256_of(folder / name) == card.sha256[name] for name in (GRAPH, TOKENIZER))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise _damaged(folder) from error
        if not whole:
            raise _damaged(folder)
        return card


class OnnxEncoder:
    """An exported encoder.

    Every text is run alone: nothing is padded, and since int8 scales its activations by the
    largest in a batch, a text's vector would otherwise depend on its neighbours. Texts are shared
    out to one thread a core instead, which is also the faster way (91 passages of 212 tokens a
    second against 80 in batches of 4, on two cores).
    """

    def __init__(self, folder: Path) -> None:
        """Raises ModelError for an export that is missing or altered."""
        self._card = Card.read(folder)
        try:
            self._session = open_session(folder / GRAPH)
            self._tokenizer = open_tokenizer(folder / TOKENIZER)
        except Exception as error:  # both raise bare Exception
            raise _damaged(folder) from error
        self._inputs = [node.name for node in self._session.get_inputs()]
        prompt = self._tokenizer.encode(self._card.passage_prompt, add_special_tokens=False)
        self._prompt_tokens = len(prompt)
        self._folder = folder
        self._of_sentences = remembered_sentences(self)
        # To search and to weigh what is found, one question is encoded twice at least.
        self._of_question = lru_cache(QUESTIONS_KEPT)(self._encode_question)

    @cached_property
    def _cutter(self) -> "Tokenizer":
        """The tokenizer that cuts a text where the model stops reading; passages are made to fit."""
        from tokenizers import Tokenizer

        cutter = Tokenizer.from_file(str(self._folder / TOKENIZER))
        cutter.no_padding()
        cutter.enable_truncation(self._card.max_tokens)
        return cutter

    @property
    def fingerprint(self) -> str:
        return self._card.fingerprint

    @property
    def model(self) -> str:
        """The name or folder of the model that was exported."""
        return self._card.model

    @property
    def dimension(self) -> int:
        return self._card.dimension

    @property
    def max_tokens(self) -> int:
        return self._card.max_tokens - self._prompt_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        return self._encode([self._card.passage_prompt + text for text in texts])

    def encode_sentences(self, texts: Sequence[str]) -> FloatMatrix:
        return self._of_sentences(texts)

    def encode_question(self, text: str) -> FloatVector:
        return self._of_question(text)

    def _encode_question(self, text: str) -> FloatVector:
        vector: FloatVector = self._encode([self._card.question_prompt + text])[0]
        vector.flags.writeable = False  # it is handed out again
        return vector

    def _encode(self, texts: list[str]) -> FloatMatrix:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        encodings = self._tokenizer.encode_batch_fast(texts)
        for row, encoding in enumerate(encodings):
            if len(encoding) > self._card.max_tokens:
                encodings[row] = self._cutter.encode(texts[row])

        def run(row: int) -> FloatVector:
            ids = np.array([encodings[row].ids], np.int64)
            feed = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            wanted = {name: feed[name] for name in self._inputs}
            vector: FloatVector = self._session.run(None, wanted)[0][0]
            return vector

        for row, vector in enumerate(on_every_core(run, len(texts))):
            vectors[row] = vector
        return vectors


def remembered_sentences(encoder: Encoder) -> Callable[[Sequence[str]], FloatMatrix]:
    """`encode_sentences`: those that people ask about again and again are encoded once."""
    remembered = Remembered[str, FloatVector](
        lambda texts: dict(zip(texts, encoder.encode_passages(texts), strict=True)), SENTENCES_KEPT
    )

    def encode(texts: Sequence[str]) -> FloatMatrix:
        known = remembered(texts)
        return np.stack([known[text] for text in texts])

    return encode


def open_session(graph: Path) -> Any:
    """An onnxruntime session that runs in the thread that calls it; raises as onnxruntime does."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(graph),
        options,
        providers=["CPUExecutionProvider"],
        # Its fused kernel is the slower one: 105 passages of 212 tokens a second without, 95 with.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def on_every_core(work: Callable[[int], T], count: int) -> list[T]:
    """`work` of 0 to count - 1, shared out to one thread a core."""
    workers = min(core_count(), count)
    if workers < 2:
        return [work(place) for place in range(count)]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, range(count)))


def _damaged(folder: Path) -> ModelError:
    return ModelError(f"the exported model in {folder} is damaged")


def core_count() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_fast_int8() -> bool:
    """Whether int8 dot products are exact and fast here.

    x86 without VNNI adds pairs of products in 16 bits, which saturates, and gains no time by it.
    """
    if platform.machine().lower() in {"arm64", "aarch64"}:
        return True
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf8")
    except OSError:
        return False
    return "avx512_vnni" in flags or "avx_vnni" in flags
