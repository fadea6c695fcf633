"""`footnote sources`: the articles that answers come from."""

import contextlib
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit_object, emit_table, notice, watch_build

if TYPE_CHECKING:
    from bot.settings import Settings

HEADINGS = ("title", "publisher", "date", "file")
EXAMPLES = examples("footnote sources", "footnote sources --json")


@click.command(epilog=EXAMPLES, short_help="List the articles.")
@json_option("one object an article")
@with_settings
def sources(as_json: bool, settings: "Settings") -> None:
    """List the articles: title, publisher, date and file, in a pipe parted by tabs."""
    from bot.jsonl import article_object
    from bot.library import open_generation

    with contextlib.closing(open_generation(settings, notice, watch_build)) as index:
        if as_json:
            for article in index.articles():
                emit_object(article_object(article))
            return
        rows = [
            (article.title, article.publisher or "", str(article.published or ""), article.name)
            for article in index.articles()
        ]
    emit_table(HEADINGS, rows)
