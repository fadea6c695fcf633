"""An article → its file in the corpus folder: front matter, then the text; never over another file."""

import contextlib
import datetime
import os
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import Article
from corpus.decoding import whole_characters
from corpus.forms.converted import MAX_URL, MAX_VALUE
from corpus.forms.suffixes import FORM_SUFFIXES
from corpus.frontmatter import MAX_FRONT_MATTER, FrontMatterError, Given, split_front_matter
from corpus.lines import normalise
from corpus.pages import with_feeds

ORIGINALS = ".originals"  # hidden, so that no reader takes it for articles
MAX_NAME = 100  # characters, without suffix
MAX_NAME_BYTES = 200  # most file systems take 255
_TOLD_FORMS = tuple(suffix.removeprefix(".") for suffix in FORM_SUFFIXES)  # that the file's own does not tell
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|readme|licen[sc]e|changelog)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Original:
    """The file that an article was made from."""

    suffix: str
    content: bytes


def stem_of(article: Article) -> str:
    """`2020-07-08-ferry-runs-late`: letters, digits, `-` and `_`; never hidden, reserved nor a path."""
    title = unicodedata.normalize("NFKC", normalise(whole_characters(article.title))).lower()
    words = re.sub(r"[^\w]+", "-", title).strip("-_")
    day = f"{article.published.isoformat()}-" if article.published else ""
    stem = f"{day}{words or 'article'}"[:MAX_NAME]
    stem = stem.encode("utf8")[:MAX_NAME_BYTES].decode("utf8", "ignore").strip("-_")
    return f"article-{stem}" if _RESERVED.match(stem) else stem


def file_text(
    article: Article, *, retrieved: datetime.date | None = None, original: str | None = None
) -> str:
    """What the article's file holds; `retrieved` is the day on which it was fetched or added."""
    import yaml

    values = {
        "title": _value(article.title),
        "publisher": _value(article.publisher),
        "author": _value(article.author),
        "published": article.published,
        "url": _url(article.url),
        "retrieved": retrieved,
        "form": None if original else article.form if article.form in _TOLD_FORMS else None,
        "original": original,
    }
    told = {name: value for name, value in values.items() if value}
    # On one line each: a folded value might put three dashes at a line's beginning, where they end it.
    front = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10 * MAX_URL)
    body = with_feeds(whole_characters(article.text), article.pages)
    return f"---\n{front}---\n{body}\n"


def write_article(
    folder: Path,
    article: Article,
    *,
    retrieved: datetime.date,
    original: Original | None = None,
    suffix: str = ".md",
) -> str:
    """Write the article and its original into `folder`; the file's name there."""
    stem = stem_of(article)
    number = 1
    while True:
        free = stem if number == 1 else f"{stem}-{number}"
        number += 1
        if any((folder / f"{free}{taken}").exists() for taken in (".md", ".txt")):
            continue
        beside = f"{ORIGINALS}/{free}{original.suffix}" if original else None
        text = file_text(article, retrieved=retrieved, original=beside)
        if original and beside:
            (folder / ORIGINALS).mkdir(exist_ok=True)
            if not _put(folder / beside, original.content):
                continue
        if _put(folder / f"{free}{suffix}", text.encode("utf8")):
            return f"{free}{suffix}"


def rewrite_article(
    folder: Path,
    name: str,
    article: Article,
    *,
    retrieved: datetime.date,
    original: Original | None = None,
) -> bool:
    """Put what the article says now into its file, where that is one that `write_article` wrote.

    Its publisher, author and date stay where nothing tells them now, as in a feed without dates.
    """
    path = folder / name
    before = _written(path)
    if before is None:
        return False
    article = replace(
        article,
        publisher=article.publisher or before.publisher,
        author=article.author or before.author,
        published=article.published or before.published,
    )
    beside = f"{ORIGINALS}/{path.stem}{original.suffix}" if original else None
    if original and beside:
        (folder / ORIGINALS).mkdir(exist_ok=True)
        _put(folder / beside, original.content, over=True)
    _put(path, file_text(article, retrieved=retrieved, original=beside).encode("utf8"), over=True)
    return True


def _written(path: Path) -> Given | None:
    """What the file tells, if it says on which day it was fetched: none does that somebody else wrote."""
    try:
        head = path.read_text(encoding="utf8")[:MAX_FRONT_MATTER]
        given, body = split_front_matter(head)
    except (OSError, UnicodeDecodeError, FrontMatterError):
        return None
    return given if re.search(r"^retrieved: ", head.removesuffix(body), re.MULTILINE) else None


def originals_of(folder: Path, name: str) -> list[Path]:
    """The originals kept for the article file of that name."""
    if not name.endswith(".md") or "/" in name:
        return []
    stem = name.removesuffix(".md")
    kept = folder / ORIGINALS
    return sorted(path for path in kept.glob("*") if path.stem == stem) if kept.is_dir() else []


def _put(path: Path, content: bytes, *, over: bool = False) -> bool:
    """Whether the file was written: whole, at once, and only `over` one of that name."""
    part = path.with_name(f".{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if over:
            part.replace(path)
            return True
        try:
            os.link(part, path)
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            if path.exists():
                return False
            part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _value(value: str | None) -> str | None:
    return normalise(whole_characters(value))[:MAX_VALUE].strip() or None if value else None


def _url(value: str | None) -> str | None:
    plain = value is not None and len(value) <= MAX_URL and re.fullmatch(r"https?://[!-~]+", value)
    return value if plain else None
