"""`footnote add`: articles of any form into the corpus folder and the index."""

import contextlib
import datetime
import sys
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, with_settings
from bot.commands.output import notice, watch_build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.adding import Adder
    from bot.settings import Settings
    from corpus.article import Article
    from index.encoder import Encoder

LEFT_OUT = 1
EXAMPLES = examples(
    "footnote add ferry.html",
    "footnote add https://herald.example/ferry",
    'echo "The ferry to Aberdeen was late on Monday, the company said." | footnote add -',
)


@click.command(epilog=EXAMPLES, short_help="Add files, pages and feeds.")
@click.argument("what", nargs=-1, required=True, metavar="PATH|URL|FEED|-…")
@click.option("--force", is_flag=True, help="Also what is there already.")
@with_settings
def add(what: tuple[str, ...], force: bool, settings: "Settings") -> None:
    """Add articles: files, folders, globs, URLs, RSS or Atom feeds, or "-" for stdin.

    Pages (.html), .pdf, .docx, .epub and .eml become text with the title, publisher and date above it, in a
    file of the corpus folder; of a .pdf, .docx or .epub the original is kept in its folder .originals.

    What has the URL or the text of an article that is there is left out. The exit status is then 1.
    """
    from bot.adding import Adder, corpus_folder
    from bot.library import update
    from index.models import open_encoder

    corpus = corpus_folder(settings.corpus)
    encoder = open_encoder(settings.home, settings.model, notice)
    today = datetime.datetime.now(datetime.UTC).date()
    added, whole = _add(what, Adder(corpus, _known(settings, encoder), today, force=force))
    if added:
        update(settings, encoder, watch_build)
    if not whole:
        click.get_current_context().exit(LEFT_OUT)


def _add(what: tuple[str, ...], adder: "Adder") -> tuple[bool, bool]:
    """Whether anything was added, and whether everything was."""
    from bot.adding import Added
    from corpus.fetching import Fetcher
    from corpus.forms.convert import Converter
    from corpus.gathering import Gatherer

    added, whole = False, True
    with Converter() as converter:
        gatherer = Gatherer(converter, Fetcher(), sys.stdin.buffer, adder.known_url)
        for each in what:
            for result in adder.take(gatherer.gather(each)):
                if isinstance(result, Added):
                    added = True
                    _say(str(result))
                else:
                    whole = whole and result.reason.startswith("read, but")
                    notice(str(result))
    return added, whole


def _known(settings: "Settings", encoder: "Encoder") -> "Iterable[Article]":
    """The articles that are there, by an index that is up to date; none in an empty folder."""
    from bot.library import update
    from corpus.errors import CorpusError
    from index.store import Home, require

    try:
        update(settings, encoder, watch_build)
    except CorpusError:
        return []
    with contextlib.closing(require(Home(settings.home).open())) as generation:
        return list(generation.articles())


def _say(text: str) -> None:
    from bot.render import one_line

    click.echo(one_line(text))
