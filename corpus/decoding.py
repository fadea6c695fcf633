"""Bytes → text, whatever the encoding; or one line that says why not."""

import codecs

_BYTE_ORDER_MARKS = (  # UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED_FROM = 100_000  # bytes: enough to tell an encoding, quick for any file
_MAX_CONTROL_SHARE = 0.01
_TEXT_CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x85"


class NotTextError(ValueError):
    """The bytes are no text; the message says why, and what to do."""


def decode(data: bytes) -> str:
    """The text in `data`, its lines ended by `\\n`. Raises NotTextError."""
    text = _decode(data)
    controls = sum(char < " " or char == "\x7f" for char in text if char not in _TEXT_CONTROLS)
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise NotTextError("it is binary, not text; save the article as plain UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(f"it begins as {encoding} but breaks at byte {error.start}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(data[:_GUESSED_FROM]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise NotTextError("its encoding is unknown; save it as UTF-8")
