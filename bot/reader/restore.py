"""The exported graph → weights to go on training from, as near as its rounding to seven bits lets them be."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

_PREFIX = "reader."  # of the reader inside the module that was exported
_PRODUCT, _ROUNDED = "MatMulInteger", "_quantized"


def restored(graph: Path, known: dict[str, Tensor]) -> dict[str, Tensor]:
    """The state of a reader; what stays as the encoder has it, its embeddings, is taken from `known`."""
    proto = onnx.load(str(graph)).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in proto.initializer}
    state = dict(known)
    for name in known:
        if ".embeddings." not in name and f"{_PREFIX}{name}" in arrays:
            state[name] = torch.tensor(arrays[f"{_PREFIX}{name}"])
    for node in proto.node:
        if node.op_type == _PRODUCT and node.input[1] in arrays:
            path = node.name.strip("/").removesuffix("_quant").rsplit("/", 1)[0].split("/")
            source = node.input[1].removesuffix(_ROUNDED)
            scale, zero = arrays[f"{source}_scale"], arrays[f"{source}_zero_point"].astype(int)
            weight = (arrays[node.input[1]].astype(int) - zero) * scale  # columns of outputs
            state[_named(path)] = torch.tensor(weight.T, dtype=torch.float32).contiguous()
    return state


def _named(path: list[str]) -> str:
    """`reader/tokens/tokens.0` and `reader/bert/…/dense` as torch names their weights."""
    parts = path[1:]
    if len(parts) > 1 and parts[-1].startswith(f"{parts[-2]}."):
        parts = [*parts[:-2], parts[-1]]
    return ".".join([*parts, "weight"])
