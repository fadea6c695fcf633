"""`footnote sources`: the articles that answers come from."""

import contextlib
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit_object, emit_table, notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings

HEADINGS = ("title", "publisher", "date", "form", "edited", "copies", "file")
EXAMPLES = examples("footnote sources", "footnote sources --json")


@click.command(epilog=EXAMPLES, short_help="List the articles.")
@json_option("one object an article")
@with_settings
def sources(as_json: bool, settings: "Settings") -> None:
    """List the articles, in a pipe parted by tabs.

    Told are title, publisher, date, what the article was made from, how many earlier versions of it are kept,
    how many other articles hold a copy of its text or of a part of it, and its file.
    """
    from bot.jsonl import source_object
    from bot.library import open_generation

    with contextlib.closing(open_generation(settings, notice, watch_build)) as index:
        versions, copies = index.version_counts(), index.copy_names()
        if as_json:
            for article in index.articles():
                kept = index.versions(article.name) if article.name in versions else ()
                emit_object(source_object(article, kept, copies.get(article.name, ())))
            return
        rows = [
            (
                article.title,
                article.publisher or "",
                str(article.published or ""),
                article.form,
                str(versions.get(article.name, "")),
                str(len(copies.get(article.name, ())) or ""),
                article.name,
            )
            for article in index.articles()
        ]
    emit_table(HEADINGS, rows)
