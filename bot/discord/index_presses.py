"""Keep, Discard and Remove, and the rebuild that follows, for those with Manage Server only."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord

from bot.discord.access import may_manage
from bot.discord.asking import in_flight
from bot.discord.buttons import Action, Button, Look, pack
from bot.discord.cards import MAX_TEXT, Card, Tone, notice
from bot.discord.escaping import label, shortened
from bot.discord.files import Upload, Uploads, set_aside
from bot.discord.logs import event
from bot.discord.pages import names_listed
from bot.discord.rebuilding import AlreadyError
from bot.discord.sending import defer, embed_of, finish, tell, texts_of
from bot.library import left_out
from corpus.article import digest
from corpus.errors import CorpusError, FootnoteError
from corpus.readers import find_files
from index.build import Done, Report

if TYPE_CHECKING:
    from pathlib import Path

    from bot.discord.client import FootnoteBot
    from bot.discord.texts import Texts
    from corpus.article import Article

    Here = discord.Interaction[FootnoteBot]

PREVIEWED = 3  # articles of one file
PREVIEW_LINES = 4  # of an article
MAX_PREVIEW_LINE = 250
log = logging.getLogger(__name__)


def allowed(interaction: "Here") -> bool:
    """Whether whoever acts may change the articles here."""
    return may_manage(
        manage_server=interaction.permissions.manage_guild,
        guild=interaction.guild_id,
        in_guild=interaction.is_guild_integration(),
        allowed=interaction.client.setup.admin_guilds,
    )


async def refuse(interaction: "Here") -> bool:
    """Tell those who may not; whether they were refused."""
    texts = texts_of(interaction)
    problem = (
        texts.stopping if interaction.client.stopping else None if allowed(interaction) else texts.not_allowed
    )
    if problem:
        await tell(interaction, problem)
    return problem is not None


async def rebuild(interaction: "Here", before: str = "", *, wait: bool = False) -> None:
    """Rebuild, telling the progress in the one message that the interaction was answered with."""
    bot, texts = interaction.client, texts_of(interaction)
    lead = f"{before}\n\n" if before else ""

    async def tell_progress(done: Done) -> None:
        text = texts.progress.format(
            files=texts.number(done.files),
            of_files=texts.counted(done.of_files, texts.files),
            passages=texts.counted(done.passages, texts.passages),
        )
        await finish(interaction, notice(f"{lead}{text}"))

    await finish(interaction, notice(f"{lead}{texts.refreshing}"))
    try:
        card = report_card(await bot.rebuilding.run(tell_progress, wait=wait), texts, lead)
    except AlreadyError:
        card = notice(f"{lead}{texts.already}")
    except (FootnoteError, OSError) as error:
        problem = label(shortened(str(error), 1_000))
        event(log, "not_rebuilt", logging.ERROR, error=type(error).__name__)
        card = notice(f"{lead}{texts.build_failed.format(problem=problem)}", Tone.PROBLEM)
    if not await finish(interaction, card) and isinstance(interaction.channel, discord.abc.Messageable):
        # After a quarter of an hour the interaction cannot be answered any more; the channel can.
        await interaction.channel.send(embed=embed_of(card))


def report_card(report: Report, texts: "Texts", lead: str = "") -> Card:
    """What changed."""
    manifest, gone = report.manifest, left_out(report.skipped)
    counts = {
        "articles": texts.counted(manifest.articles, texts.articles),
        "passages": texts.counted(manifest.passages, texts.passages),
    }
    lines = [
        text.format(names=names_listed(names))
        for text, names in (
            (texts.added, [name for name in report.changes.added if name not in gone]),
            (texts.changed, [name for name in report.changes.changed if name not in gone]),
            (texts.removed, list(report.changes.removed)),
            (texts.skipped, [str(skip) for skip in report.skipped]),
        )
        if names
    ]
    said = texts.refreshed if report.changes else texts.nothing_changed
    head = said.format(**counts, seconds=f"{report.seconds:.1f}")
    return notice("\n".join([f"{lead}{head}", *lines]), Tone.ANSWER)


def preview_card(upload: Upload, texts: "Texts") -> tuple[Card, list[Button]]:
    """The file as it was read and cleaned, to be kept or discarded."""
    blocks = []
    for reading in upload.readings[:PREVIEWED]:
        article = reading.article
        dropped = sum(line.dropped is not None for line in reading.lines)
        details = [article.publisher or "", texts.date(article.published) if article.published else ""]
        head = texts.preview_line.format(
            title=label(shortened(article.title, 150)),
            details=label(shortened(" · ".join(filter(None, details)) or article.name, 150)),
            kept=texts.counted(article.text.count("\n") + 1, texts.lines),
            dropped=texts.number(dropped),
        )
        lines = [
            label(shortened(line, MAX_PREVIEW_LINE)) for line in article.text.split("\n")[:PREVIEW_LINES]
        ]
        blocks.append("\n".join([head, *(f"> {line}" for line in lines)]))
    if (rest := len(upload.readings) - PREVIEWED) > 0:
        blocks.append(texts.preview_more.format(number=texts.number(rest)))
    blocks += [f"-# {label(shortened(str(skip), 200))}" for skip in upload.skipped[:3]]
    text = "\n\n".join(blocks)
    while len(text) > MAX_TEXT and len(blocks) > 1:
        text = "\n\n".join(blocks := blocks[:-1])
    title = label(shortened(texts.preview.format(name=upload.name), 120))
    buttons = [
        Button(texts.keep, pack(Action.KEEP, upload.number), 0, Look.GOOD),
        Button(texts.discard, pack(Action.DISCARD, upload.number), 0, Look.DANGER),
    ]
    return Card(title, text), buttons


async def keep(interaction: "Here", parts: Sequence[str]) -> None:
    """Put the file among the articles and rebuild."""
    bot, texts = interaction.client, texts_of(interaction)
    if await refuse(interaction):
        return
    settings = bot.desk.settings
    with in_flight(interaction, texts.stopped_rebuild):
        if not await defer(interaction, thinking=False):
            return
        name = await bot.desk.in_thread(Uploads(settings.home).keep, parts[0], settings.corpus)
        if name is None:
            await finish(interaction, notice(texts.upload_gone))
            return
        event(log, "article_added", guild=interaction.guild_id)
        await rebuild(interaction, texts.kept.format(name=label(name)), wait=True)


async def discard(interaction: "Here", parts: Sequence[str]) -> None:
    """Forget the file."""
    bot, texts = interaction.client, texts_of(interaction)
    if await refuse(interaction):
        return
    with in_flight(interaction, edits=False):
        if not await defer(interaction, thinking=False):
            return
        there = await bot.desk.in_thread(Uploads(bot.desk.settings.home).discard, parts[0])
        await finish(interaction, notice(texts.discarded if there else texts.upload_gone))


def file_of(name_digest: str, corpus: "Path") -> tuple[str, "Path", int] | None:
    """Name, path, and how many files there are; None when the file is gone."""
    try:
        files = find_files(corpus)[0]
    except CorpusError:
        return None
    return next(((name, path, len(files)) for name, path in files if digest(name) == name_digest), None)


def is_last(articles: "Sequence[Article]", name: str, _: "Path", files: int) -> bool:
    """Whether nothing would be left to answer from: other files may hold no article."""
    if not articles:
        return files == 1
    return all(article.name.partition("#")[0] == name for article in articles)


async def remove(interaction: "Here", parts: Sequence[str]) -> None:
    """Set the file aside and rebuild."""
    bot, texts = interaction.client, texts_of(interaction)
    if await refuse(interaction):
        return
    settings = bot.desk.settings
    with in_flight(interaction, texts.stopped_rebuild):
        if not await defer(interaction, thinking=False):
            return
        found = await bot.desk.in_thread(file_of, parts[0], settings.corpus)
        if found is None or is_last(bot.desk.suggestions.articles, *found):
            await finish(interaction, notice(texts.gone if found is None else texts.last_article))
            return
        await bot.desk.in_thread(set_aside, found[1], settings.home)
        event(log, "article_removed", guild=interaction.guild_id)
        await rebuild(interaction, texts.moved.format(name=label(found[0])), wait=True)
