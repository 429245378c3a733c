"""Stories are told in the order in which they were published, whatever order the network had.

An article is decided once, so the outcome depends on what was decided before it. While pages that are
older are still on their way, younger ones wait for them, though not for long.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce

from octavo.news.models import Article, Source
from octavo.news.rows import due

PATIENCE = timedelta(minutes=2)


NOTHING_YET = datetime.min.replace(tzinfo=UTC)


def in_order(stage: Article.Stage, now: datetime) -> QuerySet[Article]:
    """Articles due at ``stage`` with nothing older still before it, oldest first."""
    waiting = due(stage, now)
    until = complete_until(stage, now)
    return waiting if until is None else waiting.filter(published__lt=until)


def pass_on(articles: Iterable[int], stage: Article.Stage, now: datetime) -> None:
    """Move rows on that nothing else is to be said of, as ``advance`` does, all at once."""
    rows = Article.objects.filter(pk__in=list(articles))
    rows.update(stage=stage, due_at=now, attempts=0, error="", error_text="")


def complete_until(stage: Article.Stage, now: datetime) -> datetime | None:
    """The moment of publication before which nothing is on its way to ``stage`` any more; none: nothing at all is."""
    since = now - PATIENCE
    unread = Source.objects.filter(active=True, checked_at=None, attempts=0, added__gte=since)
    if unread.exists():
        return NOTHING_YET
    behind = Article.objects.filter(stage__lt=stage, due_at__lte=now, attempts=0, seen__gte=since)
    # Not of the bare column: SQLite would walk the index of all dates to find the least of a handful of rows.
    oldest: datetime | None = behind.aggregate(oldest=Min(Coalesce("published", "seen")))["oldest"]
    return oldest
