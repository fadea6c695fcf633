"""What arrives from the gateway: read a few at a time; what cannot be read does not take the rest along."""

import asyncio
import logging
from collections.abc import Callable, MutableMapping
from typing import Any

import aiohttp
from discord.http import HTTPClient
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.discord.logs import event, place_of

# All of a hundred in one turn hold the loop up for 15 ms of CPU time and more, eight a turn (with the
# answers that these begin) for 25, two for 10. One a turn makes the last wait longer.
READ_IN_A_TURN = 2
VITAL = frozenset({"READY", "RESUMED"})  # without these a login is none
INTERACTION = "INTERACTION_CREATE"
Reader = Callable[[Any], None]
log = logging.getLogger(__name__)


def take_turns(http: HTTPClient) -> None:
    """Let the loop turn while messages are read.

    discord.py asks its socket for one after the other, and asking waits for nothing while some lie there.
    """
    connect = http.ws_connect

    async def connected(url: str, **options: Any) -> aiohttp.ClientWebSocketResponse:
        socket = await connect(url, **options)
        receive = socket.receive
        read = 0

        async def received(timeout: float | None = None) -> aiohttp.WSMessage:
            nonlocal read
            read += 1
            if read % READ_IN_A_TURN == 0:
                await asyncio.sleep(0)
            return await receive(timeout)

        socket.receive = received  # type: ignore[method-assign]
        return socket

    http.ws_connect = connected  # type: ignore[method-assign]


def read_each_alone(readers: MutableMapping[str, Reader]) -> None:
    """Have an event that discord.py cannot read passed over; by itself it would end the login.

    A channel of which Discord tells next to nothing is such a thing. Whoever gave a command there can be
    answered without it.
    """

    def guarded(name: str, read: Reader) -> Reader:
        def guard(data: Any) -> None:
            if name == INTERACTION:
                # Without them a command is taken for one of a person who brought the bot along.
                data.setdefault("authorizing_integration_owners", {"0": data.get("guild_id", "0")})
                data.setdefault("attachment_size_limit", DEFAULT_FILE_SIZE_LIMIT_BYTES)
            try:
                read(data)
            except Exception as error:  # noqa: BLE001 - whatever it was, the next event is another one
                event(
                    log,
                    "unreadable",
                    logging.WARNING,
                    what=name,
                    error=type(error).__name__,
                    at=place_of(error),
                )
                if name == INTERACTION and data.pop("channel", None) is not None:
                    guard(data)

        return guard

    readers.update({name: guarded(name, read) for name, read in readers.items() if name not in VITAL})
