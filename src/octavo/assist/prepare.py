"""Prepare the reading aids of an article once for each version, so that no page waits for them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from octavo.assist.models import Brief
from octavo.engine.aids.brief import brief
from octavo.engine.aids.receipts import issue
from octavo.news.ingest.rechecks import first_check
from octavo.news.models import Article
from octavo.news.rows import advance, due, kept_on_row


def prepare_pending(limit: int, now: datetime) -> int:
    """Make the aids of related articles; then they are ready. Returns how many were prepared."""
    articles = list(due(Article.Stage.RELATED, now).select_related("version")[:limit])
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            prepare(article, now)
            advance(article, Article.Stage.READY, now)
            first_check(article, now)
            article.save(update_fields=["due_at"])
    return len(articles)


def prepare(article: Article, now: datetime) -> None:
    """*In brief*: chosen sentences, each with a receipt in the version it was chosen from."""
    version = article.version
    if version is None or Brief.objects.filter(article=article, version=version).exists():
        return
    text = version.text
    sentences = []
    for span in brief(version.paragraphs, article.language):
        receipt = issue(article.pk, version.pk, text, span)
        sentences.append({"text": text[slice(*span)], "receipts": [asdict(receipt)]})
    Brief.objects.update_or_create(
        article=article,
        defaults={"version": version, "language": article.language, "sentences": sentences, "made": now},
    )
