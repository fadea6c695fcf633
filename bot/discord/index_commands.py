"""`/index` and `/feedback`, for those with Manage Server."""

import io
import json
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord.ask_command import Choices
from bot.discord.buttons import Action, Button, Look, pack
from bot.discord.cards import Card, Tone, notice
from bot.discord.escaping import label, shortened
from bot.discord.files import MAX_BYTES, Upload, adder_for
from bot.discord.index_cards import preview_card
from bot.discord.index_presses import file_of, is_last, rebuild
from bot.discord.managing import allowed, manage
from bot.discord.sending import deliver, embed_of, tell, texts_of
from bot.discord.telling import Telling
from bot.discord.threads import in_daemon
from bot.discord.translating import said
from corpus.article import digest
from corpus.errors import FootnoteError

if TYPE_CHECKING:
    from bot.discord.client import FootnoteBot

    Here = discord.Interaction[FootnoteBot]

_MANAGERS: dict[str, Any] = {
    "default_permissions": discord.Permissions(manage_guild=True),
    "guild_only": True,
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
}
index = app_commands.Group(name=said("name_index"), description=said("cmd_index"), **_MANAGERS)
feedback = app_commands.Group(name=said("name_feedback"), description=said("cmd_feedback"), **_MANAGERS)


@index.command(name=said("name_refresh"), description=said("cmd_refresh"))
async def refresh(interaction: "Here") -> None:
    """Bring the index up to date; everybody in the channel sees how it goes."""
    if interaction.client.rebuilding.running and allowed(interaction):
        await tell(interaction, texts_of(interaction).already)
    else:
        await manage(interaction, lambda telling: rebuild(interaction, telling), private=False)


@index.command(name=said("name_add"), description=said("cmd_add"))
@app_commands.rename(file=said("name_file"))
@app_commands.describe(file=said("opt_file"))
async def add(interaction: "Here", file: discord.Attachment) -> None:
    """Show what would be kept of the file."""
    await manage(interaction, lambda telling: _preview(interaction, telling, file))


async def _preview(interaction: "Here", telling: Telling, file: discord.Attachment) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    corpus = bot.desk.settings.corpus
    if corpus.exists() and not corpus.is_dir():
        await telling.end(notice(texts.no_folder.format(path=label(str(corpus)))))
        return
    if file.size > MAX_BYTES:
        name, size = label(shortened(file.filename, 80)), texts.decimal(file.size / 1_000_000)
        await telling.end(notice(texts.too_large.format(name=name, size=size)))
        return
    content = await deliver(file.read, "download")
    if content is None:
        await telling.end(notice(texts.failed, Tone.PROBLEM))
    else:
        await telling.end(*await _taken(interaction, file.filename, content))


async def _taken(interaction: "Here", name: str, content: bytes) -> tuple[Card, list[Button]]:
    bot, texts = interaction.client, texts_of(interaction)

    def work() -> Upload:
        with bot.desk.live.asking_if_any() as index:
            adder = adder_for(bot.desk.settings.corpus, index)
            return bot.uploads.take(str(interaction.id), name, content, adder)

    try:
        upload = await in_daemon(work)
    except (FootnoteError, OSError) as error:
        problem = texts.said(str(error))
    else:
        if upload.found:
            titles = {article.name: article.title for article in bot.desk.suggestions.articles}
            return preview_card(upload, titles, texts)
        problem = "; ".join(texts.said(str(skip)) for skip in upload.skipped)
    problem = label(shortened(problem, 500))
    return notice(texts.unreadable.format(problem=problem), Tone.PROBLEM), []


@index.command(name=said("name_remove"), description=said("cmd_remove"))
@app_commands.rename(article=said("name_article"))
@app_commands.describe(article=said("opt_article"))
async def remove(interaction: "Here", article: app_commands.Range[str, 1, 100]) -> None:
    """Ask whether that file should really go."""
    await manage(interaction, lambda telling: _confirm(interaction, telling, article))


async def _confirm(interaction: "Here", telling: Telling, article: str) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    corpus = bot.desk.settings.corpus
    found = await bot.desk.in_thread(file_of, digest(article), corpus) if corpus.is_dir() else None
    if found is None:
        await telling.end(notice(texts.remove_which.format(name=label(article))))
        return
    if is_last(bot.desk.suggestions.articles, *found):
        await telling.end(notice(texts.last_article))
        return
    titles = bot.desk.suggestions.titles_in(article)
    name, title = label(article), label(shortened(titles[0] if titles else article, 200))
    text = texts.remove_confirm.format(name=name, title=title)
    if len(titles) > 1:
        text += " " + texts.remove_several.format(articles=texts.counted(len(titles), texts.articles))
    buttons = [
        Button(texts.remove, pack(Action.REMOVE, digest(article)), 0, Look.DANGER),
        Button(texts.cancel, pack(Action.CANCEL), 0),
    ]
    await telling.end(notice(text), buttons)


@remove.autocomplete("article")
async def complete_article(interaction: "Here", current: str) -> Choices:
    """Files by name or title; nobody else need see them."""
    if not allowed(interaction):
        return []
    desk = interaction.client.desk
    found = await desk.in_thread(desk.suggestions.files, current)
    return [app_commands.Choice(name=shown, value=name) for name, shown in found]


@feedback.command(name=said("name_export"), description=said("cmd_export"))
async def export(interaction: "Here") -> None:
    """Every vote as a line of JSON: of this server, or of all where the bot's owner manages it."""
    await manage(interaction, lambda telling: _export(interaction, telling))


async def _export(interaction: "Here", telling: Telling) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    guild = None if bot.setup.admin_guilds else interaction.guild_id
    votes = await bot.desk.in_thread(bot.desk.feedback.export, guild)
    if not votes:
        await telling.end(notice(texts.no_feedback))
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
