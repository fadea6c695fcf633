"""An answer to a message, sent as well as the permissions in its channel allow."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Any

import discord

from bot.discord.asking import send_privately
from bot.discord.desk import Reply
from bot.discord.sending import contents, deliver, plain_messages, view_of
from bot.discord.texts import Texts

ASIDE_SECONDS = 15.0  # that a word for one person stands in a channel
EMPTY_MESSAGE, NO_HISTORY = 50006, 160002  # how Discord may refuse an embed, and a reference


class Sent(Enum):
    """What has become of a reply."""

    WHOLE = auto()
    REFUSED = auto()  # a permission is missing, and somebody was told which
    FAILED = auto()


async def send_reply(
    message: discord.Message, reply: Reply, texts: Texts
) -> tuple[Sent, list[discord.Message]]:
    """As a reply; without permission for that as a message, then in plain words, then a word in private.

    With the messages that were sent.
    """
    sent, messages = await _send(message, [contents(reply.card, reply.buttons)])
    if sent is not Sent.REFUSED:
        return sent, messages
    first, *others = plain_messages(reply.card, texts.need_embeds)
    plain: list[dict[str, Any]] = [{"content": text, "suppress_embeds": True} for text in (first, *others)]
    if view := view_of(reply.buttons):
        plain[-1]["view"] = view
    sent, messages = await _send(message, plain)
    if sent is Sent.REFUSED:
        await send_privately(message.author, texts.cannot_write.format(channel=f"<#{message.channel.id}>"))
    return sent, messages


async def _send(
    message: discord.Message, every: Sequence[dict[str, Any]]
) -> tuple[Sent, list[discord.Message]]:
    """One after the other, the first as a reply where that is allowed.

    By its nonce Discord knows a message that it has taken already, though word of that was lost.
    """
    reference = message.to_reference(fail_if_not_exists=False)
    messages: list[discord.Message] = []
    for place, one in enumerate(every):
        send = partial(message.channel.send, **one, nonce=_nonce(message, place))
        sent: Sent | discord.Message = Sent.REFUSED
        if place == 0:
            sent = await _tried(partial(send, reference=reference, mention_author=False))
        if sent is Sent.REFUSED:
            sent = await _tried(send)
        if isinstance(sent, Sent):
            return sent, messages
        messages.append(sent)
    return Sent.WHOLE, messages


def _nonce(message: discord.Message, place: int) -> str:
    """Of one of the messages that answer another, and another one once that is edited; of 25 at most."""
    edit = f"e{int(message.edited_at.timestamp()) % 10_000}" if message.edited_at else ""
    return f"{message.id}{edit}{place or ''}"


async def _tried(send: Callable[[], Awaitable[discord.Message]]) -> Sent | discord.Message:
    refused = False

    async def attempt() -> discord.Message:
        nonlocal refused
        try:
            return await send()
        except discord.HTTPException as error:
            refused = error.status == 403 or error.code in (EMPTY_MESSAGE, NO_HISTORY)
            raise

    if (sent := await deliver(attempt, "reply")) is not None:
        return sent
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
