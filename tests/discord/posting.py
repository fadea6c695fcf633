"""How a request's body becomes a message: the rules first, then its parts, its files and whom it notifies."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

from tests.discord.messages import (
    COMPONENTS_V2,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    TEXT_DISPLAY,
    Message,
    mentioned_ids,
    walk,
)
from tests.discord.payloads import ATTACHMENT_LIMIT, shown_components
from tests.discord.rules import message_problems
from tests.discord.world import MENTION_EVERYONE, Channel, Json, User, World, now, snowflake

SENDABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
EVERYONE = "everyone"


@dataclass(frozen=True)
class Upload:
    """A file that a person attaches, or that the bot sends."""

    filename: str
    content: bytes
    content_type: str = "application/octet-stream"


class Refusal(Exception):  # noqa: N818
    """What Discord answers to a request that it does not take; `broken` where the bot is to blame."""

    def __init__(self, status: int, code: int, message: str, *, broken: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.broken = broken


def invalid(problems: list[str]) -> Refusal:
    code, message = (
        (50006, "Cannot send an empty message") if "50006" in problems[0] else (50035, "Invalid Form Body")
    )
    return Refusal(400, code, message, broken=tuple(problems))


def store(world: World, base: str, upload: Upload, description: str | None = None) -> Json:
    """The file on the CDN, as an attachment."""
    attachment_id = snowflake()
    path = f"attachments/{attachment_id}/{upload.filename}"
    world.files[path] = upload.content
    kept = {
        "id": attachment_id,
        "filename": upload.filename,
        "size": len(upload.content),
        "url": f"{base}/{path}",
        "proxy_url": f"{base}/{path}",
        "content_type": upload.content_type,
    }
    return kept | ({"description": description} if description else {})


class Poster:
    """Fills messages from requests; `cdn` is the address under which files lie."""

    def __init__(self, world: World, cdn: str, record: Callable[[str], None]) -> None:
        self._world = world
        self._cdn = cdn
        self._record = record

    def fill(
        self, message: Message, body: Json, files: dict[int, Upload], *, ephemeral: bool = False
    ) -> None:
        """Give `message` what `body` says, or raise Refusal and leave it as it was."""
        asked = int(body.get("flags") or 0)
        allowed = SENDABLE | (EPHEMERAL if ephemeral else 0)
        flags = message.flags & COMPONENTS_V2 | asked
        shown = {
            "content": message.content,
            "embeds": message.embeds,
            "components": message.components,
            "attachments": message.attachments,
        }
        problems = message_problems(body, flags=flags, files=len(files), shown=shown)
        if asked & ~allowed:
            problems.append(f"flags {asked & ~allowed} cannot be set here")
        attachments = self._attachments(message, body, files, problems)
        _resolve_names(body, attachments, problems)
        if problems:
            raise invalid(problems)
        message.flags |= asked & allowed
        message.attachments = attachments
        if "content" in body:
            message.content = body["content"] or ""
        if "embeds" in body:
            message.embeds = [_shown_embed(embed, attachments) for embed in body["embeds"] or []]
        if "components" in body:
            message.components = shown_components(body["components"] or [])

    def edit(self, message: Message, body: Json, files: dict[int, Upload]) -> None:
        before = message.version()
        self.fill(message, body, files)
        message.history.append(before)
        message.edited_at = now()

    def _attachments(
        self, message: Message, body: Json, files: dict[int, Upload], problems: list[str]
    ) -> list[Json]:
        kept = message.attachments
        new = {str(index) for index in files}
        described = {str(one.get("id")): one for one in body.get("attachments") or []}
        if body.get("attachments") is not None:
            kept = [one for one in kept if one["id"] in described]
            known = {one["id"] for one in message.attachments} | new
            problems += [
                f"attachment {one} is neither sent nor there" for one in described if one not in known
            ]
        if sum(len(upload.content) for upload in files.values()) > ATTACHMENT_LIMIT:
            raise Refusal(413, 40005, "Request entity too large", broken=("40005: the files are too large",))
        added = []
        for index, upload in files.items():
            entry = described.get(str(index), {})
            renamed = Upload(entry.get("filename") or upload.filename, upload.content, upload.content_type)
            added.append(store(self._world, self._cdn, renamed, entry.get("description")))
        return [*kept, *added]

    def notify(self, message: Message, allowed: Json | None) -> None:
        """Set whom `message` mentions and whom it notifies, as allowed_mentions says."""
        channel = message.channel
        texts = [message.content] + [
            part["content"] for part in walk(message.components) if part["type"] == TEXT_DISPLAY
        ]
        users, roles, everyone = mentioned_ids("\n".join(texts))
        parse = {"users", "roles", EVERYONE} if allowed is None else set(allowed.get("parse") or [])
        listed_users = {str(one) for one in (allowed or {}).get("users") or []}
        listed_roles = {str(one) for one in (allowed or {}).get("roles") or []}
        people = [self._world.users[one] for one in users if one in self._world.users]
        message.mentions = [user for user in people if "users" in parse or user.id in listed_users]
        known_roles = {} if channel.guild is None else channel.guild.roles
        may_call_all = self._may_call_all(channel, message.author)
        message.mention_roles = [
            known_roles[one]
            for one in roles
            if one in known_roles
            and ("roles" in parse or one in listed_roles)
            and (known_roles[one].mentionable or may_call_all)
        ]
        message.mention_everyone = everyone and EVERYONE in parse and may_call_all
        replied = True if allowed is None else bool(allowed.get("replied_user"))
        if replied and message.reference is not None and message.reference.author not in message.mentions:
            message.mentions.append(message.reference.author)
        message.pings = frozenset() if message.ephemeral else _targets(message)

    def _may_call_all(self, channel: Channel, author: User) -> bool:
        if channel.guild is None or author.id not in channel.guild.members:
            return False
        return bool(channel.permissions(author) & MENTION_EVERYONE)


def _targets(message: Message) -> frozenset[str]:
    targets = [user.mention for user in message.mentions if user is not message.author]
    targets += [role.mention for role in message.mention_roles]
    return frozenset(targets + (["@everyone"] if message.mention_everyone else []))


def _resolve_names(body: Json, attachments: list[Json], problems: list[str]) -> None:
    """Every `attachment://name` in an embed or a component is a file of the message."""
    names = {one["filename"] for one in attachments}
    places = [part for embed in body.get("embeds") or [] for part in embed.values() if isinstance(part, dict)]
    places += [
        part[key] for part in walk(body.get("components") or []) for key in ("file", "media") if part.get(key)
    ]
    for part in places:
        url = str(part.get("url") or "")
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
            problems.append(f"{url} names no file of the message")


def _shown_embed(embed: Json, attachments: list[Json]) -> Json:
    addresses = {f"attachment://{one['filename']}": one["url"] for one in attachments}
    shown = {key: value for key, value in copy.deepcopy(embed).items() if value is not None}
    for part in shown.values():
        if isinstance(part, dict) and part.get("url") in addresses:
            part["url"] = addresses[part["url"]]
    return shown
