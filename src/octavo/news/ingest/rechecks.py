"""When a page is looked at again for changes that nobody announces."""

from __future__ import annotations

from datetime import datetime

from octavo.engine.schedule import next_recheck
from octavo.news.models import Article


def checked(article: Article, now: datetime) -> None:
    """Count a look at the page and set the time of the next one; the caller saves the row."""
    article.checks = min(article.checks + 1, 32767)
    article.due_at = next_recheck(article.published, article.checks, now)


def first_check(article: Article, now: datetime) -> None:
    """Set the time of the first look after the article is ready; the caller saves the row."""
    article.due_at = next_recheck(article.published, article.checks, now)
