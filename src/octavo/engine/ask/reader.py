"""The embedding model read piece by piece: what it makes of each word in its sentence, not only of the whole.

Words of two languages that mean the same come to lie near each other in a multilingual encoder, and matching them one
by one finds more than the vectors of whole sentences (Zhang et al., "BERTScore", ICLR 2020; Khattab and Zaharia,
"ColBERT", SIGIR 2020). The graph is the one of ``octavo.engine.embed``, with its last layer as a second answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from octavo.engine.ask.values import Floats, States
from octavo.engine.embed import FOLDER
from octavo.engine.embed.base import centred, plain
from octavo.engine.embed.centre import recentred
from octavo.engine.embed.local import LocalEmbedder
from octavo.engine.embed.runtime import onnxruntime
from octavo.engine.embed.weights import unpack
from octavo.engine.errors import ModelUnavailable

QUESTION, PASSAGE = "query: ", "passage: "  # what the model was trained to see before a question and what answers it
PIECES = 160  # of a text; a longer sentence is a table
_BEGIN, _END = 0, 2


class PieceReader(LocalEmbedder):
    """The model of a folder, for questions and passages."""

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises ``ModelUnavailable`` where there is none, or it is broken."""
        place = next((one for one in (folder, folder / FOLDER) if (one / "manifest.json").is_file()), None)
        if place is None:
            detail = "no embedding model was built"
            raise ModelUnavailable(detail)
        super().__init__(place)
        self._session, self._outputs = _session(place / "model.onnx")

    def question(self, text: str, language: str) -> States:
        """The states of a question; its whole is comparable with the vectors of articles."""
        return self._states(QUESTION, "", text, language)

    def passages(self, texts: Sequence[tuple[str, str, str]]) -> list[States]:
        """The states of passages, each ``(before, text, language)``: read behind other words, such as a title."""
        return [self._states(PASSAGE, before, text, language) for before, text, language in texts]

    def _states(self, prefix: str, before: str, text: str, language: str) -> States:
        head: list[int] = self._pieces.encode(plain(prefix + before))[: PIECES // 2]
        words: list[str] = self._pieces.encode(plain(text), out_type=str)[: PIECES - len(head)]
        ids = [_BEGIN, *head, *self._pieces.piece_to_id(words), _END]
        inputs = {"words": unpack(self._packed[ids], self._scales[ids])[None]}
        mean, states = self._session.run(self._outputs, inputs)
        whole = centred(mean / np.linalg.norm(mean, axis=1, keepdims=True), self._mean)
        pieces: Floats = states[0][len(head) + 1 : -1]
        return States(recentred(whole, [language], self.model_id)[0], pieces, tuple(words))


def _session(path: Path) -> tuple[Any, list[str]]:
    """The graph with a second output: what its first one is the mean of."""
    try:
        model = onnx.load(str(path))
        last = next(node.input[0] for node in model.graph.node if node.output[0] == "mean")
        model.graph.output.append(onnx.helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelUnavailable(f"the model cannot be loaded: {type(error).__name__}: {error}") from error
    return session, ["mean", last]
