"""A process that does nothing, for comparison: how long the machine itself held it up, on each core.

`python -m tests.bot.discord.idle` ticks until its input ends, then writes for each core a list of when a tick
ended and how long it was held up, in seconds. Ticks that came in time are left out.
"""

import json
import os
import sys
import threading
import time

TICK_SECONDS = 0.002
IN_TIME_SECONDS = 0.001
Ticks = list[tuple[float, float]]


def tick(core: int | None, ticks: Ticks, stop: threading.Event) -> None:
    """On that core alone."""
    if core is not None:
        os.sched_setaffinity(threading.get_native_id(), {core})
    while not stop.is_set():
        before = time.perf_counter()
        time.sleep(TICK_SECONDS)
        now = time.perf_counter()
        if now - before - TICK_SECONDS > IN_TIME_SECONDS:
            ticks.append((now, now - before - TICK_SECONDS))


def own_lag(lag: tuple[float, float], cores: list[Ticks]) -> float:
    """What of a process's lag the machine does not explain by the core that it held up the longest then."""
    end, seconds = lag
    shared = [
        sum(max(0.0, min(end, idle_end) - max(end - seconds, idle_end - idle)) for idle_end, idle in ticks)
        for ticks in cores
    ]
    return seconds - max(shared, default=0.0)


if __name__ == "__main__":
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [None]
    found: list[Ticks] = [[] for _ in cores]
    stop = threading.Event()
    threads = [
        threading.Thread(target=tick, args=(core, ticks, stop))
        for core, ticks in zip(cores, found, strict=True)
    ]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stop.set()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(found))
