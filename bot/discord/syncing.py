"""Commands told to Discord once when they have changed, not at each start."""

import contextlib
import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.discord.logs import event
from index.files import replace_text

SYNCED = "discord-commands.json"  # in the home folder: application and server → digest of what was synced
EVERYWHERE = "everywhere"
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
    digest, known = await digest_of(tree), _known(home)
    everywhere, place = f"{application}:{EVERYWHERE}", f"{application}:{guild or EVERYWHERE}"
    if known.get(place) == digest and not always:
        return False
    if guild:
        target = discord.Object(guild)
        # Of two of one name Discord would show both.
        if known.get(everywhere) == digest:
            tree.clear_commands(guild=target)
        else:
            tree.copy_global_to(guild=target)
        synced = await tree.sync(guild=target)
    else:
        synced = await tree.sync()
        known = await _without_tried_out(tree, application, known)
    home.mkdir(parents=True, exist_ok=True)
    replace_text(home / SYNCED, json.dumps({**known, place: digest}, indent=1) + "\n")
    event(log, "commands_synced", commands=len(synced), guild=guild)
    return True


async def _without_tried_out(
    tree: app_commands.CommandTree[Any], application: int, known: Mapping[str, str]
) -> dict[str, str]:
    """What is known, once the servers that commands were tried out in have no more of their own."""
    left = dict(known)
    for place in known:
        owner, _, guild = place.partition(":")
        if owner == str(application) and guild != EVERYWHERE:
            target = discord.Object(int(guild))
            tree.clear_commands(guild=target)
            with contextlib.suppress(discord.Forbidden, discord.NotFound):  # the bot has left that server
                await tree.sync(guild=target)
            del left[place]
    return left


def _known(home: Path) -> dict[str, str]:
    try:
        known = json.loads((home / SYNCED).read_text(encoding="utf8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
