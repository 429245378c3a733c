"""Fetch the pages that a feed does not carry whole, and look again at those that may have changed."""

from __future__ import annotations

import zlib
from datetime import datetime

from django.db import transaction

from octavo.engine.errors import Gone, Missing, OctavoError
from octavo.engine.fetch import Purpose, Request, fetch_all
from octavo.engine.values import Response
from octavo.news.ingest.listing import LONGEST_ADDRESS
from octavo.news.ingest.policy import manners, policy
from octavo.news.ingest.rechecks import checked
from octavo.news.models import Article, Clipping
from octavo.news.rows import due, kept_on_row, retreat, untold

KEPT_HEADERS = ("content-type", "content-language", "last-modified")


def fetch_pending(limit: int, now: datetime) -> int:
    """Fetch listed pages and due re-checks. Returns how many were tried.

    Newest first: a reader waits for today's news, not for last week's.
    """
    fresh = list(due(Article.Stage.LISTED, now).order_by("-published", "url")[:limit])
    again = list(due(Article.Stage.READY, now)[: max(0, limit - len(fresh))])
    articles = {article.pk: article for article in (*fresh, *again)}
    requests = [Request(article.url, Purpose.PAGE, key=pk) for pk, article in articles.items()]

    def keep(request: Request, result: Response | OctavoError) -> None:
        article = articles[int(request.key)]
        if isinstance(result, Response):
            with kept_on_row(article, now):
                keep_page(article, result, now)
        elif article.stage == Article.Stage.READY:
            keep_absence(article, result, now)
        else:
            retreat(article, result, now)

    if requests:
        fetch_all(requests, policy(), keep, manners())
    return len(requests)


@transaction.atomic
def keep_page(article: Article, response: Response, now: datetime) -> None:
    """Store the bytes and move the row on, both or neither."""
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    Clipping.objects.update_or_create(
        article=article,
        defaults={
            "url": response.url if len(response.url) <= LONGEST_ADDRESS else "",
            "headers": headers,
            "body": zlib.compress(response.body, 3),
            "fetched": now,
        },
    )
    article.stage, article.due_at = Article.Stage.FETCHED, now
    article.save(update_fields=["stage", "due_at"])


def keep_absence(article: Article, error: OctavoError, now: datetime) -> None:
    """A page that readers already have could not be looked at again. Our copy of the text stays."""
    if isinstance(error, Gone | Missing) and not article.withdrawn:
        article.withdrawn = now
        untold(article, now)
    article.error, article.error_text = error.code, error.detail[:2000]
    checked(article, now)
    article.save(update_fields=["withdrawn", "error", "error_text", "checks", "due_at"])
