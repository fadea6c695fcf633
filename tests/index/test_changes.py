"""index/changes.py: how the corpus differs from what was indexed."""

import os

import pytest

from corpus.errors import CorpusError
from index.changes import RACY_NANOSECONDS, content_of, find_changes, state_of

OLD = 1_500_000_000_000_000_000


def age(path, nanoseconds=OLD):
    os.utime(path, ns=(nanoseconds, nanoseconds))


@pytest.fixture
def ferry(corpus):
    path = corpus / "ferry.txt"
    path.write_text("The ferry was late.")
    age(path)
    return path


@pytest.fixture
def known(ferry):
    return {"ferry.txt": state_of(ferry)._replace(sha256=content_of(ferry))}


def named(changes):
    return changes.added, changes.changed, changes.removed, changes.touched


def test_nothing(corpus, known):
    changes = find_changes(corpus, known)
    assert named(changes) == ((), (), (), ())
    assert not changes


def test_added_and_removed(corpus, known, ferry):
    ferry.rename(corpus / "boat.txt")
    changes = find_changes(corpus, known)
    assert named(changes) == (("boat.txt",), (), ("ferry.txt",), ())
    assert changes
    assert changes.bytes_to_read() == 19


def test_another_content(corpus, known, ferry):
    ferry.write_text("The ferry was soon.")
    age(ferry, OLD + 1)
    assert named(find_changes(corpus, known)) == ((), ("ferry.txt",), (), ())


def test_another_time_alone_is_no_change(corpus, known, ferry):
    age(ferry, OLD + 1)
    changes = find_changes(corpus, known)
    assert named(changes) == ((), (), (), ("ferry.txt",))
    assert not changes


def test_a_young_file_is_told_by_its_content(corpus, ferry):
    os.utime(ferry)
    known = {"ferry.txt": state_of(ferry)._replace(sha256=content_of(ferry))}
    written = ferry.stat()
    assert named(find_changes(corpus, known)) == ((), (), (), ())
    ferry.write_text("The ferry was soon.")
    os.utime(ferry, ns=(written.st_atime_ns, written.st_mtime_ns))
    assert named(find_changes(corpus, known)) == ((), ("ferry.txt",), (), ())
    assert RACY_NANOSECONDS >= 1_000_000_000  # the coarsest file systems count in seconds


def test_a_file_that_could_not_be_read_is_new_once_it_can(corpus, ferry):
    known = {"ferry.txt": state_of(ferry)}
    assert named(find_changes(corpus, known)) == ((), ("ferry.txt",), (), ())


def test_a_file_that_still_cannot_be_read_is_no_change(corpus, ferry):
    (corpus / "gone.txt").symlink_to(corpus / "nowhere.txt")
    known = {
        "gone.txt": state_of(corpus / "gone.txt"),
        "ferry.txt": state_of(ferry)._replace(sha256=content_of(ferry)),
    }
    assert named(find_changes(corpus, known)) == ((), (), (), ())


def test_a_file_that_vanishes_counts_no_bytes(corpus, ferry):
    changes = find_changes(corpus, {})
    ferry.unlink()
    assert changes.bytes_to_read() == 0
    assert (state_of(ferry), content_of(ferry)) == ((-1, -1, ""), "")


def test_what_is_passed_over_is_told(corpus, known):
    (corpus / "table.pdf").write_bytes(b"%PDF")
    assert [skip.name for skip in find_changes(corpus, known).passed_over] == ["table.pdf"]


def test_no_corpus(tmp_path):
    with pytest.raises(CorpusError):
        find_changes(tmp_path / "nowhere", {})
