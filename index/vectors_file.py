"""Is a file of vectors, to the byte, of the kind and size that FAISS writes: it believes what it reads."""

import struct
from pathlib import Path
from typing import Any, BinaryIO

import faiss

from corpus.errors import StoreError

MAX_DIMENSION = 65_536
MAX_CLUSTERS = 1 << 20
_NUMBER_BYTES, _HALF_BYTES, _ID_BYTES = 4, 2, 8
EXACT, FLAT, CLUSTERED = b"IxM2", b"IxFI", b"IwSq"
# What stands before an index of any kind: kind, dimension, count, two unused numbers, whether it was
# trained, and metric.
_HEADER = struct.Struct("<4sIQQQBi")
_COUNT = struct.Struct("<Q")
_TWO_COUNTS = struct.Struct("<QQ")
# Behind the clusters' centres: no map from ids to places; how numbers are kept (16 bits, no range learnt,
# dimension, bytes a vector, nothing learnt), bytes a vector again, and that vectors are kept themselves.
_KEPT = struct.Struct("<BQiifQQQQB")
# The lists: their kind, how many, bytes a vector, and how their sizes are told: one by one, or of those
# alone that are not empty.
_LISTS = struct.Struct("<4sQQ4sQ")
_ALL, _NOT_EMPTY = b"full", b"sprs"


def kind_of(path: Path) -> bytes:
    """EXACT or CLUSTERED. Raises StoreError for a file that is neither, whole."""
    try:
        with path.open("rb") as file:
            kind = file.read(len(EXACT))
            file.seek(0)
            sound = {EXACT: _is_exact, CLUSTERED: _is_clustered}[kind]
            if sound(file, path.stat().st_size):
                return kind
    except (OSError, struct.error, KeyError) as error:
        raise StoreError(f"{path} is damaged") from error
    raise StoreError(f"{path} is damaged")


def _is_exact(file: BinaryIO, size: int) -> bool:
    """The map of ids, the vectors, and then the ids."""
    told, inner = _header(file), _header(file)
    (numbers,) = _read(file, _COUNT)
    if told[1:] != inner[1:] or inner[0] != FLAT or not _is_sound(inner):
        return False
    dimension, count = inner[1], inner[2]
    ids_at = file.tell() + count * dimension * _NUMBER_BYTES
    if numbers != count * dimension or size != ids_at + _COUNT.size + count * _ID_BYTES:
        return False
    file.seek(ids_at)
    return bool(_read(file, _COUNT) == (count,))


def _is_clustered(file: BinaryIO, size: int) -> bool:
    """The clusters' centres, how vectors are kept, the lists' sizes, and then of each its vectors and ids."""
    told = _header(file)
    clusters, _ = _read(file, _TWO_COUNTS)
    centres = _header(file)
    (numbers,) = _read(file, _COUNT)
    dimension, count = told[1], told[2]
    if not (_is_sound(told) and _is_sound(centres) and centres[:3] == (FLAT, dimension, clusters)):
        return False
    if not 0 < clusters <= MAX_CLUSTERS or numbers != clusters * dimension:
        return False
    file.seek(numbers * _NUMBER_BYTES, 1)
    code = dimension * _HALF_BYTES
    half = faiss.ScalarQuantizer.QT_fp16
    if _read(file, _KEPT) != (0, 0, half, 0, 0.0, dimension, code, 0, code, 0):
        return False
    *lists, how, sizes = _read(file, _LISTS)
    if lists != [b"ilar", clusters, code]:
        return False
    return _sum_of_sizes(file, how, sizes, clusters) == count and size == file.tell() + count * (
        code + _ID_BYTES
    )


def _sum_of_sizes(file: BinaryIO, how: bytes, numbers: int, clusters: int) -> int:
    """How many vectors the lists hold; -1 where that is not told as it should be."""
    if how == _ALL and numbers == clusters:
        return sum(struct.unpack(f"<{numbers}Q", file.read(numbers * _COUNT.size)))
    if how == _NOT_EMPTY and numbers <= 2 * clusters and numbers % 2 == 0:
        told = struct.unpack(f"<{numbers}Q", file.read(numbers * _COUNT.size))
        places = told[::2]
        if len(set(places)) == len(places) and all(place < clusters for place in places):
            return sum(told[1::2])
    return -1


def _header(file: BinaryIO) -> tuple[bytes, int, int, int, int]:
    """Kind, dimension, count, whether trained, metric."""
    kind, dimension, count, _, _, trained, metric = _read(file, _HEADER)
    return kind, dimension, count, trained, metric


def _is_sound(header: tuple[bytes, int, int, int, int]) -> bool:
    _, dimension, _, trained, metric = header
    return 0 < dimension <= MAX_DIMENSION and trained == 1 and metric == faiss.METRIC_INNER_PRODUCT


def _read(file: BinaryIO, form: struct.Struct) -> tuple[Any, ...]:
    return form.unpack(file.read(form.size))
