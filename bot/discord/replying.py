"""An answer to a message, sent as well as the permissions in its channel allow."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any

import discord

from bot.discord.asking import send_privately
from bot.discord.desk import Reply
from bot.discord.sending import contents, deliver
from bot.discord.texts import Texts

ASIDE_SECONDS = 15.0  # that a word for one person stands in a channel
EMPTY_MESSAGE, NO_HISTORY = 50006, 160002  # how Discord may refuse an embed, and a reference


class Sent(Enum):
    """What has become of a reply."""

    WHOLE = auto()
    REFUSED = auto()  # a permission is missing, and somebody was told which
    FAILED = auto()


async def send_reply(message: discord.Message, reply: Reply, texts: Texts) -> Sent:
    """As a reply; without permission for that as a message, then as plain words, then privately.

    By its nonce Discord knows a reply that it has taken already, though word of that was lost.
    """
    arguments: dict[str, Any] = {**contents(reply.card, reply.buttons), "nonce": message.id}
    send = message.channel.send
    reference = message.to_reference(fail_if_not_exists=False)
    sent = await _tried(lambda: send(**arguments, reference=reference, mention_author=False))
    if sent is Sent.REFUSED:
        sent = await _tried(lambda: send(**arguments))
    if sent is not Sent.REFUSED:
        return sent
    if await _tried(lambda: send(texts.need_embeds, nonce=message.id)) is Sent.REFUSED:
        await send_privately(message.author, texts.cannot_write.format(channel=f"<#{message.channel.id}>"))
    return Sent.REFUSED


async def _tried(send: Callable[[], Awaitable[discord.Message]]) -> Sent:
    refused = False

    async def attempt() -> discord.Message:
        nonlocal refused
        try:
            return await send()
        except discord.HTTPException as error:
            refused = error.status == 403 or error.code in (EMPTY_MESSAGE, NO_HISTORY)
            raise

    if await deliver(attempt, "reply") is not None:
        return Sent.WHOLE
    return Sent.REFUSED if refused else Sent.FAILED


async def tell_aside(message: discord.Message, text: str) -> None:
    """Privately; whoever takes no direct messages is told in the channel, for a while and without a ping."""
    if await send_privately(message.author, text) or message.guild is None:
        return
    send, reference = message.channel.send, message.to_reference(fail_if_not_exists=False)
    told = await deliver(lambda: send(text, reference=reference, mention_author=False), "aside")
    told = told or await deliver(lambda: send(f"{message.author.mention} {text}"), "aside")
    if told is not None:
        await asyncio.sleep(ASIDE_SECONDS)
        await deliver(told.delete, "aside")
