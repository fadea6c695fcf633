"""index/encoder.py: the exported model, held to sentence-transformers itself."""

import platform
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.encoder import has_fast_int8
from index.export import load_model
from index.models import DEFAULT_MODEL, ModelSettings, open_encoder

TEXTS = (
    "Short.",
    "Who said that the ferry to Aberdeen would be late?",
    "Captain Moss blamed the fog that lay over the harbour all morning; the company paid for taxis.",
    "Café owners in Zürich – and “elsewhere” – raised prices by 4.5%.",
)


@pytest.fixture(scope="session")
def real(real_models):
    """The built-in model."""
    return open_encoder(real_models.parent, ModelSettings(), lambda line: None)


def test_agrees_with_sentence_transformers(real):
    itself = load_model(ModelSettings(DEFAULT_MODEL).source).encode(list(TEXTS), normalize_embeddings=True)
    assert (itself * real.encode_passages(TEXTS)).sum(axis=1).min() >= 0.98


def test_vectors_have_unit_length(real):
    vectors = real.encode_passages(TEXTS)
    assert (vectors.shape, vectors.dtype, real.dimension) == ((4, 384), np.float32, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(real):
    together = real.encode_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(real.encode_question(text), vector)
    with ThreadPoolExecutor(8) as pool:
        assert all(np.array_equal(each, together) for each in pool.map(real.encode_passages, [TEXTS] * 8))


def test_a_question_asked_again_has_its_vector_already(real, monkeypatch):
    vector = real.encode_question("Is the ferry late again?")
    monkeypatch.setattr(real, "_encode", None)
    assert np.array_equal(real.encode_question("Is the ferry late again?"), vector)
    with pytest.raises(ValueError, match="read-only"):
        vector += 1


def test_reads_as_much_as_it_says_and_no_more(real):
    assert real.max_tokens == 256
    words = ["ferry"] * 254
    full = real.encode_question(" ".join(words))
    assert np.array_equal(real.encode_question(" ".join([*words, "zebra"])), full)
    assert not np.array_equal(real.encode_question(" ".join([*words[1:], "zebra"])), full)


def test_counts_tokens_without_the_special_ones_and_without_end(real):
    assert real.count_tokens(["ferry", "The ferry.", "", "ferry " * 1_000]) == [1, 3, 0, 1_000]
    assert real.count_tokens([]) == []


def test_no_text_is_no_vector(real):
    assert real.encode_passages([]).shape == (0, 384)


@pytest.mark.parametrize(
    ("machine", "flags", "fast"),
    [
        ("x86_64", "flags : sse avx2 avx_vnni", True),
        ("x86_64", "flags : avx512f avx512_vnni", True),
        ("x86_64", "flags : sse avx2 avx512f", False),
        ("AMD64", None, False),
        ("arm64", None, True),
        ("aarch64", None, True),
    ],
)
def test_int8_only_where_it_is_exact_and_fast(monkeypatch, machine, flags, fast):
    def read_text(path, **how):
        assert str(path) == "/proc/cpuinfo"
        if flags is None:
            raise FileNotFoundError(path)
        return flags

    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr("pathlib.Path.read_text", read_text)
    assert has_fast_int8() is fast
    assert ModelSettings().chosen_precision == ("int8" if fast else "fp32")
    assert ModelSettings(precision="fp32").chosen_precision == "fp32"
