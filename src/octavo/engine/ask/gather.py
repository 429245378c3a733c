"""Which reports are looked through: two searches joined, and ordered by what they share with the question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from octavo.engine.ask.values import Asked
from octavo.engine.stories import Trace, trace_of

LOOKED = 30  # reports that are looked through
POOL = 60  # kept of each search
HERE = 0.3  # what naming all of the question's places is worth, against a cosine of 0.15
_RANK = 60  # softens the first ranks
_SMALL = 5.0  # of a sum of words or names: what it is held against, beside the best


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found: its words, its meaning, its places and its names against the question's."""

    article: int | str
    words: float = 0.0
    near: float = 0.0  # cosine
    here: float = 0.0  # the share of the question's places that it names
    trace: Trace | None = None


def fused(rankings: Sequence[Sequence[int | str]], most: int) -> list[int | str]:
    """One ranking of several by their ranks alone: reciprocal rank fusion (Cormack et al., SIGIR 2009)."""
    scores: dict[int | str, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking):
            scores[key] = scores.get(key, 0.0) + 1.0 / (_RANK + rank)
    return sorted(scores, key=lambda key: -scores[key])[:most]


def ordered(asked: Asked, hits: Sequence[Hit], most: int = LOOKED) -> list[Hit]:
    """The likeliest first: nearness, words and names, each against the best of its kind.

    Names meet by their sound, as the traces of articles keep them; a name of few of the hits weighs more.
    """
    marks = trace_of("", "", asked.question, asked.language).names.keys()
    named = [marks & one.trace.names.keys() if one.trace else frozenset[int]() for one in hits]
    rare = _rarity(named, len(hits))
    names = [sum(rare[mark] for mark in there) for there in named]
    most_words, most_names = max((one.words for one in hits), default=0.0), max(names, default=0.0)
    scores = [
        2 * one.near + HERE * one.here + one.words / (most_words + _SMALL) + name / (most_names + _SMALL)
        for one, name in zip(hits, names, strict=True)
    ]
    order = sorted(range(len(hits)), key=lambda index: -scores[index])
    return [hits[index] for index in order[:most]]


def _rarity(named: Sequence[Collection[int]], count: int) -> Mapping[int, float]:
    seen = Counter(mark for there in named for mark in there)
    return {mark: math.log((count + 1) / (times + 0.5)) for mark, times in seen.items()}
