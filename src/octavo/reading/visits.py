"""When a reader last read a story. Of signed-out readers nothing is kept here: their own device knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from octavo.news.models import Story
from octavo.reading.models import Visit
from octavo.reading.shelf import Reader

SITTING = timedelta(minutes=30)  # two looks within it are one visit


def visit(user: Reader, story: Story, now: datetime) -> datetime | None:
    """Note that the reader looks at a story. Returns when they last did so in an earlier sitting; None: never."""
    seen, new = Visit.objects.get_or_create(
        user_id=int(user.pk or 0), story=story, defaults={"at": now, "reports": story.reports}
    )
    if new:
        return None
    if now - seen.at > SITTING:
        seen.before = seen.at
    seen.at, seen.reports = now, story.reports
    seen.save(update_fields=["at", "before", "reports"])
    return seen.before


def new_reports(user: Reader, stories: Iterable[Story]) -> dict[int, int]:
    """How many reports each of the stories that the reader has read has more than then."""
    now = {story.pk: story.reports for story in stories}
    rows = Visit.objects.filter(user=user.pk, story__in=now).values_list("story", "reports")
    return {story: now[story] - then for story, then in rows if now[story] > then}
