"""Which figures an editor would list, and which carry the news: two logistic weighings of how a number is told.

The weights stand in ``salience.toml``; ``scripts/figure_weights.py`` sets the first ones on half of the sample press.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from octavo.engine.aids.figures.values import Figure, Number, Qualifier, Span

MOST = 40  # figures of one article
SIGNS = (
    "listed", "human", "counter", "qualified", "digits", "ten", "hundred", "thousand", "time", "unit", "percent",
    "first", "early", "quoted", "small", "scale", "two", "bare", "short", "unknown", "brief", "year", "idle",
    "repeated",
)  # fmt: skip
_TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
HUMAN = frozenset(
    [
        "dead",
        "injured",
        "missing",
        "evacuated",
        "homeless",
        "rescued",
        "treated",
        "cases",
        "arrested",
        "aboard",
        "crowd",
        "attendance",
        "outage",
    ]
)
_SCALES = frozenset(["magnitude", "turnout", "seats", "area", "quota", "temperature", "jobs"])
_STOPS = frozenset(' .,;:!?)»”"。、，؛،\n')


@cache
def _weights(section: str) -> tuple[float, tuple[float, ...]]:
    """The bias and the weights of a section of the file."""
    given: Mapping[str, float] = _file()[section]
    return float(given["bias"]), tuple(float(given.get(name, 0.0)) for name in SIGNS)


@cache
def _file() -> Mapping[str, Any]:
    text = files("octavo.engine.aids.figures").joinpath("salience.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def marks(text: str, sentence: Span, number: Number, figure: Figure, paragraph: int) -> tuple[float, ...]:
    """What tells a figure of the news: each from 0 to 1, in the order of ``SIGNS`` but for the last one."""
    digits = text[number.start].isdigit()
    quoted = any(text.count(mark, sentence[0], number.start) for mark in '“«「"„')
    listed = not figure.what.startswith(("word:", "unit:"))
    timed = number.unit in _TIMES
    return (
        float(listed),
        float(figure.what in HUMAN),
        float(bool(figure.counted_by)),
        float(number.qualifier is not Qualifier.EXACT),
        float(digits),
        float(number.low >= 10),
        float(number.low >= 100),
        float(number.low >= 1000),
        float(timed),
        float(number.unit not in {"", "percent"} and not timed),
        float(number.unit == "percent"),
        float(paragraph == 0),
        1.0 / (1 + paragraph),
        float(quoted),
        float(not digits and number.low < 10),
        float(figure.what in _SCALES),
        *_shape(text, number, figure, digits=digits, timed=timed),
    )


def _shape(text: str, number: Number, figure: Figure, *, digits: bool, timed: bool) -> tuple[float, ...]:
    """How a number stands among the words around it."""
    stop = max(number.stop, number.end)
    word = figure.what.startswith("word:")
    return (
        float(not digits and number.low in {1.0, 2.0}),
        float(not number.unit and text[stop : stop + 1] in _STOPS and text[stop : stop + 1] != " "),
        float(word and len(figure.what) < len("word:") + 4 and figure.what < "word:\u2fff"),
        float(word),
        float(not digits and timed and number.low < 4),
        float(number.unit == "year"),
        float(number.low <= 1),
    )


def weight(signs: tuple[float, ...]) -> float:
    """From 0 to 1: how much a figure carries the news, to show the first ones first."""
    return _chance("first", signs)


def chance(signs: tuple[float, ...]) -> float:
    """From 0 to 1: how likely a careful editor lists this figure at all."""
    return _chance("listed", signs)


def _chance(section: str, signs: tuple[float, ...]) -> float:
    bias, weights = _weights(section)
    total = bias + sum(w * x for w, x in zip(weights, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def chosen(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that an editor would list, at most ``MOST``, in the order of the text."""
    least = _file()["least"]
    kept = sorted((one for one in figures if one.chance >= least), key=lambda one: -one.chance)[:MOST]
    return tuple(sorted(kept, key=lambda one: one.number))
