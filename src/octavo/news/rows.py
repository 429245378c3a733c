"""Rows as state: which are due, and what an error does to one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet

from octavo.engine.errors import Busy, Fault, OctavoError, Temporary
from octavo.news.models import Article, Story

log = logging.getLogger("octavo.news")

RETRIES = 8  # temporary failures in a row before a person must look
FIRST_RETRY = timedelta(minutes=2)  # doubles with each failure
LONGEST_RETRY = timedelta(hours=12)


def due(stage: Article.Stage, now: datetime) -> QuerySet[Article]:
    """Articles that wait at a stage, oldest text first; ties by address, so that the order never varies."""
    waiting = Article.objects.filter(stage=stage, due_at__lte=now)
    return waiting.select_related("publisher").order_by("published", "url")


def advance(article: Article, stage: Article.Stage, now: datetime, fields: tuple[str, ...] = ()) -> None:
    """Move a row on, with what the step has found out. The caller holds the transaction."""
    article.stage = stage
    article.due_at = None if stage in {Article.Stage.READY, Article.Stage.PARKED} else now
    article.attempts = 0
    article.error = article.error_text = ""
    article.save(update_fields=["stage", "due_at", "attempts", "error", "error_text", *fields])


def untold(article: Article, now: datetime) -> None:
    """Have the reading aids of the article's story made anew: it came, went, or says something else."""
    if article.story_id is not None:
        Story.objects.filter(pk=article.story_id).update(untold=now)


def retreat(article: Article, error: OctavoError, now: datetime) -> None:
    """Keep an error on the row. A temporary one is tried again later; else the row is set aside.

    A text that readers already have stays where they are: only its look for changes has failed.
    """
    if not isinstance(error, Busy):  # being asked to wait is no failure
        article.attempts += 1
    article.error, article.error_text = error.code, error.detail[:2000]
    if isinstance(error, Temporary) and article.attempts <= RETRIES:
        wait = max(timedelta(seconds=error.retry_after or 0), FIRST_RETRY * 2 ** max(0, article.attempts - 1))
        article.due_at = now + min(wait, LONGEST_RETRY)
    else:
        article.stage = Article.Stage.READY if article.version_id else Article.Stage.PARKED
        article.due_at = None
    article.save(update_fields=["stage", "due_at", "attempts", "error", "error_text"])
    log.info("%s: %s %s", article.url, error.code, error.detail)


@contextmanager
def kept_on_row(article: Article, now: datetime) -> Iterator[None]:
    """Run one step for one row; what it raises is kept on the row and ends here.

    But for the database's own trouble: that is no fault of the row, so the sweep waits and repeats it.
    """
    try:
        yield
    except OctavoError as error:
        retreat_as_stored(article, error, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # what nobody thought of must not hold up the other rows
        log.exception("%s", article.url)
        retreat_as_stored(article, Fault(f"{type(error).__name__}: {error}"), now)


def retreat_as_stored(article: Article, error: OctavoError, now: datetime) -> None:
    """Retreat from what the database has: a step that failed may have left the object half changed."""
    try:
        article.refresh_from_db(fields=["stage", "version", "attempts"])
    except Article.DoesNotExist:
        return  # deleted meanwhile
    retreat(article, error, now)
