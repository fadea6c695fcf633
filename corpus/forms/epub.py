"""An .epub book → the text of its chapters, in reading order."""

import datetime
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from corpus.decoding import NotTextError
from corpus.forms.blocks import block_text, markup_text
from corpus.forms.converted import MAX_TEXT, Converted, FormError
from corpus.forms.packed import open_packed

_CONTAINER = "META-INF/container.xml"
_DAMAGED = "it is no .epub that can be read; is it damaged?"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_epub(data: bytes) -> list[Converted]:
    """The book's text as one article. Raises FormError."""
    from lxml import etree

    with open_packed(data) as archive:
        try:
            package_name = _package_name(archive)
            package = _xml(archive.read(package_name))
            text = "\n\n".join(_chapters(archive, package, posixpath.dirname(package_name)))
        except (
            KeyError,
            StopIteration,
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            NotTextError,
            OSError,
        ) as error:
            raise FormError(_DAMAGED) from error
    if not text:
        raise FormError("it holds no text; is it a book of pictures?")

    def about(name: str) -> str | None:
        return next(
            (" ".join(found.text.split()) for found in package.iter(f"{_DC}{name}") if found.text), None
        )

    return [
        Converted(
            text,
            title=about("title"),
            publisher=about("publisher"),
            author=about("creator"),
            published=_day(about("date")),
        )
    ]


def _xml(data: bytes) -> Any:
    from lxml import etree

    # No entity is resolved and nothing is loaded: an entity bomb stays folded up.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _package_name(archive: zipfile.ZipFile) -> str:
    container = _xml(archive.read(_CONTAINER))
    return str(
        next(found.get("full-path") for found in container.iter("{*}rootfile") if found.get("full-path"))
    )


def _chapters(archive: zipfile.ZipFile, package: Any, folder: str) -> list[str]:
    files = {item.get("id"): item.get("href") or "" for item in package.iter("{*}item")}
    chapters: list[str] = []
    size = 0
    for reference in package.iter("{*}itemref"):
        href = unquote(files.get(reference.get("idref"), "").partition("#")[0])
        if not href.lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            continue
        chapter = block_text(markup_text(archive.read(posixpath.normpath(posixpath.join(folder, href)))))
        size += len(chapter)
        if size > MAX_TEXT:
            raise FormError(f"it has more than {MAX_TEXT:,} characters; split it")
        if chapter:
            chapters.append(chapter)
    return chapters


def _day(value: str | None) -> datetime.date | None:
    """Only a whole day: of a book often no more than the year is told."""
    try:
        return datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
