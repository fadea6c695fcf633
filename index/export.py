"""A sentence-transformers model → one onnxruntime graph, checked against the model itself.

Only this module and index/cuda.py import torch and sentence_transformers, and only when a model has to be
exported, or cannot be, or a GPU is to run it.
"""

import contextlib
import io
import logging
import os
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError
from index.encoder import GRAPH, TOKENIZER, Card, remembered_sentences
from index.files import disk_is_full, sha256_of, sync_tree
from index.types import FloatMatrix, FloatVector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Notice = Callable[[str], None]

OPSET = 17
DEFAULT_TOKENS = 512  # of a model that does not say how much it reads
HUB_SECONDS = 10.0
# The least cosine between the graph's vectors and the model's own. Rounding alone keeps fp32 above
# 0.9999; int8 was 0.994 in the mean and 0.983 at worst over 120 news passages.
LEAST_COSINE = {"fp32": 0.9999, "int8": 0.95}
PROBES = (
    "Short.",
    "Who said that the ferry to Aberdeen would be late?",
    "The council voted on Tuesday to close two of its five libraries. Opponents called the vote a disgrace. "
    * 30,
)


class SentenceTransformerEncoder:
    """The model run by sentence-transformers itself, for one that the export cannot handle."""

    def __init__(self, model: "SentenceTransformer", fingerprint: str, together: int = 32) -> None:
        """`together`: texts in one batch, padded to the longest."""
        self._model, self._together = model, together
        self._lock = threading.Lock()  # transformers sets the tokenizer's truncation anew for every call
        self.fingerprint = fingerprint
        self._of_sentences = remembered_sentences(self)
        self.dimension = dimension_of(model)
        self.max_tokens = length_of(model) - sum(self.count_tokens([prompt_for(model, "document")]))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        with self._lock:
            tokens = self._model.tokenizer(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in tokens["input_ids"]]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        return self._encode(texts, "document")

    def encode_sentences(self, texts: Sequence[str]) -> FloatMatrix:
        return self._of_sentences(texts)

    def encode_question(self, text: str) -> FloatVector:
        vector: FloatVector = self._encode([text], "query")[0]
        return vector

    def _encode(self, texts: Sequence[str], kind: str) -> FloatMatrix:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._lock:
            vectors: Any = self._model.encode(
                list(texts),
                prompt=prompt_for(self._model, kind),
                batch_size=self._together,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, np.float32)


def dimension_of(model: "SentenceTransformer") -> int:
    """Length of the model's vectors, by making one: a model may cut them short."""
    return int(np.asarray(model.encode(PROBES[0], show_progress_bar=False)).shape[-1])


def length_of(model: "SentenceTransformer") -> int:
    """Tokens that the model reads."""
    return int(model.max_seq_length or DEFAULT_TOKENS)


def prompt_for(model: "SentenceTransformer", kind: str) -> str:
    """The text that the model wants before a "query" or a "document"; empty for most models."""
    names = {"query": ("query",), "document": ("document", "passage", "corpus")}[kind]
    prompts: dict[str, str] = {key: value for key, value in model.prompts.items() if isinstance(value, str)}
    for name in names:
        if prompts.get(name):
            return prompts[name]
    return prompts.get(model.default_prompt_name or "", "")


def load_model(source: str, device: str = "cpu", precision: str = "float32") -> "SentenceTransformer":
    """The model of that name or folder; `device` and `precision` as torch calls them.

    One that is neither a folder nor downloaded before is asked for on the hub. Raises ModelError when
    there is none, or it cannot be had without a network.
    """
    with quiet():
        import torch
        from sentence_transformers import SentenceTransformer

        def load(*, here: bool) -> "SentenceTransformer":
            how = {"attn_implementation": "eager", "dtype": getattr(torch, precision)}
            return SentenceTransformer(source, device=device, model_kwargs=how, local_files_only=here).eval()

        try:
            if Path(source).is_dir():
                return load(here=True)
            with contextlib.suppress(OSError, ValueError):
                return load(here=True)
            _ask_hub(source)
            return load(here=False)
        except Exception as error:
            raise ModelError(
                f"the model {source!r} cannot be loaded ({first_line(error)}): "
                "give --model the folder of a sentence-transformers model, or leave it out for the built-in"
            ) from error


def _ask_hub(name: str) -> None:
    """Fail at once where there is no network or no such model: loading would try for more than a minute."""
    from huggingface_hub import HfApi

    full = name if "/" in name else f"sentence-transformers/{name}"
    HfApi().model_info(full, timeout=HUB_SECONDS)


