"""How the signals of a story add up, from ``stories.toml``: one table for each embedding model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Scale:
    """What each signal is worth, in log odds that two articles are about one event."""

    base: float = 0.0
    meaning: float = 0.0  # times the cosine of the vectors, mean-centred
    words: float = 0.0  # times the likeness of the words
    names: float = 0.0  # times the likeness of the names, as they sound
    numbers: float = 0.0  # times the likeness of the numbers
    numbered: float = 0.0  # where both have numbers
    named: float = 0.0  # where both have names
    places: float = 0.0  # times the share of places both have
    days: float = 0.0  # times the logarithm of one and the days apart, where both are dated
    quiet: float = 0.0  # times how crowded the lonelier one's neighbourhood is
    crowd: float = 0.0  # times how crowded the other one's neighbourhood is
    shared: float = 0.0  # times the share of nearest articles both have


@dataclass(frozen=True, slots=True)
class Weights:
    """How two articles are compared, and how much is enough."""

    near: Scale  # on arrival, in one language
    far: Scale  # on arrival, across languages
    near_again: Scale  # at the second look, in one language
    far_again: Scale  # at the second look, across languages
    best: float  # what a story's closest member counts, 0 to 1; the mean of those found counts the rest
    join: float  # log odds from which an article joins a story
    merge: float  # mean log odds from which two stories become one
    split: float  # mean log odds under which a story falls apart; under ``merge``, or the two would take turns
    follow: float  # likeness from which a story follows from an earlier one


@cache
def weights(model: str) -> Weights:
    """The weights for an embedding model: they belong to a model id. An unknown one has the default's."""
    table = tomllib.loads(files("octavo.engine.stories").joinpath("stories.toml").read_text(encoding="utf-8"))
    return _weights(table.get(model, table["default"]))


def _weights(table: Mapping[str, Any]) -> Weights:
    parts: dict[str, Any] = {
        name: Scale(**value) if isinstance(value, dict) else value for name, value in table.items()
    }
    return Weights(**parts)
