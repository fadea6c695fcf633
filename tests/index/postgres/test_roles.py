"""docs/postgres.md: its SQL gives a writer all it needs, and a reader no more than reading."""

import re

import psycopg
import pytest

from corpus.errors import SettingError
from index.postgres.home import PostgresHome
from index.postgres.server import Server
from tests.conftest import REPOSITORY

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
SQL = re.compile(r"```sql\n(.*?)```", re.DOTALL)


@pytest.fixture
def roles(cluster, url):
    (statements,) = SQL.findall((REPOSITORY / "docs" / "postgres.md").read_text(encoding="utf8"))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statements)
        yield
        connection.execute("DROP SCHEMA footnote CASCADE; DROP OWNED BY footnote_reader, footnote_writer")
        connection.execute("DROP ROLE footnote_reader; DROP ROLE footnote_writer")


def test_a_writer_writes_and_a_reader_reads(cluster, roles, write, index_it, encoder):
    homes = [
        PostgresHome(Server(cluster.url("postgres", f"footnote_{role}"))) for role in ("writer", "reader")
    ]
    writer, reader = homes
    write("ferry.md", SENTENCE)
    assert index_it(home=writer).manifest.articles == 1
    for text in (SENTENCE, f"{SENTENCE} Nobody was hurt."):
        write("ferry.md", text)
        index_it(home=writer)
        state = reader.open()
        assert [article.text for article in state.articles()] == [text]
        assert state.nearest(encoder.encode_question("ferry"), 1)
        assert reader.current_or_none() == state.manifest.generation
        state.close()
    write("vote.md", SENTENCE)
    with pytest.raises(SettingError, match=r"permission denied.*docs/postgres\.md"):
        index_it(home=reader)
    for statement in (
        "DELETE FROM footnote.state",
        "DROP SCHEMA footnote CASCADE",
        "CREATE TABLE footnote.t (i int)",
    ):
        with psycopg.connect(cluster.url("postgres", "footnote_reader")) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
            connection.rollback()
    assert reader.open().manifest.articles == 1
