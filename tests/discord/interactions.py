"""An interaction, from what a person did to all that the bot answered."""

import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.discord.messages import Message
from tests.discord.payloads import ATTACHMENT_LIMIT, channel_json, member_json, message_json, user_json
from tests.discord.world import Channel, Json, User, World, snowflake

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

ALLOWED_ANSWERS = {
    COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED_MESSAGE},
}

IN_GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2


@dataclass(frozen=True)
class First:
    """The first answer: its type, the seconds that it took by the fake's clock, and by any other."""

    type: int
    seconds: float
    wall_seconds: float
    ephemeral: bool


class NoAnswerError(AssertionError):
    """The bot did not do in time what the test waits for."""


Until = Callable[[Callable[[], Any], float, str], Awaitable[Any]]


@dataclass(eq=False)
class Interaction:
    """`original` is the message that answers, or the one that a component's answer changes."""

    type: int
    name: str
    user: User
    channel: Channel
    data: Json
    asked_at: float
    until: Until
    locale: str
    source: Message | None = None
    parent: "Interaction | None" = None
    first_answer: First | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    began: float = field(default_factory=time.perf_counter)
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(40))

    def allowed_answers(self) -> set[int]:
        changes = {DEFERRED_UPDATE, UPDATE} if self.type == MODAL_SUBMIT and self.source else set()
        return ALLOWED_ANSWERS[self.type] | changes

    async def first(self, timeout: float = 4.0) -> First:
        """The first answer, deferred or not."""
        first: First = await self.until(lambda: self.first_answer, timeout, f"a first answer to {self.name}")
        return first

    async def answer(self, timeout: float = 10.0) -> Message:
        """The message that answers, once it no longer says that the bot is thinking."""

        def settled() -> Message | None:
            shown = self.original
            return shown if shown is not None and not shown.loading else None

        message: Message = await self.until(settled, timeout, f"the answer to {self.name}")
        return message

    async def opened(self, timeout: float = 4.0) -> Json:
        """The modal that answers."""
        modal: Json = await self.until(lambda: self.modal, timeout, f"a modal for {self.name}")
        return modal

    async def followup(self, number: int = 0, timeout: float = 10.0) -> Message:
        """The message sent after the answer."""

        def sent() -> Message | None:
            return self.followups[number] if len(self.followups) > number else None

        message: Message = await self.until(sent, timeout, f"followup {number} to {self.name}")
        return message

    def messages(self) -> list[Message]:
        shown = [] if self.original is None else [self.original]
        return [message for message in [*shown, *self.followups] if not message.deleted]


def owners(interaction: Interaction, user_installs: set[User]) -> Json:
    """Who installed the app that answers here: the guild, the person, or both."""
    guild = interaction.channel.guild
    found: Json = {}
    if guild is None and interaction.channel.type == 1:
        found["0"] = "0"
    elif guild is not None and guild.has_bot:
        found["0"] = guild.id
    if interaction.user in user_installs:
        found["1"] = interaction.user.id
    return found


def interaction_json(interaction: Interaction, world: World, user_installs: set[User]) -> Json:
    channel, user = interaction.channel, interaction.user
    guild = channel.guild
    is_bot_here = guild is None or guild.has_bot
    permissions = channel.permissions(world.bot if is_bot_here else user)
    payload: Json = {
        "id": interaction.id,
        "application_id": world.application_id,
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel": channel_json(channel, world),
        "channel_id": channel.id,
        "locale": interaction.locale,
        "app_permissions": str(permissions),
        "entitlements": [],
        "authorizing_integration_owners": owners(interaction, user_installs),
        "attachment_size_limit": ATTACHMENT_LIMIT,
    }
    if guild is None:
        payload |= {"user": user_json(user), "context": BOT_DM if channel.type == 1 else PRIVATE_CHANNEL}
    else:
        member = member_json(guild.members[user.id]) | {"permissions": str(channel.permissions(user))}
        payload |= {
            "context": IN_GUILD,
            "guild_id": guild.id,
            "guild_locale": guild.locale,
            "guild": {"id": guild.id, "locale": guild.locale, "features": []},
            "member": member,
        }
    if interaction.source is not None:
        payload["message"] = message_json(interaction.source, world)
    return payload


def metadata(interaction: Interaction, user_installs: set[User]) -> Json:
    """What a message keeps of the interaction that it answers."""
    kept: Json = {
        "id": interaction.id,
        "type": interaction.type,
        "user": user_json(interaction.user),
        "authorizing_integration_owners": owners(interaction, user_installs),
    }
    if interaction.type == COMPONENT and interaction.source is not None:
        kept["interacted_message_id"] = interaction.source.id
    if interaction.type == MODAL_SUBMIT and interaction.parent is not None:
        kept["triggering_interaction_metadata"] = metadata(interaction.parent, user_installs)
    return kept
