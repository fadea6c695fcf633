"""pgvector's halfvec on the wire: vectors in 16 bits a number, which changes a cosine by less than 0.001."""

import struct
from typing import TYPE_CHECKING

import numpy as np
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from psycopg.types import TypeInfo

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Buffer

    from index.types import FloatVector

_HEADER = struct.Struct(">HH")  # dimension, unused


class _HalfvecDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: "FloatVector") -> bytes:
        return _HEADER.pack(len(obj), 0) + obj.astype(">f2").tobytes()


class _HalfvecLoader(Loader):
    format = Format.BINARY

    def load(self, data: "Buffer") -> "FloatVector":
        return np.frombuffer(data, ">f2", offset=_HEADER.size).astype(np.float32)


def register(connection: "psycopg.Connection") -> None:
    """Let the connection send and receive float32 arrays as halfvec; without the extension, nothing."""
    info = TypeInfo.fetch(connection, "halfvec")
    if info is None:
        return
    info.register(connection)
    dumper = type("HalfvecDumper", (_HalfvecDumper,), {"oid": info.oid})
    connection.adapters.register_dumper(np.ndarray, dumper)
    connection.adapters.register_loader(info.oid, _HalfvecLoader)
