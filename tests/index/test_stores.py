"""index/stores.py: which store a setting names, and what it needs."""

import sys

import pytest

from bot.settings import Settings
from corpus.errors import SettingError
from index.store import Home
from index.stores import open_store, store_of


def test_a_folder_unless_an_address_is_given(tmp_path):
    assert open_store(tmp_path).folder == tmp_path
    assert isinstance(store_of(str(tmp_path)), Home)
    (tmp_path / ".env").write_text("FOOTNOTE_INDEX=postgresql://me:s3cret@db.example/news\n")
    settings = Settings.load(folder=tmp_path)
    assert settings.store().server.place == "PostgreSQL at db.example:5432/news"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("address", ["mysql://me:s3cret@db.example/news", ".footnote", "db.example"])
def test_an_address_that_is_none(tmp_path, address):
    with pytest.raises(SettingError, match="FOOTNOTE_INDEX is no address") as caught:
        open_store(tmp_path, address)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("package", ["psycopg", "psycopg_pool"])
def test_without_the_extra(tmp_path, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    assert open_store(tmp_path).folder == tmp_path
    with pytest.raises(SettingError, match=r"pip install 'footnote\[postgres\]'"):
        open_store(tmp_path, "postgresql://db.example/news")
