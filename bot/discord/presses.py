"""What each button does."""

import datetime
import logging
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.asking import answer_interaction, failure, gate, in_flight, worked
from bot.discord.buttons import Action, context_of, pack, unpack
from bot.discord.cards import notice
from bot.discord.desk import Reply
from bot.discord.flights import BusyError
from bot.discord.index_presses import discard, keep, remove
from bot.discord.logs import event, place_of
from bot.discord.sending import contents, defer, deliver, finish, tell, texts_of
from bot.feedback import MAX_WHY

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

    Here = discord.Interaction[FootnoteBot]

MAX_THREAD_NAME = 100
THREAD_EXISTS = 160004
WHY_INPUT = "why"
log = logging.getLogger(__name__)


async def pressed(interaction: "Here", custom_id: str) -> None:
    """Do what the button says; whoever pressed it is told when that fails."""
    found = unpack(custom_id)
    texts = texts_of(interaction)
    if found is None:
        await tell(interaction, texts.gone)
        return
    action, parts = found
    try:
        await _ACTIONS[action](interaction, parts)
    except BusyError:
        await tell(interaction, texts.busy)
    except Exception as error:  # noqa: BLE001 - the presser is told, whatever it was
        event(
            log,
            "press_failed",
            logging.ERROR,
            action=action.name,
            error=type(error).__name__,
            at=place_of(error),
        )
        await tell(interaction, texts.failed)


async def _context(interaction: "Here", parts: Sequence[str]) -> None:
    desk, texts, where = interaction.client.desk, texts_of(interaction), context_of(parts)

    async def work() -> Reply:
        card = await desk.context(*where, texts) if where else None
        return Reply(card or notice(texts.context_gone), answered=card is not None)

    await answer_interaction(interaction, work, private=True, what="context", counts=False)


async def _more(interaction: "Here", parts: Sequence[str]) -> None:
    """The first page is a message of its own, for the presser only; others take its place.

    What has to be searched for counts as a question.
    """
    desk, texts = interaction.client.desk, texts_of(interaction)
    number, page = _numbers(parts)

    async def work() -> Reply:
        return await desk.more(number, page, texts) or Reply(notice(texts.question_gone))

    await _paged(interaction, work, "more", counts=not desk.knows_more(number))


async def _sources(interaction: "Here", parts: Sequence[str]) -> None:
    desk, texts = interaction.client.desk, texts_of(interaction)
    page, query = int(parts[0]), parts[1] if len(parts) > 1 else ""
    await _paged(interaction, lambda: desk.sources(query, page, texts), "sources", counts=False)


async def _paged(
    interaction: "Here", work: Callable[[], Awaitable[Reply]], what: str, *, counts: bool
) -> None:
    shown = interaction.message
    if shown is None or not shown.flags.ephemeral:
        await answer_interaction(interaction, work, private=True, what=what, counts=counts)
        return
    bot, texts = interaction.client, texts_of(interaction)
    if problem := gate(bot, interaction.user.id, texts, counts=counts):
        await tell(interaction, problem)
        return
    with in_flight(interaction, edits=False):
        if await defer(interaction, thinking=False):
            reply = await worked(work, texts, what, False, "")
            await finish(interaction, reply.card, reply.buttons)


async def _vote(interaction: "Here", parts: Sequence[str]) -> None:
    """A vote counts at once; why it is down may be told after that."""
    bot, texts, number, up = interaction.client, texts_of(interaction), int(parts[0]), parts[1:] == ["up"]
    with in_flight(interaction, edits=up):
        try:
            if up:
                await defer(interaction, private=True)
            else:
                await interaction.response.send_modal(_why_modal(number, interaction))
        finally:
            known = await _note(bot, number, interaction.user.id, "up" if up else "down", None)
        if up:
            await finish(interaction, notice(texts.thanks if known else texts.question_gone))


async def _note(bot: "FootnoteBot", number: int, user: int, vote: str, why: str | None) -> bool:
    now = datetime.datetime.now(datetime.UTC)
    known = await bot.desk.in_thread(bot.desk.feedback.vote, number, user, vote, now, why)
    event(log, "vote", vote=vote, known=known, why=(why or None) if bot.setup.log_texts else None)
    return known


def _why_modal(number: int, interaction: "Here") -> discord.ui.Modal:
    texts = texts_of(interaction)
    modal = discord.ui.Modal(title=texts.why_title, custom_id=pack(Action.WHY, number))
    box: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id=WHY_INPUT,
        style=discord.TextStyle.paragraph,
        placeholder=texts.why_placeholder,
        max_length=MAX_WHY,
        required=False,
    )
    return modal.add_item(discord.ui.Label(text=texts.why_label, component=box))


