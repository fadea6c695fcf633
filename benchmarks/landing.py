"""From a file landing in the folder to its being answered from, in a bot that follows the articles.

The bot's own desk, following and change-over run as in a server; Discord's network is left out.
"""

import asyncio
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.asking import ask
from bot.discord.desk import Desk
from bot.discord.following import follow_articles
from bot.discord.rebuilding import Rebuilding
from bot.feedback import Feedback
from bot.settings import Settings

if TYPE_CHECKING:
    from index.encoder import Encoder

MOST_SECONDS = 60.0  # for one file
LOOK_SECONDS = 0.01
BETWEEN_SECONDS = (1.0, 3.0)  # of quiet
SHIPS = (
    "Alvenor",
    "Brimhild",
    "Corvanne",
    "Dunmorrow",
    "Estelind",
    "Farquhast",
    "Gillemor",
    "Hesperan",
    "Ildrith",
)


def measure_landing(home: Path, corpus: Path, encoder: "Encoder") -> dict[str, float]:
    """Median and longest seconds of several files, one after the other."""
    return asyncio.run(_measure(home, corpus, encoder))


async def _measure(home: Path, corpus: Path, encoder: "Encoder") -> dict[str, float]:
    desk = Desk(Settings(corpus=corpus, home=home), encoder, Feedback(home))
    stop, chance = asyncio.Event(), random.Random(0)
    try:
        await desk.in_thread(desk.refresh)
        rebuilding = Rebuilding(desk)
        following = asyncio.create_task(follow_articles(rebuilding, stop))
        landed = corpus / "landed"
        landed.mkdir()
        await _answered(desk, landed, "Zeroth")  # by then the folder is followed
        times = []
        for ship in SHIPS:
            while rebuilding.running:
                await asyncio.sleep(LOOK_SECONDS)
            await asyncio.sleep(chance.uniform(*BETWEEN_SECONDS))
            times.append(await _answered(desk, landed, ship))
        stop.set()
        await following
    finally:
        desk.close()
    return {"seconds": statistics.median(times), "longest": max(times)}


async def _answered(desk: Desk, folder: Path, ship: str) -> float:
    """Seconds from the file's being whole until a question has been answered from it."""
    path = folder / f"{ship.lower()}.md"
    path.write_text(
        f"The {ship} comes late\n\nThe ferry {ship} was two hours late on Monday, its owner said.\n",
        encoding="utf8",
    )
    begun = time.monotonic()
    before = desk.live.number
    while desk.live.number == before:
        await asyncio.sleep(LOOK_SECONDS)
        if time.monotonic() - begun > MOST_SECONDS:
            raise RuntimeError(f"{path} is not answered from after {MOST_SECONDS:.0f} s")
    await desk.in_thread(_ask, desk, f"How late was the ferry {ship}?", path.name)
    return time.monotonic() - begun


def _ask(desk: Desk, question: str, name: str) -> None:
    with desk.live.asking() as index:
        answer = ask(question, index, desk.encoder)
    if not any(quote.article.name.endswith(name) for quote in answer.quotes):
        raise RuntimeError(f"{question!r} is not answered from {name}")
