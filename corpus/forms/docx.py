"""A .docx document → its text: paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.forms.converted import Converted, FormError
from corpus.forms.packed import open_packed

if TYPE_CHECKING:
    from docx.document import Document

_DAMAGED = "it is no Word document that can be read; is it damaged?"


def read_docx(data: bytes) -> list[Converted]:
    """The document's text as one article. Raises FormError."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    open_packed(data).close()
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_lines(document))
        about = document.core_properties
        title, author = about.title, about.author
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise FormError(_DAMAGED) from error
    if not text:
        raise FormError("it holds no text; put the article's text into it")
    # python-docx is the author that its own template names.
    return [
        Converted(text, title=title or None, author=author if author and author != "python-docx" else None)
    ]


def _lines(document: "Document") -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield from filter(None, (" ".join(filter(None, cells)),))
        else:
            yield from filter(None, (" ".join(line.split()) for line in block.text.split("\n")))
