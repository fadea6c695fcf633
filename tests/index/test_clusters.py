"""index/clusters.py: many vectors in clusters, beside the exact search of the same."""

import itertools
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from index import vectors as vectors_module
from index.clusters import cluster_count, probes
from index.vectors import Vectors
from index.vectors_file import CLUSTERED, EXACT, kind_of

DIMENSION = 32
RECALL = 0.99


def drawn(count, topics=200, seed=0):
    """Unit vectors around topics, as those of news are: some topics are large, and they overlap."""
    chance = np.random.default_rng(seed)
    centres = np.random.default_rng(1).standard_normal((topics, DIMENSION))
    chosen = (topics * chance.random(count) ** 2).astype(int)
    found = centres[chosen] + 0.6 * chance.standard_normal((count, DIMENSION))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def filled(rows, first=1):
    vectors = Vectors(DIMENSION)
    vectors.add(range(first, first + len(rows)), rows)
    return vectors


def exact_numbers(rows, question, k=10, among=None):
    numbers = np.arange(1, len(rows) + 1) if among is None else among
    return numbers[np.argsort(-(rows[numbers - 1] @ question))[:k]].tolist()


def numbers_of(hits):
    return [number for number, _ in hits]


@pytest.fixture
def _few(monkeypatch):
    """Clusters from 500 vectors on."""
    monkeypatch.setattr(vectors_module, "EXACT_UP_TO", 500)


@pytest.fixture
def reopened(tmp_path):
    """Vectors as the next generation, or one who asks, finds them."""

    # Each to a file of its own: one that is mapped must not be written over.
    paths = (tmp_path / f"{number}.faiss" for number in itertools.count())

    def reopen(vectors, *, to_change=False):
        path = next(paths)
        vectors.write(path)
        return Vectors.read(path, to_change=to_change)

    return reopen


def last_kind(folder):
    return kind_of(max(folder.glob("*.faiss")))


def test_how_many_clusters():
    assert [cluster_count(count) for count in (0, 100_000, 1_000_000)] == [4, 1024, 4096]


def test_fewer_vectors_that_count_lie_in_more_clusters():
    assert probes(4096, 1.0) == 192
    assert probes(4096, 0.5) == 384
    assert probes(4096, 0.001) == 4096
    assert probes(4096, 0.0) == 4096
    assert probes(32, 1.0) == 32


def test_few_are_kept_exactly(tmp_path):
    filled(drawn(600)).write(tmp_path / "vectors.faiss")
    assert kind_of(tmp_path / "vectors.faiss") == EXACT


def test_twenty_thousand_beside_the_exact_search(monkeypatch, reopened, tmp_path):
    rows = drawn(20_000)
    exact = reopened(filled(rows))
    monkeypatch.setattr(vectors_module, "EXACT_UP_TO", 5_000)
    clustered = reopened(filled(rows))
    assert last_kind(tmp_path) == CLUSTERED
    found = 0
    for question in drawn(100, seed=2):
        wanted = exact.nearest(question, 10)
        hits = clustered.nearest(question, 10)
        assert len(hits) == 10
        assert hits == sorted(hits, key=lambda hit: (-hit[1], hit[0]))
        cosines = exact.cosines(question, numbers_of(hits))
        assert all(abs(cosines[number] - score) < 1e-3 for number, score in hits)
        found += len(set(numbers_of(wanted)) & set(numbers_of(hits)))
    assert found / 1000 >= RECALL


