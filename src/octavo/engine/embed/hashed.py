"""Vectors without a model: texts that share words and parts of words are near, within a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from math import log1p
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from octavo.engine.embed.base import centred, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LONGEST = 8000  # characters that are looked at
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class HashedEmbedder:
    """Signed feature hashing (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).

    Features are words and their character trigrams, in texts without spaces character pairs; a feature's
    weight grows with the logarithm of its count and with the length of the word, since the shortest words
    say least in any language. No statistics of a corpus, so it is ready at once and never drifts. It does not
    see meaning: a translation is near its original only by the names and figures they share.
    """

    model_id = "hashed-384-1"
    dimensions = 384

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of ``texts``: ``(n, 384) float32``, unit length. Signs make the mean zero by themselves."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for feature, weight in _features(text).items():
                code = crc32(feature.encode()) * 0x9E3779B1 & 0xFFFFFFFF  # spread: crc alone is linear
                vectors[row, (code >> 8) % self.dimensions] += weight if code & 1 else -weight
        return centred(vectors, np.zeros(self.dimensions, np.float32))


def _features(text: str) -> dict[str, float]:
    folded = unicodedata.normalize("NFKD", plain(text[:LONGEST])).casefold()
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for feature, weight in _parts(unicodedata.normalize("NFC", folded)):
        counts[feature] += 1
        weights[feature] = weight
    return {feature: weights[feature] * log1p(count) for feature, count in counts.items()}


def _parts(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(text):
        if _UNSPACED.search(word):
            yield from ((word[at : at + 2], 0.7) for at in range(max(1, len(word) - 1)))
            continue
        importance = 1.5 if word.isdecimal() and len(word) > 1 else min(len(word), 8) / 8
        yield word, importance
        framed = f"^{word}$"
        yield from ((framed[at : at + 3], 0.25 * importance) for at in range(len(framed) - 2) if len(word) > 3)
