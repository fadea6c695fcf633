"""Threads beside the event loop."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.discord.desk import Desk
from bot.discord.threads import NICENESS, in_daemon


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def of_its_own() -> int:
    """Of a thread that the calling one begins, as for each core."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(niceness).result()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a niceness of each thread")
@pytest.mark.asyncio
@pytest.mark.parametrize("work", [niceness, of_its_own])
async def test_work_beside_the_loop_gives_way_to_it(desk: Desk, work: Callable[[], int]) -> None:
    before = niceness()
    beside = await asyncio.gather(desk.in_thread(work), desk._ask_in_thread(work), in_daemon(work))
    assert beside == [min(19, before + NICENESS)] * 3
    assert niceness() == before, "the loop itself stays as it was"


@pytest.mark.asyncio
async def test_work_is_done_where_niceness_may_not_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", refuse)
    assert await in_daemon(lambda: 7) == 7
