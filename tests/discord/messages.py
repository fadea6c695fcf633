"""A message as people see it, with all that it was before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.discord.world import Channel, Json, Role, User, now, snowflake

EPHEMERAL, LOADING, HAS_THREAD, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 5, 1 << 15
SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12

BUTTON, SECTION, TEXT_DISPLAY, CONTAINER, LABEL = 2, 9, 10, 17, 18
STRING_SELECT = 3
SELECTS = (STRING_SELECT, 5, 6, 7, 8)
LINK_STYLE = 5


def walk(components: list[Json]) -> Iterator[Json]:
    """Each component with those inside it, in the order of the page."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component[key] for key in ("component", "accessory") if component.get(key)])


@dataclass(frozen=True)
class Version:
    """What a message showed at one time."""

    content: str
    embeds: list[Json]
    components: list[Json]
    attachments: list[Json]
    flags: int


@dataclass(eq=False)
class Message:
    """`history` holds what it showed before the last edit; `pings` who was notified when it came."""

    channel: Channel
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    reference: "Message | None" = None
    reference_id: str | None = None
    forwards: "list[Message]" = field(default_factory=list)
    webhook_id: str | None = None
    interaction: Json | None = None
    thread: Channel | None = None
    type: int = 0
    nonce: str | None = None
    pings: frozenset[str] = frozenset()
    reactions: list[str] = field(default_factory=list)
    history: list[Version] = field(default_factory=list)
    deleted: bool = False
    edited_at: str | None = None
    sent_at: str = field(default_factory=now)
    id: str = field(default_factory=snowflake)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    def version(self) -> Version:
        return Version(self.content, self.embeds, self.components, self.attachments, self.flags)

    def custom_ids(self) -> list[str]:
        return [part["custom_id"] for part in walk(self.components) if part.get("custom_id")]

    def buttons(self) -> list[Json]:
        return [part for part in walk(self.components) if part["type"] == BUTTON]

    def control(self, name: str) -> Json:
        """The button or select with this custom_id, label or placeholder; a label may be given as a part."""
        controls = [part for part in walk(self.components) if part["type"] in (BUTTON, *SELECTS)]
        for matches in (
            [part for part in controls if name in (part.get("custom_id"), part.get("label"))],
            [part for part in controls if name in str(part.get("label") or part.get("placeholder") or "")],
            [part for part in controls if name == (part.get("emoji") or {}).get("name")],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise LookupError(f"{len(matches)} controls of the message match {name!r}")
        shown = [part.get("label") or part.get("custom_id") for part in controls]
        raise LookupError(f"the message has no control {name!r}, but {shown}")

    @property
    def text(self) -> str:
        """All the words that it shows, a line a part: content, embeds, text displays, labels."""
        parts: list[str | None] = [self.content]
        for embed in self.embeds:
            parts += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
            for one in embed.get("fields") or []:
                parts += [one["name"], one["value"]]
            parts.append((embed.get("footer") or {}).get("text"))
        for component in walk(self.components):
            parts += [component.get("content"), component.get("label"), component.get("placeholder")]
        return "\n".join(part for part in parts if part)


def mentioned_ids(text: str) -> tuple[list[str], list[str], bool]:
    """The users and roles that a text mentions, and whether it calls on everyone."""
    users = list(dict.fromkeys(re.findall(r"<@!?(\d+)>", text)))
    roles = list(dict.fromkeys(re.findall(r"<@&(\d+)>", text)))
    return users, roles, re.search(r"@(everyone|here)\b", text) is not None
