"""The bot follows the articles' folder: what lands there is answered from a moment later."""

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.discord.logs import event, place_of
from bot.discord.threads import in_daemon
from bot.library import left_out
from bot.touched import Timing
from bot.watching import keep_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.discord.rebuilding import Rebuilding
    from index.build import Report

AGAIN_SECONDS = 60.0  # after a failure that nobody foresaw
log = logging.getLogger(__name__)


async def follow_articles(
    rebuilding: "Rebuilding", stop: asyncio.Event, timing: Timing | None = None
) -> None:
    """Until `stop`, bring the index up to date and answer from it whenever articles have changed.

    It takes turns with what managers ask for; while it has its turn they are told that a rebuild is running.
    """
    desk = rebuilding.desk

    async def in_turn(build: "Callable[[], Report]") -> "Report":
        async with rebuilding.turn(wait=True):
            report = await in_daemon(build)
            # What may be suggested is learnt later, as of any new generation: no file waits for that.
            await desk.in_thread(desk.live.refresh)
            return report

    while not stop.is_set():
        try:
            await keep_up(desk.settings, desk.encoder, stop, _told, _problem, timing, in_turn)
        except Exception as error:  # noqa: BLE001 - the bot answers on, and follows again
            event(log, "follow_failed", logging.ERROR, error=type(error).__name__, at=place_of(error))
            await asyncio.sleep(AGAIN_SECONDS)


def _told(report: "Report") -> None:
    changes = report.changes
    event(
        log,
        "index_followed",
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        skipped=len(left_out(report.skipped)),
        seconds=round(report.seconds, 3),
    )


def _problem(problem: str) -> None:
    event(log, "not_followed", logging.ERROR, problem=problem)
