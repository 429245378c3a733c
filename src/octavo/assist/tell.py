"""Prepare the reading aids of a story whenever its reports have changed, so that no page waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from octavo.assist.models import Telling
from octavo.assist.speakers import speakers_of
from octavo.engine.aids.telling import Account, told
from octavo.engine.aids.telling import Story as Reports
from octavo.engine.errors import OctavoError
from octavo.engine.executor import Executor
from octavo.news.models import Article, Story

MOST = 40  # reports of a story that are read: the most central ones
EARLIER = 12  # reports of the storyline's earlier stories
REST = timedelta(seconds=15)  # after the last change of a story that was told already
UNREADY = (Article.Stage.GROUPED, Article.Stage.RELATED)


def tell_pending(limit: int, now: datetime, executor: Executor) -> int:
    """Tell anew the stories whose reports have changed. Returns how many were looked at."""
    stories = list(waiting(now)[:limit])
    work = [(story, reports(story)) for story in stories]
    stale = [(story, one, stamp_of(one)) for story, one in work]
    kept = dict(Telling.objects.filter(story__in=stories).values_list("story", "stamp"))
    changed = [(story, one, stamp) for story, one, stamp in stale if kept.get(story.pk) != stamp]
    outcomes = executor.map(told, [one for _, one, _ in changed])
    for (story, _, stamp), outcome in zip(changed, outcomes, strict=True):
        rows = {} if isinstance(outcome, OctavoError) else outcome  # what stood there is better than nothing
        Telling.objects.update_or_create(story=story, defaults={**rows, "stamp": stamp, "made": now})
    # What changed meanwhile has set a later moment, and stays to be told.
    with transaction.atomic():
        for story in stories:
            Story.objects.filter(pk=story.pk, untold=story.untold).update(untold=None)
    return len(stories)


def waiting(now: datetime) -> QuerySet[Story]:
    """Stories to be told, of which no report is on its way to being ready.

    One that was told before waits until its reports come no more in a row: telling it costs as much as ten of them.
    """
    behind = Article.objects.filter(stage__in=UNREADY, due_at__lte=now, story__isnull=False)
    rest = Q(telling=None) | Q(untold__lte=now - REST)
    rows = Story.objects.filter(rest, untold__isnull=False).exclude(pk__in=behind.values("story"))
    return rows.order_by("untold", "pk")


def reports(story: Story) -> Reports:
    """The story's own reports, the most central ones if there are many, and some that came before; oldest first.

    Nothing came before where there is no report: a satire, or reports that their publishers took down.
    """
    own = rows_of(Article.objects.filter(story=story), MOST)
    earlier: list[Article] = []
    if own and story.storyline_id is not None:
        before = Article.objects.filter(story__storyline=story.storyline_id, story__began__lt=story.began)
        earlier = rows_of(before.exclude(story=story), EARLIER)
    people = speakers_of(one.pk for one in own)
    return Reports(tuple(account(one, people) for one in own), tuple(account(one) for one in earlier))


def rows_of(rows: QuerySet[Article], most: int) -> list[Article]:
    """Own reports with their findings, the most central ones, oldest first. A round-up tells no story."""
    ready = rows.filter(original=None, form="", findings__isnull=False, withdrawn=None)
    chosen = ready.select_related("version", "findings").order_by("-centrality", "published", "url")[:most]
    return sorted(chosen, key=lambda article: (article.published, article.url))


def account(article: Article, people: Mapping[tuple[int, int], int] | None = None) -> Account:
    """A report as the engine reads it: the text that its findings were made from. ``people``: see ``speakers_of``."""
    found = article.findings
    version = article.version
    same = version is not None and found.version_id == version.pk
    known = people or {}
    said = [row | {"person": known.get((article.pk, number))} for number, row in enumerate(found.statements)]
    return Account(
        article.pk, found.version_id, article.publisher_id, article.published, article.language, article.title,
        tuple(version.paragraphs) if version and same else (), article.centrality,
        said if same else (), found.figures if same else (), found.events if same else (),
    )  # fmt: skip


def stamp_of(story: Reports) -> str:
    """What a telling depends on."""
    parts = [f"{one.article}.{one.version}.{one.centrality}" for one in (*story.earlier, *story.accounts)]
    return sha256(" ".join([str(len(story.earlier)), *parts]).encode()).hexdigest()[:32]
