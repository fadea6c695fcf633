"""Messages that ask: a mention, a reply to an answer, anything said in private."""

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.conversation import stand_alone
from bot.discord.asking import failure, gate, length_problem, send_privately, worked
from bot.discord.buttons import question_number
from bot.discord.cards import notice
from bot.discord.desk import Reply, Request
from bot.discord.flights import BusyError
from bot.discord.sending import contents, deliver
from bot.discord.texts import Texts, texts_for

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.feedback import Asked


def question_in(content: str, bot: int) -> str:
    """What a message asks, without the mention of the bot."""
    return " ".join(re.sub(rf"<@!?{bot}>", " ", content).split())


async def heard(bot: "FootnoteBot", message: discord.Message) -> None:
    """Answer a message that is meant for the bot; pass over every other."""
    me = bot.user
    if me is None or message.author.bot or message.webhook_id is not None:
        return
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return
    # `mentioned_in` would be true for @everyone as well.
    if message.guild is not None and all(user.id != me.id for user in message.mentions):
        return
    texts = texts_for(message.guild.preferred_locale.value if message.guild else "en")
    asked = question_in(message.content, me.id)
    if not re.search(r"\w", asked):
        await _say(message, texts.how_to_ask.format(mention=me.mention))
    elif problem := length_problem(asked, texts):
        await _say(message, problem)
    elif problem := gate(bot, message.author.id, texts):
        # Said once a minute, and not before everybody.
        if not bot.told.wait(message.author.id):
            await send_privately(message.author, problem)
    else:
        await _answer(bot, message, asked, texts)


async def _answer(bot: "FootnoteBot", message: discord.Message, asked: str, texts: Texts) -> None:
    async def farewell() -> None:
        await message.reply(**contents(notice(texts.stopping)), mention_author=False)

    async def work() -> Reply:
        return await bot.desk.answer(await _request(bot, message, asked), texts)

    try:
        with bot.flights.one(farewell):
            typing = asyncio.create_task(_type(message.channel))
            try:
                reply = await worked(work, texts, "mention", bot.setup.log_texts, asked)
            finally:
                typing.cancel()
            if not await _reply(message, reply):
                await _reply(message, Reply(failure(texts)))
    except BusyError:
        await send_privately(message.author, texts.busy)


async def _request(bot: "FootnoteBot", message: discord.Message, asked: str) -> Request:
    before = await _before(bot, message)
    question = stand_alone(asked, before.question if before else None)
    changed = question.rstrip("?!. ").casefold() != asked.rstrip("?!. ").casefold()
    return Request(
        question if changed else asked,
        asked if changed else None,
        guild=message.guild.id if message.guild else None,
        channel=message.channel.id,
        thread=isinstance(message.channel, discord.TextChannel),
    )


async def _before(bot: "FootnoteBot", message: discord.Message) -> "Asked | None":
    """The question that this one follows up on, if any."""
    if message.reference and message.reference.message_id:
        answered = await _replied_to(message, message.reference)
        if answered is None or bot.user is None or answered.author.id != bot.user.id:
            return None
        number = question_number(custom_ids_of(answered))
        return await bot.desk.in_thread(bot.desk.feedback.find, number) if number else None
    # What is no channel known to the bot is a thread that it has not seen yet.
    if message.guild is None or isinstance(message.channel, discord.Thread | discord.PartialMessageable):
        return await bot.desk.last_in(message.channel.id)
    return None


async def _replied_to(
    message: discord.Message, reference: discord.MessageReference
) -> discord.Message | None:
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    if reference.message_id is None or isinstance(reference.resolved, discord.DeletedReferencedMessage):
        return None
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        return await message.channel.fetch_message(reference.message_id)
    return None


def custom_ids_of(message: discord.Message) -> list[str]:
    """Of all buttons of a message."""
    return [
        item.custom_id
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, discord.Button) and item.custom_id
    ]


async def _type(channel: discord.abc.Messageable) -> None:
    """Show that an answer is coming; it comes without that, too."""
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        await channel.typing()


async def _reply(message: discord.Message, reply: Reply) -> bool:
    arguments = contents(reply.card, reply.buttons)
    reference = message.to_reference(fail_if_not_exists=False)
    sent = await deliver(
        lambda: message.channel.send(**arguments, reference=reference, mention_author=False), "reply"
    )
    return sent is not None


async def _say(message: discord.Message, text: str) -> None:
    await _reply(message, Reply(notice(text)))
