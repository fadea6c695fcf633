"""`footnote discord` as a process: `python -m tests.bot.discord.process SERVER FAKE|SLOW|REAL LAGS discord`.

With the slow encoder a rebuild takes longer than the bot takes to leave. `LAGS` is a file that is told, at
the end, of each tick when it ended and how long the event loop was held up, in seconds.
"""

import asyncio
import json
import sys
import threading
import time
from pathlib import Path

import discord.gateway
import discord.http
import yarl

import bot.discord.client
from bot.cli import main
from tests.conftest import FakeEncoder

TICK_SECONDS = 0.002
DRAIN_SECONDS = 2.0


def point_at(server: str) -> None:
    """Talk to the fake Discord."""
    discord.http.Route.BASE = f"http://{server}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{server}/gateway/")


class SlowEncoder(FakeEncoder):
    """Slow from the second batch on, so that there is an index to begin with."""

    called = False

    def encode_passages(self, texts):
        if self.called and threading.current_thread().name.startswith("embedding"):
            time.sleep(2 * DRAIN_SECONDS)
        self.called = True
        return super().encode_passages(texts)


def take_encoder(kind: type[FakeEncoder]) -> None:
    """One that needs no weights."""

    def open_encoder(home, settings, notice):
        return kind(settings.fingerprint)

    import bot.library
    import index.models

    index.models.open_encoder = bot.library.open_encoder = open_encoder
    bot.library.open_reader = lambda notice: None


def measure(file: Path) -> None:
    """From the first interaction on."""
    from bot.discord import running
    from bot.discord.client import FootnoteBot

    serve, lags, begun = running.serve, [], asyncio.Event()

    async def tick() -> None:
        await begun.wait()
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            now = time.perf_counter()
            lags.append((now, now - before - TICK_SECONDS))

    async def measured(*args, **settings) -> None:
        ticking = asyncio.create_task(tick())
        await serve(*args, **settings)
        ticking.cancel()
        file.write_text(json.dumps(lags))

    class Measured(FootnoteBot):
        async def on_interaction(self, interaction) -> None:
            begun.set()
            await super().on_interaction(interaction)

    running.serve, running.FootnoteBot = measured, Measured


if __name__ == "__main__":
    point_at(sys.argv.pop(1))
    encoder = {"FAKE": FakeEncoder, "SLOW": SlowEncoder}.get(sys.argv.pop(1))
    if encoder:
        take_encoder(encoder)
    if encoder is SlowEncoder:
        bot.discord.client.DRAIN_SECONDS = DRAIN_SECONDS
    measure(Path(sys.argv.pop(1)))
    main()
