"""index/manifest.py: what a generation says of itself."""

import datetime
import json
import os

import pytest

from corpus.errors import StoreError
from index.manifest import MANIFEST, MEND, FileMark, Manifest, mark_files

MADE = Manifest(
    generation=7,
    corpus="/articles",
    model="all-MiniLM-L6-v2",
    fingerprint="ab",
    dimension=384,
    articles=5,
    passages=41,
    newest=datetime.date(2020, 7, 8),
    built_at=datetime.datetime(2020, 7, 9, 12, 0, 0, 5, tzinfo=datetime.UTC),
    files={"words/é.idx": FileMark(3, "cd")},
)


def test_read_as_written(tmp_path):
    MADE.write(tmp_path)
    assert Manifest.read(tmp_path) == MADE


def test_without_a_newest_day(tmp_path):
    MADE.write(tmp_path)
    fields = json.loads((tmp_path / MANIFEST).read_text("utf8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**fields, "newest": None}), "utf8")
    assert Manifest.read(tmp_path).newest is None


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"7", b"null", b"{}", b'{"schema": 1}', b"\xff\xfe", b"[" * 100_000),
        *(b'{"schema": 1, "newest": 5}', b'{"schema": 1, "newest": null, "built_at": "x", "files": {}}'),
    ],
)
def test_damaged(tmp_path, content):
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Manifest.read(tmp_path)
    assert str(caught.value) == f"the index's manifest.json is missing or damaged: {MEND}"


def test_missing(tmp_path):
    with pytest.raises(StoreError, match=r"manifest\.json is missing"):
        Manifest.read(tmp_path / "000007")


def test_of_another_schema(tmp_path):
    MADE.write(tmp_path)
    fields = json.loads((tmp_path / MANIFEST).read_text("utf8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**fields, "schema": 99, "new": 1}), "utf8")
    with pytest.raises(StoreError) as caught:
        Manifest.read(tmp_path)
    assert str(caught.value) == f"the index has schema 99, this version reads 2: {MEND}"


@pytest.fixture
def sealed(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "articles.db").write_bytes(b"articles")
    (tmp_path / "words" / "a.idx").write_bytes(b"words")
    return Manifest(
        **{**{name: getattr(MADE, name) for name in MADE.__slots__}, "files": mark_files(tmp_path, {}, set())}
    )


def test_marks_every_file(sealed):
    assert {name: mark.size for name, mark in sealed.files.items()} == {"articles.db": 8, "words/a.idx": 5}
    assert len({mark.sha256 for mark in sealed.files.values()}) == 2


def test_shared_files_keep_their_marks(tmp_path, sealed):
    known = {"words/a.idx": FileMark(5, "kept"), "articles.db": FileMark(8, "not kept")}
    marks = mark_files(tmp_path, known, {"words/a.idx", "words/unknown.idx"})
    written = (tmp_path / "words" / "a.idx").stat().st_mtime_ns
    assert marks == {"words/a.idx": FileMark(5, "kept", written), "articles.db": sealed.files["articles.db"]}


def test_whole(tmp_path, sealed):
    sealed.verify(tmp_path)


@pytest.mark.parametrize("name", ["articles.db", "words/a.idx"])
def test_names_the_file_that_is_not_as_it_was(tmp_path, sealed, name):
    path = tmp_path / name
    content = path.read_bytes()
    for altered in (content[:-1], content + b".", b"?" * len(content)):
        path.write_bytes(altered)
        with pytest.raises(StoreError) as caught:
            sealed.verify(tmp_path)
        assert str(caught.value) == f"the index's {name} has been altered: {MEND}"
    path.unlink()
    with pytest.raises(StoreError) as caught:
        sealed.verify(tmp_path)
    assert str(caught.value) == f"the index's {name} is missing: {MEND}"


class TestOfALargeGeneration:
    @pytest.fixture(autouse=True)
    def large(self, monkeypatch):
        monkeypatch.setattr("index.manifest.MAX_HASHED_BYTES", 12)

    def test_what_was_written_since_is_found(self, tmp_path, sealed):
        (tmp_path / "articles.db").write_bytes(b"ARTICLES")
        with pytest.raises(StoreError, match=r"articles\.db has been altered"):
            sealed.verify(tmp_path)

    def test_another_time_of_the_same_content_is_nothing(self, tmp_path, sealed):
        """As in a copy, or out of a backup."""
        os.utime(tmp_path / "articles.db", ns=(1, 1))
        sealed.verify(tmp_path)

    def test_what_its_time_does_not_tell_is_found_when_asked_for(self, tmp_path, sealed):
        (tmp_path / "articles.db").write_bytes(b"ARTICLES")
        written = sealed.files["articles.db"].mtime_ns
        os.utime(tmp_path / "articles.db", ns=(written, written))
        sealed.verify(tmp_path)
        with pytest.raises(StoreError, match=r"articles\.db has been altered"):
            sealed.verify(tmp_path, whole=True)
