"""Who the bot is, where the gateway is, guilds, users, channels, threads and commands."""

from typing import TYPE_CHECKING, Any

from tests.discord.command_rules import CHAT_INPUT, commands_problems
from tests.discord.payloads import channel_json, guild_json, member_json, own_json, user_json
from tests.discord.posting import Refusal, invalid
from tests.discord.rest import Answer, Call, Routes
from tests.discord.world import (
    CREATE_PUBLIC_THREADS,
    PRIVATE_THREAD,
    THREAD,
    VIEW_CHANNEL,
    Channel,
    Json,
    snowflake,
)

if TYPE_CHECKING:
    from tests.discord.server import FakeDiscord

Names = dict[str, str]
routes = Routes()

GLOBAL_COMMANDS = "/applications/{application}/commands"
GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands"
COMMANDS_SCHEMA = (
    "/paths/~1applications~1{application_id}~1commands/put/requestBody/content/application~1json/schema"
)
EDIT_CHANNEL = "/paths/~1channels~1{channel_id}/patch/requestBody/content/application~1json/schema"


def channel_of(server: "FakeDiscord", names: Names, needs: int = VIEW_CHANNEL) -> Channel:
    """The channel of the path, if the bot is there and may do what it `needs` to."""
    channel = server.world.channels.get(names["channel"])
    if channel is None:
        raise Refusal(404, 10003, "Unknown Channel")
    if channel.guild is not None and not channel.guild.has_bot:
        raise Refusal(403, 50001, "Missing Access")
    allowed = channel.permissions(server.bot)
    if not allowed & VIEW_CHANNEL:
        raise Refusal(403, 50001, "Missing Access")
    if needs & ~allowed:
        raise Refusal(403, 50013, "Missing Permissions")
    return channel


@routes.add("GET", "/users/@me")
async def me(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    return 200, own_json(server.bot)


@routes.add("GET", "/oauth2/applications/@me")
async def application(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    return 200, {
        "id": server.world.application_id,
        "name": server.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user_json(server.owner),
        "team": None,
        "verify_key": "0" * 64,
        "flags": server.application_flags,
        "flags_new": str(server.application_flags),
        "type": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(server.world.guilds),
        "approximate_user_install_count": len(server.user_installs),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}, "1": {}},
    }


@routes.add("GET", "/gateway/bot")
async def gateway(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 16}
    return 200, {"url": server.gateway_url, "shards": server.shards, "session_start_limit": limit}


@routes.add("GET", "/users/{user}")
async def one_user(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    user = server.world.users.get(names["user"])
    if user is None:
        raise Refusal(404, 10013, "Unknown User")
    return 200, user_json(user)


@routes.add("POST", "/users/@me/channels", schema="CreatePrivateChannelRequest")
async def direct_channel(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    user = server.world.users.get(str(call.body["recipient_id"]))
    if user is None or user is server.bot:
        raise Refusal(400, 50033, "Invalid Recipient(s)")
    return 200, channel_json(server.world.direct(user), server.world)


@routes.add("GET", "/guilds/{guild}")
async def one_guild(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    guild = server.world.guilds.get(names["guild"])
    if guild is None or not guild.has_bot:
        raise Refusal(404, 10004, "Unknown Guild")
    return 200, guild_json(guild, server.world)


@routes.add("GET", "/guilds/{guild}/members/{user}")
async def one_member(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    guild = server.world.guilds.get(names["guild"])
    if guild is None or not guild.has_bot:
        raise Refusal(404, 10004, "Unknown Guild")
    if names["user"] not in guild.members:
        raise Refusal(404, 10007, "Unknown Member")
    return 200, member_json(guild.members[names["user"]])


@routes.add("GET", "/channels/{channel}")
async def one_channel(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    return 200, channel_json(channel_of(server, names), server.world)


@routes.add("PATCH", "/channels/{channel}", schema=EDIT_CHANNEL)
async def edit_thread(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    thread = channel_of(server, names)
    if not thread.is_thread or thread.owner is not server.bot:
        raise Refusal(403, 50013, "Missing Permissions")
    thread.name = call.body.get("name", thread.name)
    thread.archived = call.body.get("archived", thread.archived)
    thread.locked = call.body.get("locked", thread.locked)
    payload = channel_json(thread, server.world)
    await server.events.channel("THREAD_UPDATE", thread)
    return 200, payload


@routes.add("POST", "/channels/{channel}/threads", schema="CreateTextThreadWithoutMessageRequest")
async def thread_alone(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    parent = channel_of(server, names, VIEW_CHANNEL | CREATE_PUBLIC_THREADS)
    kind = THREAD if call.body.get("type") == THREAD else PRIVATE_THREAD
    thread = await server.events.open_thread(parent, call.body["name"], server.bot, kind=kind)
    thread.auto_archive_minutes = call.body.get("auto_archive_duration") or 1440
    return 201, channel_json(thread, server.world)


@routes.add(
    "POST", "/channels/{channel}/messages/{message}/threads", schema="CreateTextThreadWithMessageRequest"
)
async def thread_of_message(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    parent = channel_of(server, names, VIEW_CHANNEL | CREATE_PUBLIC_THREADS)
    message = parent.messages.get(names["message"])
    if message is None or message.ephemeral or message.deleted:
        raise Refusal(404, 10008, "Unknown Message")
    if parent.guild is None or parent.is_thread:
        raise Refusal(
            400, 50024, "Cannot execute action on this channel type", broken=("no thread can be opened here",)
        )
    if message.thread is not None:
        raise Refusal(400, 160004, "A thread has already been created for this message")
    thread = await server.events.open_thread(parent, call.body["name"], server.bot, message=message)
    thread.auto_archive_minutes = call.body.get("auto_archive_duration") or 1440
    return 201, channel_json(thread, server.world)


@routes.add("PUT", "/channels/{channel}/thread-members/@me")
async def join_thread(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel_of(server, names)
    return 204, None


def _commands(server: "FakeDiscord", names: Names) -> list[Json]:
    if names["application"] != server.world.application_id:
        raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
    return server.commands.setdefault(names.get("guild"), [])


@routes.add("GET", GUILD_COMMANDS)
@routes.add("GET", GLOBAL_COMMANDS)
async def list_commands(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    return 200, _commands(server, names)


@routes.add("PUT", GUILD_COMMANDS, schema=COMMANDS_SCHEMA)
@routes.add("PUT", GLOBAL_COMMANDS, schema=COMMANDS_SCHEMA)
async def set_commands(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    kept = _commands(server, names)
    sent: list[Json] = call.body or []
    problems = commands_problems(sent)
    if problems:
        raise invalid(problems)
    ids = {(one["name"], one["type"]): one["id"] for one in kept}
    kept[:] = [_stored_command(server, one, ids, names.get("guild")) for one in sent]
    return 200, kept


def _stored_command(server: "FakeDiscord", command: Json, ids: dict[Any, str], guild_id: str | None) -> Json:
    """A command keeps its id as long as its name and type stay."""
    kind = command.get("type") or CHAT_INPUT
    permissions = command.get("default_member_permissions")
    stored: Json = {
        "description": "",
        "options": [],
        "nsfw": False,
        "contexts": None,
        **command,
        "integration_types": command.get("integration_types") or [0],
        "id": ids.get((command["name"], kind)) or snowflake(),
        "type": kind,
        "application_id": server.world.application_id,
        "version": snowflake(),
        "default_member_permissions": None if permissions is None else str(permissions),
        "dm_permission": True,
    }
    return stored | ({"guild_id": guild_id} if guild_id else {})
