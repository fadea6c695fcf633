"""Commands told to Discord once when they have changed, not at each start."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.discord.logs import event
from index.files import replace_text

SYNCED = "discord-commands.json"  # in the home folder: application and server → digest of what was synced
log = logging.getLogger(__name__)


async def digest_of(tree: app_commands.CommandTree[Any]) -> str:
    """Of all that Discord is told about the commands, translations included."""
    commands = [
        command
        for kind in (discord.AppCommandType.chat_input, discord.AppCommandType.message)
        for command in tree.get_commands(type=kind)
    ]
    translator = tree.translator
    payloads = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in commands
    ]
    text = json.dumps(sorted(payloads, key=lambda payload: payload["name"]), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


async def sync(
    tree: app_commands.CommandTree[Any], application: int, home: Path, guild: int | None, *, always: bool
) -> bool:
    """Tell Discord about the commands, if they changed or `always`; whether it was told.

    Raises discord.HTTPException.
    """
    digest, known, place = await digest_of(tree), _known(home), f"{application}:{guild or 'everywhere'}"
    if known.get(place) == digest and not always:
        return False
    target = discord.Object(guild) if guild else None
    if target:
        tree.copy_global_to(guild=target)
    synced = await tree.sync(guild=target)
    home.mkdir(parents=True, exist_ok=True)
    replace_text(home / SYNCED, json.dumps({**known, place: digest}, indent=1) + "\n")
    event(log, "commands_synced", commands=len(synced), guild=guild)
    return True


def _known(home: Path) -> dict[str, str]:
    try:
        known = json.loads((home / SYNCED).read_text(encoding="utf8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
