"""Keep, Discard and Remove, and the rebuild that follows, for those with Manage Server only."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.discord.cards import Card, Tone, notice
from bot.discord.escaping import label, shortened
from bot.discord.files import Kept, adder_for, set_aside
from bot.discord.index_cards import ANYWAY, kept_text, progress_text, report_card, upload_buttons
from bot.discord.logs import event
from bot.discord.managing import manage
from bot.discord.rebuilding import AlreadyError
from bot.discord.sending import tell, texts_of
from bot.discord.threads import in_daemon
from corpus.article import digest
from corpus.errors import CorpusError, FootnoteError
from corpus.readers import find_files
from index.build import Done

if TYPE_CHECKING:
    from bot.discord.managing import Here
    from bot.discord.telling import Telling
    from corpus.article import Article

Change = Callable[[], Awaitable[str | None]]
log = logging.getLogger(__name__)


async def rebuild(
    interaction: "Here", telling: "Telling", change: Change | None = None, *, purge: bool = False
) -> None:
    """Rebuild, telling the progress in one message.

    `change` is done before, in the same turn; it gives what is said above the progress, or None when there
    is nothing to be rebuilt for. With it another rebuild is waited for, for what was pressed is wanted. With
    `purge`, the index keeps no word of what has gone.
    """
    texts, rebuilding = texts_of(interaction), interaction.client.rebuilding
    if change and rebuilding.running:
        await tell(interaction, texts.already)
    lead: str | None = ""
    try:
        async with rebuilding.turn(wait=change is not None):
            if change:
                lead = await change()
            if lead is None:
                return
            card = await _built(interaction, telling, lead, wait=change is not None, purge=purge)
    except AlreadyError:
        card = notice(_above(lead) + texts.already)
    except (FootnoteError, OSError) as error:
        problem = label(shortened(texts.said(str(error)), 1_000))
        event(log, "not_rebuilt", logging.ERROR, error=type(error).__name__)
        card = notice(_above(lead) + texts.build_failed.format(problem=problem), Tone.PROBLEM)
    # Whoever reads that it is done may ask for the next one: the turn is over by then.
    await telling.end(card)


def _above(lead: str | None) -> str:
    return f"{lead}\n\n" if lead else ""


async def _built(interaction: "Here", telling: "Telling", lead: str, *, wait: bool, purge: bool) -> Card:
    texts, above = texts_of(interaction), _above(lead)

    async def tell_progress(done: Done) -> None:
        await telling.progress(notice(f"{above}{progress_text(done, texts)}"))

    await telling.progress(notice(f"{above}{texts.refreshing}"))
    report = await interaction.client.rebuilding.build(tell_progress, wait=wait, purge=purge)
    return report_card(report, texts, above)


async def keep(interaction: "Here", parts: Sequence[str]) -> None:
    """Put the file's articles among the others and rebuild."""
    await manage(interaction, lambda telling: _keep(interaction, telling, parts[0], ANYWAY in parts[1:]))


async def _keep(interaction: "Here", telling: "Telling", number: str, anyway: bool) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    if await bot.desk.in_thread(bot.uploads.find, number) is None:
        await telling.end(notice(texts.upload_gone))
        return

    async def change() -> str | None:
        def work() -> Kept | None:
            with bot.desk.live.asking_if_any() as index:
                adder = adder_for(bot.desk.settings.corpus, index, anyway=anyway)
                return bot.uploads.keep(number, adder)

        kept = await in_daemon(work)
        if kept is None:  # kept or discarded while this press waited for its turn
            await tell(interaction, texts.upload_gone)
            return None
        if not kept.added:
            buttons = upload_buttons(number, texts, some_new=False, some_known=True)
            await telling.end(notice(kept_text(kept, texts)), buttons)
            return None
        guild, user = interaction.guild_id, interaction.user.id
        event(log, "article_added", guild=guild, user=user, articles=len(kept.added))
        return kept_text(kept, texts)

    await rebuild(interaction, telling, change)


async def discard(interaction: "Here", parts: Sequence[str]) -> None:
    """Forget the file."""

    async def work(telling: "Telling") -> None:
        bot, texts = interaction.client, texts_of(interaction)
        there = await bot.desk.in_thread(bot.uploads.discard, parts[0])
        await telling.end(notice(texts.discarded if there else texts.upload_gone))

    await manage(interaction, work)


def file_of(name_digest: str, corpus: Path) -> tuple[str, int] | None:
    """Name, and how many files there are; None when the file is gone."""
    try:
        files = find_files(corpus)[0]
    except CorpusError:
        return None
    return next(((name, len(files)) for name, _ in files if digest(name) == name_digest), None)


def is_last(articles: "Sequence[Article]", name: str, files: int) -> bool:
    """Whether nothing would be left to answer from: other files may hold no article."""
    if not articles:
        return files == 1
    return all(name in (article.name, article.name.rpartition("#")[0]) for article in articles)


async def remove(interaction: "Here", parts: Sequence[str]) -> None:
    """Set the file aside and rebuild."""
    await manage(interaction, lambda telling: _remove(interaction, telling, parts[0]))


async def _remove(interaction: "Here", telling: "Telling", name_digest: str) -> None:
    bot, texts = interaction.client, texts_of(interaction)
    settings = bot.desk.settings

    async def change() -> str | None:
        found = await bot.desk.in_thread(file_of, name_digest, settings.corpus)
        if found is None or is_last(bot.desk.suggestions.articles, *found):
            await telling.end(notice(texts.gone if found is None else texts.last_article))
            return None
        await bot.desk.in_thread(set_aside, settings.corpus, found[0], settings.home)
        event(log, "article_removed", guild=interaction.guild_id, user=interaction.user.id)
        return texts.moved.format(name=label(found[0]))

    await rebuild(interaction, telling, change, purge=True)
