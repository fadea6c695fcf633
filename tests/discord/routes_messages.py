"""Messages in channels: sent, read, changed, deleted; typing and reactions."""

from typing import TYPE_CHECKING

from tests.discord.messages import Message
from tests.discord.payloads import message_json
from tests.discord.posting import Refusal
from tests.discord.rest import Answer, Call, Routes
from tests.discord.routes_general import Names, channel_of
from tests.discord.world import (
    ADD_REACTIONS,
    ATTACH_FILES,
    EMBED_LINKS,
    MANAGE_MESSAGES,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
    Channel,
    Json,
)

if TYPE_CHECKING:
    from tests.discord.server import FakeDiscord

routes = Routes()

CHANNEL_MESSAGES = "/channels/{channel}/messages"
ONE_MESSAGE = "/channels/{channel}/messages/{message}"


def _message_of(channel: Channel, message_id: str) -> Message:
    """Messages that only one person sees cannot be reached through the channel."""
    message = channel.messages.get(message_id)
    if message is None or message.deleted or message.ephemeral:
        raise Refusal(404, 10008, "Unknown Message")
    return message


def _needed(server: "FakeDiscord", names: Names, body: Json, has_files: bool) -> int:
    channel = server.world.channels.get(names["channel"])
    needs = SEND_MESSAGES_IN_THREADS if channel is not None and channel.is_thread else SEND_MESSAGES
    needs |= EMBED_LINKS if body.get("embeds") else 0
    needs |= ATTACH_FILES if has_files else 0
    return needs | (READ_MESSAGE_HISTORY if body.get("message_reference") else 0)


@routes.add("POST", CHANNEL_MESSAGES, schema="MessageCreateRequest")
async def send(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel = channel_of(server, names, _needed(server, names, call.body, bool(call.files)))
    if channel.guild is None and not all(user.takes_direct_messages for user in channel.recipients):
        raise Refusal(403, 50007, "Cannot send messages to this user")
    if channel.archived and channel.locked:
        raise Refusal(400, 50083, "Thread is archived")
    nonce = call.body.get("nonce")
    if nonce is not None and call.body.get("enforce_nonce"):
        for sent in server.messages(channel, author=server.bot):
            if sent.nonce == nonce:
                return 200, message_json(sent, server.world)
    message = Message(channel, server.bot, nonce=nonce)
    reference = call.body.get("message_reference")
    if reference is not None:
        message.reference = channel.messages.get(str(reference["message_id"]))
        gone = message.reference is None or message.reference.deleted
        if gone and reference.get("fail_if_not_exists", True):
            raise Refusal(400, 50035, "Invalid Form Body: message_reference: Unknown message")
        message.reference = None if gone else message.reference
        message.reference_id = None if message.reference is None else message.reference.id
        message.type = 19 if message.reference is not None else 0
    server.poster.fill(message, call.body, call.files)
    server.poster.notify(message, call.body.get("allowed_mentions"))
    channel.archived = False
    await server.events.show(message)
    return 200, message_json(message, server.world)


@routes.add("GET", CHANNEL_MESSAGES)
async def history(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel = channel_of(server, names, VIEW_CHANNEL | READ_MESSAGE_HISTORY)
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refusal(400, 50035, "Invalid Form Body", broken=(f"limit {limit}, 1 to 100 are allowed",))
    found = [one for one in channel.messages.values() if not one.deleted and not one.ephemeral]
    if "before" in call.query:
        found = [one for one in found if int(one.id) < int(call.query["before"])]
    if "after" in call.query:
        found = [one for one in found if int(one.id) > int(call.query["after"])][:limit]
    return 200, [message_json(one, server.world) for one in reversed(found[-limit:])]


@routes.add("GET", ONE_MESSAGE)
async def fetch(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel = channel_of(server, names, VIEW_CHANNEL | READ_MESSAGE_HISTORY)
    return 200, message_json(_message_of(channel, names["message"]), server.world)


@routes.add("PATCH", ONE_MESSAGE, schema="MessageEditRequestPartial")
async def edit(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    message = _message_of(channel_of(server, names), names["message"])
    if message.author is not server.bot:
        raise Refusal(403, 50005, "Cannot edit a message authored by another user")
    server.poster.edit(message, call.body, call.files)
    await server.events.changed(message)
    return 200, message_json(message, server.world)


@routes.add("DELETE", ONE_MESSAGE)
async def delete(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel = channel_of(server, names)
    message = _message_of(channel, names["message"])
    if message.author is not server.bot and not channel.permissions(server.bot) & MANAGE_MESSAGES:
        raise Refusal(403, 50013, "Missing Permissions")
    await server.events.deleted(message)
    return 204, None


@routes.add("POST", "/channels/{channel}/typing")
async def typing(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel_of(server, names, _needed(server, names, {}, has_files=False)).typing.append(server.bot)
    return 204, None


@routes.add("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
async def react(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    channel = channel_of(server, names, VIEW_CHANNEL | READ_MESSAGE_HISTORY | ADD_REACTIONS)
    _message_of(channel, names["message"]).reactions.append(names["emoji"])
    return 204, None
