"""index/store.py: the live generation, whole or told to be damaged."""

import datetime
import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from corpus.article import PassageId
from corpus.errors import SettingError, StoreError
from index.generation import Generation
from index.interface import Filter
from index.manifest import MEND
from index.store import require


@pytest.fixture
def generation(opened, articles):
    """Of three articles, each of one passage, numbered by the articles' names: ferry, library, storm."""
    return opened(corpus=articles)


FERRY, LIBRARY, STORM = 1, 2, 3
JULY_6, JULY_8 = datetime.date(2020, 7, 6), datetime.date(2020, 7, 8)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Filter(source="the herald"), [FERRY, LIBRARY]),
        (Filter(source="HERALD"), [FERRY, LIBRARY]),
        (Filter(source="libraries"), [LIBRARY]),
        (Filter(source="storm.md"), [STORM]),
        (Filter(source="jane doe"), [LIBRARY]),
        (Filter(source="Wei"), [LIBRARY]),
        (Filter(source="Doe and Li"), [LIBRARY]),
        (Filter(source="%"), []),
        (Filter(source="h_rald"), []),
        (Filter(since=JULY_8), [FERRY]),
        (Filter(until=JULY_6), [LIBRARY]),
        (Filter(since=JULY_6, until=JULY_8), [FERRY, LIBRARY]),
        (Filter(since=JULY_8, until=JULY_6), []),
        (Filter(source="herald", since=JULY_8), [FERRY]),
        (Filter(source="storm", since=JULY_6), []),
    ],
)
def test_filters(generation, wanted, numbers):
    matching = generation.matching(wanted)
    assert matching.dtype == np.int64
    assert matching.tolist() == numbers


def test_no_filter_is_all(generation):
    assert generation.matching(Filter()) is None
    assert generation.matching(Filter(source="")) is None


def test_what_it_may_be_asked(generation, encoder):
    assert [article.name for article in generation.articles()] == ["ferry.md", "library.md", "storm.md"]
    assert generation.article("storm.md").publisher is None
    assert generation.publishers() == ("The Herald",)
    assert generation.authors() == ("Jane Doe and Li Wei",)
    assert generation.document_frequency("herald") == 2
    stored = generation.fetch([STORM])[STORM]
    assert generation.find(stored.passage.id) == stored
    assert generation.find(PassageId("0" * 16)) is None
    storm = encoder.encode_question(f"Storm over the islands\n{stored.passage.text}")
    assert generation.nearest(storm, 1) == [(STORM, pytest.approx(1.0))]
    assert generation.nearest(storm, 1, generation.matching(Filter(since=JULY_8)))[0][0] == FERRY
    assert generation.cosines(storm, [STORM]) == {STORM: pytest.approx(1.0)}
    assert [number for number, _ in generation.best({"storm": 1.0}, 3)] == [STORM]
    assert generation.best({"storm": 1.0}, 3, generation.matching(Filter(since=JULY_8))) == []
    assert generation.terms("Storms") == ["storm"]
    assert generation.origins([STORM])[STORM] == (None, None)


def test_the_same_from_sixteen_threads(generation, encoder):
    questions = ["ferry fog", "libraries vote", "storm islands", "the"] * 20

    def ask(question):
        vector = encoder.encode_question(question)
        numbers = [number for number, _ in generation.nearest(vector, 3)]
        among = generation.matching(Filter(source="herald"))
        return (
            *(generation.nearest(vector, 3), generation.nearest(vector, 3, among)),
            *(generation.best(dict.fromkeys(generation.terms(question), 1.0), 3), generation.fetch(numbers)),
        )

    alone = [ask(question) for question in questions]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(ask, questions)) == alone


def files_of(generation):
    return [
        path for path in sorted(generation.folder.rglob("*")) if path.is_file() and ".lock" not in path.name
    ]


def test_every_file_missing_or_altered_is_named_with_the_way_out(generation, home):
    for path in files_of(generation):
        content = path.read_bytes()
        flipped = bytes([*content[:-1], content[-1] ^ 0xFF]) if content else b"?"
        for altered in (None, content[:-1], flipped):
            path.unlink(missing_ok=True)
            if altered is not None:
                path.write_bytes(altered)
            with pytest.raises(StoreError) as caught:
                home.open()
            message = str(caught.value)
            assert path.relative_to(generation.folder).as_posix() in message
            assert message.endswith(MEND)
            assert "\n" not in message
        path.write_bytes(content)
    home.open().close()


