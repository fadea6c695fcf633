"""A warm question among 5 articles, 10,000, 100,000 and 1,000,000 passages: time, throughput, memory, recall.

python -m benchmarks.warm [PASSAGES ...]: prints a table and writes it into README.md between its two marks.
The passages are recombined from real newswire (benchmarks/crowd.py); an index once made is kept in .bench.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.cold import CORPUS
from benchmarks.crowd import Real, real_passages, write_index
from benchmarks.data import data_folder
from benchmarks.table import README, ROOT, machine, percentile, write_between
from benchmarks.timing import AT_ONCE, peak_memory, time_questions
from bot.reader.newswire import ARCHIVE
from index.build import build
from index.encoder import Encoder
from index.generation import VECTORS, Generation
from index.models import ModelSettings, open_encoder
from index.search import search
from index.store import Home
from index.types import FloatMatrix
from index.vectors import Vectors

BEGIN, END = "<!-- warm: written by make warm -->", "<!-- end of warm -->"
KEPT = ROOT / ".bench"
SIZES = (10_000, 100_000, 1_000_000)
WARM_UP = 50  # questions that are not timed
K = 10
COMPARED = 20_000  # vectors at a time, when recall is counted
Figures = dict[str, float]


def main() -> int:
    """Make what is missing, and measure each size in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warm", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="passages")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = data_folder(ARCHIVE)
    if data is None:
        return 2
    if options.home:
        questions = json.loads((KEPT / "questions.json").read_text(encoding="utf8"))
        print(json.dumps(measure(Home(options.home), model(), questions)))
        return 0
    columns = {name: _in_a_process(home) for name, home in _indexes(options.sizes, data)}
    table = render(columns)
    print(table)
    if not options.dry_run:
        write_between(README, BEGIN, END, table)
    return 0


def model() -> Encoder:
    """The default one."""
    return open_encoder(Path(os.environ.get("FOOTNOTE_HOME", ".footnote")), ModelSettings(), print)


def crowd_index(size: int, data: Path) -> Path:
    """The home of an index of so many passages, made where there is none yet; its questions lie beside it."""
    encoder = model()
    real = real_passages(data, encoder, KEPT)
    (KEPT / "questions.json").write_text(json.dumps(real.questions), encoding="utf8")
    return _made(size, real, encoder)


def _indexes(sizes: list[int], data: Path) -> list[tuple[str, Path]]:
    """Name and home of each, made where there is none yet."""
    encoder = model()
    real = real_passages(data, encoder, KEPT)
    (KEPT / "questions.json").write_text(json.dumps(real.questions), encoding="utf8")
    five = KEPT / "five"
    build(Home(five), CORPUS, encoder, model="benchmark")
    return [
        ("5 articles", five),
        *((f"{size:,} passages", _made(size, real, encoder)) for size in sizes),
    ]


def _made(size: int, real: Real, encoder: Encoder) -> Path:
    home = KEPT / f"crowd-{size}"
    try:
        generation = Home(home).open()
    except Exception:  # noqa: BLE001 -- of an earlier schema, half written, of another model: made anew
        generation = None
    if generation is None or generation.manifest.fingerprint != encoder.fingerprint:
        print(f"making an index of {size:,} passages in {home}", file=sys.stderr, flush=True)
        shutil.rmtree(home, ignore_errors=True)
        begun = time.perf_counter()
        write_index(Home(home), real, size, encoder)
        print(f"{time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    else:
        generation.close()
    return home


def _in_a_process(home: Path) -> Figures:
    command = [sys.executable, "-m", "benchmarks.warm", "--home", str(home)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(home: Home, encoder: Encoder, questions: list[str]) -> Figures:
    """Of one index: every question alone, then AT_ONCE at once; memory as it is before recall is counted."""
    begun = time.perf_counter()
    index = home.open()
    opened = time.perf_counter() - begun
    assert index is not None

    timed = time_questions(lambda question: search(question, index, encoder, k=K), questions, WARM_UP)
    peak = peak_memory()
    return {
        "passages": index.manifest.passages,
        "opened": opened,
        "p50": percentile(timed.single, 50),
        "p99": percentile(timed.single, 99),
        "crowd_p50": percentile(timed.crowd, 50),
        "crowd_p99": percentile(timed.crowd, 99),
        "throughput": timed.throughput,
        "peak": peak,
        "bytes": sum(mark.size for mark in index.manifest.files.values()),
        "recall": _recall(index, np.stack([encoder.encode_question(question) for question in questions])),
    }


def _recall(index: Generation, questions: FloatMatrix) -> float:
    """Share of the K nearest, of all vectors, that the index finds."""
    vectors = Vectors.read(index.folder / VECTORS)
    numbers = np.array(vectors.numbers())
    best = np.full((len(questions), K), -np.inf, np.float32)
    for first in range(0, len(numbers), COMPARED):
        cosines = questions @ vectors.take(numbers[first : first + COMPARED]).T
        best = np.sort(np.concatenate([best, cosines], axis=1), axis=1)[:, -K:]
    found = 0
    for question, known in zip(questions, best, strict=True):
        least = known[0] - 1e-5  # of several at the same cosine any will do
        found += sum(score >= least for _, score in index.nearest(question, K)[:K])
    return found / min(best.size, len(questions) * len(numbers))


def render(columns: dict[str, Figures]) -> str:
    """The table, a column for each size."""
    rows = {
        "passages": lambda one: f"{one['passages']:,.0f}",
        "one at a time, p50 / p99": lambda one: f"{1000 * one['p50']:.1f} / {1000 * one['p99']:.1f} ms",
        f"{AT_ONCE} at once, p50 / p99": (
            lambda one: f"{1000 * one['crowd_p50']:.0f} / {1000 * one['crowd_p99']:.0f} ms"
        ),
        "questions a second": lambda one: f"{one['throughput']:.0f}",
        f"recall@{K} of the vectors": lambda one: f"{one['recall']:.3f}",
        "opened": lambda one: f"{1000 * one['opened']:.0f} ms",
        "peak memory, model included": lambda one: f"{one['peak'] / 1e6:,.0f} MB",
        "on disk": lambda one: f"{one['bytes'] / 1e6:,.0f} MB",
    }
    lines = [f"| | {' | '.join(columns)} |", f"|{' --- |' * (len(columns) + 1)}"]
    lines += [f"| {what} | {' | '.join(map(of, columns.values()))} |" for what, of in rows.items()]
    note = "Passages and vectors are recombined from real newswire; the questions are real headlines."
    return f"{machine()} {note}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
