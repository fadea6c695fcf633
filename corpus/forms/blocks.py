"""HTML that is no page of a site (a chapter, a mail, a feed's entry) → its text, a block a line."""

import codecs
import re

from corpus.decoding import decode

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table td th tr ul".split()
)
_DROPPED = frozenset("script style head noscript template svg math object iframe select button".split())
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DECLARED_WITHIN = 4_096  # bytes


def markup_text(data: bytes) -> str:
    """The markup as text, by the encoding that it declares where that fits. Raises NotTextError."""
    start = data[:_DECLARED_WITHIN]
    declared = _XML_CHARSET.search(start) or _CHARSET.search(start)
    text = None
    if declared and b"\0" not in start and not start.startswith(codecs.BOM_UTF8):
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            text = None
    # lxml refuses text that declares how it was encoded.
    return _DECLARATION.sub("", text if text is not None else decode(data), count=1)


def block_text(markup: str) -> str:
    """The text of HTML or a fragment of it, a blank line between blocks; empty where there is none."""
    from lxml import etree, html

    if not markup.strip():
        return ""
    try:
        tree = html.document_fromstring(markup.replace("\0", ""), parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            parts.append(element.tail or "")
            continue
        block = element.tag in _BLOCKS
        if event == "start":
            dropped = element.tag in _DROPPED
            if dropped:
                walk.skip_subtree()
            parts.append(("\n" if block else "") + ("" if dropped else element.text or ""))
        else:
            parts.append(("\n" if block else "") + (element.tail or ""))
    return _paragraphs("".join(parts))


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
