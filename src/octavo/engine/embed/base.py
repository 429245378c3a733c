from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning.

    Vectors of two model ids must never be compared, nor a threshold tuned for one be used with another.
    """

    @property
    def model_id(self) -> str:
        """What made the vectors, kept beside each of them."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts``, in their order: ``(n, d) float32``, mean-centred, unit length.

        Any string is taken, empty ones too. Raises ``ModelUnavailable`` if the model cannot answer.
        """
        ...


def centred(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """``vectors`` ``(n, d)`` less ``mean`` ``(d,)``, unit length again.

    Sentence vectors crowd in a narrow cone, so that raw cosines of unrelated texts are high; taking out the
    common direction opens it (Mu and Viswanath, "All-but-the-Top", ICLR 2018). A vector that is the mean
    itself becomes the first axis, since it has no direction of its own.
    """
    moved = np.asarray(vectors, np.float32) - mean
    lengths = np.linalg.norm(moved, axis=1)
    moved[lengths < 1e-6] = np.eye(1, moved.shape[1], dtype=np.float32)
    lengths[lengths < 1e-6] = 1.0
    unit: NDArray[np.float32] = (moved / lengths[:, None]).astype(np.float32)
    return unit


def plain(text: str) -> str:
    """``text`` without control characters and halves of surrogate pairs, which tokenizers choke on."""
    return _HARMFUL.sub(" ", text)
