"""A generation from a stranger: it runs no code, ends no process and keeps nobody waiting."""

import json
import os
import shutil

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from index.build import build
from index.check import check
from index.manifest import MANIFEST, Manifest
from index.seal import KEY, SEAL

fuzzed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FILES = ("manifest.json", "articles.db", "vectors.faiss", "words/meta.json", "seal")


@pytest.fixture
def home(spoilt):
    return spoilt


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
