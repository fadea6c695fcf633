"""Where the index is kept, told by a setting: a folder, or PostgreSQL."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import SettingError
from index.store import Home

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.build import Report
    from index.check import Checked
    from index.encoder import Encoder
    from index.interface import OpenIndex, Store
    from index.manifest import Manifest
    from index.moving import Source, Target
    from index.postgres.home import PostgresHome

SCHEMES = ("postgresql://", "postgres://")
EXTRA = "pip install 'footnote[postgres]'"


def open_store(folder: Path, address: str | None = None) -> "Store":
    """The store in a folder; on the server of `address`, where there is one. Nothing is opened yet.

    Raises SettingError for an address that is none, or that asks for what is not installed.
    """
    if address is None:
        return Home(folder)
    if not address.startswith(SCHEMES):
        # What was meant may hold a password, so it is not repeated.
        raise SettingError(
            "FOOTNOTE_INDEX is no address such as postgresql://…; a folder goes into FOOTNOTE_HOME"
        )
    try:
        import psycopg  # noqa: F401 - its C library may be missing, too
        import psycopg_pool  # noqa: F401
    except ImportError as error:
        raise SettingError(f"FOOTNOTE_INDEX names a PostgreSQL server, and that needs: {EXTRA}") from error
    from index.postgres.home import PostgresHome
    from index.postgres.server import Server

    return PostgresHome(Server(address))


def build_into(home: "Store", corpus: Path, encoder: "Encoder", **how: Any) -> "Report":
    """As `build` of index/build.py, with the same keywords, in whichever store it is."""
    if isinstance(home, Home):
        from index.build import build

        return build(home, corpus, encoder, **how)
    from index.postgres.build import build as build_there

    return build_there(_on_server(home), corpus, encoder, **how)


def check_store(home: "Store") -> "Checked | None":
    """Look at all of the live state; None where there is none yet."""
    if isinstance(home, Home):
        from index.check import check

        return check(home)
    from index.postgres.check import check as check_there

    return check_there(_on_server(home))


def move_between(place: str, other: str, notice: "Callable[[str], None]") -> "Manifest":
    """Copy the index from one place to another, each a folder or an address; compared before it is live."""
    from index.moving import move

    with (
        contextlib.closing(_source(place)) as source,
        contextlib.closing(_target(other, source.index, notice)) as target,
    ):
        return move(source, target, lambda done, of: notice(f"{done:,} of {of:,} files moved so far"))


def store_of(place: str) -> "Store":
    """The store of a folder or an address."""
    return open_store(Path(), place) if place.startswith(SCHEMES) else open_store(Path(place).expanduser())


def _source(place: str) -> "Source":
    home = store_of(place)
    if isinstance(home, Home):
        from index.moving_local import LocalSource

        return LocalSource(home)
    from index.postgres.moving import ServerSource

    return ServerSource(_on_server(home))


def _target(place: str, source: "OpenIndex", notice: "Callable[[str], None]") -> "Target":
    home = store_of(place)
    if isinstance(home, Home):
        from index.moving_local import LocalTarget

        return LocalTarget(home, source, notice)
    from index.postgres.moving import ServerTarget

    return ServerTarget(_on_server(home), source, notice)


def _on_server(home: "Store") -> "PostgresHome":
    from index.postgres.home import PostgresHome

    if not isinstance(home, PostgresHome):
        raise TypeError(f"{type(home).__name__} is neither of the two stores")
    return home
