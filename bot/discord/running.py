"""The bot from its start to SIGTERM: logged in again whenever it falls over, the index watched."""

import asyncio
import contextlib
import datetime
import gc
import logging
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import discord

from bot.discord import setup as problems
from bot.discord.client import FootnoteBot
from bot.discord.desk import Desk
from bot.discord.files import Uploads
from bot.discord.following import follow_articles
from bot.discord.logs import event, place_of
from bot.discord.rebuilding import Rebuilding
from bot.discord.setup import Setup
from bot.discord.syncing import sync
from bot.discord.tree import Tree, fill
from corpus.errors import SettingError

WATCH_SECONDS = 2.0
TIDY_SECONDS = 3_600.0
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before logging in again
STEADY_SECONDS = 120.0  # a login that lasted so long is not held against the next one
SWITCH_SECONDS = 0.001  # that a working thread may keep the event loop waiting, instead of 0.005
REFUSED_CODE = 4004
log = logging.getLogger(__name__)


def fatal(error: BaseException) -> str | None:
    """What the user has to mend before another login can succeed; None when trying again may do."""
    if isinstance(error, discord.LoginFailure):
        return problems.REFUSED
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return problems.INTENT
    if isinstance(error, discord.ConnectionClosed):
        return {REFUSED_CODE: problems.REFUSED, 4013: problems.INTENT, 4014: problems.INTENT}.get(error.code)
    return None


async def serve(
    desk: Desk, setup: Setup, stop: asyncio.Event, *, guild: int | None = None, watch: bool = False
) -> None:
    """Be in Discord until `stop`; with `watch`, follow the articles. Raises SettingError for what only the
    user can mend.
    """
    await desk.in_thread(desk.refresh)
    rebuilding = Rebuilding(desk)
    beside = [asyncio.create_task(_watch(desk)), asyncio.create_task(_tidy(desk, setup.kept))]
    if watch:
        beside.append(asyncio.create_task(follow_articles(rebuilding, stop)))
    wait = FIRST_WAIT
    try:
        while not stop.is_set():
            begun = time.monotonic()
            error = await _one_login(FootnoteBot(rebuilding, setup, guild=guild), setup.token, stop)
            if stop.is_set():
                break
            if error is not None and (problem := fatal(error)):
                raise SettingError(problem) from error
            wait = FIRST_WAIT if time.monotonic() - begun > STEADY_SECONDS else wait
            name, place = (type(error).__name__, place_of(error)) if error else ("closed", None)
            event(log, "login_again", logging.WARNING, error=name, at=place, seconds=wait)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(LONGEST_WAIT, 2 * wait)
    finally:
        for task in beside:
            task.cancel()
    event(log, "left")


async def _one_login(bot: FootnoteBot, token: str, stop: asyncio.Event) -> BaseException | None:
    """Until the bot falls over, then why; or until `stop`."""
    async with bot:
        running = asyncio.create_task(bot.start(token))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not running.done():
            await bot.close()
            running.cancel()
        await asyncio.wait({running})
        return None if running.cancelled() else running.exception()


async def _watch(desk: Desk) -> None:
    """Change over to each new generation."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        try:
            await desk.in_thread(desk.refresh)
        except Exception as error:  # noqa: BLE001 - the old generation goes on answering
            event(log, "watch_failed", logging.ERROR, error=type(error).__name__, at=place_of(error))


async def _tidy(desk: Desk, kept: datetime.timedelta | None) -> None:
    """Forget files that were attached and then left lying, and questions older than they are kept."""
    uploads = Uploads(desk.settings.home)
    while True:
        if forgotten := await desk.in_thread(uploads.forget_old):
            event(log, "uploads_forgotten", files=forgotten)
        before = datetime.datetime.now(datetime.UTC) - kept if kept else None
        if before and (forgotten := await desk.in_thread(desk.feedback.forget, before)):
            event(log, "questions_forgotten", questions=forgotten)
        await asyncio.sleep(TIDY_SECONDS)


@contextlib.contextmanager
def stop_on_signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGTERM and Ctrl-C set `stop`."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for one in signals:
        loop.add_signal_handler(one, stop.set)
    try:
        yield
    finally:
        for one in signals:
            loop.remove_signal_handler(one)


def run(desk: Desk, setup: Setup, guild: int | None, *, watch: bool = False) -> None:
    """`serve` until a signal comes. Raises SettingError."""
    setup.require_whole_token()

    async def main() -> None:
        stop = asyncio.Event()
        with stop_on_signals(stop):
            await serve(desk, setup, stop, guild=guild, watch=watch)

    desk.refresh()
    # What is loaded by now stays: to look through it for garbage would stop all threads for 0.3 s each time.
    gc.collect()
    gc.freeze()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        asyncio.run(main())
    finally:
        sys.setswitchinterval(before)
        gc.unfreeze()
        desk.close()


def sync_commands(setup: Setup, home: Path, guild: int | None) -> int:
    """Tell Discord about the commands and leave; how many there are. Raises SettingError."""
    setup.require_whole_token()

    async def main() -> int:
        async with discord.Client(intents=discord.Intents.none()) as client:
            tree = Tree(client)
            await fill(tree)
            await client.login(setup.token)
            await sync(tree, client.application_id or 0, home, guild, always=True)
            return len(tree.get_commands())

    try:
        return asyncio.run(main())
    except discord.LoginFailure as error:
        raise SettingError(problems.REFUSED) from error
    except discord.Forbidden as error:
        raise SettingError(f"the bot is not in the server {guild}: add it there first") from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise SettingError(f"Discord did not take the commands ({error}): try again later") from error
