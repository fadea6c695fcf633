"""Cards and buttons as Discord takes them, and sending that outlasts a bad moment."""

import asyncio
import logging
import re
import textwrap
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

import aiohttp
import discord
from discord.ext import commands

from bot.discord.buttons import PREFIX, Button, Look
from bot.discord.cards import Card, Tone, notice
from bot.discord.logs import event
from bot.discord.texts import Texts, texts_for

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

T = TypeVar("T")
Press = Callable[["discord.Interaction[FootnoteBot]", str], Awaitable[None]]
WAITS = (1.0, 4.0, 10.0)  # seconds between attempts; discord.py has made its own before each
DEFER_WAITS = (0.1, 0.5)  # seconds before another attempt at a first answer, for which Discord waits 3 s
DEFER_SECONDS = 2.0  # the longest that a first answer is put off for
ACKNOWLEDGED = 40060
MAX_MESSAGE = 2_000  # characters, Discord's own
MAX_LINE = 900  # so that a line fits whatever its characters count for
log = logging.getLogger(__name__)


def embed_of(card: Card) -> discord.Embed:
    """The card as an embed.

    A layout of components was drawn beside it in a phone's width. With each quote's button next to it, the
    quotes keep three quarters of the width, and their text alone is as tall as the embed with all its
    buttons; and it may hold 4,000 characters in all, where an embed has 4,096 for quotes and sources alone.
    """
    embed = discord.Embed(title=card.title or None, description=card.text or None, colour=int(card.tone))
    return embed.set_footer(text=card.footer) if card.footer else embed


class PressButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=rf"{PREFIX}:[a-z](?::[\s\S]*)?"
):
    """Any of our buttons, of this run of the bot or one long ago: what it does stands in its custom_id."""

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(discord.ui.Button(custom_id=match.string))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        from bot.discord.presses import pressed

        await pressed(interaction, self.custom_id)


def view_of(buttons: Sequence[Button]) -> discord.ui.View | None:
    """The buttons in their rows; None for none."""
    if not buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in buttons:
        item: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=button.label or None,
            custom_id=button.custom_id,
            row=button.row,
            style=_style(button.look),
            emoji=button.emoji,
            disabled=button.disabled,
        )
        view.add_item(PressButton(item, row=button.row))
    return view


def _style(look: Look) -> discord.ButtonStyle:
    return discord.ButtonStyle[look.value]


def contents(card: Card, buttons: Sequence[Button] = ()) -> dict[str, Any]:
    """Arguments for whatever sends a message."""
    view = view_of(buttons)
    return {"embed": embed_of(card), **({"view": view} if view else {})}


def plain_messages(card: Card, note: str) -> list[str]:
    """The card in plain words, for where embeds are not allowed, and the note that says so."""
    whole = "\n".join(filter(None, [card.title and f"**{card.title}**", card.text, card.footer, note]))
    pages = commands.Paginator(prefix=None, suffix=None, max_size=MAX_MESSAGE)
    for line in whole.split("\n"):
        again = "> " if line.startswith("> ") else ""
        parts = textwrap.wrap(line, MAX_LINE, subsequent_indent=again, break_on_hyphens=False)
        for part in parts or [""]:
            pages.add_line(part)
    return pages.pages


def texts_of(interaction: discord.Interaction[Any]) -> Texts:
    """In the language of whoever acts."""
    return texts_for(interaction.locale.value)


async def deliver(send: Callable[[], Awaitable[T]], what: str) -> T | None:
    """Send, again after a while where Discord has a bad moment; None, and a line logged, if it cannot be."""
    problem: Exception | None = None
    for wait in (*WAITS, None):
        try:
            return await send()
        except (discord.Forbidden, discord.NotFound) as error:
            problem = error
            break
        except discord.HTTPException as error:
            problem = error
            if error.status != 429 and error.status < 500:
                break
            wait = max(wait or 0.0, _retry_after(error)) if wait else None
        except (aiohttp.ClientError, OSError) as error:
            problem = error
        except RuntimeError as error:  # the session is closed: the bot is leaving
            problem = error
            break
        if wait:
            await asyncio.sleep(wait)
    status, code = getattr(problem, "status", None), getattr(problem, "code", None)
    event(
        log, "undelivered", logging.WARNING, what=what, error=type(problem).__name__, status=status, code=code
    )
    return None


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return min(60.0, float(error.response.headers.get("Retry-After", 0)))
    except (TypeError, ValueError):
        return 0.0


async def defer(
    interaction: discord.Interaction[Any], *, private: bool = False, thinking: bool = True
) -> bool:
    """Answer at once that there will be an answer; whether Discord still waits for one.

    Of many that come at once only a few begin in each turn of the event loop, so that they do not hold it up.
    """
    async with interaction.client.beginning:
        await asyncio.sleep(0)
    for wait in (*DEFER_WAITS, None):
        try:
            await interaction.response.defer(ephemeral=private, thinking=thinking)
        except discord.HTTPException as error:
            if error.code == ACKNOWLEDGED:  # an attempt before this one came through; its reply was lost
                return True
            # Not from Discord itself but from what stands before it: discord.py leaves that to us.
            again = _retry_after(error)
            if wait is None or error.status != 429 or again > DEFER_SECONDS:
                event(log, "not_deferred", logging.WARNING, status=error.status, code=error.code)
                return False
            await asyncio.sleep(max(wait, again))
        except (aiohttp.ClientError, OSError) as error:
            # Such as a connection kept for the next request, which Discord has closed meanwhile.
            if wait is None:
                event(log, "not_deferred", logging.WARNING, error=type(error).__name__)
                return False
            await asyncio.sleep(wait)
        else:
            return True
    return False


async def tell(interaction: discord.Interaction[Any], text: str, tone: Tone = Tone.PLAIN) -> None:
    """Say something privately, as the first answer or after it."""
    embed = embed_of(notice(text, tone))
    if interaction.response.is_done():
        await deliver(lambda: interaction.followup.send(embed=embed, ephemeral=True), "notice")
    else:
        await deliver(lambda: interaction.response.send_message(embed=embed, ephemeral=True), "notice")


async def finish(interaction: discord.Interaction[Any], card: Card, buttons: Sequence[Button] = ()) -> bool:
    """Put the card in the place of "thinking …"; whether that worked."""
    sent = await deliver(lambda: _edit(interaction, card, buttons), "answer")
    return sent is not None


async def _edit(
    interaction: discord.Interaction[Any], card: Card, buttons: Sequence[Button]
) -> discord.InteractionMessage:
    return await interaction.edit_original_response(embed=embed_of(card), view=view_of(buttons))
