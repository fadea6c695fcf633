"""corpus/listing.py: every file below a folder, and what can be wrong with folders."""

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.listing import Folder, NotNowError
from corpus.readers import list_files, read

NAMES = ("a.txt", "b/c.txt", "b/d/e.txt", "f.md", ".g/h.txt", ".i.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("The ferry was late on Monday.")
    return tmp_path


def failing(place: str, number: int):
    """os.scandir, which fails in the folder of that name."""
    scandir = os.scandir

    def fail(path: Path):
        if Path(path).name == place:
            raise OSError(number, os.strerror(number), str(path))
        return scandir(path)

    return fail


def told(folder: Folder) -> list[str]:
    return [str(skip) for skip in folder.skipped]


def test_every_file_that_is_not_hidden(folder: Path) -> None:
    walked = Folder(folder)
    assert sorted(walked.walk()) == ["a.txt", "b/c.txt", "b/d/e.txt", "f.md"]
    assert told(walked) == []


@pytest.mark.parametrize("name", ["README", "readme.md", "License.txt", "b/CHANGELOG.markdown"])
def test_notes_are_told(folder: Path, name: str) -> None:
    (folder / name).write_text("How to add articles.")
    walked = Folder(folder)
    assert name not in list(walked.walk())
    assert told(walked) == [f"{name}: taken for a note, as its name is; rename it if it is an article"]


def test_articles_that_begin_like_a_note(folder: Path) -> None:
    (folder / "licence-fees-rise.txt").write_text("The fees rise.")
    (folder / "readme.first.txt").write_text("Read this.")
    assert {"licence-fees-rise.txt", "readme.first.txt"} <= set(Folder(folder).walk())


def test_a_link_to_a_file_or_folder_is_followed(folder: Path, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "x.txt").write_text("The ferry was late.")
    (folder / "link").symlink_to(other)
    (folder / "y.txt").symlink_to(other / "x.txt")
    (folder / "nowhere.txt").symlink_to(other / "absent")
    assert {"link/x.txt", "y.txt", "nowhere.txt"} <= set(Folder(folder).walk())


@pytest.mark.parametrize(
    ("number", "for_now"), [(errno.EACCES, False), (errno.EIO, True), (errno.ESTALE, True), (12345, True)]
)
def test_a_folder_that_cannot_be_listed(folder: Path, monkeypatch, number: int, for_now: bool) -> None:
    monkeypatch.setattr(os, "scandir", failing("b", number))
    found = list_files(folder)
    assert found.names == ("a.txt", "f.md")
    assert [skip.name for skip in found.skipped] == ["b"]
    assert found.skipped[0].reason.endswith("; the folder is left out")
    assert found.unlisted == (("b/",) if for_now else ())


def test_a_folder_that_goes_while_it_is_walked(folder: Path) -> None:
    walked = Folder(folder)
    names = []
    for name in walked.walk():
        if not names:
            for path in ("b/d/e.txt", "b/d", "b/c.txt", "b"):
                (folder / path).rmdir() if (folder / path).is_dir() else (folder / path).unlink()
        names.append(name)
    assert sorted(names) == ["a.txt", "f.md"]
    assert told(walked) == ["b: there is no such file or folder; the folder is left out"]


def test_a_corpus_that_cannot_be_listed(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "scandir", failing(folder.name, errno.EIO))
    with pytest.raises(CorpusError, match="it cannot be read"):
        list_files(folder)


@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ESTALE])
def test_what_may_pass_makes_no_file_unreadable(folder: Path, monkeypatch, number: int) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(NotNowError, match=os.strerror(number)):
        read(folder / "a.txt", "a.txt")
