"""What the index alone costs as the corpus grows: python -m benchmarks.scale 1000 10000.

The encoder is a stand-in that makes vectors of 384 numbers by chance, so no time goes into embedding.
Every step is a process of its own: its peak memory is its own too.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.newswire import stories, write_corpus
from index.build import build
from index.store import Home
from index.types import FloatMatrix, FloatVector

SIZES = (1_000, 10_000)
STEPS = ("build", "nothing", "add", "change", "remove", "open")
SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
SETTLED = 2.5  # seconds, after which a file's time tells whether it has changed


class ChanceEncoder:
    """Unit vectors that mean nothing, at no cost worth naming."""

    fingerprint = "chance"
    dimension = 384
    max_tokens = 256

    def __init__(self) -> None:
        self._chance = np.random.default_rng(0)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) // 4 for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = self._chance.standard_normal((len(texts), self.dimension), np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_question(self, text: str) -> FloatVector:
        vector: FloatVector = self.encode_passages([text])[0]
        return vector


def main() -> int:
    """Measure every size, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="articles")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(run_step(options.step, options.folder)))
        return 0
    data = os.environ.get("FOOTNOTE_DATA")
    if not data:
        print("FOOTNOTE_DATA names no folder with reuters21578", file=sys.stderr)
        return 2
    real = stories(Path(data))
    print("the index alone, with a stand-in for the encoder; seconds, and peak MB of each step")
    print("| articles | passages | bytes a passage | " + " | ".join(STEPS) + " |")
    print("| --- " * (len(STEPS) + 3) + "|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            write_corpus(Path(scratch) / "corpus", real, size)
            print(_row(size, Path(scratch)), flush=True)
    return 0


def _row(size: int, folder: Path) -> str:
    cells = []
    passages = disk = 0
    for step in STEPS:
        time.sleep(SETTLED)
        prepare(step, folder / "corpus")
        command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--folder", str(folder)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        cells.append(f"{found['seconds']:.2f} s, {found['peak'] / 1e6:.0f} MB")
        passages, disk = found["passages"], found["bytes"]
    return f"| {size:,} | {passages:,} | {disk / passages:,.0f} | {' | '.join(cells)} |"


def prepare(step: str, corpus: Path) -> None:
    """Change the corpus as the step wants it."""
    fresh = corpus / "000" / "fresh.md"
    if step == "add":
        fresh.write_text(f"Ferry\n\n{SENTENCE}\n", encoding="utf8")
    elif step == "change":
        fresh.write_text(f"Ferry\n\n{SENTENCE} {SENTENCE.replace('two', 'three')}\n", encoding="utf8")
    elif step == "remove":
        fresh.unlink()


def run_step(step: str, folder: Path) -> dict[str, float]:
    """In a process of its own: seconds, peak bytes of memory, passages, and bytes on disk."""
    home = Home(folder / "home")
    begun = time.perf_counter()
    if step == "open":
        generation = home.open()
        assert generation is not None
        manifest = generation.manifest
        seconds = time.perf_counter() - begun
        generation.close()
    else:
        report = build(home, folder / "corpus", ChanceEncoder(), model="chance")
        manifest, seconds = report.manifest, report.seconds
    return {
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "passages": manifest.passages,
        "bytes": sum(mark.size for mark in manifest.files.values()),
    }


if __name__ == "__main__":
    sys.exit(main())
