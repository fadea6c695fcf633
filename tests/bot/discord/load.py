"""Many questions at once, to the bot as a process of its own, through the fake Discord.

First answer and answer are as Discord sees them; the lag is how long its event loop was held up meanwhile,
and its own lag what is left of that where the machine held up a process that did nothing as well.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bot.discord.idle import own_lag
from tests.discord.schemas import NoSchemas
from tests.discord_server import TOKEN, FakeDiscord

REPOSITORY = Path(__file__).parents[3]
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True)
class Load:
    """Seconds, of each question or each tick."""

    first: list[float]
    answer: list[float]
    lag: list[float]
    own_lag: list[float]
    texts: list[str]

    def __str__(self) -> str:
        rows = (
            ("first answer", self.first),
            ("answer", self.answer),
            ("event loop lag", self.lag),
            ("its own", self.own_lag),
        )
        return "\n".join(
            f"{name:<15} p50 {1e3 * at(seconds, 0.5):7.1f} ms   p99 {1e3 * at(seconds, 0.99):7.1f} ms   "
            f"max {1e3 * max(seconds):7.1f} ms"
            for name, seconds in rows
        )


def at(seconds: list[float], share: float) -> float:
    """A quantile."""
    return statistics.quantiles(seconds, n=1_000, method="inclusive")[round(1_000 * share) - 1]


async def start(
    server: FakeDiscord, home: Path, articles: Path, *, encoder: str = "FAKE", **settings: str
) -> asyncio.subprocess.Process:
    """`footnote discord`, with this server as its Discord; its lags go to `lags.json` beside the home."""
    variables = {
        "PYTHONPATH": str(REPOSITORY),
        "DISCORD_TOKEN": TOKEN,
        "FOOTNOTE_HOME": str(home),
        "FOOTNOTE_CORPUS": str(articles),
    }
    address, lags = server.base.removeprefix("http://"), home.parent / "lags.json"
    arguments = ("-m", "tests.bot.discord.process", address, encoder, str(lags), "discord")
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=home.parent,
        env={**os.environ, **variables, **settings},
        stderr=asyncio.subprocess.PIPE,
    )


async def measure(questions: list[str], home: Path, articles: Path, encoder: str) -> Load:
    """Ask all at once, each by someone else.

    The fake Discord neither checks schemas, which would keep it busier than the bot, nor minds late answers.
    """
    server = await FakeDiscord.start()
    server.schemas, server.first_answer_seconds = NoSchemas(), PATIENCE_SECONDS
    guild = server.add_guild("harbour")
    channel = server.add_channel(guild)
    people = [server.add_user(f"person{n}") for n in range(len(questions))]
    for person in people:
        server.add_member(guild, person)
    process = await start(server, home, articles, encoder=encoder)
    await server.ready(PATIENCE_SECONDS)
    idle = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bot.discord.idle"),
        cwd=REPOSITORY,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )

    async def one(number: int) -> tuple[float, float, str]:
        begun = time.perf_counter()
        given = await server.slash(people[number], channel, "ask", {"question": questions[number]})
        first, answer = await given.first(PATIENCE_SECONDS), await given.answer(PATIENCE_SECONDS)
        return first.wall_seconds, time.perf_counter() - begun, str(answer.embeds[0]["description"])

    times = await asyncio.gather(*(one(number) for number in range(len(questions))))
    process.terminate()
    await process.communicate()
    told, _ = await idle.communicate(b"")
    await server.stop()
    lags, cores = json.loads((home.parent / "lags.json").read_text()), json.loads(told)
    return Load(
        [first for first, *_ in times],
        [answer for _, answer, _ in times],
        [seconds for _, seconds in lags],
        [own_lag(lag, cores) for lag in lags],
        [text for *_, text in times],
    )
