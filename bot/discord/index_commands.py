"""`/index` and `/feedback`, for those with Manage Server."""

import io
import json
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.ask_command import Choices
from bot.discord.asking import in_flight
from bot.discord.buttons import Action, Button, Look, pack
from bot.discord.cards import Tone, notice
from bot.discord.escaping import label, shortened
from bot.discord.files import MAX_BYTES, Uploads
from bot.discord.index_presses import allowed, file_of, is_last, preview_card, rebuild, refuse
from bot.discord.sending import defer, deliver, embed_of, finish, tell, texts_of
from bot.discord.translating import said
from corpus.article import digest

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

    Here = discord.Interaction[FootnoteBot]

_MANAGERS: dict[str, Any] = {
    "default_permissions": discord.Permissions(manage_guild=True),
    "guild_only": True,
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
}
index = app_commands.Group(name="index", description=said("cmd_index"), **_MANAGERS)
feedback = app_commands.Group(name="feedback", description=said("cmd_feedback"), **_MANAGERS)


@index.command(name="refresh", description=said("cmd_refresh"))
async def refresh(interaction: "Here") -> None:
    """Bring the index up to date; everybody in the channel sees how it goes."""
    if await refuse(interaction):
        return
    if interaction.client.rebuilding.running:
        await tell(interaction, texts_of(interaction).already)
    else:
        with in_flight(interaction, texts_of(interaction).stopped_rebuild):
            if await defer(interaction):
                await rebuild(interaction)


@index.command(name="add", description=said("cmd_add"))
@app_commands.describe(file=said("opt_file"))
async def add(interaction: "Here", file: discord.Attachment) -> None:
    """Show what would be kept of the file."""
    bot, texts = interaction.client, texts_of(interaction)
    settings = bot.desk.settings
    if await refuse(interaction):
        return
    if not settings.corpus.is_dir():
        await tell(interaction, texts.no_folder.format(path=label(str(settings.corpus))))
    elif file.size > MAX_BYTES:
        size = f"{file.size / 1_000_000:.1f}"
        await tell(interaction, texts.too_large.format(name=label(shortened(file.filename, 80)), size=size))
    else:
        with in_flight(interaction):
            if await defer(interaction, private=True):
                await _preview(interaction, file)


async def _preview(interaction: "Here", file: discord.Attachment) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    content = await deliver(file.read, "download")
    if content is None:
        await finish(interaction, notice(texts.failed, Tone.PROBLEM))
        return
    take = Uploads(bot.desk.settings.home).take
    upload = await bot.desk.in_thread(take, str(interaction.id), file.filename, content)
    if upload.readings:
        await finish(interaction, *preview_card(upload, texts))
    else:
        problem = label(shortened("; ".join(map(str, upload.skipped)), 500))
        await finish(interaction, notice(texts.unreadable.format(problem=problem), Tone.PROBLEM))


@index.command(name="remove", description=said("cmd_remove"))
@app_commands.describe(article=said("opt_article"))
async def remove(interaction: "Here", article: app_commands.Range[str, 1, 100]) -> None:
    """Ask whether that file should really go."""
    if await refuse(interaction):
        return
    with in_flight(interaction):
        if await defer(interaction, private=True):
            await _confirm(interaction, article)


async def _confirm(interaction: "Here", article: str) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    corpus = bot.desk.settings.corpus
    found = await bot.desk.in_thread(file_of, digest(article), corpus) if corpus.is_dir() else None
    if found is None:
        await finish(interaction, notice(texts.remove_which.format(name=label(article))))
        return
    if is_last(bot.desk.suggestions.articles, *found):
        await finish(interaction, notice(texts.last_article))
        return
    titles = bot.desk.titles_in(article)
    name, title = label(article), label(shortened(titles[0] if titles else article, 200))
    text = texts.remove_confirm.format(name=name, title=title)
    if len(titles) > 1:
        text += " " + texts.remove_several.format(articles=texts.counted(len(titles), texts.articles))
    buttons = [
        Button(texts.remove, pack(Action.REMOVE, digest(article)), 0, Look.DANGER),
        Button(texts.cancel, pack(Action.CANCEL), 0),
    ]
    await finish(interaction, notice(text), buttons)


@remove.autocomplete("article")
async def complete_article(interaction: "Here", current: str) -> Choices:
    """Files by name or title; nobody else need see them."""
    if not allowed(interaction):
        return []
    desk = interaction.client.desk
    found = await desk.in_thread(desk.suggestions.files, current)
    return [app_commands.Choice(name=shown, value=name) for name, shown in found]


@feedback.command(name="export", description=said("cmd_export"))
async def export(interaction: "Here") -> None:
    """Every vote as a line of JSON."""
    if await refuse(interaction):
        return
    with in_flight(interaction):
        if await defer(interaction, private=True):
            await _export(interaction)


async def _export(interaction: "Here") -> None:
    bot, texts = interaction.client, texts_of(interaction)
    votes = await bot.desk.in_thread(bot.desk.feedback.export)
    if not votes:
        await finish(interaction, notice(texts.no_feedback))
        return
    ups = sum(vote["vote"] == "up" for vote in votes)
    card = notice(texts.feedback_file.format(ups=texts.number(ups), downs=texts.number(len(votes) - ups)))
    lines = "".join(json.dumps(vote, ensure_ascii=False) + "\n" for vote in votes).encode()

    async def send() -> object:
        file = discord.File(io.BytesIO(lines), "feedback.jsonl")
        return await interaction.edit_original_response(embed=embed_of(card), attachments=[file])

    await deliver(send, "export")


def add_to(tree: app_commands.CommandTree[Any]) -> None:
    """Put what is in this room into the tree."""
    tree.add_command(index)
    tree.add_command(feedback)
