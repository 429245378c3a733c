"""What each sign weighs, from ``weights.toml``, which ``scripts/ask_weights.py`` makes."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights with a model or without one."""

    passage: Mapping[str, float]  # sign: weight; a passage's score is their sum
    sure: Mapping[str, float]  # the same for the answer as a whole: log odds that the question is answered
    least: float  # log odds from which an answer is given

    def score(self, signs: Mapping[str, float]) -> float:
        """The score of a passage; it compares within one question."""
        return sum(weight * signs.get(name, 0.0) for name, weight in self.passage.items())

    def odds(self, signs: Mapping[str, float]) -> float:
        """The log odds that the best passages hold the answer."""
        return self.sure.get("base", 0.0) + sum(
            weight * signs.get(name, 0.0) for name, weight in self.sure.items() if name != "base"
        )


@cache
def weights(name: str) -> Weights:
    """The weights by name: ``read``, where a model read the passages, or ``plain``."""
    table = tomllib.loads(files("octavo.engine.ask").joinpath("weights.toml").read_text(encoding="utf-8"))[name]
    return Weights(table["passage"], table["sure"], table["least"])


def share(odds: float) -> float:
    """Log odds as a share, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
