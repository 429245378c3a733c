"""Embedding as a pure function over batches, made to run in other processes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from octavo.engine import embed
from octavo.engine.embed.centre import recentred
from octavo.engine.errors import OctavoError


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts to embed and the folder of the model that does it."""

    folder: Path
    texts: tuple[str, ...]
    languages: tuple[str, ...]  # BCP 47, one a text


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a batch: ``(n, d) float32``, unit length."""

    model: str
    vectors: NDArray[np.float32]


@cache
def embedder(folder: Path) -> embed.Embedder:
    """The model, loaded once a process."""
    return embed.load(folder)


def embed_batch(batch: Batch) -> Embedded | OctavoError:
    """Embed one batch. An error comes back as a value, for it belongs on rows."""
    try:
        model = embedder(batch.folder)
        vectors = recentred(model.embed(batch.texts), batch.languages, model.model_id)
        return Embedded(model.model_id, vectors)
    except OctavoError as error:
        return error
