"""Which figures carry the news. A logistic weighing of how a number is told, set on half of the sample press."""

from __future__ import annotations

import math
from collections.abc import Sequence

from octavo.engine.aids.figures.values import Figure, Number, Qualifier, Span

LEAST = 0.1  # of a figure worth showing
MOST = 6  # figures of one article
BIAS = -3.44
WEIGHTS = (0.94, 1.51, 0.49, 0.39, 0.77, 0.2, 0.51, 0.74, -0.19, 0.31, 1.37, -0.29, 1.18, -0.71, -0.83, 0.09)
_TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
_HUMAN = frozenset(
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


def marks(text: str, sentence: Span, number: Number, figure: Figure, paragraph: int) -> tuple[float, ...]:
    """What tells a figure of the news: each from 0 to 1."""
    digits = text[number.start].isdigit()
    quoted = any(text.count(mark, sentence[0], number.start) for mark in '“«「"„')
    return (
        float(not figure.what.startswith(("word:", "unit:"))),
        float(figure.what in _HUMAN),
        float(bool(figure.counted_by)),
        float(number.qualifier is not Qualifier.EXACT),
        float(digits),
        float(number.low >= 10),
        float(number.low >= 100),
        float(number.low >= 1000),
        float(number.unit in _TIMES),
        float(number.unit not in {"", "percent"} and number.unit not in _TIMES),
        float(number.unit == "percent"),
        float(paragraph == 0),
        1.0 / (1 + paragraph),
        float(quoted),
        float(not digits and number.low < 10),
        float(figure.what in {"magnitude", "turnout", "seats", "area", "quota", "temperature", "jobs"}),
    )


def weight(signs: tuple[float, ...]) -> float:
    """From 0 to 1: how likely an editor would name this figure."""
    total = BIAS + sum(w * x for w, x in zip(WEIGHTS, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def chosen(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures an editor would name, at most ``MOST``, each value once, in the order of the text."""
    kept: dict[tuple[float, float, str], Figure] = {}
    for figure in sorted(figures, key=lambda one: (-one.weight, one.number)):
        if len(kept) == MOST or figure.weight < LEAST:
            break
        kept.setdefault(figure.base, figure)
    return tuple(sorted(kept.values(), key=lambda one: one.number))
