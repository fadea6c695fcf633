"""`footnote add`: articles of any form into the corpus folder and the index."""

import contextlib
import datetime
import sys
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, json_option, with_settings
from bot.commands.output import emit_object, notice, watch_build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.adding import Added, Adder
    from bot.settings import Settings
    from corpus.listing import Skipped
    from index.encoder import Encoder
    from index.interface import OpenIndex

LEFT_OUT = 1
EXAMPLES = examples(
    "footnote add ferry.html",
    "footnote add --update https://herald.example/ferry --json",
    'echo "The ferry to Aberdeen was late on Monday, the company said." | footnote add -',
)


@click.command(epilog=EXAMPLES, short_help="Add files, pages and feeds.")
@click.argument("what", nargs=-1, required=True, metavar="PATH|URL|FEED|-…")
@click.option("--force", is_flag=True, help="Also what is there already.")
@click.option(
    "--update", is_flag=True, help="What pages say now takes the place of what they said; that is kept."
)
@json_option("one object for each article, and for all that is left out")
@with_settings
def add(what: tuple[str, ...], force: bool, update: bool, as_json: bool, settings: "Settings") -> None:
    """Add articles: files, folders, globs, URLs, RSS or Atom feeds, or "-" for stdin.

    Pages (.html), .pdf, .docx, .epub and .eml become text with the title, publisher and date above it, in a
    file of the corpus folder; of a .pdf, .docx or .epub the original is kept in its folder .originals.

    What has the URL or the text of an article that is there is left out. The exit status is then 1. With
    --update, a page that has changed since is put into its article's file; what that said before is kept
    with the index, and old citations still show it.
    """
    from bot.adding import Adder, corpus_folder
    from bot.library import update as bring_up_to_date
    from index.models import open_encoder

    corpus = corpus_folder(settings.corpus)
    encoder = open_encoder(settings.home, settings.model, notice)
    today = datetime.datetime.now(datetime.UTC).date()
    tell = _print_object if as_json else _print_line
    with _index(settings, encoder) as index:
        known, texts_like = (index.articles(), index.texts_like) if index else ((), None)
        adder = Adder(corpus, known, today, force=force, update=update, texts_like=texts_like)
        added, whole = _add(what, adder, tell)
    if added:
        bring_up_to_date(settings, encoder, watch_build)
    if not whole:
        click.get_current_context().exit(LEFT_OUT)


def _add(
    what: tuple[str, ...], adder: "Adder", tell: "Callable[[str, Added | Skipped], None]"
) -> tuple[bool, bool]:
    """Whether anything was added, and whether everything was."""
    from bot.adding import Added
    from corpus.fetching import Fetcher
    from corpus.forms.convert import Converter
    from corpus.gathering import Gatherer

    added, whole = False, True
    with Converter() as converter:
        gatherer = Gatherer(converter, Fetcher(), sys.stdin.buffer, adder.known_url, adder.is_cut)
        for each in what:
            for result in adder.take(gatherer.gather(each)):
                tell(each, result)
                if isinstance(result, Added):
                    added = True
                else:
                    whole = whole and result.was_read
    return added, whole


@contextlib.contextmanager
def _index(settings: "Settings", encoder: "Encoder") -> "Iterator[OpenIndex | None]":
    """What is there, by an index that is up to date; none of an empty folder."""
    from bot.library import update
    from corpus.errors import CorpusError
    from index.store import require

    try:
        update(settings, encoder, watch_build)
    except CorpusError:
        yield None
        return
    with contextlib.closing(require(settings.store().open())) as generation:
        yield generation


def _print_line(_: str, result: "Added | Skipped") -> None:
    from bot.adding import Added
    from bot.render import one_line

    if isinstance(result, Added):
        click.echo(one_line(str(result)))
    else:
        notice(str(result))


def _print_object(what: str, result: "Added | Skipped") -> None:
    """`article` is the article's file, or what of `what` was left out or is told of."""
    from dataclasses import replace

    from bot.adding import Added
    from bot.jsonl import article_object

    if isinstance(result, Added):
        known = article_object(replace(result.article, name=result.name))
        emit_object({"what": what, "status": result.status, "reason": None, **known})
    else:
        status = "noted" if result.was_read else "left out"
        emit_object({"what": what, "status": status, "reason": result.reason, "article": result.name})
