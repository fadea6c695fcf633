"""What Discord refuses in application commands and autocompletions."""

import re
from typing import Any

from tests.discord.rules import long
from tests.discord.world import Json

NAME_PATTERN = re.compile(r"^[-_'\w]{1,32}$")
CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(
    1, 12
)
OPTIONS, CHOICES, DESCRIPTION, CHOICE, TOTAL = 25, 25, 100, 100, 8000
MOST = {CHAT_INPUT: 100, USER_MENU: 15, MESSAGE_MENU: 15}


def commands_problems(commands: list[Json]) -> list[str]:
    problems: list[str] = []
    for kind, most in MOST.items():
        names = [str(command["name"]) for command in commands if (command.get("type") or CHAT_INPUT) == kind]
        if len(names) > most:
            problems.append(f"{len(names)} commands of type {kind}, {most} are allowed")
        problems += [f"two commands are called {name!r}" for name in set(names) if names.count(name) > 1]
    for command in commands:
        problems += command_problems(command)
    return problems


def command_problems(command: Json) -> list[str]:
    name = str(command.get("name") or "")
    at = f"command {name!r}"
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        problems = long(at, name.strip(), 32, 1)
        if command.get("description") or command.get("options"):
            problems.append(f"{at} is a context menu and has a description or options")
        return problems
    problems = _name_problems(at, command) + _description_problems(at, command)
    problems += _options_problems(at, command.get("options") or [], depth=0)
    if _text_length(command) > TOTAL:
        problems.append(f"{at} has {_text_length(command)} characters in all, {TOTAL} are allowed")
    return problems


def _name_problems(at: str, named: Json) -> list[str]:
    names = {"name": named.get("name"), **(named.get("name_localizations") or {})}
    return [
        f"{at}: {name!r} ({where}) is no command name"
        for where, name in names.items()
        if not NAME_PATTERN.match(str(name)) or str(name) != str(name).lower()
    ]


def _description_problems(at: str, described: Json) -> list[str]:
    texts = {
        "description": described.get("description"),
        **(described.get("description_localizations") or {}),
    }
    return [line for where, text in texts.items() for line in long(f"{at} {where}", text, DESCRIPTION, 1)]


def _options_problems(at: str, options: list[Json], depth: int) -> list[str]:
    problems = [] if len(options) <= OPTIONS else [f"{at} has {len(options)} options, {OPTIONS} are allowed"]
    names = [str(option.get("name")) for option in options]
    problems += [f"{at} has two options {name!r}" for name in set(names) if names.count(name) > 1]
    kinds = {option["type"] for option in options}
    if kinds & {SUBCOMMAND, GROUP} and kinds - {SUBCOMMAND, GROUP}:
        problems.append(f"{at} mixes subcommands with options")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        problems.append(f"{at}: a required option stands behind an optional one")
    for option in options:
        here = f"{at} {option.get('name')!r}"
        problems += _name_problems(here, option) + _description_problems(here, option)
        if option["type"] in (SUBCOMMAND, GROUP):
            if depth > 1 or (depth == 1 and option["type"] == GROUP):
                problems.append(f"{here} is nested too deep")
            problems += _options_problems(here, option.get("options") or [], depth + 1)
        problems += _choices_problems(here, option)
    return problems


def _choices_problems(at: str, option: Json) -> list[str]:
    choices = option.get("choices") or []
    problems = choice_problems(at, choices)
    if choices and option.get("autocomplete"):
        problems.append(f"{at} has choices and autocompletes")
    if option.get("autocomplete") and option["type"] not in (STRING, INTEGER, NUMBER):
        problems.append(f"{at} cannot autocomplete")
    return problems


def choice_problems(at: str, choices: list[Json]) -> list[str]:
    """Also the rule of an autocompletion's answer."""
    problems = [] if len(choices) <= CHOICES else [f"{at} has {len(choices)} choices, {CHOICES} are allowed"]
    for choice in choices:
        problems += long(f"{at} choice", choice.get("name"), CHOICE, 1)
        for name in (choice.get("name_localizations") or {}).values():
            problems += long(f"{at} choice", name, CHOICE, 1)
        if isinstance(choice.get("value"), str):
            problems += long(f"{at} choice value", choice["value"], CHOICE, 1)
    return problems


def _text_length(part: Json) -> int:
    """Names, descriptions and choices of a command and all that is in it."""
    values: list[Any] = [part.get("name"), part.get("description"), part.get("value")]
    total = sum(len(value) for value in values if isinstance(value, str))
    return total + sum(_text_length(child) for key in ("options", "choices") for child in part.get(key) or [])
