"""The small world that the fake Discord holds: users, guilds, channels, members and their permissions."""

import datetime
import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.discord.messages import Message

Json = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000

ADD_REACTIONS = 1 << 6
ADMINISTRATOR = 1 << 3
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38
EVERYTHING = (1 << 53) - 1

EVERYONE_BY_DEFAULT = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | MENTION_EVERYONE
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)
IN_A_DM = EVERYONE_BY_DEFAULT & ~CREATE_PUBLIC_THREADS & ~SEND_MESSAGES_IN_THREADS

TEXT, DM, GROUP, THREAD, PRIVATE_THREAD = 0, 1, 3, 11, 12

_counter = itertools.count()


def snowflake() -> str:
    """A new id: the time of now in its upper bits, so that the client's ages and expiries come out right."""
    return str((int(time.time() * 1000) - DISCORD_EPOCH_MS << 22) + next(_counter) % (1 << 22))


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()


@dataclass(eq=False)
class User:
    name: str
    bot: bool = False
    locale: str = "en-US"
    takes_direct_messages: bool = True
    id: str = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    name: str
    permissions: int = 0
    mentionable: bool = False
    bot: "User | None" = None  # which Discord has made the role for
    id: str = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(eq=False)
class Member:
    user: User
    roles: list[Role] = field(default_factory=list)
    joined_at: str = field(default_factory=now)


@dataclass(eq=False)
class Overwrite:
    """What a channel allows and denies to a role or a member."""

    target: Role | User
    allow: int = 0
    deny: int = 0


@dataclass(eq=False)
class Channel:
    """A text channel, a thread or a direct conversation; `messages` by id, the oldest first."""

    name: str
    type: int = TEXT
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    owner: User | None = None
    recipients: list[User] = field(default_factory=list)
    overwrites: list[Overwrite] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    auto_archive_minutes: int = 1440
    typing: list[User] = field(default_factory=list)
    messages: "dict[str, Message]" = field(default_factory=dict)
    id: str = field(default_factory=snowflake)

    @property
    def is_thread(self) -> bool:
        return self.type in (THREAD, PRIVATE_THREAD)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def guild_id(self) -> str | None:
        return None if self.guild is None else self.guild.id

    def permissions(self, user: User) -> int:
        """What `user` may do here, as Discord adds it up: roles, then the channel's overwrites."""
        if self.guild is None:
            return IN_A_DM
        if self.parent is not None:
            return self.parent.permissions(user)
        base = self.guild.permissions(user)
        if base == EVERYTHING:
            return base
        member = self.guild.members[user.id]
        steps: list[list[Role | User]] = [[self.guild.everyone], list(member.roles), [user]]
        for targets in steps:
            chosen = [overwrite for overwrite in self.overwrites if overwrite.target in targets]
            for overwrite in chosen:
                base &= ~overwrite.deny
            for overwrite in chosen:
                base |= overwrite.allow
        return base


@dataclass(eq=False)
class Guild:
    """`has_bot` is False where the app came only with a user who installed it for themselves."""

    name: str
    owner: User
    locale: str = "en-US"
    has_bot: bool = True
    id: str = field(default_factory=snowflake)
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.everyone = Role("@everyone", EVERYONE_BY_DEFAULT, id=self.id)
        self.roles[self.id] = self.everyone
        self.members[self.owner.id] = Member(self.owner)

    def permissions(self, user: User) -> int:
        if user is self.owner:
            return EVERYTHING
        base = self.everyone.permissions
        for role in self.members[user.id].roles:
            base |= role.permissions
        return EVERYTHING if base & ADMINISTRATOR else base


@dataclass
class World:
    """All that exists, by id."""

    bot: User
    application_id: str
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # the CDN's, by path

    def __post_init__(self) -> None:
        self.users[self.bot.id] = self.bot

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(name, bot, locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, owner: User | None = None, locale: str, has_bot: bool) -> Guild:
        guild = Guild(name, owner or self.add_user(f"{name}-owner"), locale, has_bot)
        if has_bot:
            guild.members[self.bot.id] = Member(self.bot)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels[channel.id] = channel
        return channel

    def direct(self, user: User) -> Channel:
        """The conversation between `user` and the bot; made at first use."""
        for channel in self.channels.values():
            if channel.type == DM and channel.recipients == [user]:
                return channel
        return self.add_channel(Channel(user.name, DM, recipients=[user]))

    def message(self, message_id: str) -> "Message | None":
        for channel in self.channels.values():
            if message_id in channel.messages:
                return channel.messages[message_id]
        return None
