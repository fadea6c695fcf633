"""index/cuda.py: many passages on a GPU. What a GPU computes is tried where there is one."""

import logging

import numpy as np
import pytest

from corpus.errors import ModelError
from index import cuda
from index.cuda import FEW, PROBES, encoder_on, encoding_many
from index.models import ModelSettings, open_encoder

TEXTS = [f"The council met for the {number}th time and closed a library." for number in range(2 * PROBES)]


@pytest.fixture(scope="module")
def real(real_models):
    return open_encoder(real_models.parent, ModelSettings(), lambda line: None)


@pytest.fixture
def gpu(real, monkeypatch):
    """Stands in for one that gives what `real` gives, and counts the passages it was given."""
    given = []

    def many(texts):
        given.append(len(texts))
        return real.encode_passages(texts)

    monkeypatch.setattr(cuda, "usable_device", lambda: "cuda")
    monkeypatch.setattr(cuda, "encoder_on", lambda device, encoder: many)
    monkeypatch.setattr(cuda, "FEW", len(TEXTS))
    return given


def test_few_passages_do_not_ask_for_one(real, gpu):
    encode = encoding_many(real)
    assert np.array_equal(encode(TEXTS[:-1]), real.encode_passages(TEXTS[:-1]))
    assert gpu == []


def test_many_are_given_to_it_once_its_vectors_were_compared(real, gpu):
    encode = encoding_many(real)
    encode(TEXTS[:-1])
    encode(TEXTS)
    encode(TEXTS[:3])
    assert gpu == [PROBES, len(TEXTS), 3]


def test_none_is_looked_for_twice(real, monkeypatch):
    looked = []
    monkeypatch.setattr(cuda, "usable_device", lambda: looked.append(1))
    monkeypatch.setattr(cuda, "FEW", 2)
    encode = encoding_many(real)
    for _ in range(4):
        encode(TEXTS[:1])
    assert looked == [1]


def test_one_that_gives_other_vectors_is_not_used(real, gpu, monkeypatch, caplog):
    monkeypatch.setattr(
        cuda, "encoder_on", lambda device, encoder: lambda texts: -real.encode_passages(texts)
    )
    with caplog.at_level(logging.WARNING):
        vectors = encoding_many(real)(TEXTS)
    assert np.array_equal(vectors, real.encode_passages(TEXTS))
    assert "its vectors are others (mean cosine -1.000)" in caplog.text


@pytest.mark.parametrize("error", [RuntimeError("CUDA out of memory"), ModelError("the model is gone")])
def test_one_that_cannot_be_opened_is_not_used(real, gpu, monkeypatch, caplog, error):
    def fail(device, encoder):
        raise error

    monkeypatch.setattr(cuda, "encoder_on", fail)
    assert np.array_equal(encoding_many(real)(TEXTS), real.encode_passages(TEXTS))
    assert f"the GPU is not used: {error}" in caplog.text


def test_one_that_fails_in_between_is_given_up(real, gpu, monkeypatch, caplog):
    calls = []

    def many(texts):
        calls.append(len(texts))
        if len(calls) == 3:
            raise RuntimeError("CUDA out of memory")
        return real.encode_passages(texts)

    monkeypatch.setattr(cuda, "encoder_on", lambda device, encoder: many)
    encode = encoding_many(real)
    for _ in range(3):
        assert np.array_equal(encode(TEXTS), real.encode_passages(TEXTS))
    assert calls == [PROBES, len(TEXTS), len(TEXTS)]
    assert "the GPU is not used any more: CUDA out of memory" in caplog.text


def test_another_encoder_has_no_such_model(encoder, gpu):
    assert np.array_equal(encoding_many(encoder)(TEXTS), encoder.encode_passages(TEXTS))
    assert gpu == []


def test_without_a_driver_torch_is_not_asked(monkeypatch):
    monkeypatch.setattr(cuda.Path, "exists", lambda path: False)
    monkeypatch.setattr(cuda.shutil, "which", lambda name: None)
    monkeypatch.setitem(__import__("sys").modules, "torch", None)  # to import it fails
    assert cuda.usable_device() is None


def test_half_precision_gives_the_same_vectors(real):
    """On this processor, in the half precision that processors are quick in."""
    vectors = encoder_on("cpu", real, "bfloat16")(TEXTS)
    assert np.sum(vectors * real.encode_passages(TEXTS), axis=1).mean() >= cuda.LEAST_MEAN_COSINE


def test_a_gpu_gives_the_same_vectors(real):
    device = cuda.usable_device()
    if device is None:
        pytest.skip("no CUDA GPU that torch can use")
    vectors = encoder_on(device, real)(TEXTS)
    assert np.sum(vectors * real.encode_passages(TEXTS), axis=1).mean() >= cuda.LEAST_MEAN_COSINE
    assert len(encoding_many(real)(TEXTS * (FEW // len(TEXTS) + 1))) >= FEW
