"""Content of any form → articles, read and cleaned as the corpus's own files are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.decoding import NotTextError, decode
from corpus.filing import Original
from corpus.forms.convert import Converter
from corpus.forms.converted import Converted
from corpus.forms.suffixes import KEPT_SUFFIXES
from corpus.frontmatter import Given
from corpus.readers import MARKDOWN, TEXT_SUFFIXES, Skipped, readings_of, records_in
from corpus.records import Record
from corpus.urls import same_host

STDIN_NAME = "stdin"
FIRST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Content:
    """What was read or fetched; `url` is where from."""

    name: str
    data: bytes
    suffix: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article that may be added, and the file that it was made from where that is kept.

    `dropped` lines of it were not the article's.
    """

    article: Article
    suffix: str = ".md"
    original: Original | None = None
    dropped: int = 0


Gathered = Found | Skipped


def articles_in(content: Content, converter: Converter, entry: Converted | None = None) -> Iterator[Gathered]:
    """The articles of anything but a feed; `entry` is what a feed says of it.

    Raises FormError or NotTextError.
    """
    if content.suffix in TEXT_SUFFIXES:
        text = decode(content.data)
        if not text.strip():
            raise NotTextError("it is empty; put the article's text into it")
        records = list(records_in(text, content.name, content.suffix))
    else:
        articles = converter.convert(content.data, content.suffix)
        records = [_record(article, content.name, content.suffix) for article in articles]
    told = (
        replace(record, given=_told(record.given, content.url, entry)) if record.problem is None else record
        for record in records
    )
    original = Original(content.suffix, content.data) if content.suffix in KEPT_SUFFIXES else None
    readings, skipped = readings_of(told, markdown=content.suffix in MARKDOWN)
    yield from skipped
    for reading in readings:
        article = reading.article
        if content.name == STDIN_NAME and article.title == STDIN_NAME:
            article = replace(article, title=_first_words(article.text))
        dropped = sum(line.dropped is not None for line in reading.lines)
        yield Found(article, ".txt" if content.suffix == ".txt" else ".md", original, dropped)


def _first_words(text: str) -> str:
    """A title for what has neither one nor a file's name."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")


def article_of(entry: Converted, name: str) -> Iterator[Gathered]:
    """The article that a feed holds whole."""
    readings, skipped = readings_of([_record(entry, name, ".rss")], markdown=False)
    yield from skipped
    yield from (Found(reading.article) for reading in readings)


def _record(article: Converted, name: str, suffix: str) -> Record:
    given = Given(
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        author=article.author,
        form=suffix.removeprefix("."),
    )
    return Record(name, given, article.text)


def _told(given: Given, url: str | None, entry: Converted | None) -> Given:
    """Completed by the feed that links to it; a page may name its own URL, but not that of another site."""
    if url is not None and not (given.url and same_host(given.url, url)):
        given = replace(given, url=url)
    if entry is None:
        return given
    return replace(
        given,
        title=given.title or entry.title,
        publisher=given.publisher or entry.publisher,
        author=given.author or entry.author,
        published=entry.published or given.published,
    )
