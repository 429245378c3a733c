"""When a page is looked at again for changes that nobody announces."""

from __future__ import annotations

from datetime import datetime

from octavo.engine.schedule import RECHECKS, next_recheck
from octavo.news.models import Article

MOST_LOOKS = 30  # that found nothing new; a feed that still announces changes is not believed any more
MOST_VERSIONS = 50  # a page that says something else each time is no text that changes


def checked(article: Article, now: datetime) -> None:
    """Count a look at the page and set the time of the next one; the caller saves the row."""
    article.checks = min(article.checks + 1, 32767)
    first_check(article, now)


def first_check(article: Article, now: datetime) -> None:
    """Set the time of the first look after the article is ready; the caller saves the row."""
    article.due_at = None if looked_enough(article) else next_recheck(article.published, article.checks, now)


def left_to_feed(article: Article) -> None:
    """No looks at the page: the text came whole in the feed, and so will its changes. The caller saves the row."""
    article.checks = max(article.checks, len(RECHECKS))


def looked_enough(article: Article) -> bool:
    """True when the article is not looked at again, whatever its feed announces."""
    return article.checks >= MOST_LOOKS or article.versions_count >= MOST_VERSIONS
