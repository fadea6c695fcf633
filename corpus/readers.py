"""A file → its articles, by suffix."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.decoding import NotTextError, decode
from corpus.errors import CorpusError
from corpus.forms.suffixes import FORM_SUFFIXES
from corpus.frontmatter import FrontMatterError, split_front_matter
from corpus.lines import Line
from corpus.listing import Folder, NotNowError, Skipped, file_problem, lasts
from corpus.pages import page_starts
from corpus.records import Record, json_records, jsonl_records
from corpus.tables import table_records
from corpus.whole_file import whole_bytes

__all__ = [
    "MARKDOWN",
    "MAX_BYTES",
    "MAX_RECORDS_BYTES",
    "TEXT_SUFFIXES",
    "Listing",
    "Reading",
    "Skipped",
    "find_files",
    "list_files",
    "read",
    "readings_of",
    "records_in",
]

MEGABYTE = 1_000_000  # bytes
MAX_BYTES = 10 * MEGABYTE
MAX_RECORDS_BYTES = 500 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and every line of its file: those dropped too."""

    article: Article
    lines: tuple[Line, ...]


def _text(text: str, name: str) -> Iterator[Record]:
    try:
        given, body = split_front_matter(text)
    except FrontMatterError as error:
        yield Record(name, problem=str(error))
    else:
        yield Record(name, given, body)


_RECORDS: dict[str, Callable[[str, str], Iterator[Record]]] = {
    ".txt": _text,
    ".md": _text,
    ".markdown": _text,
    ".json": json_records,
    ".jsonl": jsonl_records,
    ".csv": table_records,
    ".tsv": table_records,
}
_OF_RECORDS = (".json", ".jsonl", ".csv", ".tsv")
MARKDOWN = (".md", ".markdown")
TEXT_SUFFIXES = tuple(_RECORDS)


@dataclass(frozen=True, slots=True)
class Listing:
    """The article files of a corpus: their names, sorted; each lies at `root / name`."""

    root: Path
    names: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    unlisted: tuple[str, ...] = ()  # folders, each with its /, of whose files nothing can be told for now

    def path_of(self, name: str) -> Path:
        return self.root / name


def list_files(corpus: Path) -> Listing:
    """The article files in `corpus`, a folder or one file.

    Hidden files, and notes such as a README, are passed over. Raises CorpusError where there is no article.
    """
    try:
        mode = corpus.stat().st_mode
    except OSError as error:
        raise CorpusError(
            f"{corpus}: {file_problem(error)}; name a folder of articles with --corpus or FOOTNOTE_CORPUS"
        ) from error
    if not stat.S_ISDIR(mode):
        return Listing(corpus.parent, (corpus.name,), ())
    folder = Folder(corpus)
    names: list[str] = []
    for name in folder.walk():
        suffix = os.path.splitext(name)[1]  # noqa: PTH122 - a Path for each takes longer than all the rest
        told = name if name.isascii() else name.encode("utf8", "replace").decode("utf8")
        if told != name:
            folder.skip(told, "its name, or its folder's, is not UTF-8; rename it")
        elif suffix.lower() in _RECORDS:
            names.append(name)
        else:
            folder.skip(name, _not_read(suffix))
    if not names:
        unlisted = next((skip for skip in folder.skipped if skip.name == "."), None)
        if unlisted:
            raise CorpusError(f"{corpus}: {unlisted.reason}")
        raise CorpusError(
            f"{corpus}: no article in this folder; put {_suffixes()} files into it, or any with footnote add"
        )
    skipped = sorted(folder.skipped, key=lambda skip: skip.name)
    return Listing(corpus, tuple(sorted(names)), tuple(skipped), tuple(folder.unlisted))


def find_files(corpus: Path) -> tuple[list[tuple[str, Path]], list[Skipped]]:
    """As `list_files`, as (name, path) sorted by name; and what was skipped."""
    found = list_files(corpus)
    return [(name, found.path_of(name)) for name in found.names], list(found.skipped)


def read(path: Path, name: str) -> tuple[list[Reading], list[Skipped]]:
    """The articles in one file, and what could not become one. Foreseen problems of the file do not raise.

    Raises NotNowError when the file cannot be read for now, and so nothing can be told of it.
    """
    suffix = path.suffix.lower()
    if suffix not in _RECORDS:
        return [], [Skipped(name, _not_read(path.suffix))]
    limit = MAX_RECORDS_BYTES if suffix in _OF_RECORDS else MAX_BYTES
    try:
        text = decode(whole_bytes(path, limit))
    except OSError as error:
        if not lasts(error):
            raise NotNowError(file_problem(error)) from error
        return [], [Skipped(name, file_problem(error))]
    except NotTextError as error:
        return [], [Skipped(name, str(error))]
    if not text.strip():
        return [], [Skipped(name, "it is empty; put the article's text into it")]
    return readings_of(records_in(text, name, suffix), markdown=suffix in MARKDOWN)


def records_in(text: str, name: str, suffix: str) -> Iterator[Record]:
    """The records in the text of a file of that suffix, one of TEXT_SUFFIXES."""
    return _RECORDS[suffix](text, name)


def readings_of(records: Iterable[Record], *, markdown: bool) -> tuple[list[Reading], list[Skipped]]:
    """Each record cleaned and made an article; and those of which none can be made."""
    from corpus.cleaning import clean  # its patterns take longer to load than all the rest

    readings: list[Reading] = []
    skipped: list[Skipped] = []
    for record in records:
        if record.problem is not None:
            skipped.append(Skipped(record.name, record.problem))
            continue
        page = clean(record.text, title=record.given.title, markdown=markdown)
        text = "\n".join(line.text for line in page.lines if line.dropped is None)
        if not text:
            skipped.append(
                Skipped(record.name, "nothing is left once it is cleaned; is there an article in it?")
            )
            continue
        skipped += [Skipped(record.name, f"read, but {problem}") for problem in record.given.problems]
        given = record.given
        article = Article(
            name=record.name,
            title=given.title or page.title or _title_from(record.name),
            text=text,
            publisher=given.publisher or page.publisher,
            published=given.published or page.published,
            url=given.url or page.url,
            author=given.author or page.author,
            pages=page_starts(record.text, page.lines),
            form=given.form or _form(given.original or record.name.rpartition("#")[0] or record.name),
            original=given.original,
        )
        readings.append(Reading(article, page.lines))
    return readings, skipped


def _form(name: str) -> str:
    """A file's suffix, without its dot."""
    return Path(name).suffix.lower().lstrip(".")[:10] or "txt"


def _title_from(name: str) -> str:
    """For an article without any title: its file's name, in words."""
    stem = Path(name.partition("#")[0]).stem
    return " ".join(stem.replace("_", " ").replace("-", " ").split()) or name


def _not_read(suffix: str) -> str:
    way_out = "; footnote add makes an article of it" if suffix.lower() in FORM_SUFFIXES else ""
    return f"{suffix or 'a name without a suffix'} is not read{way_out or f'; {_suffixes()} are'}"


def _suffixes() -> str:
    *most, last = _RECORDS
    return f"{', '.join(most)} and {last}"
