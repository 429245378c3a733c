"""Where reports differ: one thing counted, two values, two who counted. Side by side, never "false".

Two numbers of one kind that stand near each other in a report are a candidate, and so are two of the same thing by
two who counted, in two reports of one language. What speaks for a candidate is counted over the whole story, in all
languages, since values need no translation: how many reports set the two beside each other, whether each has a
counter of its own, words such as "but". A later value by the same counter is an update, a rounded one no difference.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import combinations

from octavo.engine.aids.figures.counters import same
from octavo.engine.aids.figures.values import Figure, Qualifier

NEAR = 300  # characters between two numbers that are set against each other
APART = 36.0  # hours between two reports that may speak of one count
FARTHEST = 6.0  # times: beyond it two values hardly count one thing
ROUNDED = 0.04  # of the value: "about 100" and 97 do not differ
SIGNS = (
    "contrast", "listed", "near", "weight", "close", "sentence", "set_against", "again", "together", "one_voice",
    "own_apart", "ten",
)  # fmt: skip

_LOW = frozenset({Qualifier.LEAST, Qualifier.MORE})
_HIGH = frozenset({Qualifier.MOST, Qualifier.LESS})
_LONG = frozenset({"second", "hour", "year"})


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one article of a story: all of them (``figures_of(…, every=True)``)."""

    article: int | str
    publisher: str
    published: datetime
    language: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure and the report it stands in."""

    report: Report
    figure: Figure


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of one thing. Each side has every report that gives it, the earliest first."""

    what: str
    unit: str
    one: tuple[Told, ...]
    other: tuple[Told, ...]
    evidence: float  # 0 to 1


def differences(reports: Sequence[Report]) -> tuple[Difference, ...]:
    """The differing figures of a story, the surest first.

    Args:
        reports: of one story, copies left out, in any order.
    """
    found = [one for one in candidates(reports) if one[0].evidence >= _weights()["least"]]
    return tuple(sorted((one for one, _ in found), key=lambda one: -one.evidence))


def candidates(reports: Sequence[Report]) -> list[tuple[Difference, tuple[float, ...]]]:
    """Every two values that may differ, with what speaks for each."""
    ordered = sorted(reports, key=lambda report: (report.published, str(report.article)))
    pairs: dict[tuple[float, float], list[tuple[Told, Told]]] = defaultdict(list)
    for a, b in (*_within(ordered), *_between(ordered)):
        one, other = sorted((a, b), key=lambda told: told.figure.base[0])
        pairs[round(one.figure.base[0], 6), round(other.figure.base[0], 6)].append((one, other))
    made = []
    for met in pairs.values():
        marks = _marks(met, ordered)
        made.append((_widened(met, ordered, _weighed(marks)), marks))
    return made


