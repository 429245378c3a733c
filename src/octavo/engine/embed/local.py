"""multilingual-e5-small on this machine, one thread a process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import sentencepiece

from octavo.engine.embed.base import centred, plain
from octavo.engine.embed.runtime import onnxruntime
from octavo.engine.embed.weights import unpack
from octavo.engine.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

PREFIX = "query: "  # what the model was trained to see before a text that is compared with its like
PIECES = 256  # of a text where the manifest names no number; the rest is left out
_BEGIN, _END = 0, 2
_LONGEST_PIECE = 16  # characters; more text than that a piece is never needed


class LocalEmbedder:
    """The model that ``build`` wrote into a folder.

    Texts go through the encoder one by one. Measured, that costs nothing against batches on one thread, and
    a text's vector depends on the text alone (``docs/decisions/0008-embedding.md``).
    """

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises ``ModelUnavailable`` if a file is missing, unreadable or of another size."""
        manifest = _manifest(folder)
        self.model_id = str(manifest["model_id"])
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
            self._packed = np.load(folder / "words.npy", mmap_mode="r")
            self._scales = np.load(folder / "scales.npy", mmap_mode="r")
            self._mean: NDArray[np.float32] = np.load(folder / "mean.npy")
            self._session = _session(folder / "model.onnx")
        except Exception as error:
            raise ModelUnavailable(f"the model cannot be loaded: {type(error).__name__}: {error}") from error
        self.dimensions = int(self._packed.shape[1]) * 32
        self._room = min(int(manifest.get("pieces", PIECES)), int(manifest["positions"]))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts``: ``(n, d) float32``, mean-centred, unit length."""
        return centred(self.raw(texts), self._mean)

    def raw(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors before the mean is taken out: ``(n, d) float32``, unit length."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._session.run(["mean"], {"words": self._words(text)})[0][0]
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def _words(self, text: str) -> NDArray[np.float32]:
        """The word vectors of a text, ``(1, s, d)``."""
        start = plain(text[: self._room * _LONGEST_PIECE])
        ids = [_BEGIN, *self._pieces.encode(PREFIX + start)[: self._room - 2], _END]
        return unpack(self._packed[ids], self._scales[ids])[None]


def _manifest(folder: Path) -> dict[str, Any]:
    """The folder's manifest, its files being there in their sizes."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name, file in manifest["files"].items():
            if (folder / name).stat().st_size != file["bytes"]:
                raise ModelUnavailable(f"{name} is not of the size it was built with: build the model again")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"the model is not whole: {type(error).__name__}: {error}") from error
    return manifest


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
