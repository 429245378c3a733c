"""Take out of a vector what only its language and the length of a newspaper text put there.

Vectors of a multilingual model say which language a text is in at least as loudly as what it is about:
unrelated reports in one language stand nearer than one story in two. Subtracting each language's own mean
mends that (Libovický et al., "How Language-Neutral is Multilingual BERT?", 2020). The means are frozen in
``means/<model id>.json``, made by ``scripts/language_means.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from octavo.engine.embed.base import centred

ANY = "*"  # the mean of the languages' means, for those that have none of their own


@cache
def language_means(model: str) -> Mapping[str, NDArray[np.float32]]:
    """The frozen means of a model by primary language tag: ``(d,) float32`` each. Empty for a model without."""
    file = files("octavo.engine.embed").joinpath("means", f"{model}.json")
    if not file.is_file():
        return {}
    table = json.loads(file.read_text(encoding="utf-8"))
    return {language: np.array(mean, np.float32) for language, mean in table.items()}


def recentred(vectors: NDArray[np.float32], languages: Sequence[str], model: str) -> NDArray[np.float32]:
    """``vectors`` ``(n, d)`` less the mean of each one's language, unit length again."""
    means = language_means(model)
    if not means:
        return vectors
    shared = means[ANY]
    away = np.stack([means.get(language.split("-")[0], shared) for language in languages])
    return np.concatenate([centred(vectors[i : i + 1], away[i]) for i in range(len(vectors))])
