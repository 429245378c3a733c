"""How alike two articles are, as people would judge it: from 0, another matter, to 1, the same."""

from __future__ import annotations

import math

STEEPNESS = 9.8  # of the curve
MIDDLE = 0.53  # cosine at which people are undecided


def similarity(cosine: float) -> float:
    """The similarity of two texts, 0 to 1, by the cosine of their vectors (mean-centred by language).

    People see no difference between two unrelated texts and two very unrelated ones, nor between two reports of one
    event and two that are word for word the same, so the curve is flat at both ends. Its two numbers were fitted on
    the judgements of SemEval-2022 task 8; ``docs/decisions/0016-related.md`` has them, and what did not help: words
    in common, names, numbers, places.
    """
    return 1 / (1 + math.exp(-STEEPNESS * (cosine - MIDDLE)))
