"""Prepare the reading aids of an article once for each version, so that no page waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from octavo.assist.models import Brief, Findings
from octavo.assist.sources import source_of
from octavo.assist.speakers import record
from octavo.engine.aids import findings
from octavo.engine.aids.cited import chosen
from octavo.engine.errors import OctavoError
from octavo.engine.executor import Executor, Inline
from octavo.engine.forms import SATIRE
from octavo.news.ingest.rechecks import first_check
from octavo.news.models import Article, Story
from octavo.news.rows import advance, due, kept_on_row

BATCH = 20  # articles a transaction


def prepare_pending(limit: int, now: datetime, executor: Executor) -> int:
    """Make the aids of related articles; then they are ready. Returns how many were prepared."""
    articles = list(due(Article.Stage.RELATED, now).select_related("version", "story")[:limit])
    made = set(current(articles))
    unread = [article for article in articles if article.pk not in made]
    outcomes = dict(zip(unread, executor.map(findings.found, [work_of(one) for one in unread]), strict=True))
    for start in range(0, len(articles), BATCH):
        with transaction.atomic():
            for article in articles[start : start + BATCH]:
                with kept_on_row(article, now), transaction.atomic():
                    finish(article, outcomes.get(article), now)
    return len(articles)


def finish(article: Article, outcome: findings.Findings | OctavoError | None, now: datetime) -> None:
    """Keep what was found and move the article on. Raises the OctavoError that finding came to."""
    if isinstance(outcome, OctavoError):
        raise outcome
    if outcome is not None:
        keep(article, outcome, now)
        record(article, outcome.statements)
    advance(article, Article.Stage.READY, now)
    first_check(article, now)
    article.save(update_fields=["due_at"])
    if article.story is not None:
        line = Q(storyline=article.story.storyline_id) if article.story.storyline_id else Q()
        Story.objects.filter(Q(pk=article.story_id) | line).update(untold=now)


def prepare(article: Article, now: datetime) -> None:
    """Make the aids of one article here and now."""
    outcome = next(Inline().map(findings.found, [work_of(article)]))
    if isinstance(outcome, OctavoError):
        raise outcome
    keep(article, outcome, now)
    record(article, outcome.statements)


def current(articles: Sequence[Article]) -> list[int]:
    """The articles whose aids were made from the text they have."""
    rows = Findings.objects.filter(article__in=articles).values_list("article", "version")
    versions = {article.pk: article.version_id for article in articles}
    return [article for article, version in rows if versions[article] == version]


def work_of(article: Article) -> findings.Work:
    """An article's text as a piece of work."""
    version = article.version
    # What people say in a satire nobody said, and what happens in it did not.
    paragraphs = tuple(version.paragraphs) if version and article.form != SATIRE else ()
    day = timezone.localtime(article.published).date()
    return findings.Work(article.title, paragraphs, article.language, day)


def keep(article: Article, found: findings.Findings, now: datetime) -> None:
    """Store what was found, in place of what an older version gave."""
    version = article.version
    if version is None:
        return
    text = version.text
    source = source_of(article, version)
    sentences = [chosen(source, span).as_row() for span in found.brief]
    Brief.objects.update_or_create(
        article=article,
        defaults={"version": version, "language": article.language, "sentences": sentences, "made": now},
    )
    Findings.objects.update_or_create(
        article=article,
        defaults={
            "version": version,
            "statements": [findings.statement_row(one, text) for one in found.statements],
            "figures": [findings.figure_row(one) for one in found.figures],
            "events": [findings.event_row(one) for one in found.events],
            "made": now,
        },
    )
