"""Stories are told in the order in which they were published, whatever order the network had.

An article is decided once, so the outcome depends on what was decided before it. While pages that are
older are still on their way, younger ones wait for them, though not for long.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from octavo.news.models import Article, Source
from octavo.news.rows import due

PATIENCE = timedelta(minutes=2)


def in_order(stage: Article.Stage, now: datetime, patience: timedelta | None = None) -> QuerySet[Article]:
    """Articles due at ``stage`` with nothing older still before it, oldest first."""
    waiting = due(stage, now)
    since = now - (PATIENCE if patience is None else patience)
    unread = Source.objects.filter(active=True, checked_at=None, attempts=0, added__gte=since)
    if unread.exists():
        return waiting.none()
    behind = Article.objects.filter(stage__lt=stage, due_at__lte=now, attempts=0, seen__gte=since)
    oldest = behind.aggregate(oldest=Min("published"))["oldest"]
    return waiting if oldest is None else waiting.filter(published__lt=oldest)
