"""benchmarks/peers: the table that sets Footnote beside its peers."""

from benchmarks.peers.outcome import Outcome, render
from benchmarks.table import percentile


def outcome(seconds, cold):
    warm = {"single": [seconds] * 4, "crowd": [2 * seconds] * 4, "throughput": 1 / seconds, "peak": 2e8}
    return Outcome({"seconds": 100 * seconds, "peak": 3e8}, warm, {"search": [(cold, 1e8)] * 3})


def rows(table):
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return {cells[1].strip(): cells[-2].strip() for line in lines if (cells := line.split("|"))}


def test_ratios_are_to_the_best_peer():
    found = {"footnote": outcome(0.01, 0.5), "txtai": outcome(0.1, 8.0), "chroma": outcome(0.04, 6.0)}
    table = render(found, 1_000, {})
    ratios = rows(table)
    assert ratios["cold question, start to exit: `footnote search`"] == "1/12.0"
    assert ratios["building, 1,000 passages"] == "4.0 times"
    assert ratios["warm search, p50"] == "1/4.0"
    assert "| txtai, hybrid | Chroma |" in table


def test_worse_than_a_peer_is_said():
    ratios = rows(render({"footnote": outcome(0.2, 9.0), "txtai": outcome(0.1, 3.0)}, 1_000, {}))
    assert ratios["cold question, start to exit: `footnote search`"] == "3.0 times"
    assert ratios["building, 1,000 passages"] == "0.5 times"


def test_a_peer_that_is_missing_is_named():
    table = render({"footnote": outcome(0.1, 1.0)}, 1_000, {"txtai": "no network"})
    assert "txtai, hybrid could not be run: no network" in table


def test_percentiles():
    values = list(range(100, 0, -1))
    assert (percentile(values, 50), percentile(values, 99), percentile(values, 100)) == (50, 99, 100)
    assert percentile([7.0], 99) == 7.0
