"""Vectors of texts for the evaluations, kept between runs: embedding ten thousand texts takes a quarter of an hour.

Kept are the model's own vectors, before any mean is taken out, in ``var/evals/<model id>.sqlite3``.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from octavo.engine.embed import FOLDER
from octavo.engine.embed.base import centred
from octavo.engine.embed.centre import recentred
from octavo.engine.embed.local import LocalEmbedder

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "evals"
AT_ONCE = 256  # texts between two commits


def vectors(texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.float32]:
    """The vectors the paper would give to these texts: ``(n, d) float32``, unit length, centred by language.

    Raises FileNotFoundError when no embedding model was built.
    """
    embedder, mean = _model()
    return recentred(centred(raw(texts), mean), languages, embedder.model_id)


def raw(texts: Sequence[str]) -> NDArray[np.float32]:
    """The model's own vectors, unit length, from the memory where they are there."""
    embedder, _ = _model()
    KEPT.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(KEPT / f"{embedder.model_id}.sqlite3", timeout=60)
    connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
    found = np.empty((len(texts), embedder.dimensions), np.float32)
    missing = []
    for row, key in enumerate(keys):
        kept = connection.execute("SELECT vector FROM kept WHERE key = ?", (key,)).fetchone()
        if kept is None:
            missing.append(row)
        else:
            found[row] = np.frombuffer(kept[0], np.float32)
    for start in range(0, len(missing), AT_ONCE):
        rows = missing[start : start + AT_ONCE]
        found[rows] = embedder.raw([texts[row] for row in rows])
        with connection:
            connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?)", [(keys[row], found[row].tobytes()) for row in rows]
            )
    connection.close()
    return found


@cache
def _model() -> tuple[LocalEmbedder, NDArray[np.float32]]:
    """The built model and its mean. Raises FileNotFoundError without one."""
    places = [os.environ.get("OCTAVO_MODELS", ""), str(ROOT / "data" / "models"), str(ROOT / "var" / "models")]
    for place in places:
        folder = Path(place) / FOLDER
        if place and (folder / "manifest.json").is_file():
            return LocalEmbedder(folder), np.load(folder / "mean.npy")
    raise FileNotFoundError(2, "no embedding model was built", "models")
