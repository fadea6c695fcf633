"""A hundred questions at once, through a stand-in for Discord: python -m benchmarks.discord_load.

The bot is a process of its own. First answer and answer are as Discord sees them; the lag is how long
its event loop was held up at each tick. Whatever else the machine does shows in it, hence several runs, and
beside them a process that does nothing.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cold import CORPUS
from benchmarks.table import Row
from corpus.readers import find_files
from tests.bot.discord.load import Load, at, measure

RUNS = 5


def main() -> None:
    """Print each run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discord_load", description=__doc__)
    parser.add_argument("questions", nargs="?", type=int, default=100)
    parser.add_argument("articles", nargs="?", type=Path, default=CORPUS, help="a folder of them")
    options = parser.parse_args()
    home = Path(os.environ.get("FOOTNOTE_HOME", ".footnote"))
    with tempfile.TemporaryDirectory() as scratch:
        for load in _loads(options.questions, options.articles.resolve(), home, Path(scratch)):
            print(load, flush=True)


def measure_discord(home: Path, scratch: Path) -> list[Row]:
    """Of all runs together; the longest lag as the runs' median and their worst."""
    loads = list(_loads(100, CORPUS, home, scratch))
    first = [seconds for load in loads for seconds in load.first]
    answer = [seconds for load in loads for seconds in load.answer]
    lag = [seconds for load in loads for seconds in load.lag]
    longest, own = [max(load.lag) for load in loads], [max(load.own_lag) for load in loads]
    return [
        Row("100 questions at once in Discord: first answer", _p50_p99(first), "aim: 500 ms"),
        Row("their answers", f"p50 {at(answer, 0.5):.1f} s, the last after {max(answer):.1f} s", ""),
        Row(
            f"the bot's event loop held up meanwhile, {RUNS} runs",
            f"{_p50_p99(lag)}; longest {_median_worst(longest)}; "
            f"where the machine did not hold up a process that does nothing as well, {_median_worst(own)}",
            "aim: 50 ms",
        ),
    ]


def _median_worst(longest: list[float]) -> str:
    return f"{1e3 * statistics.median(longest):.0f} ms, in the worst run {1e3 * max(longest):.0f} ms"


def _p50_p99(seconds: list[float]) -> str:
    return f"p50 {1e3 * at(seconds, 0.5):.0f} ms, p99 {1e3 * at(seconds, 0.99):.0f} ms"


def _loads(count: int, articles: Path, home: Path, scratch: Path) -> Iterator[Load]:
    """Runs over one index; half of the questions are one and the same, as after a piece of news."""
    names = [path.stem.replace("-", " ") for _, path in find_files(articles)[0]]
    questions = [f"What do the articles say about {names[n % len(names)]}?"[:300] for n in range(count)]
    questions[::2] = ["Which companies paused data requests?"] * len(questions[::2])
    own = scratch / "load" / "home"
    if (home / "models").exists():  # exporting one anew takes half a minute
        shutil.copytree(home / "models", own / "models")
    own.mkdir(parents=True, exist_ok=True)
    for _ in range(RUNS):
        yield asyncio.run(measure(questions, own, articles, "REAL"))


if __name__ == "__main__":
    main()
