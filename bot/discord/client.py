"""The bot's connection to Discord: what arrives there is handed to the rooms that answer it."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.ext import commands

from bot.discord.access import Cooldown
from bot.discord.answered import Answered
from bot.discord.files import Uploads
from bot.discord.flights import Flights
from bot.discord.gateway import read_each_alone, take_turns
from bot.discord.locales import Locales
from bot.discord.logs import event
from bot.discord.mentions import heard, heard_anew, unsaid
from bot.discord.presses import told_why
from bot.discord.sending import PressButton
from bot.discord.syncing import sync
from bot.discord.tree import Tree, fill, invite_link

if TYPE_CHECKING:
    from bot.discord.rebuilding import Rebuilding
    from bot.discord.setup import Setup

DRAIN_SECONDS = 10.0
THREADS = 2  # that one user may open in a minute
SYNC_SECONDS = 5.0  # that the gateway waits for the commands
SYNC_AGAIN_SECONDS = 60.0
# First answers that begin in one turn of the event loop. A hundred in one turn held it up for 40 to 60 ms of
# CPU time; one a turn let the last of a hundred wait for 3 s on a busy machine.
BEGINNING = 8
log = logging.getLogger(__name__)


class FootnoteBot(commands.AutoShardedBot):
    """One login. The desk answers, and outlives it; so does what is being rebuilt for it."""

    def __init__(self, rebuilding: "Rebuilding", setup: "Setup", *, guild: int | None = None) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            # Mentions and direct messages come with their text: no privileged intent is needed.
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        take_turns(self.http)
        read_each_alone(self._connection.parsers)
        self.rebuilding, self.desk, self.setup = rebuilding, rebuilding.desk, setup
        self.stopping = False
        self.flights = Flights()
        self.beginning = asyncio.Semaphore(BEGINNING)
        self.cooldown, self.told, self.threads = Cooldown(), Cooldown(1), Cooldown(THREADS)
        self.locales = Locales()
        self.answered, self.born = Answered(), discord.utils.utcnow()
        self.uploads = Uploads(self.desk.settings.home)
        self._guild = guild
        self._syncing: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        await fill(self.tree)
        self.add_dynamic_items(PressButton)
        self._syncing = asyncio.create_task(self._sync_until_settled())
        # Whoever sees the bot come finds its commands; but it does not stay away for want of them.
        await asyncio.wait({self._syncing}, timeout=SYNC_SECONDS)
        if self._syncing.done():
            self._syncing.result()

    async def _sync_until_settled(self) -> None:
        """Until Discord takes the commands: at a first start there are none of before."""
        while not await self._sync():
            await asyncio.sleep(SYNC_AGAIN_SECONDS)

    async def _sync(self) -> bool:
        """Whether that is settled, for better or worse."""
        application = self.application_id or 0
        try:
            await sync(self.tree, application, self.desk.settings.home, self._guild, always=False)
        except discord.HTTPException as error:
            # Without it the commands of before still work.
            event(log, "not_synced", logging.ERROR, status=error.status, code=error.code)
            return error.status < 500 and error.status != 429
        except (aiohttp.ClientError, OSError) as error:
            event(log, "not_synced", logging.ERROR, error=type(error).__name__)
            return False
        return True

    async def on_ready(self) -> None:
        event(log, "ready", guilds=len(self.guilds), shards=self.shard_count)

    async def on_shard_resumed(self, shard_id: int) -> None:
        event(log, "resumed", shard=shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        event(log, "disconnected", logging.WARNING, shard=shard_id)

    async def on_message(self, message: discord.Message, /) -> None:
        await heard(self, message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent, /) -> None:
        await heard_anew(self, payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent, /) -> None:
        await unsaid(self, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent, /) -> None:
        await unsaid(self, payload.message_ids)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        self.locales.seen(interaction.user.id, interaction.locale.value)
        # The modal of an earlier run has no view here: it is known by its custom_id alone.
        if interaction.type is discord.InteractionType.modal_submit:
            await told_why(interaction)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        log.exception("an event could not be handled", extra={"fields": {"what": event_method}})

    @property
    def invite(self) -> str:
        """The link that adds the bot to a server."""
        return invite_link(self.application_id or 0)

    async def close(self) -> None:
        """Answer what is in flight, DRAIN_SECONDS at most, then leave."""
        self.stopping = True
        if unanswered := await self.flights.drain(DRAIN_SECONDS):
            event(log, "unanswered", logging.WARNING, questions=unanswered)
        if self._syncing:
            self._syncing.cancel()
        await super().close()
