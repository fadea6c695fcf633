"""Curves of how well is answered and refused, as pictures; matplotlib draws them and comes as an extra."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.doubt import EVEN
from corpus.errors import SettingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bot.curves import Bin
    from bot.evaluate_quotes import RefusalScores

MISSING = "pictures need matplotlib: python -m pip install 'matplotlib>=3.10,<4'"


def require() -> None:
    """Raises SettingError, which says how to mend it, where nothing can be drawn."""
    if find_spec("matplotlib") is None:
        raise SettingError(MISSING)


def draw_refusals(ways: Mapping[str, "RefusalScores"], path: Path) -> None:
    """Precision over recall, and both, with F1, over the chance below which is refused."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    for name, scores in ways.items():
        (line,) = left.plot(
            [point.recall for point in scores.curve], [point.precision for point in scores.curve], label=name
        )
        now = scores.precision, scores.recall
        if all(ratio.total for ratio in now):
            x, y = (ratio.count / ratio.total for ratio in now[::-1])
            left.plot(x, y, marker="o", color=line.get_color())
        thresholds = [point.threshold for point in scores.curve]
        right.step(thresholds, [point.f1 for point in scores.curve], where="post", label=name)
    right.axvline(EVEN, color="grey", linestyle=":", label="refused below")
    _finish(left, "recall: unanswerable questions refused", "precision: refusals that are right")
    _finish(right, "chance below which is refused", "F1 of refusals")
    figure.savefig(path, dpi=120)


def draw_reliability(ways: Mapping[str, Sequence["Bin"]], path: Path, unit: str = "questions") -> None:
    """What came true over what was said; on the diagonal, chances are what they claim to be."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.5, 6), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    upper.plot([0, 1], [0, 1], color="grey", linestyle=":", label="as said")
    for name, bins in ways.items():
        said = [one.said for one in bins]
        upper.plot(said, [one.right for one in bins], marker="o", label=name)
        lower.plot(said, [one.count for one in bins], marker="o")
    _finish(upper, "", "share that came true")
    lower.set(xlabel="chance that was said", ylabel=unit, yscale="log")
    lower.grid(visible=True, alpha=0.3)
    figure.savefig(path, dpi=120)


def _finish(axes: "Axes", x: str, y: str) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xlabel=x, ylabel=y)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize=8)
