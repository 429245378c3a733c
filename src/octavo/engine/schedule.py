"""When a source is asked again, and when an article's page is looked at once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

HOUR = 3600.0
DAY = 24 * HOUR
RECHECKS = tuple(timedelta(hours=hours) for hours in (0.5, 3, 12, 48))  # after publication

_AWAITED = 0.7  # new items that a visit should find; below one, so that few come late
_HALF_LIFE = 8.0  # gaps between items after which a gap counts half
_UNKNOWN = HOUR  # the interval of a source of which nothing is known yet
_PRIOR = 6.0  # items spread evenly over the day that every source is credited with
_LONGEST_TTL = DAY  # a publisher's wish beyond a day is taken as a day
_SPREAD = 0.1  # share of an interval by which visits are drawn apart


@dataclass(frozen=True, slots=True)
class Bounds:
    """The operator's limits, in seconds."""

    floor: float = 300.0
    ceiling: float = 6 * HOUR


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a source. Times with zone, in any order; durations in seconds."""

    arrivals: Sequence[datetime] = ()  # when its recent items were published: a hundred or so are enough
    ttl: float | None = None  # as the feed says
    max_age: float | None = None  # as Cache-Control says
    retry_after: float | None = None  # as the last refusal said
    failures: int = 0  # in a row, up to now
    permanent: bool = False  # whether the last failure will not go away by itself


@dataclass(frozen=True, slots=True)
class Schedule:
    """The next visit. ``reason`` is a stable word: new, rhythm, wish, quiet, retry or rest."""

    at: datetime
    interval: float  # seconds from now
    reason: str


def next_check(history: History, now: datetime, rng: Random, bounds: Bounds | None = None) -> Schedule:
    """Decide when a source is asked again.

    A source in order is visited when ``_AWAITED`` new items are to be expected. Arrivals are taken for a
    Poisson process whose rate changes with the hour of the day, as Sia, Cho and Cho found of feeds
    ("Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE 2007). The base rate is one over the
    exponentially weighted mean gap; the silence since the last item counts in it once it is longer than that.
    The publisher's wishes (ttl, max-age, Retry-After) only ever make it later.

    A source in trouble is tried after 5 minutes (permanent: 6 hours), doubling up to a day (a week), each
    drawn between half and the whole (Brooker, "Exponential Backoff And Jitter", 2015).
    """
    bounds = bounds or Bounds()
    if history.failures > 0:
        wait, reason = _back_off(history, rng)
    else:
        wait, reason = _rhythm(history, now, bounds)
        wait *= 1 + _SPREAD * rng.random()
    return Schedule(now + timedelta(seconds=wait), wait, reason)


def _back_off(history: History, rng: Random) -> tuple[float, str]:
    first, longest = (6 * HOUR, 7 * DAY) if history.permanent else (300.0, DAY)
    wait = min(longest, first * 2.0 ** min(history.failures - 1, 20)) * (0.5 + rng.random() / 2)
    asked = history.retry_after or 0.0
    if asked > wait:
        return asked * (1 + _SPREAD * rng.random()), "wish"
    return wait, "rest" if history.permanent else "retry"


def _rhythm(history: History, now: datetime, bounds: Bounds) -> tuple[float, str]:
    """Seconds to the next visit of a source in order, and why."""
    arrivals = sorted(at for at in history.arrivals if at <= now)
    if len(arrivals) < 2:
        wait, reason = _UNKNOWN, "new"
    else:
        wait, reason = _expected_wait(arrivals, now, bounds.ceiling), "rhythm"
    wait = max(bounds.floor, min(wait, bounds.ceiling))
    wish = min(max(history.ttl or 0.0, history.max_age or 0.0), _LONGEST_TTL)
    wish = max(wish, history.retry_after or 0.0)
    if wish > wait:
        return wish, "wish"
    return wait, "quiet" if wait == bounds.ceiling else reason


def _expected_wait(arrivals: Sequence[datetime], now: datetime, ceiling: float) -> float:
    """Seconds until ``_AWAITED`` items are expected, no more than ``ceiling``."""
    base = 1.0 / max(60.0, _mean_gap(arrivals, now))  # items a second
    rates = [base * share for share in _day(arrivals)]
    awaited, wait, at = _AWAITED, 0.0, now.astimezone(UTC)
    while wait < ceiling:
        left = HOUR - (at.minute * 60 + at.second)  # seconds of this hour still to come
        if rates[at.hour] * left >= awaited:
            return wait + awaited / rates[at.hour]
        awaited -= rates[at.hour] * left
        wait += left
        at += timedelta(seconds=left)
    return ceiling


def _mean_gap(arrivals: Sequence[datetime], now: datetime) -> float:
    """The weighted mean of the gaps between ``arrivals`` (in order), in seconds; the newest counts most."""
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(arrivals)]
    weights: list[float] = [0.5 ** (age / _HALF_LIFE) for age in range(len(gaps))][::-1]
    mean = sum(gap * weight for gap, weight in zip(gaps, weights, strict=True)) / sum(weights)
    silence = (now - arrivals[-1]).total_seconds()
    if silence <= mean:
        return mean
    return (mean * sum(weights) + silence) / (sum(weights) + 1)


def _day(arrivals: Sequence[datetime]) -> list[float]:
    """How busy each hour of the day (UTC) is against the mean hour: 24 numbers with mean 1.

    Each arrival also counts half for the hours beside its own, and an even prior keeps an hour of which
    nothing is known from looking dead.
    """
    counts = [_PRIOR / 24] * 24
    for at in arrivals:
        hour = at.astimezone(UTC).hour
        for beside, part in ((-1, 0.25), (0, 0.5), (1, 0.25)):
            counts[(hour + beside) % 24] += part
    mean = sum(counts) / 24
    return [count / mean for count in counts]


def next_recheck(published: datetime, checks: int, now: datetime) -> datetime | None:
    """When an article's page is read again, to notice a silent edit; None when it has been looked at enough.

    Asked right after the page was read (``now``); ``checks`` is how often it was looked at since the first
    reading. Looks are due ``RECHECKS`` after publication, since edits thin out as a text ages; the look just
    taken makes up for those that were missed. A publication in the future counts from ``now``.
    """
    began = min(published, now)
    return next((began + gap for gap in RECHECKS[checks:] if began + gap > now), None)
