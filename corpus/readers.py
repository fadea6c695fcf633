"""A file → its articles, by suffix."""

import errno
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
from corpus.pages import page_starts
from corpus.records import Record, json_records, jsonl_records

MEGABYTE = 1_000_000  # bytes
MAX_BYTES = 10 * MEGABYTE
MAX_RECORDS_BYTES = 500 * MEGABYTE
_PLACEHOLDERS = ("readme", "license", "licence", "changelog")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and every line of its file: those dropped too."""

    article: Article
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is in no article, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


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
}
MARKDOWN = (".md", ".markdown")
TEXT_SUFFIXES = tuple(_RECORDS)


def find_files(corpus: Path) -> tuple[list[tuple[str, Path]], list[Skipped]]:
    """The article files in `corpus`, a folder or one file, as (name, path) sorted by name; and those skipped.

    Hidden files, and files such as a README, are passed over. Raises CorpusError where there is no article.
    """
    try:
        mode = corpus.stat().st_mode
    except OSError as error:
        raise CorpusError(
            f"{corpus}: {file_problem(error)}; name a folder of articles with --corpus or FOOTNOTE_CORPUS"
        ) from error
    if not stat.S_ISDIR(mode):
        return [(corpus.name, corpus)], []
    files: list[tuple[str, Path]] = []
    skipped: list[Skipped] = []
    for path in walk(corpus, skipped):
        name = path.relative_to(corpus).as_posix()
        told = name.encode("utf8", "replace").decode("utf8")
        if told != name:
            skipped.append(Skipped(told, "its name, or its folder's, is not UTF-8; rename it"))
        elif path.suffix.lower() in _RECORDS:
            files.append((name, path))
        else:
            skipped.append(Skipped(name, _not_read(path.suffix)))
    if not files:
        unlisted = next((skip for skip in skipped if skip.name in (".", str(corpus))), None)
        if unlisted:
            raise CorpusError(f"{corpus}: {unlisted.reason}")
        raise CorpusError(f"{corpus}: no article in this folder; put {_suffixes()} files into it")
    return sorted(files), sorted(skipped, key=lambda skip: skip.name)


def walk(corpus: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Every file below `corpus`; a folder that cannot be listed, or leads back to itself, is skipped."""

    def report(error: OSError) -> None:
        skipped.append(
            Skipped(_below(Path(error.filename), corpus), f"{file_problem(error)}; the folder is left out")
        )

    seen: set[tuple[int, int]] = set()
    for folder, folders, files in os.walk(corpus, onerror=report, followlinks=True):
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            skipped.append(Skipped(_below(Path(folder), corpus), "a link to a folder that is read already"))
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if not name.startswith(".") and Path(name).stem.lower() not in _PLACEHOLDERS:
                yield Path(folder) / name


def _below(path: Path, corpus: Path) -> str:
    return path.relative_to(corpus).as_posix() if path.is_relative_to(corpus) else str(path)


def read(path: Path, name: str) -> tuple[list[Reading], list[Skipped]]:
    """The articles in one file, and what could not become one. Foreseen problems do not raise."""
    suffix = path.suffix.lower()
    if suffix not in _RECORDS:
        return [], [Skipped(name, _not_read(path.suffix))]
    limit = MAX_RECORDS_BYTES if suffix.startswith(".json") else MAX_BYTES
    try:
        text = decode(_bytes(path, limit))
    except OSError as error:
        return [], [Skipped(name, file_problem(error))]
    except NotTextError as error:
        return [], [Skipped(name, str(error))]
    if not text.strip():
        return [], [Skipped(name, "it is empty; put the article's text into it")]
    return readings_of(records_in(text, name, suffix), markdown=suffix in MARKDOWN)


def records_in(text: str, name: str, suffix: str) -> Iterator[Record]:
    """The records in the text of a file of that suffix, one of TEXT_SUFFIXES."""
    return _RECORDS[suffix](text, name)


def _bytes(path: Path, limit: int) -> bytes:
    """The file's bytes; raises OSError or NotTextError. Opened only if regular: a FIFO would block."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise NotTextError("it is no regular file; put the article's text into a file")
    if status.st_size > limit:
        size, most = status.st_size / MEGABYTE, limit // MEGABYTE
        raise NotTextError(f"it has {size:.1f} MB, and {most} MB is the most; split it into articles")
    with path.open("rb") as file:
        return file.read(limit)


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
            url=given.url,
            author=given.author or page.author,
            pages=page_starts(record.text, page.lines),
        )
        readings.append(Reading(article, page.lines))
    return readings, skipped


def _title_from(name: str) -> str:
    """For an article without any title: its file's name, in words."""
    stem = Path(name.partition("#")[0]).stem
    return " ".join(stem.replace("_", " ").replace("-", " ").split()) or name


def _not_read(suffix: str) -> str:
    way_out = "; footnote add makes an article of it" if suffix.lower() in FORM_SUFFIXES else ""
    return f"{suffix or 'no suffix'} is not read{way_out or f'; {_suffixes()} are'}"


def _suffixes() -> str:
    *most, last = _RECORDS
    return f"{', '.join(most)} and {last}"


def file_problem(error: OSError) -> str:
    """An OSError in a few words, with the way out."""
    known = {
        errno.ENOENT: "there is no such file or folder",
        errno.EACCES: "permission denied; make it readable (chmod a+r)",
        errno.ELOOP: "a link that leads back to itself; remove it",
    }
    return known.get(error.errno or 0, f"it cannot be read ({error.strerror or error})")
