"""index/vectors.py: nearest vectors, exactly."""

import numpy as np
import pytest

from corpus.errors import StoreError
from index.vectors import Vectors

EAST, NORTH = np.eye(2, dtype=np.float32)
BETWEEN = np.array([0.6, 0.8], np.float32)


@pytest.fixture
def vectors():
    vectors = Vectors(2)
    vectors.add([7, 3, 5], np.stack([EAST, NORTH, BETWEEN]))
    return vectors


def near(hits):
    return [(number, round(score, 6)) for number, score in hits]


def test_nearest_first(vectors):
    assert near(vectors.nearest(NORTH, 3)) == [(3, 1.0), (5, 0.8), (7, 0.0)]
    assert near(vectors.nearest(NORTH, 1)) == [(3, 1.0)]
    assert len(vectors.nearest(NORTH, 99)) == 3


def test_equal_scores_come_by_number(vectors):
    vectors.add([1, 9], np.stack([NORTH, NORTH]))
    assert [number for number, _ in vectors.nearest(NORTH, 3)] == [1, 3, 9]


def test_only_among_those_named(vectors):
    assert near(vectors.nearest(NORTH, 3, np.array([5, 7]))) == [(5, 0.8), (7, 0.0)]
    assert near(vectors.nearest(NORTH, 3, np.array([99]))) == []
    assert near(vectors.nearest(NORTH, 3, np.array([], np.int64))) == []


def test_none_of_nothing(vectors):
    assert vectors.nearest(NORTH, 0) == []
    assert Vectors(2).nearest(NORTH, 3) == []


def test_removed_ones_are_gone(vectors):
    vectors.remove([3, 99])
    assert len(vectors) == 2
    assert near(vectors.nearest(NORTH, 3)) == [(5, 0.8), (7, 0.0)]


def test_takes_in_the_order_asked_for(vectors):
    assert vectors.take([5, 7]).tolist() == [BETWEEN.tolist(), EAST.tolist()]
    assert vectors.take([]).shape == (0, 2)


def test_cosines(vectors):
    assert vectors.cosines(EAST, [3, 7]) == {3: 0.0, 7: 1.0}


def test_written_and_read_again(vectors, tmp_path):
    vectors.write(tmp_path / "vectors.faiss")
    again = Vectors.read(tmp_path / "vectors.faiss")
    assert (len(again), again.dimension) == (3, 2)
    assert again.nearest(NORTH, 3) == vectors.nearest(NORTH, 3)


def test_a_damaged_file(vectors, tmp_path):
    path = tmp_path / "vectors.faiss"
    vectors.write(path)
    whole = path.read_bytes()
    for part in (b"", whole[:10], whole[: len(whole) // 2], whole[:-1], b"?" * len(whole)):
        path.write_bytes(part)
        with pytest.raises(StoreError, match=r"vectors\.faiss is damaged"):
            Vectors.read(path)


def test_another_kind_of_index(tmp_path):
    import faiss

    faiss.write_index(faiss.IndexFlatIP(2), str(tmp_path / "vectors.faiss"))
    with pytest.raises(StoreError, match=r"vectors\.faiss is damaged"):
        Vectors.read(tmp_path / "vectors.faiss")


def test_what_cannot_be_written_is_an_os_error(vectors, tmp_path):
    with pytest.raises(OSError, match="cannot be written"):
        vectors.write(tmp_path / "missing" / "vectors.faiss")
