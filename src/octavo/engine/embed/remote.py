"""Vectors from an embeddings endpoint in the form that OpenAI's API made common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from octavo.engine.embed.base import centred, plain
from octavo.engine.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Sends a JSON body to the endpoint and gives the answer's JSON back, or raises an ``OctavoError``.
Post = Callable[[Mapping[str, object]], Any]

BATCH = 64  # texts a request
LONGEST = 4000  # characters of a text


class RemoteEmbedder:
    """An endpoint behind ``post``. The network itself stays outside."""

    def __init__(self, model: str, post: Post, *, prefix: str = "", mean_of: Sequence[str]) -> None:
        """Ask for the vectors of ``mean_of``, some hundred short texts, to take their mean out of all others.

        ``prefix`` goes before every text, as some models want. Raises ``ModelUnavailable`` if the endpoint
        does not answer as it should.
        """
        self._model = model
        self._post = post
        self._prefix = prefix
        self.model_id = f"remote:{model}:{prefix.strip()}" if prefix.strip() else f"remote:{model}"
        sample = self._ask_all(mean_of)
        self._mean: NDArray[np.float32] = sample.mean(axis=0)
        self.dimensions = int(sample.shape[1])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts``: ``(n, d) float32``, mean-centred, unit length."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        vectors = self._ask_all(texts)
        if vectors.shape[1] != self.dimensions:
            raise ModelUnavailable(f"vectors of {vectors.shape[1]} numbers instead of {self.dimensions}")
        return centred(vectors, self._mean)

    def _ask_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        parts = [self._ask(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        if len({part.shape[1] for part in parts}) != 1:
            raise ModelUnavailable("vectors of different lengths")
        return np.concatenate(parts)

    def _ask(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # An empty string is refused by many endpoints, a blank one by none that was tried.
        inputs = [self._prefix + (plain(text[:LONGEST]) or " ") for text in texts]
        answer = self._post({"model": self._model, "input": inputs, "encoding_format": "float"})
        try:
            rows = sorted(answer["data"], key=lambda row: int(row["index"]))
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelUnavailable("the endpoint's answer is not a list of vectors") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise ModelUnavailable("the endpoint's vectors are not one finite vector a text")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-9)
        return unit
