"""The steps that are measured as a corpus grows, each in a process of its own, as is its peak memory."""

import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.landing import measure_landing
from benchmarks.timing import peak_memory
from index.build import Done, build
from index.encoder import Encoder
from index.models import ModelSettings, open_encoder
from index.store import Home
from index.types import FloatMatrix, FloatVector

STEPS = ("build", "add", "change", "remove", "open", "land")
SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
SETTLED = 2.1  # seconds, after which a file's time tells whether it has changed
OPENINGS = 9
Figures = dict[str, float]


class TimedEncoder:
    """The real encoder, or vectors of chance in its place; `seconds` is what embedding passages took."""

    max_tokens: int

    def __init__(self, real: Encoder | None) -> None:
        self._real = real
        self._chance = np.random.default_rng(0)
        self.fingerprint = real.fingerprint if real else "chance"
        self.dimension = real.dimension if real else 384
        self.max_tokens = real.max_tokens if real else 256
        self.seconds = 0.0

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._real.count_tokens(texts) if self._real else [len(text) // 4 for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        begun = time.perf_counter()
        vectors = self._real.encode_passages(texts) if self._real else self._by_chance(len(texts))
        self.seconds += time.perf_counter() - begun
        return vectors

    def _by_chance(self, count: int) -> FloatMatrix:
        vectors: FloatMatrix = self._chance.standard_normal((count, self.dimension), np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def encode_sentences(self, texts: Sequence[str]) -> FloatMatrix:
        return self._real.encode_sentences(texts) if self._real else self._by_chance(len(texts))

    def encode_question(self, text: str) -> FloatVector:
        if self._real:
            return self._real.encode_question(text)
        vector: FloatVector = self._by_chance(1)[0]
        return vector


def prepare(step: str, corpus: Path) -> None:
    """Change the corpus as the step wants it."""
    fresh = corpus / "000" / "fresh.md"
    if step == "add":
        fresh.write_text(f"Ferry\n\n{SENTENCE}\n", encoding="utf8")
    elif step == "change":
        fresh.write_text(f"Ferry\n\n{SENTENCE} {SENTENCE.replace('two', 'three')}\n", encoding="utf8")
    elif step == "remove":
        fresh.unlink()


def run_step(step: str, folder: Path, *, real: bool) -> Figures:
    """Seconds, of them in the encoder, peak bytes of memory, passages, and bytes on disk."""
    models = Path(os.environ.get("FOOTNOTE_HOME", ".footnote"))
    encoder = TimedEncoder(open_encoder(models, ModelSettings(), print) if real else None)
    home, corpus = Home(folder / "home"), folder / "corpus"
    figures: Figures = {}
    if step == "open":
        figures["seconds"] = _open(home)
    elif step == "land":
        figures |= measure_landing(home.folder, corpus, encoder)
    else:
        figures["seconds"] = build(home, corpus, encoder, model="scale", progress=_silent).seconds
        figures["embedding"] = encoder.seconds
    generation = home.open()
    assert generation is not None
    manifest = generation.manifest
    generation.close()
    return figures | {
        "peak": peak_memory(),
        "passages": manifest.passages,
        "bytes": sum(mark.size for mark in manifest.files.values()),
    }


def _silent(_: Done) -> None:
    """No progress is told."""


def _open(home: Home) -> float:
    """Median seconds, from nothing to an index that can be asked."""
    times = []
    for _ in range(OPENINGS):
        begun = time.perf_counter()
        generation = home.open()
        times.append(time.perf_counter() - begun)
        assert generation is not None
        generation.close()
    return statistics.median(times)
