"""`footnote show`: one article as it was read, or one passage where it stands."""

import contextlib
import re
from typing import TYPE_CHECKING

import click

from bot.commands.options import examples, with_settings
from bot.commands.output import emit, notice, watch_build

if TYPE_CHECKING:
    from bot.render import Line
    from bot.settings import Settings
    from corpus.article import Article
    from index.interface import Index

PASSAGE_ID = re.compile(r"[0-9a-f]{16}")
MOST_NAMES = 5
EXAMPLES = examples("footnote show 001_3d7c60fdf3f77aa7.txt", "footnote show 004_")


@click.command(epilog=EXAMPLES, short_help="Print an article as cleaned.")
@click.argument("what", metavar="ARTICLE|PASSAGE")
@with_settings
def show(what: str, settings: "Settings") -> None:
    """Show an article line by line, or a passage in its article.

    ARTICLE is its file, its title, or a part of either that only one has. Lines of the file that are not
    the article are struck out; in a pipe they begin with "~", followed by the reason in brackets.

    PASSAGE is the id that "ask --json" and "search --json" give; it stands between 【 and 】. If it was
    edited since, the article is shown as it was then.
    """
    from bot.library import open_generation

    with contextlib.closing(open_generation(settings, notice, watch_build)) as index:
        emit(_passage(what, index) or _article(what, index, settings))


def _passage(what: str, index: "Index") -> list["Line"]:
    """The passage of that id, in its article as it is or was; nothing when there is none."""
    from bot.render_found import old_passage_lines, passage_lines
    from corpus.article import PassageId

    if stored := index.find(PassageId(what)):
        return passage_lines(stored)
    old = index.find_old(PassageId(what))
    return old_passage_lines(old, index.article(old.version.article.name)) if old else []


def _article(what: str, index: "Index", settings: "Settings") -> list["Line"]:
    from bot.render import BLANK, Part, source_line
    from bot.render_found import page_lines
    from corpus.errors import CorpusError
    from corpus.listing import NotNowError
    from corpus.readers import find_files, read

    article = find_article(what, index)
    try:
        paths = dict(find_files(settings.corpus)[0])
    except CorpusError:
        paths = {}
    file = article.name if article.name in paths else article.name.rpartition("#")[0]
    try:
        readings = read(paths[file], file)[0] if file in paths else []
    except NotNowError:
        readings = []
    for reading in readings:
        if reading.article.name == article.name:
            return page_lines(reading.article, reading.lines)
    notice(f"{article.name}: its file cannot be read; this is what the index holds")
    return [source_line(article), BLANK, *((Part(line),) for line in article.text.split("\n"))]


def find_article(what: str, index: "Index") -> "Article":
    """The article of that name or title, or the only one with `what` in either. Raises SettingError."""
    from corpus.errors import SettingError

    if exact := index.article(what):
        return exact
    wanted, articles = what.casefold(), list(index.articles())
    for equal in (True, False):
        found = [article for article in articles if _is_called(article, wanted, equal=equal)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(article.name for article in found[:MOST_NAMES])
            raise SettingError(f"{len(found)} articles are called like {what!r}: {names}; name one of them")
    if PASSAGE_ID.fullmatch(what):
        raise SettingError(
            f"no passage has the id {what}: its article is gone, or was edited too often since"
        )
    close = _closest(wanted, articles)
    known = f"did you mean {' or '.join(close)}?" if close else "footnote sources lists them"
    raise SettingError(f"no article is called {what!r}: {known}")


def _is_called(article: "Article", wanted: str, *, equal: bool) -> bool:
    names = (article.name.casefold(), article.title.casefold())
    return wanted in names if equal else any(wanted in name for name in names)


def _closest(wanted: str, articles: list["Article"]) -> list[str]:
    import difflib

    names = {name.casefold(): article.name for article in articles for name in (article.title, article.name)}
    close = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in close))
