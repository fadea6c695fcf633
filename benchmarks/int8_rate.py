"""How many int8 operations a second this machine's onnxruntime does, and how many the encoder does."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.encoder import GRAPH, Encoder, core_count, on_every_core, open_session

SIDE = 1024  # of the matrices, which stay in the cache
PRODUCTS = 40  # on each core


def machine_rate(scratch: Path) -> float:
    """int8 operations a second, a multiplication and an addition each one, on every core at once."""
    path = scratch / "product.onnx"
    _write_product(path)
    sessions = [open_session(path) for _ in range(core_count())]
    left = np.random.default_rng(0).integers(0, 255, (SIDE, SIDE), np.uint8)

    def multiply(place: int) -> None:
        for _ in range(PRODUCTS):
            sessions[place].run(None, {"left": left})

    on_every_core(multiply, len(sessions))  # warms up
    begun = time.perf_counter()
    on_every_core(multiply, len(sessions))
    return 2 * SIDE**3 * PRODUCTS * len(sessions) / (time.perf_counter() - begun)


def encoder_rate(folder: Path, encoder: Encoder, texts: Sequence[str], seconds: float) -> float:
    """int8 operations a second that encoding the texts took, which lasted `seconds`."""
    graph: Any = onnx.load(str(folder / GRAPH)).graph
    weights = {one.name: tuple(one.dims) for one in graph.initializer}
    each_token = sum(
        int(np.prod(weights[name]))
        for node in graph.node
        if node.op_type == "MatMulInteger"
        for name in node.input[:2]
        if name in weights
    )
    special = 2
    tokens = sum(min(count + special, encoder.max_tokens) for count in encoder.count_tokens(texts))
    return 2 * each_token * tokens / seconds


def _write_product(path: Path) -> None:
    """A graph of one product by a constant matrix, as those of the encoder's layers are."""
    right = np.random.default_rng(1).integers(-127, 127, (SIDE, SIDE), np.int8)
    product = helper.make_node("MatMulInteger", ["left", "right"], ["out"])
    shape = [SIDE, SIDE]
    graph = helper.make_graph(
        [product],
        "product",
        [helper.make_tensor_value_info("left", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("out", TensorProto.INT32, shape)],
        [numpy_helper.from_array(right, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, str(path))
