"""Articles added to the corpus folder and taken from it; what is there already is told and left out."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.render import counted
from corpus.article import Article
from corpus.copies import Copies
from corpus.errors import CorpusError, SettingError
from corpus.filing import originals_of, rewrite_article, write_article
from corpus.making import Found, Gathered
from corpus.readers import Skipped, find_files, read
from corpus.urls import same_page_key
from index.heading import long_date

if TYPE_CHECKING:
    from index.interface import OpenIndex


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is in the corpus folder now, in the file `name`; there anew, or what it says now."""

    name: str
    article: Article
    status: Literal["added", "updated"] = "added"

    def __str__(self) -> str:
        day = long_date(self.article.published) if self.article.published else None
        words = counted(len(self.article.text.split()), "word")
        return " · ".join(
            part for part in (f"{self.status} {self.name}", self.article.publisher, day, words) if part
        )


@dataclass(frozen=True, slots=True)
class Known:
    """The article `name` is there already: with the same URL, or else with the same text."""

    name: str
    by_url: bool

    def __str__(self) -> str:
        return f"{'it' if self.by_url else 'its text'} is there already: {self.name}"


_CUT = 0.8  # of a text's length: what a feed has that is shorter is taken for an excerpt


class Adder:
    """Writes articles into the folder, each once. With `force`, also what is there already.

    With `update`, what the page of an article says now takes the place of what it said.
    `texts_like` finds, as an index's does, those of the `known` whose text is like another.
    """

    def __init__(
        self,
        corpus: Path,
        known: Iterable[Article],
        today: datetime.date,
        *,
        force: bool = False,
        update: bool = False,
        texts_like: Callable[[str], Iterable[tuple[str, str]]] | None = None,
    ) -> None:
        self._corpus, self._today, self._force, self._update = corpus, today, force, update
        self._texts: dict[str, tuple[int, int]] = {}  # by the name of an article with a URL: hash, length
        self._urls: dict[str, str] = {}
        self._copies = Copies(texts_like) if texts_like else Copies()
        for article in known:
            if texts_like is None:
                self._copies.add(article.name, article.text)
            self._know_url(article.name, article)

    def known_url(self, url: str) -> str | None:
        """Why that URL is not fetched: its article is there, and is neither added again nor updated."""
        if self._force or self._update:
            return None
        name = self._urls.get(same_page_key(url))
        return None if name is None else f"{Known(name, by_url=True)}; footnote add --update fetches it anew"

    def is_cut(self, url: str, text: str) -> bool:
        """Whether a feed's text of an article that is there is so much shorter that the page is asked."""
        name = self._urls.get(same_page_key(url)) if self._update else None
        return name is not None and len(text) < _CUT * self._texts[name][1]

    def known(self, article: Article) -> Known | None:
        """What is there already and the same, up to small edits, whether or not it may be added again."""
        name = self._urls.get(same_page_key(article.url)) if article.url else None
        if name is not None:
            return Known(name, by_url=True)
        name = self._copies.find(article.text)
        return Known(name, by_url=False) if name is not None else None

    def take(self, gathered: Iterable[Gathered]) -> Iterator[Added | Skipped]:
        """Write each that is new."""
        for found in gathered:
            yield found if isinstance(found, Skipped) else self._take(found)

    def _take(self, found: Found) -> Added | Skipped:
        article = found.article
        if not self._force and (known := self.known(article)):
            if not known.by_url or self._texts[known.name] == _print_of(article.text):
                return Skipped(article.name, str(known))
            return self._rewrite(known.name, found)
        name = write_article(
            self._corpus, article, retrieved=self._today, original=found.original, suffix=found.suffix
        )
        self._know_url(name, article)
        self._copies.add(name, article.text)
        return Added(name, article)

    def _rewrite(self, name: str, found: Found) -> Added | Skipped:
        article = found.article
        if not self._update:
            return Skipped(
                article.name,
                f"it is there already, with another text: {name}; footnote add --update takes the new one",
            )
        if not rewrite_article(self._corpus, name, article, retrieved=self._today, original=found.original):
            return Skipped(
                article.name,
                f"it has another text now, but {name} is not of footnote add's making: edit that",
            )
        self._know_url(name, article)
        self._copies.add(name, article.text)
        return Added(name, article, "updated")

    def _know_url(self, name: str, article: Article) -> None:
        if article.url:
            self._urls[same_page_key(article.url)] = name
            self._texts[name] = _print_of(article.text)


def _print_of(text: str) -> tuple[int, int]:
    """By which a text is known again without being kept: its hash and its length in characters."""
    return hash(text), len(text)


def corpus_folder(corpus: Path) -> Path:
    """The folder to add to, made where there is none. Raises SettingError."""
    if corpus.exists() and not corpus.is_dir():
        raise SettingError(f"{corpus} is a file; name a folder with --corpus to add to")
    try:
        corpus.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"{corpus} cannot be made ({error.strerror}); name another folder") from error
    if not os.access(corpus, os.W_OK):
        raise SettingError(f"{corpus} cannot be written to; make it writable, or name another with --corpus")
    return corpus


def files_named(corpus: Path, names: Iterable[str]) -> dict[str, list[Path]]:
    """Each article's file with its originals, by name. Raises SettingError unless all are there."""
    try:
        files = dict(find_files(corpus)[0]) if corpus.is_dir() else {}
    except CorpusError:
        files = {}
    wanted: dict[str, list[Path]] = {}
    for name in names:
        path = Path(name)
        known = path.relative_to(corpus).as_posix() if path.is_relative_to(corpus) else name
        if known not in files and not _is_alone(known, files):
            raise SettingError(f"{name}: {_why_not(known, files)}")
        known = known if known in files else known.rpartition("#")[0]
        wanted[known] = [files[known], *originals_of(corpus, known)]
    return wanted


def files_until(index: "OpenIndex", until: datetime.date) -> tuple[list[str], list[str]]:
    """Files whose articles are all of that day or earlier, and those of which only some are."""
    files = index.files()
    old: dict[str, list[bool]] = {}
    for article in index.articles():
        file = article.name if article.name in files else article.name.rpartition("#")[0]
        old.setdefault(file, []).append(article.published is not None and article.published <= until)
    return (
        [file for file, are_old in old.items() if all(are_old)],
        [file for file, are_old in old.items() if any(are_old) and not all(are_old)],
    )


def _is_alone(name: str, files: Mapping[str, Path]) -> bool:
    """Whether the article of that name, as in feed.jsonl#1, is all that its file holds."""
    file = name.rpartition("#")[0]
    if file not in files:
        return False
    readings, skipped = read(files[file], file)
    return {reading.article.name for reading in readings} | {one.name for one in skipped} == {name}


def _why_not(name: str, files: Iterable[str]) -> str:
    import difflib

    file = name.rpartition("#")[0]
    if file and file in files:
        return f"{file} holds more or other articles; remove that, or edit it"
    close = difflib.get_close_matches(name, list(files), n=2, cutoff=0.5)
    known = f"did you mean {' or '.join(close)}?" if close else "footnote sources lists them"
    return f"no article's file is called that: {known}"
