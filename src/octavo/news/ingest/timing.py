"""When a source is looked at next: its rows' history, handed to the engine's rule."""

from __future__ import annotations

import random
from datetime import datetime

from django.conf import settings

from octavo.engine.errors import OctavoError, Permanent
from octavo.engine.fetch import fresh_for
from octavo.engine.schedule import Bounds, History, next_check
from octavo.engine.values import Response
from octavo.news.models import Source

REMEMBERED = 100  # arrivals that the rhythm is read from
_chance = random.Random()  # noqa: S311 - spreads visits; nothing depends on it being hard to guess


def plan(source: Source, now: datetime, response: Response | None, ttl: int | None) -> None:
    """Set the next look after a good one; the caller saves the row."""
    arrivals = source.articles.order_by("-published").values_list("published", flat=True)[:REMEMBERED]
    headers = response.headers if response else {}
    decide(source, now, History(list(arrivals), ttl=ttl, max_age=fresh_for(headers)))


def plan_after(source: Source, now: datetime, error: OctavoError) -> None:
    """Set the next look after a failure; the caller saves the row."""
    permanent = isinstance(error, Permanent)
    decide(source, now, History(retry_after=error.retry_after, failures=source.attempts, permanent=permanent))


def decide(source: Source, now: datetime, history: History) -> None:
    """Ask the engine and keep the answer."""
    schedule = next_check(history, now, _chance, Bounds(floor=settings.MIN_INTERVAL))
    source.due_at, source.interval = schedule.at, schedule.interval
