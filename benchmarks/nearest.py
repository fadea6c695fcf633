"""Which FAISS index for many vectors: recall, time, memory, and what an update costs, side by side.

python -m benchmarks.nearest [COUNT]: prints a table, writes it into README.md between its two marks, and
draws docs/pictures/nearest.png.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import faiss
import numpy as np

from benchmarks.crowd import Real, many_vectors, real_passages
from benchmarks.data import data_folder
from benchmarks.table import README, ROOT, machine, percentile, write_between
from bot.reader.newswire import ARCHIVE
from index.clusters import PROBES, cluster_count
from index.encoder import Encoder
from index.models import ModelSettings, open_encoder
from index.types import FloatMatrix, IntVector

BEGIN, END = "<!-- nearest: written by make nearest -->", "<!-- end of nearest -->"
PICTURE = ROOT / "docs" / "pictures" / "nearest.png"
KEPT = ROOT / ".bench"
COUNT = 200_000
MOST_HNSW = 300_000  # beyond, its graph alone takes half an hour to make
K = 10
ADDED = 100  # vectors, as of some articles
DEPTHS = (8, 32, 64, 128, PROBES, 256)  # clusters looked into, or candidates kept
PQ = "PQ96x4fs"


class Point(NamedTuple):
    """One setting of one kind of index."""

    depth: int
    recall: float
    p50: float  # seconds of one question
    p99: float


class Kind(NamedTuple):
    """One kind of index as measured; `added` is None where vectors cannot be removed again."""

    name: str
    built: float
    size: int  # bytes on disk
    added: float | None
    points: list[Point]


def main() -> int:
    """Measure every kind on the same vectors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nearest", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    data = data_folder(ARCHIVE)
    if data is None:
        return 2
    encoder = open_encoder(Path(os.environ.get("FOOTNOTE_HOME", ".footnote")), ModelSettings(), print)
    real = real_passages(data, encoder, KEPT)
    table, kinds = measure(real, encoder, options.count)
    print(table)
    if not options.dry_run:
        from benchmarks.nearest_picture import draw

        draw(kinds, PICTURE, options.count)
        write_between(README, BEGIN, END, f"{table}\n{CURVES}\n")
    return 0


CURVES = "![recall over time of one question, by kind of index](docs/pictures/nearest.png)"


def measure(real: Real, encoder: Encoder, count: int) -> tuple[str, list[Kind]]:
    """Every kind of index over `count` recombined vectors; the questions are real headlines."""
    questions = np.stack([encoder.encode_question(question) for question in real.questions])
    vectors = many_vectors(real, count)
    exact, seconds = _exact(vectors, questions)
    kinds = []
    for name in _names(count):
        print(name, file=sys.stderr, flush=True)
        kinds.append(_measure_kind(name, vectors, questions, exact))
    clusters = cluster_count(len(real.vectors))
    alone = _recall_of_real(real, questions, clusters, PROBES / cluster_count(count))
    size = 4 * vectors.size / 1e6
    rows = [f"| every vector compared | 1.000 | {1000 * seconds:.1f} ms | | {size:,.0f} MB | | |"]
    rows += [_row(kind) for kind in kinds]
    head = f"| {count:,} vectors | recall@{K} | p50 | p99 | on disk | made in | {ADDED} added and removed |"
    note = (
        f"Recombined from {len(real.vectors):,} real ones, the questions {len(questions)} real headlines. "
        f"On the real ones alone, in {clusters} clusters of which a question looks into the same share, "
        f"recall@{K} is {alone:.3f}."
    )
    lines = "\n".join([head, f"|{' --- |' * 7}", *rows])
    return f"{machine()} {note}\n\n{lines}\n", kinds


def _names(count: int) -> Iterator[str]:
    clusters = cluster_count(count)
    yield f"IVF{clusters},SQfp16"
    yield f"IVF{clusters},SQ8"
    yield f"IVF{clusters},{PQ},RFlat"
    if count <= MOST_HNSW:
        yield "HNSW32,SQfp16"


def _exact(vectors: FloatMatrix, questions: FloatMatrix) -> tuple[IntVector, float]:
    """The true neighbours, and the median seconds of finding those of one question."""
    index: Any = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    times = []
    for question in questions[:50]:
        begun = time.perf_counter()
        index.search(question[None, :], K)
        times.append(time.perf_counter() - begun)
    found: IntVector = index.search(questions, K)[1]
    return found, statistics.median(times)


def _measure_kind(name: str, vectors: FloatMatrix, questions: FloatMatrix, exact: IntVector) -> Kind:
    begun = time.perf_counter()
    index: Any = faiss.index_factory(vectors.shape[1], name, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors[: 64 * cluster_count(len(vectors))])
    index.add(vectors)
    built = time.perf_counter() - begun
    with tempfile.NamedTemporaryFile() as file:
        faiss.write_index(index, file.name)
        size = Path(file.name).stat().st_size
    points = [_point(index, depth, questions, exact) for depth in DEPTHS]
    return Kind(name, built, size, None if name.startswith("HNSW") else _updated(index, vectors), points)


def _point(index: Any, depth: int, questions: FloatMatrix, exact: IntVector) -> Point:
    settings = _settings(index, depth)
    times, right = [], 0
    for question, wanted in zip(questions, exact, strict=True):
        begun = time.perf_counter()
        found = index.search(question[None, :], K, params=settings)[1][0]
        times.append(time.perf_counter() - begun)
        right += len(set(found.tolist()) & set(wanted.tolist()))
    return Point(depth, right / exact.size, percentile(times, 50), percentile(times, 99))


def _settings(index: Any, depth: int) -> Any:
    kinds: Any = faiss  # whose stubs lack the settings' keywords
    if isinstance(index, faiss.IndexRefine):
        inside = kinds.SearchParametersIVF(nprobe=depth)
        return kinds.IndexRefineSearchParameters(k_factor=10, base_index_params=inside)
    if isinstance(index, faiss.IndexIVF):
        return kinds.SearchParametersIVF(nprobe=depth)
    return kinds.SearchParametersHNSW(efSearch=depth)


def _updated(index: Any, vectors: FloatMatrix) -> float:
    """Seconds for the vectors of some articles to come and go again."""
    begun = time.perf_counter()
    index.add(vectors[:ADDED])
    try:
        index.remove_ids(np.arange(len(vectors), len(vectors) + ADDED))
    except RuntimeError:
        return float("nan")
    return time.perf_counter() - begun


def _recall_of_real(real: Real, questions: FloatMatrix, clusters: int, share: float) -> float:
    """Of real vectors alone, in a `share` of their clusters: are the recombined ones easier to find?"""
    exact, _ = _exact(real.vectors, questions)
    index: Any = faiss.index_factory(
        real.vectors.shape[1], f"IVF{clusters},SQfp16", faiss.METRIC_INNER_PRODUCT
    )
    index.train(real.vectors)
    index.add(real.vectors)
    return _point(index, max(1, round(share * clusters)), questions, exact).recall


def _row(kind: Kind) -> str:
    """At the depth that Footnote uses."""
    point = next(point for point in kind.points if point.depth == PROBES)
    updated = "not possible" if kind.added is None or np.isnan(kind.added) else f"{1000 * kind.added:.0f} ms"
    return (
        f"| {kind.name} | {point.recall:.3f} | {1000 * point.p50:.2f} ms | {1000 * point.p99:.2f} ms "
        f"| {kind.size / 1e6:,.0f} MB | {kind.built:.0f} s | {updated} |"
    )


if __name__ == "__main__":
    sys.exit(main())
