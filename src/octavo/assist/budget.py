"""What a model may cost in a day, and how long an endpoint that failed is left in peace. Both are rows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from octavo.assist.models_writing import Rest, Spent, Translation, Written
from octavo.engine.errors import (
    Busy,
    Forbidden,
    Gone,
    Missing,
    ModelUnavailable,
    OctavoError,
    Refused,
    ServerError,
    Timeout,
    Unparsable,
    Unreachable,
)

log = logging.getLogger("octavo.assist")

FIRST_REST = timedelta(minutes=1)  # doubles with each failure in a row
LONGEST_REST = timedelta(hours=1)
# What is wrong with the endpoint, and not with what it was asked.
OF_THE_ENDPOINT = (
    Busy, Timeout, Unreachable, ServerError, Forbidden, Missing, Gone, Refused, ModelUnavailable,
)  # fmt: skip
# After these the endpoint may have done the work all the same.
PERHAPS_ANSWERED = (Timeout, Unparsable)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a question that failed is asked again, and how soon; the wait doubles with each time."""

    retries: int
    first: timedelta


def day_of(now: datetime) -> date:
    """The day whose budget is spent, in the paper's time zone."""
    return timezone.localtime(now).date()


def reserve(tokens: int, now: datetime) -> bool:
    """Take tokens out of the day's budget before they are spent. False when there are not so many left."""
    spent, _ = Spent.objects.get_or_create(day=day_of(now))
    rows = Spent.objects.filter(pk=spent.pk)
    if settings.MODEL_BUDGET:
        rows = rows.filter(tokens__lte=settings.MODEL_BUDGET - tokens)
    return bool(rows.update(tokens=F("tokens") + tokens, calls=F("calls") + 1))


def settle(reserved: int, outcome: int | OctavoError, now: datetime) -> None:
    """Give back what was reserved and not spent: all of it where the endpoint cannot have worked.

    Args:
        reserved: tokens, as they were reserved.
        outcome: the tokens that were spent, or what went wrong.
        now: when they were reserved.
    """
    if isinstance(outcome, OctavoError):
        outcome = reserved if isinstance(outcome, PERHAPS_ANSWERED) else 0
    Spent.objects.filter(day=day_of(now)).update(tokens=F("tokens") + outcome - reserved)


def resting(of: str, now: datetime) -> Rest | None:
    """The row that says why an endpoint is left in peace at this moment."""
    return Rest.objects.filter(of=of, until__gt=now).first()


def rest(of: str, error: OctavoError, now: datetime) -> datetime:
    """Leave an endpoint in peace: as long as it asks, at least a minute, and longer with each failure in a row."""
    row = Rest.objects.filter(of=of).first() or Rest(of=of, until=now)
    asked = now + timedelta(seconds=error.retry_after or 0)
    if row.until > now:  # questions that were put at once fail at once: they are one failure
        row.until = max(row.until, asked)
    else:
        row.until = max(asked, now + min(FIRST_REST * 2 ** min(row.failures, 8), LONGEST_REST))
        row.failures += 1
    row.error, row.error_text = error.code, error.detail[:2000]
    row.save()
    log.warning("the %s is left in peace until %s: %s %s", of, row.until, error.code, error.detail)
    return row.until


def put_off(row: Written | Translation, of: str, patience: Patience, error: OctavoError, now: datetime) -> None:
    """Say on the row when it is tried again, and why. An endpoint at fault rests; the row's own failures count."""
    wait = now + patience.first * 2**row.attempts
    if isinstance(error, OF_THE_ENDPOINT):
        wait = rest(of, error, now)
    if not isinstance(error, OF_THE_ENDPOINT) or isinstance(error, Timeout | ServerError):
        row.attempts += 1
    row.due_at = wait if row.attempts <= patience.retries else None
    row.error, row.error_text = error.code, error.detail[:2000]


def rested(of: str) -> None:
    """The endpoint answers."""
    Rest.objects.filter(of=of).delete()
