"""What was measured of Footnote and its peers, as a table with the ratios to the best of them."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.peers.environment import CALLED
from benchmarks.table import machine, percentile

Figures = Mapping[str, Any]


@dataclass
class Outcome:
    """Of one contestant. `cold`: (seconds, peak bytes) of each run, by command."""

    built: Figures
    warm: Figures
    cold: dict[str, list[tuple[float, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """A row: a figure of each contestant, how it is written, and whether more is better."""

    what: str
    of: Callable[[Outcome], float]
    written: Callable[[float], str]
    more_is_better: bool = False


def _cold(command: str) -> Callable[[Outcome], float]:
    """Peers have but one command, which finds passages."""
    return lambda one: statistics.median(seconds for seconds, _ in one.cold.get(command, one.cold["search"]))


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms" if seconds < 0.1 else f"{1000 * seconds:.0f} ms"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def _measures(passages: int) -> list[Measure]:
    return [
        Measure("cold question, start to exit: `footnote search`", _cold("search"), "{:.2f} s".format),
        Measure("the same: `footnote ask`, which also reads", _cold("ask"), "{:.2f} s".format),
        Measure(
            "its peak memory: `footnote search`",
            lambda one: statistics.median(peak for _, peak in one.cold["search"]),
            _megabytes,
        ),
        Measure(
            f"building, {passages:,} passages",
            lambda one: passages / one.built["seconds"],
            "{:.0f} a second".format,
            more_is_better=True,
        ),
        Measure("its peak memory", lambda one: one.built["peak"], _megabytes),
        Measure("warm search, p50", lambda one: percentile(one.warm["single"], 50), _milliseconds),
        Measure("p99", lambda one: percentile(one.warm["single"], 99), _milliseconds),
        Measure("16 at once, p50", lambda one: percentile(one.warm["crowd"], 50), _milliseconds),
        Measure("p99, 16 at once", lambda one: percentile(one.warm["crowd"], 99), _milliseconds),
        Measure(
            "questions a second, 16 at once",
            lambda one: one.warm["throughput"],
            "{:.0f}".format,
            more_is_better=True,
        ),
        Measure("peak memory of asking", lambda one: one.warm["peak"], _megabytes),
    ]


def render(found: Mapping[str, Outcome], passages: int, missing: Mapping[str, str]) -> str:
    """The table; `missing`: peers that could not be run, and why."""
    peers = [name for name in found if name != "footnote"]
    titles = ["", "Footnote", *(CALLED[name] for name in peers), "Footnote to the best of them"]
    rows = [titles, ["---"] * len(titles)]
    for measure in _measures(passages):
        own, others = measure.of(found["footnote"]), [measure.of(found[name]) for name in peers]
        cells = [measure.written(value) for value in (own, *others)]
        rows.append([measure.what, *cells, _ratio(own, others, more_is_better=measure.more_is_better)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines += [f"\n{CALLED[name]} could not be run: {reason}" for name, reason in missing.items()]
    return f"{machine()}\n\n" + "\n".join(lines) + "\n"


def _ratio(own: float, others: list[float], *, more_is_better: bool) -> str:
    """How many times as good as the best peer, in the measure's own direction."""
    if not others:
        return ""
    if more_is_better:
        return f"{own / max(others):.1f} times"
    share = own / min(others)
    return f"1/{1 / share:.1f}" if share < 1 else f"{share:.1f} times"