@pytest.mark.usefixtures("_few")
class TestClustered:
    def test_only_among_those_named(self, reopened):
        rows = drawn(2_000)
        vectors = reopened(filled(rows))
        question = drawn(1, seed=3)[0]
        for among in (np.array([7, 1_999]), np.arange(1, 2_000, 2), np.array([99_999])):
            here = among[among <= len(rows)]
            found = numbers_of(vectors.nearest(question, 5, among))
            assert found == exact_numbers(rows, question, 5, here)

    def test_takes_in_the_order_asked_for(self, reopened):
        rows = drawn(2_000)
        vectors = reopened(filled(rows))
        assert np.abs(vectors.take([1_500, 3]) - rows[[1_499, 2]]).max() < 1e-3
        assert sorted(vectors.numbers()) == list(range(1, 2_001))
        with pytest.raises(StoreError, match="of other passages"):
            vectors.take([5_000])

    def test_what_is_added_and_removed_leaves_the_clusters_as_they_are(self, reopened):
        rows = drawn(2_100)
        vectors = reopened(filled(rows[:2_000]), to_change=True)
        centres = vectors._index.quantizer.reconstruct_n(0, vectors._index.nlist)
        vectors.add(range(2_001, 2_101), rows[2_000:])
        vectors.remove([1, 2, 2_050])
        again = reopened(vectors)
        assert np.array_equal(again._index.quantizer.reconstruct_n(0, again._index.nlist), centres)
        assert set(again.numbers()) == set(range(3, 2_101)) - {2_050}
        assert numbers_of(again.nearest(rows[2_099], 1)) == [2_100]
        assert numbers_of(again.nearest(rows[2_049], 1)) != [2_050]

    def test_added_to_what_has_been_taken_from(self, reopened):
        rows = drawn(2_000)
        vectors = reopened(filled(rows[:1_999]), to_change=True)
        vectors.take([5])
        vectors.remove([5])
        vectors.add([2_000], rows[1_999:])
        assert np.abs(vectors.take([2_000])[0] - rows[1_999]).max() < 1e-3
        assert len(vectors) == 1_999

    def test_many_more_are_clustered_anew(self, reopened):
        rows = drawn(10_000)
        vectors = reopened(filled(rows[:600]), to_change=True)
        before = vectors._index.nlist
        vectors.add(range(601, 10_001), rows[600:])
        again = reopened(vectors)
        assert again._index.nlist >= 4 * before
        assert sorted(again.numbers()) == list(range(1, 10_001))

    def test_few_that_are_left_are_exact_again(self, reopened, tmp_path):
        rows = drawn(2_000)
        vectors = reopened(filled(rows), to_change=True)
        vectors.remove(range(201, 2_001))
        again = reopened(vectors)
        assert last_kind(tmp_path) == EXACT
        question = drawn(1, seed=4)[0]
        assert numbers_of(again.nearest(question, 5)) == exact_numbers(rows[:200], question, 5)

    def test_a_few_less_stay_clustered(self, reopened, tmp_path):
        """Else a corpus about that large would be clustered again and again."""
        vectors = reopened(filled(drawn(600)), to_change=True)
        vectors.remove(range(451, 601))
        reopened(vectors)
        assert last_kind(tmp_path) == CLUSTERED

    def test_a_damaged_file(self, tmp_path):
        path = tmp_path / "vectors.faiss"
        filled(drawn(600)).write(path)
        whole = path.read_bytes()
        for part in (whole[:10], whole[:60], whole[: len(whole) // 2], whole[:-1], whole + b"?"):
            path.write_bytes(part)
            with pytest.raises(StoreError, match=r"vectors\.faiss is damaged"):
                Vectors.read(path)

    @pytest.mark.parametrize("claim", [0, -1, 2**31 - 1, 2**62, 2**64 - 1])
    def test_huge_claims(self, tmp_path, claim):
        """Of dimension, counts and lengths, each alone: wherever the file's head is altered."""
        path = tmp_path / "vectors.faiss"
        filled(drawn(600)).write(path)
        whole = path.read_bytes()
        lists = whole.index(b"ilar")
        for place in (*range(4, 118), *range(lists - 70, lists + 60)):
            path.write_bytes(whole[:place] + struct.pack("<Q", claim % 2**64) + whole[place + 8 :])
            is_read_or_refused(path)

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
    @given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=9)), max_size=6))
    def test_any_edits(self, tmp_path, edits):
        path = tmp_path / "vectors.faiss"
        if not path.with_suffix(".whole").exists():
            filled(drawn(600)).write(path.with_suffix(".whole"))
        content = bytearray(path.with_suffix(".whole").read_bytes())
        for share, new in edits:
            place = int(share * (len(content) - len(new)))
            content[place : place + len(new)] = new
        path.write_bytes(content)
        is_read_or_refused(path)


def is_read_or_refused(path):
    try:
        vectors = Vectors.read(path)
    except StoreError:
        return
    assert (len(vectors), vectors.dimension) == (600, DIMENSION)
    question = drawn(1, seed=5)[0]
    assert set(numbers_of(vectors.nearest(question, 5))) <= set(vectors.numbers())
    try:
        vectors.cosines(question, [7, 9, -5])
    except StoreError as error:
        assert "of other passages" in str(error)  # noqa: PT017
