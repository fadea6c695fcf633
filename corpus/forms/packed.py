"""The zip archive inside a .docx or .epub, refused where it would unpack to too much."""

import io
import zipfile

from corpus.forms.converted import MAX_PARTS, MAX_UNPACKED, MEGABYTE, FormError


def open_packed(data: bytes) -> zipfile.ZipFile:
    """The archive, whose parts together are of a size that is safe to unpack. Raises FormError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FormError("it is damaged: the archive inside cannot be opened") from error
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise FormError(f"it holds {len(parts):,} parts, and {MAX_PARTS:,} is the most")
    # An archive that tells smaller sizes than it has is cut off at them when it is unpacked.
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED:
        raise FormError(
            f"it unpacks to {size / MEGABYTE:,.0f} MB, and {MAX_UNPACKED // MEGABYTE} MB is the most"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise FormError("it is locked with a password; save it without one")
    return archive
