"""What cannot be read for now is not lost: it stays as it was, that is told, and it is read later."""

import errno
import os
from pathlib import Path

import pytest

from index.changes import content_of
from index.files import ExhaustedError

SENTENCE = "The ferry to Aberdeen was two hours late on Monday, the company said."
VOTE = "The council voted on Tuesday to close two of its five libraries."
PASSING = [errno.EIO, errno.ESTALE, errno.ETIMEDOUT]
EXHAUSTED = [errno.EMFILE, errno.ENFILE, errno.ENOMEM]


@pytest.fixture
def failing(monkeypatch):
    """Let a call on a path that ends so fail with that error, from now on."""

    def failing(module: str, name: str, ending: str, number: int) -> None:
        call = getattr(os, name)

        def fail(path, *arguments, **how):
            if str(path).endswith(ending):
                raise OSError(number, os.strerror(number), str(path))
            return call(path, *arguments, **how)

        monkeypatch.setattr(f"{module}.{name}", fail)

    return failing


def names(generation):
    return [article.name for article in generation.articles()]


@pytest.fixture
def ferry(write, index_it):
    """Indexed, then edited."""
    write("vote.md", VOTE)
    path = write("sub/ferry.md", SENTENCE)
    index_it()
    path.write_text(path.read_text().replace("late", "soon"))
    return path


@pytest.mark.parametrize("number", PASSING)
@pytest.mark.parametrize("call", [("corpus.whole_file.os", "open"), ("index.changes.os", "stat")])
def test_an_edited_file_stays_as_it_was(ferry, index_it, opened, failing, monkeypatch, call, number):
    failing(*call, "ferry.md", number)
    skipped = index_it().skipped
    assert [skip.name for skip in skipped] == ["sub/ferry.md"]
    assert f"({os.strerror(number)}); what was read before stays" in skipped[0].reason
    generation = opened()
    assert names(generation) == ["sub/ferry.md", "vote.md"]
    assert "late" in generation.article("sub/ferry.md").text
    monkeypatch.undo()
    assert "soon" in opened().article("sub/ferry.md").text
    assert not index_it().skipped


@pytest.mark.parametrize("number", PASSING)
def test_one_whose_content_cannot_be_told(ferry, opened, monkeypatch, number):
    def fail(path):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("index.changes.sha256_of", fail)
    assert "late" in opened().article("sub/ferry.md").text
    monkeypatch.undo()
    assert "soon" in opened().article("sub/ferry.md").text


@pytest.mark.parametrize("number", PASSING)
def test_a_folder_that_cannot_be_listed_keeps_its_articles(ferry, index_it, opened, failing, number):
    failing("corpus.listing.os", "scandir", "/sub/", number)
    failing("corpus.listing.os", "scandir", "/sub", number)
    report = index_it()
    assert report.changes.removed == ()
    assert [skip.name for skip in report.skipped] == ["sub"]
    assert names(opened()) == ["sub/ferry.md", "vote.md"]


def test_a_folder_that_may_not_be_read_any_more_is_left_out(ferry, index_it, failing):
    failing("corpus.listing.os", "scandir", "/sub", errno.EACCES)
    assert index_it().changes.removed == ("sub/ferry.md",)


def test_a_new_file_is_tried_again(write, index_it, opened, failing, monkeypatch):
    write("ferry.md", SENTENCE)
    write("vote.md", VOTE)
    failing("corpus.whole_file.os", "open", "ferry.md", errno.EIO)
    assert [skip.name for skip in index_it().skipped] == ["ferry.md"]
    assert names(opened()) == ["vote.md"]
    monkeypatch.undo()
    assert index_it().changes.added == ("ferry.md",)
    assert names(opened()) == ["ferry.md", "vote.md"]


@pytest.mark.parametrize("number", EXHAUSTED)
@pytest.mark.parametrize(
    ("module", "call", "ending"),
    [
        ("corpus.whole_file.os", "open", "ferry.md"),
        ("index.changes.os", "stat", "ferry.md"),
        ("corpus.listing.os", "scandir", "/sub"),
    ],
)
def test_want_of_handles_or_memory_ends_the_build(
    ferry, index_it, home, failing, module, call, ending, number
):
    """It is not this file's: every other one would follow."""
    failing(module, call, ending, number)
    with pytest.raises(ExhaustedError):
        index_it()
    assert home.current() == 1


def test_a_file_too_large_to_be_read_is_not_gone_through_either(corpus, index_it, write, monkeypatch):
    write("ferry.md", SENTENCE)
    huge = corpus / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000_000)
    assert content_of(huge) == ""
    (skip,) = index_it().skipped
    assert str(skip).startswith("huge.txt: it has 2,000,000.0 MB, and 10 MB is the most")
    assert not index_it().changes
    huge.write_text(VOTE)
    assert index_it().changes.changed == ("huge.txt",)


def test_one_that_changes_while_it_is_read(ferry, opened, index_it, monkeypatch):
    fstat = os.fstat

    def growing(descriptor):
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.name == "ferry.md":
            with path.open("a") as file:
                file.write("more ")
        return fstat(descriptor)

    monkeypatch.setattr("corpus.whole_file.os.fstat", growing)
    assert "it changes while it is read" in index_it().skipped[0].reason
    assert "late" in opened().article("sub/ferry.md").text
