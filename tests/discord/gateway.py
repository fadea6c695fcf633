"""The gateway: one websocket a shard, with sessions that outlive their sockets."""

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.discord.world import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11

GUILDS, GUILD_MEMBERS, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, GUILD_MESSAGE_TYPING = 1 << 9, 1 << 11
DIRECT_MESSAGES, DIRECT_MESSAGE_TYPING, MESSAGE_CONTENT = 1 << 12, 1 << 14, 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT

UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, BAD_TOKEN = 4001, 4002, 4003, 4004
TORN = 1006  # no closing frame at all
ALREADY_AUTHENTICATED, INVALID_SHARD, INVALID_INTENTS, DISALLOWED_INTENTS = 4005, 4010, 4013, 4014


class Socket:
    """One websocket, compressed as the client asked for in its address."""

    def __init__(self, request: web.Request, response: web.WebSocketResponse) -> None:
        self.response = response
        self._request = request
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._sending = asyncio.Lock()

    async def send(self, payload: Json) -> None:
        text = json.dumps(payload)
        async with self._sending:
            if self.response.closed:
                return
            try:
                if self._deflate is None:
                    await self.response.send_str(text)
                else:
                    data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.response.send_bytes(data)
            except ConnectionError:
                return

    async def close(self, code: int) -> None:
        if code != TORN:
            await self.response.close(code=code)
        elif self._request.transport is not None:
            self._request.transport.abort()


@dataclass(eq=False)
class Session:
    """What one shard was sent since it identified; kept for RESUME."""

    shard: int
    shards: int
    intents: int
    socket: Socket | None
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    sequence: int = 0
    sent: list[Json] = field(default_factory=list)
    valid: bool = True

    def covers(self, guild_id: str | None) -> bool:
        return (int(guild_id) >> 22) % self.shards == self.shard if guild_id else self.shard == 0


class Gateway:
    """Takes connections; `greet` gives the events that follow READY, `record` takes what is wrong."""

    def __init__(self, token: str, ready: Callable[[Session], list[tuple[str, Json]]]) -> None:
        self.token = token
        self.url = ""
        self.allowed_intents = (1 << 26) - 1 & ~PRIVILEGED
        self.heartbeat_seconds = 41.25
        self.acking = True
        self.refusing = 0  # this many of the next connections are closed at once
        self.sessions: list[Session] = []
        self.sockets: set[Socket] = set()
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeats = 0
        self.changed: Callable[[], None] = lambda: None
        self.check: Callable[[str, Json], None] = lambda name, payload: None
        self.members: Callable[[Json], list[Json]] = lambda wanted: []
        self._ready = ready

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        if self.refusing:
            self.refusing -= 1
            raise web.HTTPServiceUnavailable
        response = web.WebSocketResponse()
        await response.prepare(request)
        socket = Socket(request, response)
        self.sockets.add(socket)
        try:
            await socket.send(
                {
                    "op": HELLO,
                    "d": {"heartbeat_interval": int(self.heartbeat_seconds * 1000)},
                    "s": None,
                    "t": None,
                }
            )
            await self._listen(socket)
        finally:
            self.sockets.discard(socket)
            for session in self.sessions:
                if session.socket is socket:
                    session.socket = None
            self.changed()
        return response

    async def _listen(self, socket: Socket) -> None:
        async for frame in socket.response:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                continue
            try:
                payload = json.loads(frame.data)
                operation, data = payload["op"], payload.get("d")
            except (ValueError, KeyError, TypeError):
                await socket.close(DECODE_ERROR)
                return
            await self._receive(socket, operation, data)
            self.changed()

    async def _receive(self, socket: Socket, operation: int, data: Any) -> None:
        known = any(session.socket is socket for session in self.sessions)
        if operation == HEARTBEAT:
            self.heartbeats += 1
            if self.acking:
                await socket.send({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})
        elif operation in (IDENTIFY, RESUME) and known:
            await socket.close(ALREADY_AUTHENTICATED)
        elif operation == IDENTIFY:
            await self._identify(socket, data)
        elif operation == RESUME:
            await self._resume(socket, data)
        elif not known:
            await socket.close(NOT_AUTHENTICATED)
        elif operation == REQUEST_MEMBERS:
            session = next(one for one in self.sessions if one.socket is socket)
            for chunk in self.members(data):
                await self.send(session, "GUILD_MEMBERS_CHUNK", chunk)
        elif operation not in (PRESENCE, VOICE_STATE):
            await socket.close(UNKNOWN_OPCODE)

    async def _identify(self, socket: Socket, data: Json) -> None:
        self.identifies.append(data)
        shard, shards = data.get("shard") or (0, 1)
        intents = data.get("intents")
        if data.get("token") != self.token:
            await socket.close(BAD_TOKEN)
        elif not isinstance(intents, int):
            await socket.close(INVALID_INTENTS)
        elif intents & ~self.allowed_intents:
            await socket.close(DISALLOWED_INTENTS)
        elif not 0 <= shard < shards:
            await socket.close(INVALID_SHARD)
        else:
            for old in self.sessions:
                old.valid = old.valid and (old.shard, old.shards) != (shard, shards)
            session = Session(shard, shards, intents, socket)
            self.sessions = [one for one in self.sessions if one.valid or one.socket] + [session]
            for name, payload in self._ready(session):
                await self.send(session, name, payload)

    async def _resume(self, socket: Socket, data: Json) -> None:
        self.resumes.append(data)
        if data.get("token") != self.token:
            await socket.close(BAD_TOKEN)
            return
        session = next((one for one in self.sessions if one.id == data.get("session_id") and one.valid), None)
        if session is None or (data["seq"] or 0) > session.sequence:
            await socket.send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return
        position = data["seq"] or 0
        while position < session.sequence:  # more may come while these are sent
            await socket.send(session.sent[position])
            position += 1
        session.socket = socket
        await self.send(session, "RESUMED", {"_trace": []})

    async def send(self, session: Session, name: str, data: Json) -> None:
        """An event; kept for a RESUME whether or not a socket is there to take it."""
        session.sequence += 1
        payload = {"op": DISPATCH, "d": data, "s": session.sequence, "t": name}
        self.check(name, payload)
        session.sent.append(payload)
        if session.socket is not None:
            await session.socket.send(payload)

    def live(self) -> list[Session]:
        return [session for session in self.sessions if session.valid]

    async def dispatch(self, name: str, data: Json, guild_id: str | None, intent: int = 0) -> None:
        """To each session that serves the guild and asked for one of these intents (0: sent to all)."""
        for session in self.live():
            if session.covers(guild_id) and (not intent or session.intents & intent):
                await self.send(session, name, data)

    def connected(self) -> bool:
        return any(session.socket is not None for session in self.live())

    async def reconnect(self) -> None:
        for socket in list(self.sockets):
            await socket.send({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, *, resumable: bool) -> None:
        for session in self.live():
            session.valid = resumable
        for socket in list(self.sockets):
            await socket.send({"op": INVALID_SESSION, "d": resumable, "s": None, "t": None})

    async def drop(self, code: int) -> None:
        for socket in list(self.sockets):
            await socket.close(code)
