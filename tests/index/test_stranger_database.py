"""Articles from a stranger: a schema that computes is refused, strange values end in one line."""

import contextlib
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from index.database import Database

fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def home(spoilt):
    return spoilt


def folder_of(home):
    return home.generation_folder(1)


STRANGE = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM passage; END",
    "a view": "DROP TABLE skipped; CREATE VIEW skipped AS SELECT '' file, '' name, randomblob(1) reason",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "a computed column": "CREATE TABLE t (x, y AS (zeroblob(1000000000)))",
    "a computed index": "CREATE INDEX i ON article(name) WHERE length(text) > 5",
    "a check": "CREATE TABLE t (x CHECK (randomblob(9) != x))",
}


class TestDatabase:
    @pytest.mark.parametrize("what", STRANGE)
    def test_a_schema_that_computes(self, home, what):
        path = folder_of(home) / "articles.db"
        connection = sqlite3.connect(path)
        connection.executescript(STRANGE[what])
        connection.close()
        with pytest.raises(StoreError, match="which is none of its tables"):
            Database(path)

    def read_all(self, path):
        database = Database(path)
        try:
            numbers = database.passages_where("1", ())
            list(database.articles()), database.fetch(numbers), database.origins(numbers)
            database.files(), database.skipped(), database.newest(), database.publishers()
            database.article_numbers_like("herald"), database.embedded(["x"]), database.next_number()
        finally:
            database.close()

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE article SET published = 'never'",
            "UPDATE article SET published = x'00'",
            "UPDATE passage SET \"start\" = 'x'",
            'UPDATE passage SET "start" = -9223372036854775808',
            'UPDATE passage SET "end" = 9223372036854775807',
            "UPDATE passage SET sentences = x'00000000'",
            "UPDATE article SET text = CAST(x'ff' AS TEXT)",
        ],
    )
    def test_values_of_another_kind(self, home, change):
        path = folder_of(home) / "articles.db"
        connection = sqlite3.connect(path)
        with connection:
            connection.execute(change)
        connection.close()
        with pytest.raises(StoreError):
            self.read_all(path)

    @settings(fuzzed, max_examples=60)
    @given(
        st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=20)), min_size=1, max_size=8)
    )
    def test_any_edits(self, made, tmp_path, edits):
        content = bytearray((made / "home/generations/000001/articles.db").read_bytes())
        for place, new in edits:
            content[place % len(content) : place % len(content) + len(new)] = new
        (tmp_path / "articles.db").write_bytes(content)
        with contextlib.suppress(StoreError):
            self.read_all(tmp_path / "articles.db")
