"""index/locking.py: one writer at a time."""

import errno

import pytest

from corpus.errors import SettingError, StoreError
from index.locking import one_writer


def test_a_second_writer_is_told_of_the_first(tmp_path):
    with (
        one_writer(tmp_path, "the index", 0),
        pytest.raises(StoreError, match=r"another process .* is writing the index"),
        one_writer(tmp_path, "the index", 0),
    ):
        pass


def test_lets_the_next_one_in_after_an_error(tmp_path):
    with pytest.raises(ValueError, match="stop"), one_writer(tmp_path / "new", "the index", 0):
        raise ValueError("stop")
    with one_writer(tmp_path / "new", "the index", 0):
        pass


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch, number):
    def fail(*_, **__):
        raise OSError(number, "Not here")

    monkeypatch.setattr("pathlib.Path.mkdir", fail)
    with pytest.raises(SettingError, match=r"cannot be written \(Not here\): set FOOTNOTE_HOME"):
        one_writer(tmp_path, "the index", 0).__enter__()


def test_a_full_disk_is_no_matter_of_settings(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.mkdir", fail)
    with pytest.raises(OSError, match="No space left") as caught:
        one_writer(tmp_path, "the index", 0).__enter__()
    assert caught.value.errno == errno.ENOSPC
