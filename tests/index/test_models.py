"""index/models.py and index/export.py: which model encodes, and that its export is the model itself."""

import errno
import json
from pathlib import Path

import numpy as np
import pytest

from index.encoder import CARD, GRAPH, TOKENIZER, OnnxEncoder
from index.export import SentenceTransformerEncoder, export, first_line, load_model, prompt_for
from index.models import ModelSettings
from tests.index.tiny_models import LENGTH, TEXTS, itself, opened
from tests.index.tiny_models import plain as plain
from tests.index.tiny_models import tiny as tiny


@pytest.mark.parametrize(("pooling", "normalize"), [("mean", True), ("cls", False), ("max", False)])
def test_the_export_is_the_model(tiny, tmp_path, pooling, normalize):
    folder = tiny(pooling, normalize)
    encoder, lines = opened(tmp_path, folder)
    assert isinstance(encoder, OnnxEncoder)
    assert lines == [f"preparing the model {folder} (once, about half a minute)"]
    assert (encoder.dimension, encoder.max_tokens) == (32, LENGTH)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), itself(folder, TEXTS), atol=1e-5)
    np.testing.assert_allclose(encoder.encode_question(TEXTS[0]), itself(folder, TEXTS[:1])[0], atol=1e-5)


def test_a_model_that_needs_its_mask_keeps_it(plain, tmp_path):
    model = load_model(str(plain))
    inner = model[0].auto_model
    attend = inner.forward

    def forward(*positional, attention_mask=None, **named):
        if attention_mask is None:
            raise ValueError("no mask")
        return attend(*positional, attention_mask=attention_mask, **named)

    inner.forward = forward
    export(model, "tiny", "fingerprint", "fp32", tmp_path / "tiny")
    assert inner.forward is forward
    found = OnnxEncoder(tmp_path / "tiny").encode_passages(TEXTS)
    np.testing.assert_allclose(found, itself(plain, TEXTS), atol=1e-5)


def test_exported_once(plain, tmp_path):
    first, _ = opened(tmp_path, plain)
    again, lines = opened(tmp_path, plain)
    assert lines == []
    assert again.fingerprint == first.fingerprint
    assert np.array_equal(again.encode_passages(TEXTS), first.encode_passages(TEXTS))
    assert sorted(path.name for path in (tmp_path / "models").iterdir() if path.is_dir()) == [
        first.fingerprint
    ]


def test_int8_is_near_the_model(plain, tmp_path):
    encoder, _ = opened(tmp_path, plain, "int8")
    vectors = encoder.encode_passages(TEXTS)
    assert (vectors * itself(plain, TEXTS)).sum(axis=1).min() > 0.95
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert json.loads((tmp_path / "models" / encoder.fingerprint / CARD).read_text())["precision"] == "int8"


def test_prompts_stand_before_questions_and_passages(tiny, tmp_path):
    folder = tiny(prompts={"query": "query : ", "document": "passage : "})
    encoder, _ = opened(tmp_path, folder)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), itself(folder, TEXTS, "passage : "), atol=1e-5)
    question = itself(folder, TEXTS[:1], "query : ")[0]
    np.testing.assert_allclose(encoder.encode_question(TEXTS[0]), question, atol=1e-5)
    assert not np.allclose(encoder.encode_passages(TEXTS[:1])[0], question, atol=1e-3)
    assert encoder.max_tokens == LENGTH - 2  # less the prompt's


@pytest.mark.parametrize(
    ("prompts", "default", "query", "document"),
    [
        ({}, None, "", ""),
        ({"query": "q: "}, None, "q: ", ""),
        ({"passage": "p: "}, None, "", "p: "),
        ({"document": "d: ", "passage": "p: "}, None, "", "d: "),
        ({"other": "o: "}, "other", "o: ", "o: "),
        ({"query": "q: ", "other": "o: "}, "other", "q: ", "o: "),
    ],
)
def test_which_prompt(prompts, default, query, document):
    class Model:
        def __init__(self):
            self.prompts, self.default_prompt_name = prompts, default

    assert (prompt_for(Model(), "query"), prompt_for(Model(), "document")) == (query, document)


