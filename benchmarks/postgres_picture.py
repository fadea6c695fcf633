"""The figures of benchmarks.postgres as curves over the number of passages."""

from collections.abc import Callable, Mapping
from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.postgres_steps import READERS, Figures, Measured

PANELS: dict[str, Callable[[Figures], float]] = {
    "a search, p50, ms": lambda one: one["search p50"] * 1e3,
    f"searches a second, {READERS[-1]} at once": lambda one: one[f"readers {READERS[-1]}"],
    "on disk, MB": lambda one: one["bytes"] / 1e6,
}


def draw(found: Mapping[int, Measured], path: Path) -> None:
    """A panel for each figure, a curve for each store."""
    figure, panels = plt.subplots(1, len(PANELS), figsize=(11, 3.6), layout="constrained")
    for axes, (name, of) in zip(panels, PANELS.items(), strict=True):
        for store, label in enumerate(("folder", "PostgreSQL")):
            axes.plot(list(found), [of(one[store]) for one in found.values()], marker="o", label=label)
        axes.set(xscale="log", yscale="log", xlabel="passages", title=name)
        axes.grid(visible=True, alpha=0.3)
        axes.legend(fontsize=8)
    figure.savefig(path, dpi=120)
    plt.close(figure)
