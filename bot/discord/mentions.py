"""Messages that ask: a mention, a reply to an answer, anything said in private."""

import asyncio
import contextlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.conversation.follow_up import asks_something
from bot.conversation.times import names_time
from bot.discord.asking import failure, gate, length_problem, seen_by_all, worked
from bot.discord.buttons import question_number
from bot.discord.cards import notice
from bot.discord.claims import words_in
from bot.discord.desk import Reply, Request
from bot.discord.flights import BusyError
from bot.discord.replying import Sent, send_reply, tell_aside
from bot.discord.texts import Texts, texts_for
from bot.language import asks_for_help
from index.interface import Filter

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.feedback import Asked


async def heard(bot: "FootnoteBot", message: discord.Message) -> None:
    """Answer a message that is meant for the bot; pass over every other."""
    me = bot.user
    if me is None or message.author.bot or message.webhook_id is not None:
        return
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return
    # `mentioned_in` would be true for @everyone as well.
    if not _is_private(message) and not _is_meant(message, me.id):
        return
    here = message.guild.preferred_locale.value if message.guild else None
    texts = texts_for(bot.locales.of(message.author.id, here))
    asked = words_in(message.content)
    if not bot.answered.asks(message.id, asked):
        return  # something else of it has changed
    if problem := gate(bot, message.author.id, texts):
        await _hold_off(bot, message, problem)
    elif not re.search(r"\w", asked) or asks_for_help(asked):
        await _reply(bot, message, Reply(notice(texts.how_to_ask.format(mention=me.mention))), texts)
    elif problem := length_problem(asked, texts):
        await _reply(bot, message, Reply(notice(problem)), texts)
    else:
        await _answer(bot, message, asked, texts)


def _is_private(message: discord.Message) -> bool:
    """Whether it is a direct message; a server may be unknown here, but not its number."""
    return message.guild is None and getattr(message.channel, "guild_id", None) is None


def _is_meant(message: discord.Message, me: int) -> bool:
    """Whether the bot is mentioned, or the role that Discord has given it, which bears the same name."""
    by_role = any(role.tags is not None and role.tags.bot_id == me for role in message.role_mentions)
    return by_role or any(user.id == me for user in message.mentions)


async def _answer(bot: "FootnoteBot", message: discord.Message, asked: str, texts: Texts) -> None:
    async def farewell() -> None:
        await _reply(bot, message, Reply(notice(texts.stopping)), texts)

    async def work() -> Reply:
        return await bot.desk.answer(await _request(bot, message, asked), texts)

    try:
        with bot.flights.one(farewell):
            typing = asyncio.create_task(_type(message.channel))
            try:
                reply = await worked(work, texts, "mention", bot.setup.log_texts, asked)
            finally:
                typing.cancel()
            if await _reply(bot, message, reply, texts) is Sent.FAILED:
                await _reply(bot, message, Reply(failure(texts)), texts)
    except BusyError:
        await _hold_off(bot, message, texts.busy)


async def _reply(bot: "FootnoteBot", message: discord.Message, reply: Reply, texts: Texts) -> Sent:
    """In the place of what answered the message before it was edited, unless it was edited since."""
    asked = words_in(message.content)
    if not bot.answered.awaits(message.id, asked):
        return Sent.WHOLE
    sent, messages = await send_reply(message, reply, texts)
    if messages:
        # Of a whole one, its text would be kept in memory.
        answers = [discord.PartialMessage(channel=one.channel, id=one.id) for one in messages]
        await _delete(bot.answered.sent(message.id, asked, answers))
    return sent


async def heard_anew(bot: "FootnoteBot", message: discord.Message) -> None:
    """Answer a message that was edited, if it asks something else now."""
    # Of those from before this run nobody knows any more whether they were answered.
    if message.edited_at is not None and message.created_at >= bot.born:
        await heard(bot, message)


async def unsaid(bot: "FootnoteBot", messages: Iterable[int]) -> None:
    """Delete what answers messages that were deleted."""
    for message in messages:
        await _delete(bot.answered.deleted(message))


async def _delete(messages: Iterable[discord.PartialMessage]) -> None:
    for message in messages:
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            await message.delete()


async def _hold_off(bot: "FootnoteBot", message: discord.Message, problem: str) -> None:
    """Said once a minute, and not before everybody."""
    if not bot.told.wait(message.author.id):
        await tell_aside(message, problem)


async def _request(bot: "FootnoteBot", message: discord.Message, asked: str) -> Request:
    before = await _before(bot, message)
    question = await bot.desk.understood(asked, before.question) if before else asked
    changed = question.rstrip("?!. ").casefold() != asked.rstrip("?!. ").casefold()
    return Request(
        question if changed else asked,
        asked if changed else None,
        _carried_over(before, asked) if before and changed else Filter(),
        guild=message.guild.id if message.guild and seen_by_all(bot, message.channel) else None,
        channel=message.channel.id,
        thread=isinstance(message.channel, discord.TextChannel),
    )


def _carried_over(before: "Asked", asked: str) -> Filter:
    """What the question before was limited to; a follow-up that names a time goes by that."""
    if names_time(asked):
        return Filter(before.source)
    return Filter(before.source, before.since, before.until)


async def _before(bot: "FootnoteBot", message: discord.Message) -> "Asked | None":
    """The question that this one follows up on, if any."""
    if message.reference and message.reference.message_id:
        answered = await _replied_to(message, message.reference)
        mine = answered is not None and bot.user is not None and answered.author.id == bot.user.id
        number = question_number(custom_ids_of(answered)) if answered and mine else None
        found = await bot.desk.in_thread(bot.desk.feedback.find, number) if number else None
        if found and (found.answered or asks_something(found.question)):
            return found
    # What is no channel known to the bot is a thread that it has not seen yet.
    if _is_private(message) or isinstance(message.channel, discord.Thread | discord.PartialMessageable):
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
        for row in getattr(message, "components", ())  # unknown where Discord has left them out
        if isinstance(row, discord.ActionRow)
        for item in row.children
        if isinstance(item, discord.Button) and item.custom_id
    ]


async def _type(channel: discord.abc.Messageable) -> None:
    """Show that an answer is coming; it comes without that, too."""
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        await channel.typing()
