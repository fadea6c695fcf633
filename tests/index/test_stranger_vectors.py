"""Vectors from a stranger: read as they are, or refused; nothing in them is believed."""

import struct
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from index.vectors import Vectors

fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestVectors:
    def sound(self, path: Path) -> bytes:
        vectors = Vectors(3)
        vectors.add([7, 9], np.eye(3, dtype=np.float32)[:2])
        vectors.write(path)
        return path.read_bytes()

    @pytest.mark.parametrize(
        "kind",
        [
            "Flat",
            "HNSW32,Flat",
            "IVF2,Flat",
            "PQ1x4np",
            "SQ8",
            "LSH",
            "IDMap,Flat",
            "IDMap2,HNSW32,Flat",
            "PCA2,Flat",
        ],
    )
    def test_of_another_class(self, tmp_path, kind):
        metric = faiss.METRIC_L2 if kind == "LSH" else faiss.METRIC_INNER_PRODUCT
        index = faiss.index_factory(4, kind, metric)
        rows = np.random.default_rng(0).random((64, 4), np.float32)
        index.train(rows)
        if "IDMap" in kind:
            index.add_with_ids(rows, np.arange(64))
        else:
            index.add(rows)
        faiss.write_index(index, str(tmp_path / "v"))
        with pytest.raises(StoreError, match="is damaged"):
            Vectors.read(tmp_path / "v")

    def test_of_another_metric(self, tmp_path):
        index = faiss.IndexIDMap2(faiss.IndexFlatL2(3))
        index.add_with_ids(np.eye(3, dtype=np.float32), np.arange(3))
        faiss.write_index(index, str(tmp_path / "v"))
        with pytest.raises(StoreError, match="is damaged"):
            Vectors.read(tmp_path / "v")

    @pytest.mark.parametrize("to_change", [False, True])
    @pytest.mark.parametrize("claim", [0, -1, 2**31 - 1, 2**62, 2**63, 2**64 - 1])
    def test_huge_claims(self, tmp_path, claim, to_change):
        """Of dimension, counts and lengths, each alone, in a file of a hundred bytes."""
        whole = self.sound(tmp_path / "v")
        for place in range(4, len(whole) - 8):
            (tmp_path / "v").write_bytes(
                whole[:place] + struct.pack("<Q", claim % 2**64) + whole[place + 8 :]
            )
            self.is_read_or_refused(tmp_path / "v", to_change)

    def is_read_or_refused(self, path, to_change=False):
        try:
            vectors = Vectors.read(path, to_change=to_change)
        except StoreError:
            return
        assert (len(vectors), vectors.dimension) == (2, 3)
        hits = vectors.nearest(np.eye(3, dtype=np.float32)[0], 5)
        assert {number for number, _ in hits} <= set(vectors.numbers())
        try:
            vectors.cosines(np.eye(3, dtype=np.float32)[0], [7, 9, -5])
        except StoreError as error:
            assert "of other passages" in str(error)  # noqa: PT017

    @fuzzed
    @given(
        st.lists(st.tuples(st.integers(0, 129), st.binary(min_size=1, max_size=9)), max_size=6), st.booleans()
    )
    def test_any_edits(self, tmp_path, edits, to_change):
        content = bytearray(self.sound(tmp_path / "v"))
        for place, new in edits:
            content[place : place + len(new)] = new
        (tmp_path / "v").write_bytes(content)
        self.is_read_or_refused(tmp_path / "v", to_change)

    @fuzzed
    @given(st.binary(max_size=300))
    def test_any_bytes(self, tmp_path, data):
        (tmp_path / "v").write_bytes(data)
        with pytest.raises(StoreError):
            Vectors.read(tmp_path / "v")

    def test_negative_and_double_numbers(self, tmp_path):
        vectors = Vectors(3)
        vectors.add([-7, 2**62, 2**62], np.eye(3, dtype=np.float32))
        vectors.write(tmp_path / "v")
        again = Vectors.read(tmp_path / "v")
        assert len(again.nearest(np.eye(3, dtype=np.float32)[0], 3)) == 2
