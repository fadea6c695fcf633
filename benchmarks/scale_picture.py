"""The figures of benchmarks.scale as curves over the number of articles."""

from collections.abc import Callable, Mapping
from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.scale_steps import Figures

Measured = Mapping[str, Figures]
SECONDS: dict[str, Callable[[Measured], float]] = {
    "built from nothing": lambda steps: steps["build"]["seconds"],
    "of it embedding": lambda steps: steps["build"]["embedding"],
    "landed to answered": lambda steps: steps["land"]["seconds"],
    "one article added": lambda steps: steps["add"]["seconds"],
    "one changed": lambda steps: steps["change"]["seconds"],
    "one removed": lambda steps: steps["remove"]["seconds"],
    "opened": lambda steps: steps["open"]["seconds"],
}
MEGABYTES: dict[str, Callable[[Measured], float]] = {
    "on disk": lambda steps: steps["build"]["bytes"] / 1e6,
    "memory: built from nothing": lambda steps: steps["build"]["peak"] / 1e6,
    "memory: one article added": lambda steps: steps["add"]["peak"] / 1e6,
    "memory: opened": lambda steps: steps["open"]["peak"] / 1e6,
}


def draw(found: Mapping[int, Measured], path: Path, real: int) -> None:
    """Both axes are logarithmic: what grows with the corpus is a line at 45 degrees."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5.2), layout="constrained")
    for axes, curves, unit in ((left, SECONDS, "seconds"), (right, MEGABYTES, "MB")):
        for name, of in curves.items():
            # Embedding is only drawn where passages were embedded.
            sizes = [size for size in found if name != "of it embedding" or size <= real]
            axes.plot(sizes, [of(found[size]) for size in sizes], marker="o", label=name)
        axes.set(xscale="log", yscale="log", xlabel="articles", ylabel=unit)
        axes.grid(visible=True, alpha=0.3)
        axes.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)
    figure.savefig(path, dpi=120)
    plt.close(figure)
