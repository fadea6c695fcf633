"""How long questions take to answer, one at a time and many at once."""

import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

AT_ONCE = 16


class Timed(NamedTuple):
    """Seconds of each question, one at a time and AT_ONCE at once; and questions a second of the latter."""

    single: list[float]
    crowd: list[float]
    throughput: float


def peak_memory() -> int:
    """Bytes that this process has held at most.

    On Linux not by getrusage, whose figure begins with what the process that began this one held.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="utf8")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def time_questions(ask: Callable[[str], object], questions: Sequence[str], warm_up: int) -> Timed:
    """Ask every question both ways, after `warm_up` of them that are not timed."""

    def timed(question: str) -> float:
        begun = time.perf_counter()
        ask(question)
        return time.perf_counter() - begun

    for question in questions[:warm_up]:
        timed(question)
    single = [timed(question) for question in questions]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = time.perf_counter()
        crowd = list(pool.map(timed, questions))
        whole = time.perf_counter() - begun
    return Timed(single, crowd, len(questions) / whole)
