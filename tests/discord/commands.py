"""A command as a person gives it: looked up, checked as the client would, made an interaction's data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.discord.command_rules import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from tests.discord.payloads import member_json, role_json, user_json
from tests.discord.posting import Upload
from tests.discord.world import Channel, Json, Role, User

Values = Mapping[str, Any]

PYTHON_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (Upload,),
}


@dataclass
class Given:
    """The data of an interaction, built for one command in one channel."""

    channel: Channel
    store: Callable[[Upload], Json]
    resolved: Json = field(default_factory=dict)

    def value(self, option: Json, value: Any) -> Any:
        """The JSON of an option's value; what it stands for goes into `resolved`."""
        if isinstance(value, Upload):
            attachment = self.store(value)
            self.resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return attachment["id"]
        if isinstance(value, User):
            self._person(value)
            return value.id
        if isinstance(value, Role):
            self.resolved.setdefault("roles", {})[value.id] = role_json(value, 1)
            return value.id
        if isinstance(value, Channel):
            shown = {"id": value.id, "name": value.name, "type": value.type, "permissions": "0"}
            self.resolved.setdefault("channels", {})[value.id] = shown
            return value.id
        return value

    def _person(self, user: User) -> None:
        self.resolved.setdefault("users", {})[user.id] = user_json(user)
        guild = self.channel.guild
        if guild is not None and user.id in guild.members:
            member = member_json(guild.members[user.id], with_user=False)
            member = {key: value for key, value in member.items() if key not in ("deaf", "mute")}
            permissions = str(self.channel.permissions(user))
            self.resolved.setdefault("members", {})[user.id] = member | {"permissions": permissions}


def find_command(commands: dict[str | None, list[Json]], name: str, kind: int, channel: Channel) -> Json:
    """The guild's own command, or the global one, as far as it is offered in this place."""
    guild_id = channel.guild.id if channel.guild is not None else None
    offered = [*(commands.get(guild_id, []) if guild_id else []), *commands.get(None, [])]
    for command in offered:
        if command["name"] == name and command["type"] == kind:
            contexts = command.get("contexts")
            context = 0 if guild_id else 1 if channel.type == 1 else 2
            if contexts is not None and context not in contexts:
                raise LookupError(f"{name!r} is not offered in context {context}, only in {contexts}")
            return command
    raise LookupError(
        f"no command {name!r} of type {kind} is registered, but {[one['name'] for one in offered]}"
    )


def command_data(
    command: Json, path: list[str], values: Values, given: Given, focused: str | None = None
) -> Json:
    """The data of a slash command; `path` holds the names of its group and subcommand."""
    declared = command.get("options") or []
    levels: list[Json] = []
    for name in path:
        level = next(
            (one for one in declared if one["name"] == name and one["type"] in (SUBCOMMAND, GROUP)), None
        )
        if level is None:
            raise LookupError(f"{command['name']} has no subcommand {name!r}")
        levels.append(level)
        declared = level.get("options") or []
    options = _options(declared, values, given, focused)
    for level in reversed(levels):
        options = [{"name": level["name"], "type": level["type"], "options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    return data | ({"resolved": given.resolved} if given.resolved else {})


def _options(declared: list[Json], values: Values, given: Given, focused: str | None) -> list[Json]:
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in declared):
        raise LookupError(f"say which of {[option['name'] for option in declared]}")
    names = {option["name"] for option in declared}
    if set(values) - names:
        raise LookupError(f"no option {sorted(set(values) - names)}, but {sorted(names)}")
    options = []
    for option in declared:
        if option["name"] not in values:
            if option.get("required") and focused is None:
                raise LookupError(f"the option {option['name']!r} is required")
            continue
        value = values[option["name"]]
        is_focused = option["name"] == focused
        if focused is None:
            check_value(option, value)
        if is_focused and not option.get("autocomplete"):
            raise LookupError(f"the option {focused!r} does not autocomplete")
        entry = {"name": option["name"], "type": option["type"], "value": given.value(option, value)}
        options.append(entry | ({"focused": True} if is_focused else {}))
    return options


def check_value(option: Json, value: Any) -> None:
    """The client does not send what a command does not take; a test that does so is wrong."""
    name = option["name"]
    if not isinstance(value, PYTHON_TYPES[option["type"]]):
        raise TypeError(f"{name} takes {PYTHON_TYPES[option['type']]}, not {value!r}")
    if option.get("choices") and value not in [choice["value"] for choice in option["choices"]]:
        raise ValueError(f"{value!r} is none of the choices of {name}")
    size = len(value) if isinstance(value, str) else value
    least = option.get("min_length") if isinstance(value, str) else option.get("min_value")
    most = option.get("max_length") if isinstance(value, str) else option.get("max_value")
    if (least is not None and size < least) or (most is not None and size > most):
        raise ValueError(f"{name} takes {least} to {most}, not {size}")