async def told_why(interaction: "Here") -> None:
    """The modal was filled in, perhaps one that an earlier run of the bot has opened."""
    data: Mapping[str, Any] = interaction.data or {}
    found, bot, texts = unpack(str(data.get("custom_id", ""))), interaction.client, texts_of(interaction)
    if found is None or found[0] is not Action.WHY or not found[1]:
        return
    try:
        with in_flight(interaction):
            if await defer(interaction, private=True):
                why = value_in(data.get("components", []), WHY_INPUT)
                known = await _note(bot, int(found[1][0]), interaction.user.id, "down", why)
                await finish(interaction, notice(texts.thanks if known else texts.question_gone))
    except Exception as error:  # noqa: BLE001 - the writer is told, whatever it was
        event(log, "vote_failed", logging.ERROR, error=type(error).__name__, at=place_of(error))
        await tell(interaction, texts.failed)


def value_in(components: Sequence[Mapping[str, Any]], custom_id: str) -> str:
    """What was written into the input of that id, in a row or under a label."""
    for component in components:
        if component.get("custom_id") == custom_id:
            return str(component.get("value") or "")
        inner = [
            *component.get("components", []),
            *([component["component"]] if "component" in component else []),
        ]
        if found := value_in(inner, custom_id):
            return found
    return ""


async def _thread(interaction: "Here", parts: Sequence[str]) -> None:
    bot, texts, message = interaction.client, texts_of(interaction), interaction.message
    if problem := _no_thread(interaction):
        await tell(interaction, problem)
        return
    with in_flight(interaction):
        if not await defer(interaction, private=True):
            return
        asked = await bot.desk.in_thread(bot.desk.feedback.find, int(parts[0]))
        if asked is None or message is None or not isinstance(interaction.channel, discord.TextChannel):
            text = texts.question_gone if asked is None else texts.thread_impossible
            await finish(interaction, notice(text))
            return
        name = asked.question[:MAX_THREAD_NAME]
        text = await _open_thread(interaction, message.id, name, int(parts[0]))
        await finish(interaction, notice(text))


def _no_thread(interaction: "Here") -> str | None:
    """Why whoever presses may open none; of permissions Discord asks only for the bot's."""
    bot, texts = interaction.client, texts_of(interaction)
    if not interaction.permissions.create_public_threads:
        return texts.thread_not_yours
    wait = bot.threads.wait(interaction.user.id)
    return texts.threads_wait.format(seconds=math.ceil(wait)) if wait else None


async def _open_thread(interaction: "Here", message: int, name: str, number: int) -> str:
    """What to say of it. A thread has the id of the message that it starts from."""
    bot, texts, channel = interaction.client, texts_of(interaction), interaction.channel
    assert isinstance(channel, discord.TextChannel)  # noqa: S101 - checked by the caller
    try:
        # Through the channel as it is known to the bot: an interaction's own message cannot open threads.
        thread = await channel.get_partial_message(message).create_thread(name=name)
    except discord.Forbidden:
        return texts.thread_forbidden
    except discord.HTTPException as error:
        if error.code == THREAD_EXISTS:
            return texts.thread_exists.format(thread=f"<#{message}>")
        event(log, "no_thread", logging.WARNING, status=error.status, code=error.code)
        return texts.failed
    await bot.desk.go_on_in(number, thread.id)
    how = texts.how_to_ask.format(mention=bot.user.mention if bot.user else "")
    await deliver(lambda: thread.send(**contents(notice(how))), "thread")
    return texts.thread_opened.format(thread=thread.mention)


async def _cancel(interaction: "Here", _: Sequence[str]) -> None:
    texts = texts_of(interaction)
    if await defer(interaction, thinking=False):
        await finish(interaction, notice(texts.cancelled))


async def _why(interaction: "Here", _: Sequence[str]) -> None:
    """No button has it: only the modal."""
    await finish(interaction, failure(texts_of(interaction)))


def _numbers(parts: Sequence[str]) -> tuple[int, int]:
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else 1


_ACTIONS: dict[Action, Callable[["Here", Sequence[str]], Awaitable[None]]] = {
    Action.CONTEXT: _context,
    Action.MORE: _more,
    Action.VOTE: _vote,
    Action.WHY: _why,
    Action.THREAD: _thread,
    Action.SOURCES: _sources,
    Action.KEEP: keep,
    Action.DISCARD: discard,
    Action.REMOVE: remove,
    Action.CANCEL: _cancel,
}
