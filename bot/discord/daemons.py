"""Work in threads that do not keep the process alive: it may take longer than leaving should."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def in_daemon(work: Callable[[], T]) -> T:
    """What `work` gives, from a thread of its own, which goes on when nobody waits for it any more."""
    result: Future[T] = Future()

    def run() -> None:
        result.set_running_or_notify_cancel()
        try:
            value = work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            result.set_exception(error)
        else:
            result.set_result(value)

    threading.Thread(target=run, name="daemon", daemon=True).start()
    return await asyncio.wrap_future(result)
