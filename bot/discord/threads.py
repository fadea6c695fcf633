"""Threads that work beside the event loop: they give way to it, and some do not keep the process alive."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
NICENESS = 10  # above the loop's: where both want a core, the loop has nine tenths of it


def give_way() -> None:
    """Let the event loop have a core whenever it wants one before the calling thread and those it begins.

    Without it the loop stands in line with the threads that read: while two cores had a hundred questions to
    answer, it was held up for more than 20 ms about ten times, and for up to 56, where the machine itself
    was not; with it for up to 31. Only Linux has a niceness of each thread; elsewhere nothing is done.
    """
    if sys.platform == "linux":
        niceness = os.getpriority(os.PRIO_PROCESS, os.getpid()) + NICENESS
        with contextlib.suppress(OSError):  # a sandbox may forbid it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)


async def in_daemon(work: Callable[[], T]) -> T:
    """What `work` gives, from a thread of its own: it may take longer than leaving should, and goes on when
    nobody waits for it any more.
    """
    result: Future[T] = Future()

    def run() -> None:
        give_way()
        result.set_running_or_notify_cancel()
        try:
            value = work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            result.set_exception(error)
        else:
            result.set_result(value)

    threading.Thread(target=run, name="daemon", daemon=True).start()
    return await asyncio.wrap_future(result)
