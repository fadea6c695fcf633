"""A generation from a stranger: it runs no code, ends no process and keeps nobody waiting."""

import contextlib
import json
import os
import shutil
import sqlite3
import struct
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from index.build import build
from index.check import check
from index.database import Database
from index.manifest import MANIFEST, Manifest
from index.seal import KEY, SEAL
from index.store import Home
from index.vectors import Vectors
from tests.conftest import ARTICLES, FakeEncoder

fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FILES = ("manifest.json", "articles.db", "vectors.faiss", "words/meta.json", "seal")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with one generation."""
    place = tmp_path_factory.mktemp("made")
    corpus = place / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf8")
    build(Home(place / "home"), corpus, FakeEncoder(), model="fake")
    return place


@pytest.fixture
def home(made, tmp_path):
    """A copy of it, to be spoiled."""
    shutil.copytree(made / "home", tmp_path / "home")
    return Home(tmp_path / "home")


def folder_of(home):
    return home.generation_folder(1)


class TestSeal:
    def test_one_that_was_made_in_another_home(self, home, made, encoder):
        """It is not asked, but told; and the next build makes it anew, vectors too."""
        (home.folder / KEY).write_text("00" * 32)
        with pytest.raises(StoreError, match="it was made elsewhere, or altered: mend it with"):
            home.open()
        assert [problem.where for problem in check(home).problems] == [SEAL]
        report = build(home, made / "corpus", encoder, model="fake")
        assert (report.manifest.generation, report.embedded) == (2, 3)
        home.open().close()
        assert check(home).problems == ()

    @pytest.mark.parametrize("name", [KEY, SEAL])
    def test_without_key_or_seal(self, home, name):
        (home.folder / KEY if name == KEY else folder_of(home) / SEAL).unlink()
        with pytest.raises(StoreError, match="made elsewhere"):
            home.open()

    @pytest.mark.parametrize("content", ["", "zz", "ab", "é", "0" * 5_000])
    @pytest.mark.parametrize("name", [KEY, SEAL])
    def test_a_damaged_key_or_seal(self, home, name, content):
        (home.folder / KEY if name == KEY else folder_of(home) / SEAL).write_text(content)
        with pytest.raises(StoreError, match=r"seal"):
            home.open()

    def test_a_manifest_with_other_checksums(self, home):
        path = folder_of(home) / MANIFEST
        path.write_text(path.read_text().replace('"sha256": "', '"sha256": "0'))
        with pytest.raises(StoreError, match="altered"):
            home.open()

    def test_every_generation_of_a_home_has_its_seal(self, home, made, encoder, tmp_path):
        shutil.copytree(made / "corpus", tmp_path / "corpus")
        key = (home.folder / KEY).read_text()
        for number in (2, 3):
            (tmp_path / "corpus" / f"{number}.md").write_text(
                f"The ferry number {number} was late on Monday."
            )
            assert build(home, tmp_path / "corpus", encoder, model="fake").manifest.generation == number
            home.open().close()
        assert (home.folder / KEY).read_text() == key


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["fifo", "link", "folder", "device"])
def test_what_is_no_plain_file_is_not_opened(home, name, kind):
    path = folder_of(home) / name
    path.unlink()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "device" else "/etc/passwd")
    with pytest.raises(StoreError):
        home.open()
    assert check(home).problems


def test_more_files_than_were_written(home):
    os.mkfifo(folder_of(home) / "words" / "more.idx")
    with pytest.raises(StoreError, match=r"words/more\.idx is no plain file"):
        home.open()


@pytest.mark.parametrize("number", ["1" * 5_000, "9" * 19, "²", "-1", "1\n2", "../../1"])
def test_a_generation_of_a_strange_number(home, number):
    (home.folder / "CURRENT").write_text(number)
    with pytest.raises(StoreError, match="CURRENT is damaged"):
        home.open()
    (home.folder / "generations" / "1²").mkdir()
    assert home.next_number() == 2


class TestManifest:
    @pytest.mark.parametrize(
        "name",
        [
            "../articles.db",
            "/etc/passwd",
            "words/../../x",
            "a/b/c",
            "words\\x",
            "",
            ".",
            "words/",
            "a\0b",
            "//",
        ],
    )
    def test_names_of_files_elsewhere(self, home, name):
        path = folder_of(home) / MANIFEST
        manifest = json.loads(path.read_text())
        manifest["files"][name] = {"size": 1, "sha256": "00"}
        path.write_text(json.dumps(manifest))
        with pytest.raises(StoreError, match=r"manifest\.json is missing or damaged"):
            Manifest.read(path.parent)

    values = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=20)
        | st.sampled_from(["0001-01-01", "9999-12-31T23:59:59-12:00", "2020-01-01T00:00:00"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    )
    NAMES = (*(field for field in Manifest.__slots__), "more")

    @fuzzed
    @given(st.dictionaries(st.sampled_from(NAMES), values, min_size=1, max_size=4))
    @example({"built_at": "0001-01-01T00:00:00+14:00"})
    @example({"files": {"articles.db": {"size": 10**30, "sha256": "00"}}})
    @example({"generation": -1})
    @example({"passages": "many"})
    def test_any_values(self, made, tmp_path, values):
        folder = made / "home" / "generations" / "000001"
        changed = json.loads((folder / MANIFEST).read_text()) | values
        (tmp_path / MANIFEST).write_text(json.dumps(changed))
        try:
            manifest = Manifest.read(tmp_path)
        except StoreError:
            return
        assert manifest.built_at.tzinfo is not None
        assert min(manifest.generation, manifest.articles, manifest.passages, manifest.dimension) >= 0
        for name in manifest.files:
            assert (folder / name).resolve().is_relative_to(folder.resolve())

    @fuzzed
    @given(st.binary(max_size=200))
    def test_any_bytes(self, home, data):
        (folder_of(home) / MANIFEST).write_bytes(data)
        with pytest.raises(StoreError):
            home.open()

    def test_one_of_gigabytes(self, home):
        with (folder_of(home) / MANIFEST).open("wb") as file:
            file.truncate(50_000_000_000)
        with pytest.raises(StoreError, match=r"manifest\.json is missing or damaged"):
            home.open()


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
