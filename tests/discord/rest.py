"""The HTTP side: routes, authorization, bodies against their schemas, and failures on demand."""

import asyncio
import json
import re
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from tests.discord.posting import Refusal, Upload

if TYPE_CHECKING:
    from tests.discord.server import FakeDiscord
    from tests.discord.world import Json

MESSAGES = "POST /channels/*/messages"
CALLBACK = "POST /interactions/*/callback"
ORIGINAL = "PATCH /webhooks/*/messages/@original"
FOLLOWUP = "POST /webhooks/*"
TYPING = "POST /channels/*/typing"

INTEGER_RETRY_HEADER_S = 1


@dataclass
class Call:
    """One request: `files` by their number, `body` as JSON."""

    method: str
    path: str
    query: dict[str, str]
    body: Any = None
    files: dict[int, Upload] = field(default_factory=dict)
    authorization: str | None = None
    at: float = 0.0
    status: int = 0
    answer: Any = None
    unreadable: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


TORN = 599  # the connection breaks; no client sees this status


@dataclass
class Fault:
    """What the next `times` requests to a route get instead of an answer."""

    pattern: str
    status: int
    times: int
    retry_after: float = 0.0
    is_global: bool = False
    is_heard: bool = False  # the request has its effect all the same
    is_before: bool = False  # a 429 of what stands before Discord


Answer = tuple[int, Any]
Handler = Callable[["FakeDiscord", Call, dict[str, str]], Awaitable[Answer]]
SchemaOf = Callable[[Any], str]


@dataclass(frozen=True)
class Route:
    method: str
    pattern: re.Pattern[str]
    handler: Handler
    schema: SchemaOf | None
    by_token: bool  # an interaction's token in the path stands for the authorization


class Routes:
    """Collects handlers by method and path: `/channels/{channel}/messages`."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def add(
        self, method: str, path: str, *, schema: str | SchemaOf | None = None, by_token: bool = False
    ) -> Callable[[Handler], Handler]:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path) + "$")
        chosen: SchemaOf | None = (lambda body, name=schema: name) if isinstance(schema, str) else schema

        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, pattern, handler, chosen, by_token))
            return handler

        return register

    def find(self, call: Call) -> tuple[Route, dict[str, str]] | None:
        for route in self.all:
            match = route.pattern.match(call.path)
            if match and route.method == call.method:
                return route, match.groupdict()
        return None


async def read(request: web.Request, path: str) -> Call:
    call = Call(request.method, path, dict(request.query), authorization=request.headers.get("Authorization"))
    if request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            name = part.name or ""
            if name == "payload_json":
                _parse(call, await part.text())
            elif numbered := re.fullmatch(r"files\[(\d+)\]", name):
                content = bytes(await part.read())
                kind = part.headers.get("Content-Type", "application/octet-stream")
                call.files[int(numbered[1])] = Upload(part.filename or "file", content, kind)
    elif request.can_read_body:
        _parse(call, await request.text())
    return call


def _parse(call: Call, text: str) -> None:
    try:
        call.body = json.loads(text)
    except ValueError:
        call.unreadable = True


class Rest:
    """Answers requests; `calls` is the log of all of them."""

    def __init__(self, server: "FakeDiscord", routes: Routes) -> None:
        self._server = server
        self._routes = routes
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.latency = 0.0  # seconds, half before a request is looked at and half after

    async def handle(self, request: web.Request) -> web.Response:
        call = await read(request, "/" + request.match_info["path"])
        self.calls.append(call)
        await asyncio.sleep(self.latency / 2)
        call.at = self._server.clock()
        fault = next((one for one in self.faults if one.times and fnmatchcase(call.name, one.pattern)), None)
        if fault is not None:
            fault.times -= 1
            if fault.is_heard:
                await self._answer(call)
            if fault.status == TORN and request.transport is not None:
                request.transport.abort()
            response = _failure(fault)
        else:
            status, call.answer = await self._answer(call)
            response = _json(call.answer, status)
        call.status = response.status
        self._server.notify()
        await asyncio.sleep(self.latency / 2)
        return response

    async def _answer(self, call: Call) -> Answer:
        try:
            return await self._checked(call)
        except Refusal as refusal:
            for problem in refusal.broken:
                self._server.record(f"{call.name}: {problem}")
            error: Json = {"message": refusal.message, "code": refusal.code}
            if refusal.broken and refusal.code == 50035:
                error["errors"] = {
                    "_errors": [{"code": "INVALID", "message": line} for line in refusal.broken]
                }
            return refusal.status, error
        except Exception as error:  # noqa: BLE001 - a fault of the fake itself must not pass for one of Discord
            self._server.record(f"{call.name}: the fake failed: {error!r}\n{traceback.format_exc()}")
            return 500, {"message": "500: Internal Server Error", "code": 0}

    async def _checked(self, call: Call) -> Answer:
        if call.unreadable:
            raise Refusal(400, 50109, "The request body contains invalid JSON.", broken=("no JSON",))
        found = self._routes.find(call)
        if found is None:
            raise Refusal(404, 0, "404: Not Found", broken=("no such route here",))
        route, names = found
        if not route.by_token and call.authorization != f"Bot {self._server.token}":
            raise Refusal(401, 0, "401: Unauthorized")
        if route.schema is not None:
            schema = route.schema(call.body)
            problem = self._server.schemas.request(schema, call.body)
            if problem is not None:
                raise Refusal(400, 50035, "Invalid Form Body", broken=(f"{schema}: {problem}",))
        return await route.handler(self._server, call, names)


def _json(body: Any, status: int, headers: dict[str, str] | None = None) -> web.Response:
    """Without a charset in the content type, as Discord sends it and discord.py wants it."""
    if body is None:
        return web.Response(status=status)
    content = json.dumps(body).encode()
    return web.Response(body=content, status=status, headers=headers, content_type="application/json")


def _failure(fault: Fault) -> web.Response:
    if fault.status != 429:
        return _json({"message": f"{fault.status}: on demand", "code": 0}, fault.status)
    body = {
        "message": "You are being rate limited.",
        "retry_after": fault.retry_after,
        "global": fault.is_global,
    }
    if fault.is_before:  # discord.py takes a 429 without "Via" for Cloudflare's
        return _json(body, 429, {"Retry-After": str(round(fault.retry_after))})
    headers = {
        "Retry-After": str(max(INTEGER_RETRY_HEADER_S, round(fault.retry_after))),
        "Via": "1.1 google",
        "X-RateLimit-Scope": "global" if fault.is_global else "user",
        "X-RateLimit-Reset-After": str(fault.retry_after),
    }
    return _json(body, 429, headers)
