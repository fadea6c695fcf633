"""A cold question on the command line beside the import that it does without.

python -m benchmarks.cold: where its milliseconds go.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

from benchmarks.table import ROOT, Row

RUNS = 5
CORPUS = ROOT / "corpus" / "articles"
FOOTNOTE = str(Path(sys.executable).parent / "footnote")
QUESTION = "did Apple pause?"
ASK = [FOOTNOTE, "ask", QUESTION]
IMPORT = [sys.executable, "-c", "import sentence_transformers"]


def measure_cold(home: Path) -> list[Row]:
    """Wall time by turns, so that a noisy moment meets both; peak memory of the question."""
    environment = environment_of(home, CORPUS)
    run_timed(ASK, environment)  # makes the index where there is none
    times: dict[str, list[float]] = {"ask": [], "import": []}
    peaks = []
    for _ in range(RUNS):
        seconds, peak = run_timed(ASK, environment)
        times["ask"].append(seconds)
        peaks.append(peak)
        times["import"].append(run_timed(IMPORT, environment)[0])
    ask, other = (statistics.median(times[name]) for name in ("ask", "import"))
    return [
        Row(
            "cold `footnote ask`, process start to exit",
            f"{ask:.2f} s, 1/{other / ask:.0f} of the import",
            f"`import sentence_transformers`: {other:.1f} s",
        ),
        Row("its peak memory", f"{statistics.median(peaks) / 1e6:.0f} MB", "aim: 200 MB"),
    ]


def environment_of(home: Path, corpus: Path) -> dict[str, str]:
    """As a user has it: modules once compiled stay so, as those that pip installs are from the beginning."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"FOOTNOTE_HOME": str(home), "FOOTNOTE_CORPUS": str(corpus)}


def run_timed(
    command: list[str], environment: dict[str, str], allowed: Collection[int] = (0,)
) -> tuple[float, int]:
    """Seconds, and the peak resident size in bytes. Raises RuntimeError for another status than `allowed`."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return seconds, usage.ru_maxrss * 1024


def measure_steps(home: Path) -> dict[str, float]:
    """Median seconds of each step, and of all, over several runs."""
    environment = environment_of(home, CORPUS)
    run_timed(ASK, environment)
    steps = [sys.executable, "-m", "benchmarks.cold_steps", str(home), str(CORPUS), QUESTION]
    runs: list[dict[str, float]] = []
    for _ in range(RUNS):
        started = run_timed([sys.executable, "-c", ""], environment)[0]
        done = subprocess.run(steps, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        found = {"Python itself": started, **json.loads(done.stdout.splitlines()[-1])}
        runs.append(
            found | {"together": sum(found.values()), "`footnote ask`": run_timed(ASK, environment)[0]}
        )
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print the steps."""
    home = Path(os.environ.get("FOOTNOTE_HOME", ".footnote")).resolve()
    for name, seconds in measure_steps(home).items():
        print(f"{name:<36}{1000 * seconds:7.0f} ms")


if __name__ == "__main__":
    main()