@pytest.mark.parametrize("name", [CARD, GRAPH, TOKENIZER])
def test_an_altered_export(plain, tmp_path, name):
    encoder, _ = opened(tmp_path, plain)
    path = tmp_path / "models" / encoder.fingerprint / name
    whole = path.read_bytes()
    for altered in (b"", whole[: len(whole) // 2], whole.replace(b"e", b"f", 1)):
        path.write_bytes(altered)
        _, told = opened(tmp_path, plain)
        assert [line.endswith("is damaged: it is made anew") for line in told] == [True]
        assert path.read_bytes() == whole


def fail_to_export(error, monkeypatch):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("torch.onnx.export", fail)


def test_a_model_that_cannot_be_exported_runs_itself_and_says_so(tiny, tmp_path, monkeypatch):
    fail_to_export(NotImplementedError("no such operator\nat all"), monkeypatch)
    folder = tiny(prompts={"document": "passage : "})
    encoder, lines = opened(tmp_path, folder)
    slower = f"{folder} runs through sentence-transformers, which is slower"
    slower += ": it cannot be exported (no such operator)"
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert lines == [f"preparing the model {folder} (once, about half a minute)", slower]
    assert opened(tmp_path, folder)[1] == [slower]  # not tried again
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), itself(folder, TEXTS, "passage : "), atol=1e-5)
    assert encoder.encode_question("fog").shape == (32,)
    assert encoder.encode_passages([]).shape == (0, 32)
    assert (encoder.dimension, encoder.max_tokens) == (32, LENGTH - 2)
    assert encoder.count_tokens(["the ferry", "", "fog " * 99]) == [2, 0, 99]
    assert encoder.count_tokens([]) == []


def test_the_fallback_is_safe_from_many_threads(plain):
    from concurrent.futures import ThreadPoolExecutor

    encoder = SentenceTransformerEncoder(load_model(str(plain)), "")
    alone = [encoder.encode_question(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        counts = [pool.submit(encoder.count_tokens, TEXTS) for _ in range(20)]
        found = list(pool.map(encoder.encode_question, TEXTS * 4))
    np.testing.assert_allclose(found, alone * 4, atol=1e-6)
    assert len({tuple(each.result()) for each in counts}) == 1


def test_an_export_that_is_not_the_model_is_not_used(plain, tiny, tmp_path, monkeypatch):
    import index.export

    other = load_model(str(tiny(seed=1)))
    write = index.export._write_graph
    monkeypatch.setattr("index.export._write_graph", lambda model, path: write(other, path))
    encoder, lines = opened(tmp_path, plain)
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert "the exported graph differs from the model: cosine" in lines[-1]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), RuntimeError("No space left on device")])
def test_a_full_disk_is_not_the_models_fault(plain, tmp_path, monkeypatch, error):
    fail_to_export(error, monkeypatch)
    with pytest.raises(OSError, match="No space left") as caught:
        opened(tmp_path, plain)
    assert caught.value.errno == errno.ENOSPC
    monkeypatch.undo()
    encoder, lines = opened(tmp_path, plain)
    assert isinstance(encoder, OnnxEncoder)
    assert len(lines) == 1


def test_what_a_killed_export_left_is_swept(plain, tmp_path):
    left = tmp_path / "models" / f".{ModelSettings(str(plain), 'fp32').fingerprint}"
    left.mkdir(parents=True)
    (left / GRAPH).write_bytes(b"half")
    encoder, _ = opened(tmp_path, plain)
    assert isinstance(encoder, OnnxEncoder)
    assert not left.exists()


def test_the_first_line_of_an_error():
    assert first_line(ValueError("one\ntwo")) == "one"
    assert first_line(ValueError()) == "ValueError"
    assert first_line(ValueError("x" * 500)) == "x" * 200


def test_asking_does_not_import_torch():
    import subprocess
    import sys

    code = "import index.search, index.models, index.store, sys; print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert (done.returncode, done.stdout.strip()) == (0, "False")
