"""index/files.py: whole files, and what a full disk is called."""

import errno
import hashlib

import pytest

from index.files import disk_is_full, replace_text, sha256_of, sync_tree, write_failure


def test_sha256(tmp_path):
    (tmp_path / "file").write_bytes(b"words" * 1_000_000)
    assert sha256_of(tmp_path / "file") == hashlib.sha256(b"words" * 1_000_000).hexdigest()


def test_replaces_the_text_and_leaves_nothing_else(tmp_path):
    (tmp_path / "CURRENT").write_text("1\n")
    replace_text(tmp_path / "CURRENT", "2\n")
    assert (tmp_path / "CURRENT").read_text() == "2\n"
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_a_write_that_fails_leaves_the_old_text(tmp_path, monkeypatch):
    (tmp_path / "CURRENT").write_text("1\n")

    def fail(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        replace_text(tmp_path / "CURRENT", "2\n")
    assert (tmp_path / "CURRENT").read_text() == "1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_syncs_every_file_and_folder(tmp_path, monkeypatch):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "meta.json").write_text("{}")
    synced = []
    monkeypatch.setattr("index.files.sync", synced.append)
    sync_tree(tmp_path)
    assert set(synced) == {tmp_path / "words", tmp_path / "words" / "meta.json", tmp_path}
    assert synced[-1] == tmp_path


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EACCES, "x"), False),
        (RuntimeError("write error: No space left on device"), True),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), True),
        (RuntimeError("database or disk is full"), True),
        (RuntimeError("disk I/O error"), False),
    ],
)
def test_knows_a_full_disk(error, full):
    assert disk_is_full(error) is full


def test_a_write_failure_is_one_line(tmp_path):
    full = write_failure(tmp_path, RuntimeError("database or disk is full"))
    assert (full.errno, full.filename) == (errno.ENOSPC, str(tmp_path))
    other = write_failure(tmp_path, RuntimeError("disk I/O error\nand more"))
    assert (other.errno, other.strerror) == (errno.EIO, "cannot be written (disk I/O error)")