def first_line(error: Exception) -> str:
    """Of the error's message, cut at 200 characters; its type where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def export(model: "SentenceTransformer", name: str, fingerprint: str, precision: str, folder: Path) -> None:
    """Write graph, tokenizer and card to `folder`, whole or not at all; one process at a time may.

    Raises ModelError when the graph's vectors are not the model's.
    """
    try:
        _export(model, name, fingerprint, precision, folder, _unmasked(model))
    except Exception as error:
        if isinstance(error, OSError) or disk_is_full(error):
            raise
        # Some models cannot do without a mask.
        _export(model, name, fingerprint, precision, folder, contextlib.nullcontext())


@contextlib.contextmanager
def _unmasked(model: "SentenceTransformer") -> Iterator[None]:
    """Let the model attend to all of a text, without a mask that tells what of it is padding.

    Texts are encoded one by one, so that none is; adding the mask took a sixth of the time (27 ms of one
    core for a passage of 200 tokens with it, 23 without).
    """
    inner = getattr(model[0], "auto_model", None)
    if inner is None:
        yield
        return
    attend = inner.forward

    def forward(*positional: Any, **named: Any) -> Any:
        return attend(*positional, **{**named, "attention_mask": None})

    inner.forward = forward
    try:
        yield
    finally:
        inner.forward = attend


def _export(
    model: "SentenceTransformer",
    name: str,
    fingerprint: str,
    precision: str,
    folder: Path,
    tracing: contextlib.AbstractContextManager[None],
) -> None:
    scratch = folder.with_name(f".{folder.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        with tracing:
            _write_graph(model, scratch / GRAPH)
        if precision == "int8":
            _quantize(scratch / GRAPH)
        model.tokenizer.backend_tokenizer.save(str(scratch / TOKENIZER))
        card = Card(
            model=name,
            fingerprint=fingerprint,
            precision=precision,
            dimension=dimension_of(model),
            max_tokens=length_of(model),
            passage_prompt=prompt_for(model, "document"),
            question_prompt=prompt_for(model, "query"),
            sha256={file: sha256_of(scratch / file) for file in (GRAPH, TOKENIZER)},
        )
        card.write(scratch)
        _verify(model, scratch, precision)
        sync_tree(scratch)
        shutil.rmtree(folder, ignore_errors=True)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_graph(model: "SentenceTransformer", path: Path) -> None:
    """Export every module of the model, pooling and normalisation included, as one graph."""
    import torch

    known = {"input_ids", "attention_mask", "token_type_ids"}
    inputs = tuple(name for name in model.tokenizer.model_input_names if name in known)

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features: dict[str, Any] = dict(zip(inputs, tensors, strict=True))
            for module in self.model:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    example = model.tokenizer(list(PROBES[:2]), padding=True, return_tensors="pt")
    axes = {name: {0: "batch", 1: "length"} for name in inputs}
    with quiet(), torch.no_grad():
        # The exporter that came before torch.export's: its graph runs a sixth faster here and takes
        # 1 s to write instead of 12. torch is pinned, and the graph is checked below.
        torch.onnx.export(
            Pipeline().eval(),
            tuple(example[name] for name in inputs),
            str(path),
            input_names=list(inputs),
            output_names=["sentence_vector"],
            dynamic_axes={**axes, "sentence_vector": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )


def _quantize(path: Path) -> None:
    """Turn the graph's weights into int8, one scale a channel (one a tensor: mean cosine .946, not .994)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared, small = path.with_suffix(".prepared"), path.with_suffix(".int8")
    with quiet():
        quant_pre_process(str(path), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(small), weight_type=QuantType.QInt8, per_channel=True)
    prepared.unlink()
    small.replace(path)


def _verify(model: "SentenceTransformer", folder: Path, precision: str) -> None:
    """Hold the graph's vectors to the model's own, at several lengths."""
    from index.encoder import OnnxEncoder

    graph, itself = OnnxEncoder(folder), SentenceTransformerEncoder(model, "")
    expected, found = itself.encode_passages(PROBES), graph.encode_passages(PROBES)
    cosine = float((expected * found).sum(axis=1).min())
    if not cosine >= LEAST_COSINE[precision]:
        raise ModelError(f"the exported graph differs from the model: cosine {cosine:.4f}")


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' progress bars, warnings and logs off the user's screen."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    previous = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(previous)
