"""Which generations were made here: each is sealed with a key that never leaves this home.

What reads vectors, words and articles is fast because it believes what was written. A generation that came
from elsewhere, whose checksums are the stranger's own too, is therefore not opened but made anew.
"""

import hmac
import secrets
import stat
from pathlib import Path

from corpus.errors import StoreError
from index.files import replace_text
from index.manifest import MANIFEST, MEND

KEY, SEAL = "key", "seal"
KEY_BYTES = 32
_MOST_CHARACTERS = 1_000  # of a key or a seal, which have 64


def seal(folder: Path) -> None:
    """Seal a generation's folder, whose manifest is written; makes the home's key where there is none."""
    path = _key_of(folder)
    if not path.exists():
        replace_text(path, secrets.token_hex(KEY_BYTES))
    (folder / SEAL).write_text(_signature(folder), encoding="ascii")


def refuse_foreign(folder: Path) -> None:
    """Raises StoreError unless the generation was sealed here and holds nothing but plain files."""
    try:
        sealed = hmac.compare_digest(_short_text(folder / SEAL), _signature(folder))
    except FileNotFoundError:
        sealed = False
    except (OSError, ValueError) as error:
        raise StoreError(f"the index's {SEAL} cannot be read ({error}): {MEND}") from error
    if not sealed:
        raise StoreError(f"the index's {SEAL} is not of this home: it was made elsewhere, or altered: {MEND}")
    for path in folder.rglob("*"):
        if path.is_symlink() or not (path.is_dir() or _is_plain(path)):
            raise StoreError(f"the index's {path.relative_to(folder)} is no plain file: {MEND}")


def _is_plain(path: Path) -> bool:
    """Whether it is a regular file, and no link to one. Raises OSError where it is nothing."""
    return stat.S_ISREG(path.lstat().st_mode)


def _signature(folder: Path) -> str:
    key = bytes.fromhex(_short_text(_key_of(folder)))
    if len(key) != KEY_BYTES:
        raise ValueError("a key of the wrong length")
    return hmac.digest(key, (folder / MANIFEST).read_bytes(), "sha256").hex()


def _key_of(folder: Path) -> Path:
    return folder.parents[1] / KEY


def _short_text(path: Path) -> str:
    if not _is_plain(path):  # a FIFO would block
        raise ValueError(f"{path.name} is no plain file")
    with path.open(encoding="ascii") as file:
        return file.read(_MOST_CHARACTERS)
