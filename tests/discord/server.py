"""The fake Discord: a world, a gateway and a REST interface on loopback, which a real client talks to."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.discord import routes_general, routes_interactions, routes_messages
from tests.discord.clock import FairClock
from tests.discord.events import Events
from tests.discord.gateway import Gateway
from tests.discord.interactions import Interaction, NoAnswerError
from tests.discord.people import People
from tests.discord.posting import Poster
from tests.discord.rest import TORN, Call, Fault, Rest, Routes
from tests.discord.schemas import load_schemas
from tests.discord.world import Json, User, World, snowflake

TOKEN = "MTE.test.token-of-the-fake"
FIRST_ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
LOOK_AGAIN_SECONDS = 0.05  # what the bot does by itself tells nobody


def _routes() -> Routes:
    routes = Routes()
    for module in (routes_general, routes_messages, routes_interactions):
        routes.all += module.routes.all
    return routes


class FakeDiscord(People):
    """What people do is in People, what the world holds in `world`; this holds it together.

    `errors` has a line for each request that Discord would have blamed on the bot, and for each event of the
    fake's own that Discord would not have sent.
    """

    def __init__(self, *, shards: int = 1, token: str = TOKEN) -> None:
        self.token = token
        self.shards = shards
        self.bot = User("footnote", bot=True)
        self.world = World(self.bot, application_id=self.bot.id)
        self.owner = self.world.add_user("developer")
        self.application_flags = 0
        self.first_answer_seconds = FIRST_ANSWER_SECONDS
        self.token_seconds = TOKEN_SECONDS
        self.commands: dict[str | None, list[Json]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.user_installs: set[User] = set()
        self.errors: list[str] = []
        self.schemas = load_schemas()
        self._expected: list[str] = []
        self._fair, self._skipped_seconds = FairClock(), 0.0
        self._waiting: set[asyncio.Event] = set()
        self._timers: list[asyncio.TimerHandle] = []
        self.gateway = Gateway(token, lambda session: self.events.ready(session))
        self.events = Events(self.world, self.gateway, self.notify)
        self.rest = Rest(self, _routes())
        self._runner: web.AppRunner | None = None
        self.base = ""

    @classmethod
    async def start(cls, *, shards: int = 1, token: str = TOKEN) -> "FakeDiscord":
        server = cls(shards=shards, token=token)
        application = web.Application(client_max_size=32 * 1024 * 1024)
        application.router.add_route("*", "/api/v10/{path:.*}", server.rest.handle)
        application.router.add_get("/gateway/", server.gateway.connect)
        application.router.add_get("/cdn/{path:.*}", server._file)
        server._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await server._runner.setup()
        site = web.TCPSite(server._runner, "127.0.0.1", 0)
        await site.start()
        host, port = server._runner.addresses[0][:2]
        server._address(f"{host}:{port}")
        return server

    def _address(self, address: str) -> None:
        self.base = f"http://{address}"
        self.gateway.url = f"ws://{address}/gateway/"
        self.gateway.changed = self.notify
        self.gateway.check = self._check_event
        self.gateway.members = self.events.chunk
        self.poster = Poster(self.world, f"{self.base}/cdn", self.record)

    async def stop(self) -> None:
        for timer in self._timers:
            timer.cancel()
        await self.gateway.drop(1001)
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """For `discord.http.Route.BASE`."""
        return f"{self.base}/api/v10"

    @property
    def gateway_url(self) -> str:
        """For `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`, as a yarl.URL."""
        return self.gateway.url

    async def _file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.match_info["path"])
        return web.Response(status=404) if content is None else web.Response(body=content)

    def clock(self) -> float:
        return self._fair.now() + self._skipped_seconds

    def pass_time(self, seconds: float) -> None:
        """Let interactions grow older by so much, at once."""
        self._skipped_seconds += seconds

    def _check_event(self, name: str, payload: Json) -> None:
        problem = self.schemas.event(name, payload)
        if problem is not None:
            self.record(f"the fake's own event {name}: {problem}")

    def record(self, problem: str) -> None:
        self.errors.append(problem)
        self.notify()

    def expect(self, pattern: str) -> None:
        """An error that this regular expression finds is meant to come; it must come."""
        self._expected.append(pattern)

    def check(self) -> None:
        """Fail for each error that was not expected, and for each expected one that did not come."""
        surprises = [
            one for one in self.errors if not any(re.search(pattern, one) for pattern in self._expected)
        ]
        missing = [
            pattern for pattern in self._expected if not any(re.search(pattern, one) for one in self.errors)
        ]
        assert not surprises, "Discord would object:\n" + "\n".join(surprises)
        assert not missing, f"expected errors did not come: {missing}"

    def notify(self) -> None:
        """Something changed: let all that wait look again."""
        for event in self._waiting:
            event.set()

    async def until(self, condition: Callable[[], Any], timeout: float = 5.0, what: str = "it") -> Any:
        """What `condition` gives, as soon as that is true; NoAnswerError after `timeout` seconds."""
        changed = asyncio.Event()
        self._waiting.add(changed)
        end = self._fair.now() + timeout
        try:
            while not (found := condition()):
                if self._fair.now() > end:
                    errors = "".join(f"\n{line}" for line in self.errors)
                    raise NoAnswerError(f"{what} did not come within {timeout} s{errors}")
                changed.clear()
                alarm = asyncio.get_running_loop().call_later(LOOK_AGAIN_SECONDS, changed.set)
                await changed.wait()
                alarm.cancel()
            return found
        finally:
            self._waiting.discard(changed)

    async def ready(self, timeout: float = 10.0) -> None:
        """All shards have identified and were told of their guilds."""
        await self.until(
            lambda: len(self._connected()) == self.shards, timeout, f"{self.shards} ready shards"
        )

    def _connected(self) -> set[int]:
        return {one.shard for one in self.gateway.live() if one.socket is not None and one.sequence}

    @property
    def requests(self) -> list[Call]:
        """All requests so far, the oldest first."""
        return self.rest.calls

    def fail(self, route: str, status: int = 500, times: int = 1) -> None:
        """Answer the next requests to `route` ("POST /channels/*/messages") with `status`."""
        self.rest.faults.append(Fault(route, status, times))

    def rate_limit(
        self,
        route: str,
        retry_after: float,
        times: int = 1,
        *,
        is_global: bool = False,
        is_before: bool = False,
    ) -> None:
        self.rest.faults.append(Fault(route, 429, times, retry_after, is_global, is_before=is_before))

    def tear(self, route: str, times: int = 1, *, is_heard: bool = False) -> None:
        """Break the connection in place of an answer; with `is_heard`, only the answer is lost."""
        self.rest.faults.append(Fault(route, TORN, times, is_heard=is_heard))

    @property
    def latency(self) -> float:
        """Seconds that each HTTP answer takes longer."""
        return self.rest.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.rest.latency = seconds

    async def drop_gateway(self, code: int = 1006) -> None:
        """Close every websocket; 1006 tears the connection without a closing frame."""
        await self.gateway.drop(code)

    def refuse_gateway(self, times: int = 1) -> None:
        """Turn away the next attempts to connect to the gateway with a 503."""
        self.gateway.refusing = times

    def allow_intents(self, intents: int) -> None:
        """Switch privileged intents on in the developer portal: GUILD_MEMBERS, MESSAGE_CONTENT."""
        self.gateway.allowed_intents |= intents

    async def op7(self) -> None:
        """Ask the bot to reconnect and resume."""
        await self.gateway.reconnect()

    async def op9(self, *, resumable: bool) -> None:
        """Tell the bot that its session is invalid."""
        await self.gateway.invalidate(resumable=resumable)

    def new_token(self) -> None:
        """The token was reset: the old one is refused from now on."""
        self.token = self.gateway.token = f"{TOKEN}-{snowflake()}"

    def watch_deadline(self, interaction: Interaction) -> None:
        """Record an interaction that gets no first answer in time, even if none ever comes."""

        def look() -> None:
            if interaction.first_answer is not None:
                return
            left = interaction.asked_at + self.first_answer_seconds - self.clock()
            if left > 0:
                self._timers.append(asyncio.get_running_loop().call_later(left, look))
            else:
                self.record(f"10062: no first answer to {interaction.name} in {self.first_answer_seconds} s")

        look()
