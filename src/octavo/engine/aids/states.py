"""Which counts of a story have moved on: an older toll must not stand beside a newer one by the same counter."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.engine.aids.accounts import Account
from octavo.engine.aids.figures import Figure, figures_of
from octavo.engine.aids.figures.counters import same
from octavo.engine.language import primary

READ = 400  # characters of a report whose figures are not known: its top
FARTHEST = 12.0  # times: beyond it two values hardly count one thing
MAIN = 0.6  # of the weight of the figure that an editor would name first
FALLS = 0.7  # of a count that may go down as it is corrected
_FREE = frozenset({"missing", "outage"})  # counts that go down as well as up
_MOVING = frozenset(
    ["dead", "injured", "missing", "evacuated", "homeless", "rescued", "treated", "cases", "arrested", "area", "outage"]
)
_LONG_AGO = 10  # days before publication: the count of another event
Told = tuple[int, Figure]  # the account's number


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure of a report, with what is asked of it often."""

    account: int
    figure: Figure
    low: float
    high: float
    moment: datetime
    language: str
    main: bool  # no other value of its thing in its report is told with much more weight


def figures_in(account: Account, most: int = READ) -> tuple[Figure, ...]:
    """The figures of a report: those it brings, else those of its first ``most`` characters."""
    if account.figures is not None:
        return account.figures
    top: list[str] = []
    for paragraph in account.paragraphs:
        left = most - sum(len(one) + 2 for one in top)
        if left <= 0:
            break
        top.append(paragraph[:left])
    return figures_of(top, account.language, account.published.date(), every=True)


def stale(accounts: Sequence[Account]) -> Mapping[int, dict[int, Told]]:
    """What a later report has in a newer state.

    Returns:
        By the account's number: where each such number stands in its text, and the newest state of it.
    """
    found: dict[int, dict[int, Told]] = defaultdict(dict)
    for counts in _by_thing(accounts):
        for one in counts:
            newer = [other for other in counts if _moved(one, other, counts)]
            if not newer:
                continue
            newest = max(newer, key=lambda other: (other.moment, -_far(one, other)))
            if not any(other.moment >= newest.moment and _equal(one, other) for other in counts):
                found[one.account][one.figure.number[0]] = newest.account, newest.figure
    return found


def _by_thing(accounts: Sequence[Account]) -> Iterable[list[_Count]]:
    """The counts of a story that move, by what is counted and its unit."""
    by_thing: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for index, account in enumerate(accounts):
        own: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in figures_in(account):
            if figure.what in _MOVING and _current(account, figure):
                own[figure.what, figure.base[2]].append(figure)
        for key, figures in own.items():
            most = max(figure.weight for figure in figures)
            by_thing[key] += [
                _Count(
                    index, one, *one.base[:2], account.published, primary(account.language), one.weight >= MAIN * most
                )
                for one in figures
            ]
    return by_thing.values()


def _current(account: Account, figure: Figure) -> bool:
    return figure.as_of is None or (account.published.date() - figure.as_of).days <= _LONG_AGO


def _moved(one: _Count, other: _Count, counts: Sequence[_Count]) -> bool:
    """Whether the other is a newer state of one: later, by the same counter or beyond all that is given there."""
    if other.moment <= one.moment or _equal(one, other):
        return False
    old, new = one.low + 1e-9, other.high + 1e-9
    free = one.figure.what in _FREE
    if not 1 / FARTHEST <= new / old <= FARTHEST or (new < FALLS * old and not free):
        return False
    if one.figure.counted_by and other.figure.counted_by and one.language == other.language:
        return same(one.figure.counted_by, other.figure.counted_by)
    if not other.main:
        return False
    main = [each for each in counts if each.account == other.account and each.main]
    return all(each.low > old for each in main) or (free and all(each.high < old for each in main))


def _equal(one: _Count, other: _Count) -> bool:
    return one.low <= other.high and other.low <= one.high


def _far(one: _Count, other: _Count) -> float:
    """How many times one value is the other, as a logarithm."""
    return abs(math.log((abs(one.low) + 1e-9) / (abs(other.low) + 1e-9)))
