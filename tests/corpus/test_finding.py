"""Which files of a folder are opened, and which are passed over with a word."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.readers import MAX_BYTES, find_files
from tests.corpus.files import TEXT, problem, write


def test_finds_files_below_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.md", "sub/c.JSON", ".hidden.txt", ".git/x.txt", "README.md", "d.jsonl"):
        write(tmp_path, name, TEXT)
    write(tmp_path, "scan.pdf", b"%PDF")
    files, skipped = find_files(tmp_path)
    assert [name for name, _ in files] == ["b.txt", "d.jsonl", "sub/a.md", "sub/c.JSON"]
    assert [path.relative_to(tmp_path).as_posix() for _, path in files] == [name for name, _ in files]
    assert [str(skip) for skip in skipped] == [
        "README.md: taken for a note, as its name is; rename it if it is an article",
        "scan.pdf: .pdf is not read; footnote add makes an article of it",
    ]


def test_a_corpus_may_be_one_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    assert find_files(path) == ([("a.txt", path)], [])


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match="absent: there is no such file or folder; name a folder of articles"
    ):
        find_files(tmp_path / "absent")
    with pytest.raises(CorpusError, match=r"no article in this folder; put \.txt"):
        find_files(tmp_path)


def test_a_link_that_loops_is_reported_and_followed_no_further(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt", TEXT)
    (tmp_path / "sub" / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    files, skipped = find_files(tmp_path)
    assert [name for name, _ in files] == ["self.txt", "sub/a.txt"]
    assert [str(skip) for skip in skipped] == ["sub/again: a link to a folder that is read already"]
    assert problem(tmp_path / "self.txt") == "a link that leads back to itself; remove it"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_may_not_be_listed_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "shut/b.txt", TEXT)
    (tmp_path / "shut").chmod(0)
    _, skipped = find_files(tmp_path)
    (tmp_path / "shut").chmod(0o700)
    assert "permission denied" in str(skipped[0])


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert problem(path) == "permission denied; make it readable (chmod a+r)"


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(5 * MAX_BYTES)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert problem(path) == "it has 50.0 MB, and 10 MB is the most; split it into articles"


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert problem(tmp_path / "pipe.txt").startswith("it is no regular file")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        assert problem(tmp_path / "s.txt").startswith("it is no regular file")
    (tmp_path / "folder.txt").mkdir()
    assert problem(tmp_path / "folder.txt").startswith("it is no regular file")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert problem(tmp_path / "a.txt") == "there is no such file or folder"


@pytest.mark.skipif(sys.platform == "darwin", reason="such a name cannot be made")
def test_a_name_that_is_not_utf8_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, os.fsdecode(b"caf\xe9.txt"), TEXT)
    files, skipped = find_files(tmp_path)
    assert [name for name, _ in files] == ["a.txt"]
    assert [str(skip) for skip in skipped] == ["caf?.txt: its name, or its folder's, is not UTF-8; rename it"]


def test_importing_the_readers_imports_nothing_slow() -> None:
    slow = {"yaml", "charset_normalizer", "sentencex", "corpus.cleaning", "corpus.dates"}
    code = f"import corpus.readers, sys; print({slow} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
