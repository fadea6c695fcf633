"""`/ask` and what it completes."""

import datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.days import stretches_seen_from
from bot.discord.asking import LEAST, MOST, answer_interaction, length_problem, seen_by_all
from bot.discord.claims import words_in
from bot.discord.desk import Request
from bot.discord.escaping import label
from bot.discord.sending import tell, texts_of
from bot.discord.translating import said
from corpus.dates import Stretch
from index.interface import Filter

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot
    from bot.discord.texts import Texts

Choices = list[app_commands.Choice[str]]


class DayError(ValueError):
    """A date that cannot be read, or two in the wrong order; its text is for the user."""


def days(
    since: str | None, until: str | None, texts: "Texts"
) -> tuple[datetime.date | None, datetime.date | None]:
    """The two days. Raises DayError."""
    begin, end = (_stretch(text, texts) for text in (since, until))
    first, last = begin and begin.first, end and end.last
    if first and last and first > last:
        raise DayError(texts.days_reversed.format(since=texts.date(first), until=texts.date(last)))
    return first, last


def _stretch(text: str | None, texts: "Texts") -> Stretch | None:
    if not text or not text.strip():
        return None
    found = stretches_seen_from(datetime.datetime.now(datetime.UTC).date(), text.strip())
    if len(found) != 1:
        raise DayError(texts.bad_day.format(text=label(text)))
    return next(iter(found))


@app_commands.command(name=said("name_ask"), description=said("cmd_ask"))
@app_commands.rename(
    question=said("name_question"),
    source=said("name_source"),
    since=said("name_since"),
    until=said("name_until"),
    private=said("name_private"),
)
@app_commands.describe(
    question=said("opt_question"),
    source=said("opt_source"),
    since=said("opt_since"),
    until=said("opt_until"),
    private=said("opt_private"),
)
async def ask(
    interaction: "discord.Interaction[FootnoteBot]",
    question: app_commands.Range[str, LEAST, MOST],
    source: app_commands.Range[str, 1, 100] | None = None,
    since: app_commands.Range[str, 1, 40] | None = None,
    until: app_commands.Range[str, 1, 40] | None = None,
    private: bool = False,
) -> None:
    """Answer a question with quotes, or say why not."""
    bot, texts = interaction.client, texts_of(interaction)
    question = words_in(question)
    if problem := length_problem(question, texts):
        await tell(interaction, problem)
        return
    try:
        first, last = days(since, until, texts)
    except DayError as error:
        await tell(interaction, str(error))
        return
    here = interaction.is_guild_integration() and not private
    request = Request(
        question,
        wanted=Filter((source or "").strip() or None, first, last),
        guild=interaction.guild_id if here and seen_by_all(bot, interaction.channel) else None,
        channel=None if private else interaction.channel_id,
        thread=here and isinstance(interaction.channel, discord.TextChannel),
    )
    await answer_interaction(
        interaction, lambda: bot.desk.answer(request, texts), private=private, what="ask", text=question
    )


@ask.autocomplete("question")
async def complete_question(interaction: "discord.Interaction[FootnoteBot]", current: str) -> Choices:
    """Questions asked in this server before, and others that the articles answer."""
    desk, guild = interaction.client.desk, interaction.guild_id
    asked = await desk.in_thread(desk.feedback.popular, guild, current.strip(), 25) if guild else []
    return [app_commands.Choice(name=text, value=text) for text in desk.suggestions.ask(current, asked)]


@ask.autocomplete("source")
async def complete_source(interaction: "discord.Interaction[FootnoteBot]", current: str) -> Choices:
    """Publishers and titles."""
    desk = interaction.client.desk
    found = await desk.in_thread(desk.suggestions.sources, current)
    return [app_commands.Choice(name=text, value=text) for text in found]


def add_to(tree: app_commands.CommandTree[Any]) -> None:
    """Put what is in this room into the tree."""
    tree.add_command(ask)
