"""What people do: write, give commands, click, fill in modals; and what they then see."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.command_rules import CHAT_INPUT, MESSAGE_MENU, USER_MENU
from tests.discord.commands import Given, Values, command_data, find_command
from tests.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
    interaction_json,
)
from tests.discord.messages import BUTTON, LINK_STYLE, STRING_SELECT, Message
from tests.discord.modals import modal_components
from tests.discord.payloads import message_json, user_json
from tests.discord.posting import Poster, Upload, store
from tests.discord.posts import Posts
from tests.discord.world import SEND_MESSAGES, Channel, Json, User, now

if TYPE_CHECKING:
    from tests.discord.gateway import Gateway

PERSON_SECONDS = 0.05


class People(Posts):
    """The driver's half of the fake: everything here is done by someone other than the bot."""

    base: str
    gateway: "Gateway"
    poster: Poster
    until: Callable[..., Any]
    notify: Callable[[], None]
    watch_deadline: Callable[[Interaction], None]
    clock: Callable[[], float]
    latency: float

    async def say(
        self,
        user: User,
        channel: Channel,
        content: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        files: tuple[Upload, ...] = (),
    ) -> Message:
        """A person's message; a reply pings the author of what it replies to unless `ping` is False."""
        assert channel.permissions(user) & SEND_MESSAGES, f"{user.name} may not write in {channel.name}"
        reference_id = reply_to.id if reply_to is not None else None
        message = Message(channel, user, content, reference=reply_to, reference_id=reference_id)
        message.type = 0 if reply_to is None else 19
        message.attachments = [store(self.world, f"{self.base}/cdn", file) for file in files]
        allowed = None if ping else {"parse": ["users", "roles", "everyone"], "replied_user": False}
        self.poster.notify(message, allowed)
        await self.events.show(message)
        return message

    async def edit(self, message: Message, content: str) -> None:
        message.history.append(message.version())
        message.content = content
        message.edited_at = now()
        self.poster.notify(message, None)
        await self.events.changed(message)

    async def delete(self, message: Message) -> None:
        await self.events.deleted(message)

    async def types(self, user: User, channel: Channel) -> None:
        await self.events.typing(user, channel)

    def messages(self, channel: Channel, *, author: User | None = None) -> list[Message]:
        """What stands in a channel now, the oldest first, with what only one person sees."""
        shown = [message for message in channel.messages.values() if not message.deleted]
        return [message for message in shown if author in (None, message.author)]

    async def next_message(
        self, channel: Channel, *, after: Message | None = None, timeout: float = 5.0
    ) -> Message:
        """The bot's first message in the channel, or the first after another message."""

        def found() -> Message | None:
            since = int(after.id) if after is not None else 0
            sent = [one for one in self.messages(channel, author=self.bot) if int(one.id) > since]
            return sent[0] if sent and not sent[0].loading else None

        message: Message = await self.until(found, timeout, f"a message in {channel.name}")
        return message

    def file(self, attachment: Json) -> bytes:
        """What lies on the CDN for an attachment."""
        return self.world.files[attachment["url"].removeprefix(f"{self.base}/cdn/")]

    @property
    def pings(self) -> list[tuple[Message, frozenset[str]]]:
        """The bot's messages that notified someone, with whom."""
        every = [one for channel in self.world.channels.values() for one in channel.messages.values()]
        return [(one, one.pings) for one in every if one.author is self.bot and one.pings]

    async def slash(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Values | None = None,
        *,
        locale: str | None = None,
    ) -> Interaction:
        """`/name`, with a subcommand after a space: "index add"."""
        root, *path = name.split()
        command = find_command(self.commands, root, CHAT_INPUT, channel)
        data = command_data(command, path, options or {}, self._given(channel))
        return await self._interact(COMMAND, f"/{name}", user, channel, data, locale)

    async def autocomplete(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Values,
        *,
        focused: str,
        locale: str | None = None,
        timeout: float = 3.0,
    ) -> list[Json]:
        """The choices offered while `focused` is typed; `options` holds what is there so far."""
        root, *path = name.split()
        command = find_command(self.commands, root, CHAT_INPUT, channel)
        data = command_data(command, path, options, self._given(channel), focused)
        name = f"autocompletion of /{name} {focused}"
        interaction = await self._interact(AUTOCOMPLETE, name, user, channel, data, locale)
        await interaction.first(timeout)
        return interaction.choices or []

    def offers(self, user: User, channel: Channel, name: str) -> bool:
        """Whether a person's client shows the slash command there, by its default permissions."""
        try:
            command = find_command(self.commands, name, CHAT_INPUT, channel)
        except LookupError:
            return False
        needed = int(command["default_member_permissions"] or 0)
        return channel.guild is None or channel.permissions(user) & needed == needed

    def unfinished(self) -> list[Interaction]:
        """Interactions that are still without an answer, or whose answer says that the bot is thinking."""
        every = self.interactions.values()
        thinking = [one for one in every if any(message.loading for message in one.messages())]
        return [one for one in every if one.first_answer is None or one in thinking]

    def _given(self, channel: Channel) -> Given:
        return Given(channel, lambda upload: store(self.world, f"{self.base}/cdn", upload))

    async def context_menu(
        self,
        user: User,
        target: Message | User,
        name: str,
        *,
        channel: Channel | None = None,
        locale: str | None = None,
    ) -> Interaction:
        """Right-click on a message or a person, Apps, `name`."""
        is_message = isinstance(target, Message)
        place = channel or (target.channel if isinstance(target, Message) else self.dm(user))
        command = find_command(self.commands, name, MESSAGE_MENU if is_message else USER_MENU, place)
        key = "messages" if is_message else "users"
        shown = message_json(target, self.world) if isinstance(target, Message) else user_json(target)
        data: Json = {
            "id": command["id"],
            "name": name,
            "type": command["type"],
            "target_id": target.id,
            "resolved": {key: {target.id: shown}},
        }
        if command.get("guild_id"):
            data["guild_id"] = command["guild_id"]
        return await self._interact(COMMAND, name, user, place, data, locale)

    async def click(
        self, user: User, message: Message, name: str, *, locale: str | None = None
    ) -> Interaction:
        """Press the button with this custom_id, label, part of a label, or emoji."""
        button = message.control(name)
        assert button["type"] == BUTTON, f"{name!r} is no button"
        assert not button.get("disabled"), f"the button {name!r} is disabled"
        assert button["style"] != LINK_STYLE, f"the button {name!r} is a link to {button.get('url')}"
        data = {"custom_id": button["custom_id"], "component_type": BUTTON}
        return await self._press(user, message, f"button {name!r}", data, locale)

    async def select(
        self, user: User, message: Message, name: str, values: list[str], *, locale: str | None = None
    ) -> Interaction:
        """Choose in a select, by the values or the labels of its options."""
        select = message.control(name)
        assert select["type"] == STRING_SELECT, f"{name!r} is no select of strings"
        by_label = {option["label"]: option["value"] for option in select["options"]}
        chosen = [by_label.get(value, value) for value in values]
        assert set(chosen) <= set(by_label.values()), f"{values} are none of {list(by_label)}"
        assert select.get("min_values", 1) <= len(chosen) <= select.get("max_values", 1), (
            f"{values} are too many or few"
        )
        data = {
            "custom_id": select["custom_id"],
            "component_type": STRING_SELECT,
            "values": chosen,
        }
        return await self._press(user, message, f"select {name!r}", data, locale)

    async def _press(
        self, user: User, message: Message, name: str, data: Json, locale: str | None
    ) -> Interaction:
        assert not message.deleted, "the message is gone"
        await self._reach_for_it()
        return await self._interact(COMPONENT, name, user, message.channel, data, locale, source=message)

    async def submit_modal(
        self,
        user: User,
        opened: Interaction,
        values: Mapping[str, str | list[str]],
        *,
        locale: str | None = None,
    ) -> Interaction:
        """Fill in the modal that `opened` was answered with; values by custom_id or label."""
        modal = await opened.opened()
        data = {
            "custom_id": modal["custom_id"],
            "components": modal_components(modal["components"], dict(values)),
        }
        name = f"modal {modal['title']!r}"
        await self._reach_for_it()
        return await self._interact(
            MODAL_SUBMIT, name, user, opened.channel, data, locale, source=opened.source, parent=opened
        )

    async def _reach_for_it(self) -> None:
        """Nobody presses a button before the bot itself was told that its message arrived."""
        await asyncio.sleep(PERSON_SECONDS + self.latency)

    async def _interact(
        self,
        kind: int,
        name: str,
        user: User,
        channel: Channel,
        data: Json,
        locale: str | None,
        *,
        source: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        interaction = Interaction(
            kind, name, user, channel, data, self.clock(), self.until, locale or user.locale, source, parent
        )
        self.interactions[interaction.token] = interaction
        payload = interaction_json(interaction, self.world, self.user_installs)
        guild_id = channel.guild.id if channel.guild is not None else None
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild_id)
        self.watch_deadline(interaction)
        return interaction
