"""Which form a file has: by its name, and by its first bytes where it has none."""

import re
import zipfile
from io import BytesIO

FORM_SUFFIXES = (".html", ".htm", ".xhtml", ".pdf", ".docx", ".epub", ".eml", ".rss", ".atom", ".xml")
KEPT_SUFFIXES = (".pdf", ".docx", ".epub")  # of which the original is kept beside the article
_SNIFFED = 2_000  # bytes
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|rdf:rdf|feed)\b", re.IGNORECASE)
_XHTML = re.compile(rb"<html\b", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*: [^\n]*\n(?:[ \t][^\n]*\n)*){3,}\r?\n", re.DOTALL)
_MAIL_FIELD = re.compile(rb"^(?:message-id|mime-version|received): ", re.IGNORECASE | re.MULTILINE)


def suffix_of(data: bytes) -> str:
    """The suffix that the content asks for; .txt where nothing tells."""
    start = data[:_SNIFFED]
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        return _packed_suffix(data)
    if _HTML.match(start):
        return ".html"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ".xml" if _FEED.search(start) else ".html" if _XHTML.search(start) else ".txt"
    if _MAIL_FIELD.search(start) and _MAIL.match(data[: 10 * _SNIFFED].replace(b"\r\n", b"\n")):
        return ".eml"
    return ".txt"


def _packed_suffix(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ".docx"
    return ".epub" if "META-INF/container.xml" in names else ".docx"
