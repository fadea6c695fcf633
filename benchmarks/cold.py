"""A cold question on the command line beside the import that it does without."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.table import Row

RUNS = 5
CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
ASK = [str(Path(sys.executable).parent / "footnote"), "ask", "did Apple pause?"]
IMPORT = [sys.executable, "-c", "import sentence_transformers"]


def measure_cold(home: Path) -> list[Row]:
    """Wall time by turns, so that a noisy moment meets both; peak memory of the question."""
    environment = os.environ | {"FOOTNOTE_HOME": str(home), "FOOTNOTE_CORPUS": str(CORPUS)}
    _run(ASK, environment)  # makes the index where there is none
    times: dict[str, list[float]] = {"ask": [], "import": []}
    peaks = []
    for _ in range(RUNS):
        seconds, peak = _run(ASK, environment)
        times["ask"].append(seconds)
        peaks.append(peak)
        times["import"].append(_run(IMPORT, environment)[0])
    ask, other = (statistics.median(times[name]) for name in ("ask", "import"))
    return [
        Row(
            "cold `footnote ask`, process start to exit",
            f"{ask:.2f} s, 1/{other / ask:.0f} of the import",
            f"`import sentence_transformers`: {other:.1f} s",
        ),
        Row("its peak memory", f"{statistics.median(peaks) / 1e6:.0f} MB", "aim: 200 MB"),
    ]


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """Seconds, and the peak resident size in bytes."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return seconds, usage.ru_maxrss * 1024
