"""Many questions at once: `python -m tests.bot.discord.load [QUESTIONS] [FOLDER]` prints how long they take.

First answer and answer as Discord sees them, and how long the bot's event loop was held up meanwhile.
"""

import asyncio
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.discord.desk import Desk
from bot.discord.running import SWITCH_SECONDS, serve
from bot.discord.setup import Setup
from bot.feedback import Feedback
from bot.settings import Settings
from tests.discord_server import TOKEN, FakeDiscord, point_client

TICK_SECONDS = 0.002


@dataclass(frozen=True)
class Load:
    """Seconds, of each question or each tick."""

    first: list[float]
    answer: list[float]
    lag: list[float]

    def __str__(self) -> str:
        rows = (("first answer", self.first), ("answer", self.answer), ("event loop lag", self.lag))
        return "\n".join(
            f"{name:<15} p50 {1e3 * at(seconds, 0.5):7.1f} ms   p99 {1e3 * at(seconds, 0.99):7.1f} ms   "
            f"max {1e3 * max(seconds):7.1f} ms"
            for name, seconds in rows
        )


def at(seconds: list[float], share: float) -> float:
    """A quantile."""
    return statistics.quantiles(seconds, n=1_000, method="inclusive")[round(1_000 * share) - 1]


async def _ticking(lags: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(TICK_SECONDS)
        lags.append(time.perf_counter() - begun - TICK_SECONDS)


async def load(server: FakeDiscord, questions: list[str]) -> Load:
    """Ask all at once, each by someone else; the bot runs already."""
    guild = server.add_guild("harbour")
    channel = server.add_channel(guild)
    people = [server.add_user(f"person{n}") for n in range(len(questions))]
    for person in people:
        server.add_member(guild, person)
    await server.join(guild)
    lags: list[float] = []
    ticking = asyncio.create_task(_ticking(lags))

    async def one(number: int) -> tuple[float, float]:
        begun = time.perf_counter()
        given = await server.slash(people[number], channel, "ask", {"question": questions[number]})
        await given.answer(timeout=120)
        first = given.first_answer
        assert first is not None
        return first.seconds, time.perf_counter() - begun

    times = await asyncio.gather(*(one(number) for number in range(len(questions))))
    ticking.cancel()
    return Load([first for first, _ in times], [answer for _, answer in times], lags)


@contextlib.contextmanager
def quick_switches() -> Iterator[None]:
    """As the command has it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


async def _bench(count: int, corpus: Path, home: Path) -> Load:
    from bot.library import open_library

    settings = Settings(corpus, home)
    index, encoder = open_library(settings, print, lambda: contextlib.nullcontext(lambda _: None))
    titles = [article.title for article in index.articles()]
    index.close()
    desk, stop, server = Desk(settings, encoder, Feedback(home)), asyncio.Event(), await FakeDiscord.start()
    with pytest.MonkeyPatch.context() as patch, quick_switches():
        point_client(server, patch)
        running = asyncio.create_task(serve(desk, Setup(TOKEN), stop))
        await server.ready(60)
        questions = [f"What is said about {titles[n % len(titles)]}?"[:300] for n in range(count)]
        measured = await load(server, questions)
        stop.set()
        await running
    await server.stop()
    desk.close()
    return measured


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "corpus/articles")
    with tempfile.TemporaryDirectory() as scratch:
        print(asyncio.run(_bench(number, folder, Path(scratch))))  # noqa: T201
