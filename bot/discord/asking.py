"""One question asked in Discord, from the gate to the answer."""

import logging
import math
import time
from collections.abc import Awaitable, Callable
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


def length_problem(question: str, texts: "Texts") -> str | None:
    """What is wrong with the question's length."""
    if len(question) < LEAST:
        return texts.too_short
    return texts.question_too_long.format(length=len(question)) if len(question) > MOST else None


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

    async def farewell() -> None:
        await interaction.edit_original_response(embed=embed_of(notice(texts.stopping)))

    try:
        with bot.flights.one(farewell):
            if not await defer(interaction, private=private):
                return
            reply = await worked(work, texts, what, bot.setup.log_texts, text)
            if not await finish(interaction, reply.card, reply.buttons):
                await finish(interaction, failure(texts))
    except BusyError:
        await tell(interaction, texts.busy)


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
