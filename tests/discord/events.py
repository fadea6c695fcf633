"""What the gateway tells the bot when the world changes."""

from typing import TYPE_CHECKING

from tests.discord.gateway import (
    DIRECT_MESSAGE_TYPING,
    DIRECT_MESSAGES,
    GUILD_MEMBERS,
    GUILD_MESSAGE_TYPING,
    GUILD_MESSAGES,
    GUILDS,
    MESSAGE_CONTENT,
    Gateway,
    Session,
)
from tests.discord.messages import HAS_THREAD, Message
from tests.discord.payloads import (
    channel_json,
    guild_create_json,
    member_json,
    message_json,
    own_json,
    without_content,
)
from tests.discord.world import THREAD, Channel, Guild, Json, User, World

if TYPE_CHECKING:
    from collections.abc import Callable


class Events:
    """Sends what happened to each shard that is concerned, as much of it as its intents allow."""

    def __init__(self, world: World, gateway: Gateway, notify: "Callable[[], None]") -> None:
        self._world = world
        self._gateway = gateway
        self._notify = notify

    async def show(self, message: Message) -> None:
        message.channel.messages[message.id] = message
        await self._message("MESSAGE_CREATE", message)

    async def changed(self, message: Message) -> None:
        await self._message("MESSAGE_UPDATE", message)

    async def deleted(self, message: Message) -> None:
        message.deleted = True
        self._notify()
        if message.ephemeral or not self._is_here(message.channel):
            return
        guild = message.channel.guild
        payload: Json = {"id": message.id, "channel_id": message.channel.id}
        if guild is not None:
            payload["guild_id"] = guild.id
        intent = GUILD_MESSAGES if guild is not None else DIRECT_MESSAGES
        await self._gateway.dispatch("MESSAGE_DELETE", payload, message.channel.guild_id, intent)

    def _is_here(self, channel: Channel) -> bool:
        """The bot sees its own direct conversations, and the guilds that it was added to."""
        return channel.type == 1 if channel.guild is None else channel.guild.has_bot

    async def _message(self, name: str, message: Message) -> None:
        self._notify()
        if message.ephemeral or not self._is_here(message.channel):
            return
        guild = message.channel.guild
        for session in self._gateway.live():
            intent = GUILD_MESSAGES if guild is not None else DIRECT_MESSAGES
            if session.covers(message.channel.guild_id) and session.intents & intent:
                await self._gateway.send(session, name, self._message_for(session, message))

    def _message_for(self, session: Session, message: Message) -> Json:
        guild = message.channel.guild
        payload = message_json(message, self._world) | {"channel_type": message.channel.type}
        if not self._may_read(session, message):
            payload |= without_content(payload)
        reference = message.reference
        if payload.get("referenced_message") and reference and not self._may_read(session, reference):
            payload["referenced_message"] = without_content(payload["referenced_message"])
        if guild is not None:
            payload["guild_id"] = guild.id
            if message.author.id in guild.members:
                payload["member"] = member_json(guild.members[message.author.id], with_user=False)
            for mention in payload["mentions"]:
                if mention["id"] in guild.members:
                    mention["member"] = member_json(guild.members[mention["id"]], with_user=False)
        return payload

    def _may_read(self, session: Session, message: Message) -> bool:
        bot = self._world.bot
        own = message.author is bot or bot in message.mentions or message.channel.guild is None
        return own or bool(session.intents & MESSAGE_CONTENT)

    async def guild(self, guild: Guild) -> None:
        if guild.has_bot:
            payload = guild_create_json(guild, self._world, all_members=False)
            await self._gateway.dispatch("GUILD_CREATE", payload, guild.id, GUILDS)

    async def channel(self, name: str, channel: Channel) -> None:
        guild = channel.guild
        if guild is not None and guild.has_bot:
            payload = channel_json(channel, self._world)
            if name == "THREAD_CREATE":
                payload["newly_created"] = True
            await self._gateway.dispatch(name, payload, guild.id, GUILDS)

    async def open_thread(
        self, parent: Channel, name: str, owner: User, *, message: Message | None = None, kind: int = THREAD
    ) -> Channel:
        """A thread that starts from a message has the message's id."""
        thread = Channel(name, kind, parent.guild, parent, owner)
        if message is not None:
            thread.id = message.id
            message.thread = thread
            message.flags |= HAS_THREAD
        self._world.add_channel(thread)
        await self.channel("THREAD_CREATE", thread)
        if message is not None:
            await self.changed(message)
        return thread

    async def typing(self, user: User, channel: Channel) -> None:
        payload: Json = {"channel_id": channel.id, "user_id": user.id, "timestamp": 0}
        guild = channel.guild
        if guild is not None:
            payload |= {"guild_id": guild.id, "member": member_json(guild.members[user.id])}
        intent = GUILD_MESSAGE_TYPING if guild is not None else DIRECT_MESSAGE_TYPING
        await self._gateway.dispatch("TYPING_START", payload, channel.guild_id, intent)

    def ready(self, session: Session) -> list[tuple[str, Json]]:
        """READY with guilds that are still unavailable, then each of them."""
        guilds = [one for one in self._world.guilds.values() if one.has_bot and session.covers(one.id)]
        ready: Json = {
            "v": 10,
            "user": own_json(self._world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._gateway.url,
            "shard": [session.shard, session.shards],
            "application": {"id": self._world.application_id, "flags": 0, "flags_new": "0"},
        }
        members = bool(session.intents & GUILD_MEMBERS)
        created = [guild_create_json(guild, self._world, all_members=members) for guild in guilds]
        return [("READY", ready), *(("GUILD_CREATE", one) for one in created if session.intents & GUILDS)]

    def chunk(self, wanted: Json) -> list[Json]:
        guild = self._world.guilds[str(wanted["guild_id"])]
        prefix, ids = wanted.get("query"), {str(one) for one in wanted.get("user_ids") or []}
        members = [
            member_json(one)
            for one in guild.members.values()
            if (one.user.id in ids if ids else one.user.name.startswith(prefix or ""))
        ]
        limit = wanted.get("limit") or len(members)
        chunk: Json = {"guild_id": guild.id, "members": members[:limit], "chunk_index": 0, "chunk_count": 1}
        return [chunk | ({"nonce": wanted["nonce"]} if "nonce" in wanted else {})]
