"""index/postgres: months in partitions, HNSW in large ones, and the months that a filter leaves out."""

import datetime

import numpy as np
import pytest

from index.interface import Filter
from index.postgres import generation, partitions, vectors
from index.postgres.check import check
from index.postgres.partitions import UNDATED, Partition, further, month_of, months_together, planned

JULY = month_of(datetime.date(2020, 7, 6))
TOPICS = ("ferry harbour fog captain", "council library vote court", "storm island power engineer")


def test_small_months_share_a_partition(monkeypatch):
    monkeypatch.setattr(partitions, "MOST_PASSAGES", 15)
    months = [(JULY, 6), (UNDATED, 3), (JULY + 1, 6), (JULY + 5, 30), (JULY + 6, 1)]
    undated, *dated = planned(months)
    assert undated == (UNDATED, UNDATED + 1)
    assert dated == [(1, JULY + 5), (JULY + 5, JULY + 6), (JULY + 6, JULY + 7)]
    assert [partition.suffix for partition in (undated, *dated)] == ["undated", "first", "202012", "202101"]
    assert further([undated, *dated], [JULY, UNDATED, JULY + 8, JULY + 6], 1) == [
        Partition(JULY + 7, JULY + 9)
    ]
    assert planned([]) == [undated]
    assert further([undated], [JULY], 1) == [Partition(1, JULY + 1)]
    assert further([undated, *dated], [JULY + 9, JULY + 10, JULY + 12], together=3) == [
        Partition(JULY + 7, JULY + 12),
        Partition(JULY + 12, JULY + 15),
    ]


@pytest.mark.parametrize(
    ("passages", "months", "shared"), [(0, 0, 12), (10, 12, 12), (100, 2, 2), (100, 1, 1), (500, 1, 1)]
)
def test_months_to_come_share_a_partition_as_those_before_would(monkeypatch, passages, months, shared):
    monkeypatch.setattr(partitions, "MOST_PASSAGES", 100)
    assert months_together(passages, months) == shared


def test_an_update_of_small_months_makes_one_partition(cluster, clustered, opened):
    clustered(range(12), month=1)
    opened()
    for month in (2, 4, 5):
        clustered(range(12 * month, 12 * month + 6), month=month)
        opened()
    assert list(tables(cluster)) == ["passage_1_202002", "passage_1_first", "passage_1_undated"]


@pytest.fixture
def clustered(write):
    """Articles on three topics, in three months and of no day."""

    def write_all(numbers, month=None):
        for number in numbers:
            words = TOPICS[number % 3].split()
            said = " ".join(words[(number + place) % 4] for place in range(5))
            known = {"date": f"2020-{month or 1 + number // 3 % 3:02d}-0{1 + number % 9}"}
            write(
                f"{number:03d}.md",
                f"They said of number{number} that {said}.",
                **(known if number % 5 else {}),
            )

    return write_all


@pytest.fixture
def large(monkeypatch):
    """Limits that a few articles pass."""
    monkeypatch.setattr(partitions, "MOST_PASSAGES", 30)
    monkeypatch.setattr(generation, "INDEXED_GENERATION", 60)
    monkeypatch.setattr(generation, "INDEXED_PARTITION", 15)
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 3)


def tables(cluster):
    rows = cluster.execute(
        "SELECT c.relname, EXISTS (SELECT FROM pg_indexes x WHERE x.tablename = c.relname "
        "AND x.indexdef LIKE '%hnsw%') FROM pg_class c WHERE c.relname LIKE 'passage\\_%' AND c.relkind = 'r'"
    )
    return dict(sorted(rows))


def test_large_partitions_are_searched_by_hnsw(cluster, clustered, large, opened, encoder, home, corpus):
    clustered(range(90))
    state = opened()
    assert tables(cluster) == {
        "passage_1_202002": True,
        "passage_1_202003": True,
        "passage_1_first": True,
        "passage_1_undated": True,
    }
    exact = vectors.Vectors(state.asked, exact=True)
    january = Filter(until=datetime.date(2020, 1, 31))
    for topic in TOPICS:
        question = encoder.encode_question(topic)
        for among in (None, state.matching(january), np.array(state.matching(january))):
            nearest, truly = state.nearest(question, 10, among), exact.nearest(question, 10, among)
            assert [round(score, 3) for _, score in nearest] == [round(score, 3) for _, score in truly]
            assert among is None or set(dict(nearest)) <= set(among.tolist())
    # What comes later, of a month that has no partition and of one that has, is found as well.
    clustered(range(90, 110), month=6)
    clustered([110], month=2)
    (corpus / "004.md").unlink()
    state = opened()
    assert tables(cluster)["passage_1_202004"] is True  # from behind the last partition on
    question = encoder.encode_question("They said of number100 that storm island power engineer")
    truly = vectors.Vectors(state.asked, exact=True).nearest(question, 10)
    assert [round(score, 3) for _, score in state.nearest(question, 10)] == [
        round(score, 3) for _, score in truly
    ]
    assert len(state.nearest(question, 500)) == 110
    assert check(home).problems == ()


def test_a_filter_by_day_looks_into_its_months_alone(cluster, clustered, large, opened, url):
    clustered(range(90))
    state = opened()
    condition = vectors.condition_of(Filter(since=datetime.date(2020, 3, 1)), state.asked)
    query = f"EXPLAIN SELECT p.number FROM {{passage}} p WHERE {condition.sql}".format(**state.asked.tables)
    plan = "\n".join(line for (line,) in state._server.rows(query, condition.values))
    assert "passage_1_202003" in plan
    assert "passage_1_first" not in plan
    assert "passage_1_undated" not in plan


def test_a_partition_that_holds_nothing_any_more_takes_no_disk(cluster, clustered, large, opened, corpus):
    def sizes():
        query = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relname = 'passage_1_202003'"
        return dict(cluster.execute(query))["passage_1_202003"]

    clustered(range(90))
    opened()
    before = sizes()
    for file in corpus.iterdir():
        if "2020-03" in file.read_text():
            file.unlink()
    state = opened(purge=True)
    assert sizes() < before
    assert cluster.execute("SELECT count(*) FROM footnote.passage_1_202003")[0][0] == 0
    assert state.manifest.passages == len(list(corpus.iterdir()))
    clustered([200], month=3)  # and takes again what comes later
    assert opened().manifest.passages == state.manifest.passages + 1


def test_the_nearest_of_all_are_looked_for_in_the_indexes(cluster, clustered, large, opened, encoder):
    clustered(range(90))
    state = opened()
    asked = []
    state.asked._query = lambda query, values: asked.append((query, values)) or []
    state.nearest(encoder.encode_question("storm"), 5)
    ((query, values),) = asked
    with_indexes = "SET enable_seqscan = off"  # which a few passages do not deserve
    plan = state._server.asked(
        lambda connection: (
            connection.execute(with_indexes),
            connection.execute(f"EXPLAIN {query}", {**values, "state": 1}).fetchall(),
        )[1]
    )
    assert sum("embedding_idx" in line for (line,) in plan) == 4
