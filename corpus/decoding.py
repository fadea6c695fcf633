"""Bytes → text, whatever the encoding; or one line that says why not."""

import codecs
import re

_BYTE_ORDER_MARKS = (  # UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JUDGED_BY = 100_000  # bytes or characters: enough to tell an encoding, quick for any file
_MAX_CONTROL_SHARE = 0.01
_WIDE_SHARE = 0.6
_WESTERN = "cp1252"  # the web's default: where it fits as well as another, it is likelier
_BINARY = "it is binary, not text; save the article as plain UTF-8 text"
_TEXT_CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x85"
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][\dA-Fa-f]{2,5}|[A-Za-z]{2,8});")


class NotTextError(ValueError):
    """The bytes are no text; the message says why, and what to do."""


def whole_characters(text: str) -> str:
    """The text with U+FFFD for half a surrogate pair: JSON and YAML can hold one, no encoding can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decode(data: bytes) -> str:
    r"""The text in `data`, its lines ended by `\\n`. Raises NotTextError."""
    text = _decode(data)
    start = text[:_JUDGED_BY]
    controls = sum(char < " " or char == "\x7f" for char in start if char not in _TEXT_CONTROLS)
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(start):
        raise NotTextError(_BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(f"it begins as {encoding} but breaks at byte {error.start}") from error
    encoding = _wide_encoding(data[:_JUDGED_BY]) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise NotTextError(_BINARY) from error
        return _guess(data)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every other byte is NUL."""
    half = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if half and odd > _WIDE_SHARE * half and not even:
        return "utf-16-le"
    return "utf-16-be" if half and even > _WIDE_SHARE * half and not odd else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_JUDGED_BY])
    best = matches.best()
    if best is not None:
        western = any(
            _WESTERN in match.could_be_from_charset and match.chaos <= best.chaos for match in matches
        )
        try:
            return data.decode(_WESTERN if western else best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise NotTextError("its encoding is unknown; save it as UTF-8")


def unescaped(text: str) -> str:
    """Text with the characters that HTML's entities in it, `&#8217;` or `&amp;`, stand for."""
    if _ENTITY.search(text) is None:
        return text
    import html  # its table of entities is large

    return html.unescape(text)
