"""The world's things as the JSON that Discord sends."""

from tests.discord.messages import LINK_STYLE, Message
from tests.discord.world import DM, Channel, Guild, Json, Member, Role, User, World, now

ATTACHMENT_LIMIT = 10 * 1024 * 1024


def user_json(user: User) -> Json:
    return {
        "id": user.id,
        "username": user.name,
        "discriminator": "0",
        "global_name": None if user.bot else user.name.title(),
        "avatar": None,
        "bot": user.bot,
        "flags": 0,
        "public_flags": 0,
        "primary_guild": None,
    }


def own_json(bot: User) -> Json:
    """The bot's own account, of which it alone sees these parts."""
    return user_json(bot) | {"verified": True, "email": None, "mfa_enabled": True, "locale": bot.locale}


def member_json(member: Member, *, with_user: bool = True) -> Json:
    payload: Json = {
        "roles": [role.id for role in member.roles],
        "joined_at": member.joined_at,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        **dict.fromkeys(("avatar", "banner", "nick", "premium_since", "communication_disabled_until")),
    }
    return payload | ({"user": user_json(member.user)} if with_user else {})


def role_json(role: Role, position: int) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": str(role.permissions),
        "managed": role.bot is not None,
        "mentionable": role.mentionable,
        "flags": 0,
        **({"tags": {"bot_id": role.bot.id}} if role.bot else {}),
    }


def channel_json(channel: Channel, world: World) -> Json:
    last = next(reversed(channel.messages), None)
    payload: Json = {"id": channel.id, "type": channel.type, "last_message_id": last, "flags": 0}
    if channel.guild is None:
        name = None if channel.type == DM else channel.name
        return payload | {"name": name, "recipients": [user_json(user) for user in channel.recipients]}
    payload |= {"guild_id": channel.guild.id, "name": channel.name, "rate_limit_per_user": 0}
    if channel.is_thread:
        return payload | _thread_part(channel, world)
    overwrites = [
        {
            "id": overwrite.target.id,
            "type": 0 if isinstance(overwrite.target, Role) else 1,
            "allow": str(overwrite.allow),
            "deny": str(overwrite.deny),
        }
        for overwrite in channel.overwrites
    ]
    position = list(channel.guild.channels).index(channel.id)
    return payload | {
        "position": position,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": overwrites,
    }


def _thread_part(thread: Channel, world: World) -> Json:
    assert thread.parent is not None
    owner = thread.owner or world.bot
    count = len(thread.messages)
    return {
        "parent_id": thread.parent.id,
        "owner_id": owner.id,
        "message_count": count,
        "total_message_sent": count,
        "member_count": 1,
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": thread.auto_archive_minutes,
            "archive_timestamp": now(),
            "locked": thread.locked,
        },
    }


def guild_json(guild: Guild, world: World) -> Json:
    """What GET /guilds answers, and what GUILD_CREATE holds without its lists."""
    roles = [role_json(role, position) for position, role in enumerate(guild.roles.values())]
    nothing = (
        "icon splash discovery_splash afk_channel_id application_id system_channel_id rules_channel_id "
        "public_updates_channel_id safety_alerts_channel_id vanity_url_code description banner hub_type "
        "incidents_data"
    )
    zero = (
        "verification_level default_message_notifications explicit_content_filter mfa_level premium_tier "
        "nsfw_level system_channel_flags"
    )
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner.id,
        "preferred_locale": guild.locale,
        "roles": roles,
        "emojis": [],
        "stickers": [],
        "features": [],
        "afk_timeout": 300,
        "premium_progress_bar_enabled": False,
        **dict.fromkeys(nothing.split()),
        **dict.fromkeys(zero.split(), 0),
    }


def guild_create_json(guild: Guild, world: World, *, all_members: bool) -> Json:
    """Without the members intent, the bot itself is the only member sent."""
    members = [one for one in guild.members.values() if all_members or one.user is world.bot]
    channels = list(guild.channels.values())
    empty = "voice_states presences stage_instances guild_scheduled_events soundboard_sounds"
    return {
        **guild_json(guild, world),
        "joined_at": guild.members[world.bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(member) for member in members],
        "channels": [channel_json(one, world) for one in channels if not one.is_thread],
        "threads": [channel_json(one, world) for one in channels if one.is_thread and not one.archived],
        **{name: [] for name in empty.split()},
    }


def shown_components(components: list[Json]) -> list[Json]:
    """The components as Discord gives them back: each with a number of its own."""
    count = 0

    def shown(component: Json) -> Json:
        nonlocal count
        count += 1
        copy = {"id": count} | {key: value for key, value in component.items() if value is not None}
        if "components" in copy:
            copy["components"] = [shown(child) for child in copy["components"]]
        if "accessory" in copy:
            copy["accessory"] = shown(copy["accessory"])
        for one in [copy, *copy.get("options", [])]:
            if one.get("emoji"):
                one["emoji"] = {key: value for key, value in one["emoji"].items() if value is not None}
        if copy["type"] == 2 and copy.get("style") != LINK_STYLE:
            copy.pop("url", None)
        return copy

    return [shown(component) for component in components]


def message_json(message: Message, world: World, *, reference: bool = True) -> Json:
    payload: Json = {
        "id": message.id,
        "channel_id": message.channel.id,
        "author": user_json(message.author),
        "content": message.content,
        "timestamp": message.sent_at,
        "edited_timestamp": message.edited_at,
        "tts": False,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [role.id for role in message.mention_roles],
        "attachments": message.attachments,
        "embeds": [{"type": "rich"} | embed for embed in message.embeds],
        "components": message.components,
        "pinned": False,
        "type": message.type,
        "flags": message.flags,
    }
    if message.interaction is not None:
        payload |= {"interaction_metadata": message.interaction, "webhook_id": world.application_id}
    if message.webhook_id is not None:
        payload["webhook_id"] = message.webhook_id
    if message.forwards:
        payload["message_snapshots"] = [{"message": _snapshot(one, world)} for one in message.forwards]
    if message.author is world.bot:
        payload["application_id"] = world.application_id
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.thread is not None:
        payload["thread"] = channel_json(message.thread, world)
    if reference and message.reference_id is not None:
        payload |= _reference_part(message, world)
    return payload


SNAPSHOT = (
    "attachments components content edited_timestamp embeds flags mention_roles mentions timestamp type"
).split()


def _snapshot(message: Message, world: World) -> Json:
    """What a forwarding message holds of another: not who wrote it."""
    shown = message_json(message, world, reference=False)
    return {name: shown[name] for name in SNAPSHOT}


def _reference_part(message: Message, world: World) -> Json:
    """A reply shows the message it replies to, or null where that is gone; a forwarded one is only named."""
    assert message.reference is not None
    channel = message.reference.channel
    place: Json = {
        "type": 1 if message.forwards else 0,
        "message_id": message.reference_id,
        "channel_id": channel.id,
    }
    if channel.guild is not None:
        place["guild_id"] = channel.guild.id
    if message.forwards:
        return {"message_reference": place}
    gone = message.reference.deleted
    shown = None if gone else message_json(message.reference, world, reference=False)
    return {"message_reference": place, "referenced_message": shown}


def without_content(payload: Json) -> Json:
    """What a bot without the message-content intent sees of a message that is none of its business."""
    return payload | {"content": "", "embeds": [], "attachments": [], "components": []}
