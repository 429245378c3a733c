"""Meaning as vectors: one Protocol, several models, an honest fallback."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from octavo.engine.embed.base import Embedder
from octavo.engine.embed.hashed import HashedEmbedder
from octavo.engine.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["FOLDER", "MODELS", "Embedder", "HashedEmbedder", "load"]

FOLDER = "e5-small"  # where the model stands inside of the folder of models

_log = logging.getLogger(__name__)


def _e5(folder: Path) -> Embedder:
    # Imported late: the runtime costs a second and 60 MB that a paper without the model need not pay.
    from octavo.engine.embed.local import LocalEmbedder  # noqa: PLC0415

    return LocalEmbedder(folder)


# What a manifest's "kind" is opened with. Another local model is one line here.
MODELS: Mapping[str, Callable[[Path], Embedder]] = {"e5": _e5}


def load(folder: Path | None) -> Embedder:
    """The model that stands in ``folder``, or in its sub-folder ``FOLDER``.

    Where none was ever built the answer is ``HashedEmbedder``: its ``model_id`` and the log say so.
    Raises ``ModelUnavailable`` for a model that is there but broken: falling back then would silently mix
    two kinds of vectors.
    """
    places = [] if folder is None else [folder, folder / FOLDER]
    for place in places:
        if (place / "manifest.json").is_file():
            return MODELS[_kind(place)](place)
    _log.warning("No embedding model was built: stories are grouped by shared words, within a language only.")
    return HashedEmbedder()


def _kind(place: Path) -> str:
    try:
        kind = str(json.loads((place / "manifest.json").read_text(encoding="utf-8"))["kind"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable("the model's manifest cannot be read") from error
    if kind not in MODELS:
        raise ModelUnavailable(f"a model of the unknown kind {kind!r}")
    return kind
