"""A path, glob, folder, URL, feed or stdin → its articles, one after the other."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.decoding import NotTextError
from corpus.fetching import Fetcher
from corpus.forms.convert import Converter
from corpus.forms.converted import MAX_ENTRIES, MEGABYTE, Converted, FormError
from corpus.forms.suffixes import FORM_SUFFIXES, suffix_of
from corpus.listing import Folder, NotNowError, Skipped, file_problem
from corpus.making import STDIN_NAME, Content, Gathered, article_of, articles_in
from corpus.readers import MAX_BYTES, MAX_RECORDS_BYTES, TEXT_SUFFIXES
from corpus.responses import FetchError
from corpus.urls import UrlError, is_url
from corpus.whole_file import at_most, whole_bytes

MAX_FORM_BYTES = 50 * MEGABYTE
STDIN = "-"
SUFFIXES = (*TEXT_SUFFIXES, *FORM_SUFFIXES)
_FEEDS = (".rss", ".atom", ".xml")
_PROBLEMS = (FetchError, UrlError, FormError, NotTextError, NotNowError)
KnownUrl = Callable[[str], str | None]  # a URL → why it is not fetched, if it is not
IsCut = Callable[[str, str], bool]  # a URL and a feed's text of it → whether its page has more to say


class Gatherer:
    """Turns what a person named into articles; what `known_url` objects to is left out.

    An entry of a feed is taken from its page where the feed links to it alone, or `is_cut` holds.
    """

    def __init__(
        self,
        converter: Converter,
        fetcher: Fetcher,
        stdin: BinaryIO,
        known_url: KnownUrl = lambda _: None,
        is_cut: IsCut = lambda _url, _text: False,
    ) -> None:
        self._converter, self._fetcher, self._stdin = converter, fetcher, stdin
        self._known_url, self._is_cut = known_url, is_cut

    def gather(self, what: str) -> Iterator[Gathered]:
        """Every article that `what` names; of what is none, why. Foreseen problems do not raise."""
        if what == STDIN:
            yield from self._opened(STDIN_NAME, self._from_stdin)
        elif is_url(what):
            yield from self._linked(what)
        else:
            for path in paths_of(what):
                if isinstance(path, Skipped):
                    yield path
                else:
                    yield from self._opened(str(path), lambda path=path: _from_file(path))  # type: ignore[misc]

    def _from_stdin(self) -> Content:
        data = at_most(self._stdin, MAX_FORM_BYTES)
        return Content(STDIN_NAME, data, suffix_of(data))

    def _opened(self, name: str, content: Callable[[], Content]) -> Iterator[Gathered]:
        try:
            yield from self._articles(content())
        except OSError as error:
            yield Skipped(name, file_problem(error))
        except _PROBLEMS as error:
            yield Skipped(name, str(error))

    def _linked(self, url: str, entry: Converted | None = None) -> Iterator[Gathered]:
        """What a URL serves; `entry` is what the feed that links to it says."""
        if known := self._known_url(url):
            yield Skipped(url, known)
            return
        try:
            fetched = self._fetcher.fetch(url)
            content = Content(url, fetched.content, fetched.suffix, fetched.url)
            if entry is not None and content.suffix in _FEEDS:
                raise FormError("a feed links to it, but it is a feed itself")
            yield from self._articles(content, entry)
        except _PROBLEMS as error:
            yield Skipped(url, str(error))

    def _articles(self, content: Content, entry: Converted | None = None) -> Iterator[Gathered]:
        if content.suffix not in _FEEDS:
            yield from articles_in(content, self._converter, entry)
            return
        entries = self._converter.convert(content.data, content.suffix)
        if len(entries) > MAX_ENTRIES:
            yield Skipped(content.name, f"read, but only its first {MAX_ENTRIES} entries")
        for found in entries[:MAX_ENTRIES]:
            if found.url and (known := self._known_url(found.url)):
                yield Skipped(found.url, known)
            elif found.url and (not found.text or self._is_cut(found.url, found.text)):
                yield from self._linked(found.url, found)
            else:
                yield from article_of(found, found.url or content.name)


def paths_of(what: str) -> Iterator[Path | Skipped]:
    """The files that a path, a folder or a glob names; hidden files in folders are passed over."""
    path = Path(os.path.expanduser(what))  # noqa: PTH111 - Path's own raises where there is no such user
    try:
        folder, there = path.is_dir(), path.exists() or path.is_symlink()
    except OSError as error:
        yield Skipped(what, file_problem(error))
        return
    if folder:
        yield from _folder(path)
    elif there:
        yield path
    else:
        matches = _matches(str(path))
        if not matches:
            yield Skipped(what, "there is no such file or folder")
        for match in matches:
            yield from _folder(Path(match)) if Path(match).is_dir() else [Path(match)]


def _matches(pattern: str) -> list[str]:
    # Path.glob takes no pattern that begins at the root.
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207


def _folder(folder: Path) -> Iterator[Path | Skipped]:
    listed = Folder(folder)
    found = sorted(folder / name for name in listed.walk())
    if not found:
        yield Skipped(str(folder), "no article is in this folder")
    yield from found
    yield from (Skipped(str(folder / skip.name), skip.reason) for skip in listed.skipped)


def _from_file(path: Path) -> Content:
    """Raises OSError, NotTextError or NotNowError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise NotTextError(f"{suffix or 'a name without a suffix'} is not read; {', '.join(SUFFIXES)} are")
    if suffix.startswith(".json"):
        limit = MAX_RECORDS_BYTES
    else:
        limit = MAX_BYTES if suffix in TEXT_SUFFIXES else MAX_FORM_BYTES
    return Content(path.name, whole_bytes(path, limit), suffix)
