"""index/database.py and index/database_writer.py: articles and passages in SQLite."""

import datetime
import errno
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.article import Article, Passage, PassageId
from corpus.errors import StoreError
from index.database import Database
from index.database_writer import DatabaseWriter
from index.rows import FileState, NewPassage, Origin
from index.sqlite import BATCH

DAY = datetime.date(2020, 7, 8)
FERRY = Article(
    "a/ferry.json#1", "Ferry runs late", "It was late. Fog.", "The Herald", DAY, "https://h.example", "Ann"
)
STREET = Article("street.txt", "100% Straße_1", "Closed.")
STATE = FileState(17, 123, "ab")


def passage(article, start, end):
    return Passage(article.id, start, end, article.text[start:end], ((start, end),))


FIRST, SECOND, THIRD = passage(FERRY, 0, 12), passage(FERRY, 13, 17), passage(STREET, 0, 7)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "articles.db"
    writer = DatabaseWriter(path)
    writer.add_file("a/ferry.json", STATE, [("a/ferry.json#2", "no text")])
    writer.add_article("a/ferry.json", FERRY, [NewPassage(1, FIRST, "k1"), NewPassage(2, SECOND, "k2")])
    writer.add_file("street.txt", STATE, [])
    writer.add_article("street.txt", STREET, [NewPassage(3, THIRD, "k3")])
    writer.commit()
    writer.close()
    return path


@pytest.fixture
def database(path):
    database = Database(path)
    yield database
    database.close()


@pytest.fixture
def writer(path):
    writer = DatabaseWriter(path)
    yield writer
    writer.close()


def test_articles_come_back_as_they_were(database):
    assert list(database.articles()) == [FERRY, STREET]
    assert database.article("street.txt") == STREET
    assert database.article("no.txt") is None


def test_fetches_passages_with_their_articles(database):
    found = database.fetch([3, 1, 99])
    assert {number: (stored.article, stored.passage) for number, stored in found.items()} == {
        1: (FERRY, FIRST),
        3: (STREET, THIRD),
    }
    assert found[1].passage.id == FIRST.id


def test_finds_a_passage_by_its_id(database):
    assert database.find(SECOND.id).passage == SECOND
    assert database.find(PassageId("0" * 16)) is None


def test_origins(database):
    assert database.origins([1, 3, 99]) == {1: Origin("The Herald", DAY), 3: Origin(None, None)}


def test_asks_for_more_than_one_batch(database):
    numbers = [1, *range(100, 100 + BATCH), 3]
    assert set(database.fetch(numbers)) == set(database.origins(numbers)) == {1, 3}
    assert database.embedded([f"k{number}" for number in numbers]) == {"k1": 1, "k3": 3}


def test_what_it_says_of_all(database):
    assert database.counts() == (2, 3)
    assert database.newest() == DAY
    assert database.publishers() == ["The Herald"]
    assert database.files() == {"a/ferry.json": STATE, "street.txt": STATE}
    assert database.skipped() == [("a/ferry.json#2", "no text")]
    assert database.next_number() == 4


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("the herald", [1]),
        ("HERALD", [1]),
        ("ferry runs late", [1]),
        ("a/ferry.json#1", [1]),
        ("ferry.json", [1]),
        ("STRASSE", [2]),
        ("straße", [2]),
        ("100%", [2]),
        ("e_1", [2]),
        ("%", [2]),
        ("_", [2]),
        ("f_rry", []),
        ("f%y", []),
        ("e", [1, 2]),
        ("street.txt", [2]),
        ("'; DROP TABLE article; --", []),
        ("x" * 100_000, []),
    ],
)
def test_articles_by_source(database, source, numbers):
    assert database.article_numbers_like(source) == str(numbers)


def test_a_whole_name_goes_before_a_part_of_one(writer):
    other = Article("other.txt", "The Herald and the fog", "Fog.")
    writer.add_article("other.txt", other, [])
    assert writer.article_numbers_like("the herald") == "[1]"
    assert writer.article_numbers_like("herald") == "[1, 3]"


def test_accents_may_be_written_in_two_ways(writer):
    writer.add_article("cafe.txt", Article("cafe.txt", "Cafe\u0301", "Fog."), [])
    assert writer.article_numbers_like("CAF\u00c9") == "[3]"


def test_removing_a_file_removes_all_of_it(writer):
    assert writer.remove_file("a/ferry.json") == [1, 2]
    assert list(writer.articles()) == [STREET]
    assert (writer.counts(), writer.skipped(), list(writer.files())) == ((1, 1), [], ["street.txt"])
    assert writer.remove_file("no.txt") == []


def test_an_article_without_passages(writer):
    bare = Article("bare.txt", "Bare", "…")
    writer.add_article("bare.txt", bare, [])
    assert writer.article("bare.txt") == bare
    assert writer.counts() == (3, 3)


def test_touching_changes_only_the_state(writer):
    writer.touch_file("street.txt", FileState(17, 999, "cd"))
    assert writer.files()["street.txt"] == FileState(17, 999, "cd")
    assert writer.counts() == (2, 3)


def test_read_from_many_threads(database):
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda number: database.fetch([number % 3 + 1]), range(300)))
    assert [list(each) for each in found] == [[number % 3 + 1] for number in range(300)]


def test_reading_writes_nothing(database, path):
    assert [each.name for each in path.parent.iterdir()] == ["articles.db"]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database._connection.execute("DELETE FROM article")


@pytest.mark.parametrize("content", [None, b"", b"?" * 5_000])
def test_a_missing_or_damaged_file(tmp_path, content):
    path = tmp_path / "articles.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match="articles"):
        Database(path).counts()


def test_closed(path):
    database = Database(path)
    database.close()
    with pytest.raises(StoreError, match="cannot be read"):
        database.counts()


def test_a_full_disk_is_an_os_error(writer):
    pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
    writer._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OSError, match="No space left") as caught:
        writer.add_article("long.txt", Article("long.txt", "Long", "words " * 100_000), [])
    assert caught.value.errno == errno.ENOSPC
