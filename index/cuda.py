"""Many passages → vectors on a CUDA GPU, where there is one: nothing else asks for it."""

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import ModelError
from index.encoder import Encoder, OnnxEncoder
from index.models import ModelSettings
from index.types import FloatMatrix

# A GPU is asked after this many passages: to import torch and to load the model takes as long as some
# hundred of them on two cores.
FEW = 2_000
TOGETHER = 256  # passages in one batch on the GPU
# The least mean cosine between the GPU's vectors and the encoder's own for the two to share an index.
# Of int8 to full precision it is .9945, of half precision .9999.
LEAST_MEAN_COSINE = 0.99
PROBES = 32  # passages, by which that is told

Encode = Callable[[Sequence[str]], FloatMatrix]

log = logging.getLogger(__name__)


def encoding_many(encoder: Encoder) -> Encode:
    """As `encoder.encode_passages`, over all calls together on a GPU from the FEW first passages on."""
    many: Encode | None = None
    done = 0

    def encode_more(texts: Sequence[str]) -> FloatMatrix:
        nonlocal many, done
        before, done = done, done + len(texts)
        if before < FEW <= done:
            many = _on_gpu(encoder, texts[:PROBES])
        return many(texts) if many else encoder.encode_passages(texts)

    return encode_more


def _on_gpu(encoder: Encoder, probes: Sequence[str]) -> Encode | None:
    """None where there is no GPU, or it gives other vectors."""
    if not isinstance(encoder, OnnxEncoder) or (device := usable_device()) is None:
        return None
    try:
        many = encoder_on(device, encoder)
        cosines = np.sum(many(probes) * encoder.encode_passages(probes), axis=1)
    except (ModelError, RuntimeError) as error:  # what torch raises, of memory too
        log.warning("the GPU is not used: %s", error)
        return None
    if cosines.mean() < LEAST_MEAN_COSINE:
        log.warning("the GPU is not used: its vectors are others (mean cosine %.3f)", cosines.mean())
        return None
    return _while_it_lasts(many, encoder.encode_passages)


def _while_it_lasts(many: Encode, instead: Encode) -> Encode:
    def encode(texts: Sequence[str]) -> FloatMatrix:
        nonlocal many
        try:
            return many(texts)
        except RuntimeError as error:
            log.warning("the GPU is not used any more: %s", error)
            many = instead
            return many(texts)

    return encode


def usable_device() -> str | None:
    """What torch calls the GPU; None where there is none, or torch was built for processors alone."""
    if not (Path("/proc/driver/nvidia").exists() or shutil.which("nvidia-smi")):
        return None  # told without importing torch
    import torch

    return "cuda" if torch.cuda.is_available() else None


def encoder_on(device: str, encoder: OnnxEncoder, precision: str = "float16") -> Encode:
    """The same model run by sentence-transformers on that device. Raises ModelError when it is gone."""
    from index.export import SentenceTransformerEncoder, load_model

    model = load_model(ModelSettings(encoder.model).source, device, precision)
    return SentenceTransformerEncoder(model, encoder.fingerprint, TOGETHER).encode_passages
