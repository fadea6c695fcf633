"""`footnote discord --check`: what is missing before anything starts."""

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import aiohttp
import discord

from bot.discord import setup as problems
from bot.discord.tree import PERMISSIONS, install_link, invite_link
from corpus.errors import FootnoteError

if TYPE_CHECKING:
    from bot.discord.setup import Setup
    from bot.settings import Settings


class Finding(NamedTuple):
    """One thing looked at."""

    good: bool
    what: str
    said: str

    def __str__(self) -> str:
        return f"{'ok' if self.good else 'missing':<8} {self.what}: {self.said}"


def findings(settings: "Settings", setup: "Setup") -> list[Finding]:
    """Token, links and their permissions, index."""
    return [*asyncio.run(_login(setup)), _index(settings)]


async def _login(setup: "Setup") -> list[Finding]:
    """Without a token nothing is asked of Discord."""
    if not setup.token:
        return [Finding(False, "token", problems.MISSING)]
    if len(setup.token.split()) > 1:
        return [Finding(False, "token", problems.BROKEN)]
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(setup.token)
            application, user = client.application_id or 0, client.user
    except discord.LoginFailure:
        return [Finding(False, "token", problems.REFUSED)]
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        return [Finding(False, "token", f"Discord cannot be asked ({type(error).__name__}): try again later")]
    names = ", ".join(name.replace("_", " ") for name, granted in PERMISSIONS if granted)
    return [
        Finding(True, "token", f"of {user}"),
        Finding(True, "intents", "none is needed that has to be switched on"),
        Finding(True, "permissions", f"{PERMISSIONS.value} ({names})"),
        Finding(True, "add it to a server", invite_link(application)),
        Finding(True, "add it to yourself", install_link(application)),
    ]


def _index(settings: "Settings") -> Finding:
    try:
        generation = settings.store().open()
    except FootnoteError as error:
        return Finding(False, "index", str(error))
    if generation is None:
        return Finding(False, "index", f"there is none yet: make one with: {settings.command('index')}")
    manifest = generation.manifest
    generation.close()
    if manifest.fingerprint != settings.model.fingerprint:
        return Finding(
            False,
            "index",
            f"it is of the model {manifest.model}: make it anew with: {settings.command('index')}",
        )
    return Finding(True, "index", f"{manifest.articles:,} articles, {manifest.passages:,} passages")
