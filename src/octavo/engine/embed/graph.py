"""Writes the encoder as an ONNX graph: word vectors in, one sentence vector out.

The matrices are in eight bits with a scale a column, multiplied by onnxruntime's kernel that quantises the
other side on the way; attention is its fused operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.engine.embed.weights import Weights

_FUSED = "com.microsoft"


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def floats(self, name: str) -> str:
        return self.constant(name, self.weights.floats(name))

    def node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def linear(self, x: str, name: str, parts: tuple[str, ...], rows: int, columns: int) -> str:
        """``x`` times the transposed matrices of the parts side by side, plus their biases: ``x`` is quantised once."""
        matrix = np.concatenate([self.weights.matrix(f"{part}.w", rows, columns).T for part in parts], axis=1)
        scale = np.maximum(np.abs(matrix).max(axis=0) / 127.0, 1e-8).astype(np.float32)
        values = np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.w", values),
            self.constant(f"{name}.s", scale),
            self.constant(f"{name}.z", np.zeros(rows * len(parts), np.int8)),
            self.constant(f"{name}.b", np.concatenate([self.weights.floats(f"{part}.b") for part in parts])),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.y", domain=_FUSED)

    def add_and_norm(self, x: str, y: str, name: str) -> str:
        """Two nodes: the runtime's own that does both at once takes five times as long."""
        added = self.node("Add", [x, y], f"{name}.sum")
        inputs = [added, self.floats(f"{name}.w"), self.floats(f"{name}.b")]
        return self.node("LayerNormalization", inputs, f"{name}.y", axis=-1, epsilon=self.weights.shape.epsilon)


def encoder(weights: Weights) -> bytes:
    """The encoder as a serialised ONNX model.

    Inputs: ``words`` ``(1, s, d) float32``, the vectors of a text's pieces. Output: ``mean`` ``(1, d)
    float32``, the mean over the pieces, not of unit length. It takes one text a run on purpose: the kernel
    picks the scale of its inputs over the whole batch, so that a text beside others would get another vector.
    """
    graph = _Graph(weights)
    x = _entrance(graph)
    for layer in range(weights.shape.layers):
        x = _layer(graph, x, f"l{layer}")
    graph.constant("pieces_axis", np.array([1], np.int64))
    graph.node("ReduceMean", [x, "pieces_axis"], "mean", keepdims=0)
    hidden = weights.shape.hidden
    floats = TensorProto.FLOAT
    drawn = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("words", floats, [1, "s", hidden])],
        [helper.make_tensor_value_info("mean", floats, [1, hidden])],
        graph.constants,
    )
    model = helper.make_model(
        drawn, opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(_FUSED, 1)], ir_version=10
    )
    serialised: bytes = model.SerializeToString()
    return serialised


def _entrance(graph: _Graph) -> str:
    """Word vectors plus those of their positions, normalised."""
    weights, hidden = graph.weights, graph.weights.shape.hidden
    positions = weights.floats("emb.pos").reshape(-1, hidden) + weights.floats("emb.type").reshape(-1, hidden)[0]
    graph.constant("positions", positions)
    for name, value in (("zero", 0), ("one", 1), ("two", 2)):
        graph.constant(name, np.array([value], np.int64))
    graph.node("Shape", ["words"], "shape")
    graph.node("Slice", ["shape", "one", "two"], "length")
    graph.node("Slice", ["positions", "zero", "length"], "placed")
    graph.node("Add", ["words", "placed"], "sum")
    norm = [graph.floats("emb.ln.w"), graph.floats("emb.ln.b")]
    return graph.node("LayerNormalization", ["sum", *norm], "x", axis=-1, epsilon=weights.shape.epsilon)


def _layer(graph: _Graph, x: str, name: str) -> str:
    """One transformer layer: attention and two matrices, each with a way around it and a norm."""
    shape = graph.weights.shape
    hidden, inner = shape.hidden, shape.inner
    heads = [f"{name}.{part}" for part in "qkv"]
    together = graph.linear(x, f"{name}.qkv", tuple(heads), hidden, hidden)
    graph.nodes.append(helper.make_node("Split", [together], [f"{head}.y" for head in heads], axis=-1, num_outputs=3))
    attended = graph.node(
        "MultiHeadAttention", [f"{head}.y" for head in heads], f"{name}.att", domain=_FUSED, num_heads=shape.heads
    )

    def linear(y: str, part: str, rows: int, columns: int) -> str:
        return graph.linear(y, f"{name}.{part}", (f"{name}.{part}",), rows, columns)

    mixed = graph.add_and_norm(x, linear(attended, "ao", hidden, hidden), f"{name}.aln")
    wide = graph.node("Gelu", [linear(mixed, "fi", inner, hidden)], f"{name}.g", domain=_FUSED)
    return graph.add_and_norm(mixed, linear(wide, "fo", hidden, inner), f"{name}.oln")
