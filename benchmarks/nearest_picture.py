"""Recall over the time of one question, a curve for each kind of index."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.nearest import K, Kind


def draw(kinds: Sequence[Kind], path: Path, count: int) -> None:
    """One curve a kind; a point for each depth."""
    figure, axes = plt.subplots(figsize=(7, 4.5), layout="constrained")
    for kind in kinds:
        milliseconds = [1000 * point.p50 for point in kind.points]
        axes.plot(milliseconds, [point.recall for point in kind.points], marker="o", label=kind.name)
    axes.axhline(0.99, color="grey", linewidth=0.8)
    axes.set(xscale="log", xlabel=f"ms, one question among {count:,}", ylabel=f"recall@{K}")
    for ticks in (axes.xaxis.set_major_formatter, axes.xaxis.set_minor_formatter):
        ticks("{x:g}")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, dpi=120)
    plt.close(figure)
