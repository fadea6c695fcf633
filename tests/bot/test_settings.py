"""Where each setting comes from."""

from pathlib import Path

import pytest

from bot.settings import Settings
from corpus.errors import SettingError


@pytest.fixture(autouse=True)
def _no_settings(workplace):
    """Neither the environment nor the working folder holds any."""


def test_defaults():
    settings = Settings.load()
    assert settings.corpus == Path("corpus/articles")
    assert settings.home == Path(".footnote")
    assert settings.model.model == "all-MiniLM-L6-v2"
    assert settings.model.precision is None


def test_option_then_environment_then_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("FOOTNOTE_CORPUS=file\nFOOTNOTE_HOME=file\nFOOTNOTE_MODEL=file\n")
    monkeypatch.setenv("FOOTNOTE_CORPUS", "environment")
    monkeypatch.setenv("FOOTNOTE_HOME", "environment")
    settings = Settings.load(corpus="option")
    assert (settings.corpus, settings.home, settings.model.model) == (
        Path("option"),
        Path("environment"),
        "file",
    )


def test_empty_counts_as_unset(monkeypatch):
    monkeypatch.setenv("FOOTNOTE_CORPUS", "")
    assert Settings.load().corpus == Path("corpus/articles")


def test_env_file_that_is_no_text(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingError, match="cannot be read"):
        Settings.load()


def test_unknown_precision(monkeypatch):
    monkeypatch.setenv("FOOTNOTE_PRECISION", "int3")
    with pytest.raises(SettingError, match="int8 or fp32"):
        Settings.load()


def test_command_repeats_the_options():
    settings = Settings.load(corpus="my news", model="other")
    assert settings.command("index") == "footnote index --corpus 'my news' --model other"
    assert Settings.load().command("index") == "footnote index"
