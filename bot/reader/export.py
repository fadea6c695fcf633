"""Trained weights → the graph that the package brings, its tokenizer and its card."""

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from bot.reader.model import INPUTS, Reader
from bot.reader.reading import CARD, GRAPH, TOKENIZER, VERSION
from index.export import quiet
from index.files import sha256_of


class _Graph(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *tensors: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.reader(*tensors)
        return found


def export(reader: Reader, tokenizer: Tokenizer, folder: Path, *, small: bool = True) -> None:
    """Write all three; `small` with 7-bit weights, which no CPU's int8 instructions overflow on."""
    folder.mkdir(parents=True, exist_ok=True)
    bert: Any = reader.bert
    bert.set_attn_implementation("eager")
    example = torch.ones(2, 9, dtype=torch.long)
    axes: dict[str, Any] = {name: {0: "batch", 1: "length"} for name in INPUTS}
    axes |= {"tokens": {0: "batch", 1: "length"}, "says": {0: "batch"}}
    with quiet(), torch.no_grad():
        torch.onnx.export(
            _Graph(reader).eval(),
            (example, example, torch.zeros_like(example)),
            str(folder / GRAPH),
            input_names=list(INPUTS),
            output_names=["tokens", "says"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    if small:
        _quantize(folder / GRAPH)
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER))
    sums = {name: sha256_of(folder / name) for name in (GRAPH, TOKENIZER)}
    (folder / CARD).write_text(
        json.dumps({"version": VERSION, "sha256": sums}, indent=1) + "\n", encoding="utf8"
    )


def _quantize(path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared, small = path.with_suffix(".prepared"), path.with_suffix(".int8")
    with quiet():
        quant_pre_process(str(path), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    prepared.unlink()
    small.replace(path)