def differ(a: Figure, b: Figure) -> bool:
    """Whether two values of one thing exclude each other, qualifiers and rounding taken at their word."""
    low, high, _ = a.base
    other_low, other_high, _ = b.base
    if low <= other_high and other_low <= high:
        return False
    if high > other_low:
        return differ(b, a)
    if a.qualifier in _LOW or b.qualifier in _HIGH:  # at least 14 and 31; 14 and at most 31
        return False
    about = Qualifier.ABOUT in {a.qualifier, b.qualifier}
    slack = ROUNDED * max(abs(high), abs(other_low)) if about else 0.0
    return other_low - high > slack + 1e-9


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures may count the same thing: kind, unit and size."""
    unit, other = a.base[2], b.base[2]
    if a.unit in _LONG or b.unit in _LONG or (unit and other and unit != other):
        return False
    small, large = sorted((abs(a.base[0]) + 1e-9, abs(b.base[0]) + 1e-9))
    if large / small > FARTHEST:
        return False
    return a.what == b.what or not (_listed(a) and _listed(b))


def _listed(figure: Figure) -> bool:
    return not figure.what.startswith(("word:", "unit:"))


def _within(reports: Iterable[Report]) -> Iterator[tuple[Told, Told]]:
    for report in reports:
        for a, b in combinations(report.figures, 2):
            if comparable(a, b) and differ(a, b) and (b.number[0] - a.number[1] <= NEAR or _opposed(a, b)):
                yield Told(report, a), Told(report, b)


def _opposed(a: Figure, b: Figure) -> bool:
    """Far from each other in one report, but one thing by two who counted."""
    return a.what == b.what and _listed(a) and a.own and b.own and _counters(a, b)


def _between(reports: Sequence[Report]) -> Iterator[tuple[Told, Told]]:
    for a, b in combinations(reports, 2):
        if (
            a.publisher == b.publisher
            or a.language != b.language
            or abs((a.published - b.published).total_seconds()) > APART * 3600
        ):
            continue
        for one in a.figures:
            for other in b.figures:
                if _opposed(one, other) and comparable(one, other) and differ(one, other):
                    yield Told(a, one), Told(b, other)


def _marks(met: Sequence[tuple[Told, Told]], reports: Sequence[Report]) -> tuple[float, ...]:
    """What speaks for two values: each from 0 to 1, in the order of ``SIGNS``."""
    beside = [(a, b) for a, b in met if a.report is b.report]
    apart = [(a, b) for a, b in met if a.report.language == b.report.language and _counters(a.figure, b.figure)]
    within = [(a, b) for a, b in beside if a.figure.sentence == b.figure.sentence and _counters(a.figure, b.figure)]
    low, high = (abs(one.figure.base[0]) + 1e-9 for one in met[0])
    days = [{told.report.published.date() for told in _tellers(one.figure, reports)} for one in met[0]]
    return (
        float(any(a.figure.contrast or b.figure.contrast for a, b in beside)),
        float(any(a.figure.what == b.figure.what and _listed(a.figure) for a, b in met)),
        1.0 - min(1.0, abs(math.log(high / low)) / math.log(FARTHEST)),
        max((a.figure.weight + b.figure.weight) / 2 for a, b in met),
        float(any(abs(b.figure.sentence - a.figure.sentence) <= 1 for a, b in beside)),
        float(any(a.figure.own or b.figure.own for a, b in within)),
        *_voices(beside),
        len(days[0] & days[1]) / max(1, min(len(days[0]), len(days[1]))),
        float(any(same(a.figure.counted_by, b.figure.counted_by) for a, b in _owned(beside))),
        float(any(a.figure.own and b.figure.own for a, b in apart)),
        float(min(low, high) >= 10),
    )


def _voices(beside: Sequence[tuple[Told, Told]]) -> tuple[float, float]:
    """Whether a report gives both values of one thing as the counts of two speakers, and whether more than one does."""
    one_thing = [(a, b) for a, b in _owned(beside) if a.figure.what == b.figure.what]
    against = {a.report.article for a, b in one_thing if _counters(a.figure, b.figure)}
    return float(bool(against)), float(len(against) > 1)


def _owned(pairs: Iterable[tuple[Told, Told]]) -> list[tuple[Told, Told]]:
    return [(a, b) for a, b in pairs if a.figure.own and b.figure.own]


def _counters(a: Figure, b: Figure) -> bool:
    return bool(a.counted_by and b.counted_by) and not same(a.counted_by, b.counted_by)


def _weighed(marks: Sequence[float]) -> float:
    given = _weights()
    total = given["bias"] + sum(given.get(name, 0.0) * mark for name, mark in zip(SIGNS, marks, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> Mapping[str, float]:
    """The least evidence, the bias and the weights, from the file that ``scripts/difference_weights.py`` writes."""
    text = files("octavo.engine.aids.figures").joinpath("differences.toml").read_text(encoding="utf-8")
    given: Mapping[str, float] = tomllib.loads(text)
    return given


def _tellers(figure: Figure, reports: Iterable[Report]) -> list[Told]:
    """Every report's figure of the same value, and of the same thing or unit as far as is known."""
    small = figure.base[1] < 10 and not figure.unit
    return [
        Told(report, other)
        for report in reports
        for other in report.figures
        if abs(other.base[0] - figure.base[0]) <= 1e-6 * max(1.0, abs(figure.base[0]))
        and (other.base[2] == figure.base[2] or not other.unit or not figure.unit)
        and (other.what == figure.what or (not small and _may_be(other, figure)))
    ]


def _may_be(one: Figure, other: Figure) -> bool:
    """Whether two of one value may count one thing: not where the list knows both, or each has a noun of its own."""
    if _listed(one) and _listed(other):
        return False
    return not (one.what.startswith("word:") and other.what.startswith("word:"))


def _widened(met: Sequence[tuple[Told, Told]], reports: Sequence[Report], evidence: float) -> Difference:
    """The pair with every report of the story that gives either value of the thing."""
    first, second = met[0][0].figure, met[0][1].figure
    named = [one.figure.what for pair in met for one in pair if _listed(one.figure)]
    what = max(named, key=named.count) if named else first.what
    unit = first.unit or second.unit
    return Difference(what, unit, tuple(_tellers(first, reports)), tuple(_tellers(second, reports)), evidence)