@pytest.mark.parametrize("name", ["articles.db", "vectors.faiss", "words/meta.json"])
def test_a_damaged_file_whose_hash_was_not_looked_at(generation, home, monkeypatch, name):
    monkeypatch.setattr("index.manifest.MAX_HASHED_BYTES", 0)
    path = generation.folder / name
    written = path.stat()
    path.write_bytes(b"?" * written.st_size)
    os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
    with pytest.raises(StoreError, match="damaged") as caught:
        home.open()
    assert str(caught.value).endswith(MEND)


def test_files_of_two_generations_are_not_mixed(generation, home, opened, articles, monkeypatch):
    vectors = (generation.folder / "vectors.faiss").read_bytes()
    (articles / "storm.md").unlink()
    later = opened(corpus=articles)
    (later.folder / "vectors.faiss").write_bytes(vectors)
    monkeypatch.setattr("index.manifest.Manifest.verify", lambda manifest, folder: None)
    with pytest.raises(StoreError, match=r"vectors\.faiss has been altered"):
        home.open()


def test_none_before_the_first(home):
    assert (home.current(), home.open()) == (None, None)
    with pytest.raises(SettingError, match="there is no index yet"):
        require(home.open())


@pytest.mark.parametrize("content", [b"", b"seven", b"-1", b"1.5", b"1 2", "٣".encode(), b"\xff"])
def test_a_damaged_current(home, content):
    home.folder.mkdir()
    (home.folder / "CURRENT").write_bytes(content)
    with pytest.raises(StoreError, match="CURRENT") as caught:
        home.open()
    assert str(caught.value).endswith(MEND)
    assert home.current_or_none() is None


def test_current_names_a_generation_that_is_gone(generation, home):
    shutil.rmtree(generation.folder)
    with pytest.raises(StoreError, match=r"manifest\.json is missing or damaged: mend it with"):
        home.open()


def test_numbers_are_never_used_twice(home):
    assert home.next_number() == 1
    home.generation_folder(4).mkdir(parents=True)
    assert home.next_number() == 5
    home.swap(8)
    assert home.next_number() == 9


def test_sweeps_all_but_the_live_one(generation, home):
    for name in ("000007", "000000", "rubbish"):
        (home.folder / "generations" / name).mkdir()
        (home.folder / "generations" / name / "file").write_text("x")
    home.sweep()
    assert [path.name for path in (home.folder / "generations").iterdir()] == ["000001"]
    home.open().close()


def test_a_swap_between_two_looks_is_followed(generation, home, monkeypatch):
    """A reader that finds the old generation removed under it opens the new one."""
    shutil.copytree(generation.folder, home.generation_folder(2))
    numbers = iter([5, 2, 2])
    monkeypatch.setattr(type(home), "current", lambda self: next(numbers))
    found = home.open()
    assert found.folder.name == "000002"
    found.close()


def test_closed(home, generation):
    other = Generation(generation.folder)
    other.close()
    with pytest.raises(StoreError, match="cannot be read"):
        other.fetch([1])
    assert generation.fetch([1])


def test_a_large_generation_that_a_disk_has_altered_is_not_built_on(
    write, index_it, opened, home, noting, monkeypatch
):
    """Its time tells nothing; what was built on it would be sealed with the fault."""
    monkeypatch.setattr("index.manifest.MAX_HASHED_BYTES", 0)
    write("ferry.md", "The ferry to Aberdeen was two hours late on Monday.")
    path = opened().folder / "articles.db"
    written, content = path.stat(), path.read_bytes()
    assert content.count(b"Aberdeen") >= 1
    path.write_bytes(content.replace(b"Aberdeen", b"Abergeen"))
    os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
    home.open().close()
    write("vote.md", "The council voted on Tuesday to close two of its five libraries.")
    report = index_it(noting)
    assert (len(report.changes.added), report.embedded) == (2, 2)
    assert "Aberdeen" in home.open().article("ferry.md").text
