"""A PostgreSQL for the session, and in it a new index for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.build import Report
from index.postgres.build import build
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from tests.postgres_server import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    """Of a database without an index."""
    yield cluster.url("postgres")
    cluster.execute("DROP SCHEMA IF EXISTS footnote CASCADE")


@pytest.fixture
def home(url: str) -> PostgresHome:
    return PostgresHome(Server(url))


@pytest.fixture
def index_it(home: PostgresHome, corpus: Path, encoder) -> Callable[..., Report]:
    """Build the next state."""

    def index_it(encoder=encoder, *, home: PostgresHome = home, corpus: Path = corpus, **how) -> Report:
        return build(home, corpus, encoder, **{"model": "fake", "progress": lambda done: None, **how})

    return index_it
