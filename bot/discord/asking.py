"""One question asked in Discord, from the gate to the answer."""

import logging
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import discord

from bot.discord.cards import Card, Tone, notice
from bot.discord.desk import Reply
from bot.discord.flights import BusyError
from bot.discord.live import NoIndexError
from bot.discord.logs import event, place_of
from bot.discord.sending import defer, deliver, embed_of, finish, tell, texts_of

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.texts import Texts

LEAST, MOST = 3, 300  # characters of a question
log = logging.getLogger(__name__)


def gate(bot: "FootnoteBot", user: int, texts: "Texts", *, counts: bool = True) -> str | None:
    """Why the question cannot be taken now, in words; None when it can, and it then counts for the user."""
    if bot.stopping:
        return texts.stopping
    if bot.flights.full:
        return texts.busy
    wait = bot.cooldown.wait(user) if counts else 0.0
    return texts.cooldown.format(seconds=math.ceil(wait)) if wait else None


def seen_by_all(bot: "FootnoteBot", channel: object) -> bool:
    """Whether everybody in the server may read there; what is not known well enough is taken as hidden."""
    number = getattr(channel, "id", 0)
    if isinstance(channel, discord.Thread):
        if channel.is_private():
            return False
        number = channel.parent_id
    # An interaction's own channel comes without what is forbidden in it.
    known = bot.get_channel(number)
    if not isinstance(known, discord.abc.GuildChannel):
        return False
    return known.permissions_for(known.guild.default_role).view_channel


def length_problem(question: str, texts: "Texts") -> str | None:
    """What is wrong with the question's length."""
    if len(question) < LEAST:
        return texts.too_short
    return (
        texts.question_too_long.format(length=texts.number(len(question))) if len(question) > MOST else None
    )


async def answer_interaction(
    interaction: "discord.Interaction[FootnoteBot]",
    work: Callable[[], Awaitable[Reply]],
    *,
    private: bool,
    what: str,
    text: str = "",
    counts: bool = True,
) -> None:
    """Defer first, do the work, put its card in place; whoever has to wait or is failed is told."""
    bot, texts = interaction.client, texts_of(interaction)
    if problem := gate(bot, interaction.user.id, texts, counts=counts):
        await tell(interaction, problem)
        return
    try:
        with in_flight(interaction):
            if not await defer(interaction, private=private):
                return
            reply = await worked(work, texts, what, bot.setup.log_texts, text)
            if not await finish(interaction, reply.card, reply.buttons):
                await finish(interaction, failure(texts))
    except BusyError:
        await tell(interaction, texts.busy)


def in_flight(
    interaction: "discord.Interaction[FootnoteBot]", stopped: str | None = None, *, edits: bool = True
) -> AbstractContextManager[None]:
    """Around an answering; whoever waits is told when the bot leaves before it is done.

    `stopped` is what is said then; unless it `edits`, that is a message of its own, which leaves the one
    with the buttons as it is. Raises BusyError.
    """
    text = stopped or texts_of(interaction).stopping

    async def farewell() -> None:
        if edits:
            await interaction.edit_original_response(embed=embed_of(notice(text)), view=None)
        else:
            await interaction.followup.send(embed=embed_of(notice(text)), ephemeral=True)

    return interaction.client.flights.one(farewell)


async def worked(
    work: Callable[[], Awaitable[Reply]], texts: "Texts", what: str, log_texts: bool, text: str
) -> Reply:
    """What the work gives, or a card that says why it gives nothing; and a line in the log."""
    begun = time.perf_counter()
    shown = text if log_texts else None
    try:
        reply = await work()
    except NoIndexError:
        return Reply(notice(texts.no_index, Tone.PROBLEM))
    except Exception as error:  # noqa: BLE001 - whoever asked is told, whatever it was
        event(
            log,
            "failed",
            logging.ERROR,
            what=what,
            error=type(error).__name__,
            at=place_of(error),
            text=shown,
        )
        return Reply(failure(texts))
    milliseconds = round(1_000 * (time.perf_counter() - begun))
    event(log, what, ms=milliseconds, answered=reply.answered, quotes=reply.quotes, text=shown)
    return reply


def failure(texts: "Texts") -> Card:
    """That it went wrong."""
    return notice(texts.failed, Tone.PROBLEM)


async def send_privately(user: discord.abc.Messageable, text: str) -> bool:
    """As a direct message; whether the user takes any."""
    return await deliver(lambda: user.send(embed=embed_of(notice(text))), "notice") is not None
