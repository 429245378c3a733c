"""Vectors of articles. A copy costs none: its original's serves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from octavo.engine.embed.batches import Batch, Embedded, embed_batch
from octavo.engine.errors import OctavoError
from octavo.engine.executor import Executor
from octavo.news import vectors
from octavo.news.group.order import pass_on
from octavo.news.group.subject import subject
from octavo.news.models import Article
from octavo.news.rows import due, retreat

BATCH = 16  # texts a piece of work


def embed_pending(limit: int, now: datetime, executor: Executor) -> int:
    """Give vectors to folded articles; copies pass. Returns how many moved on."""
    articles = list(due(Article.Stage.FOLDED, now).select_related("version")[:limit])
    own = [article for article in articles if article.original_id is None]
    pass_on([article.pk for article in articles if article.original_id is not None], Article.Stage.EMBEDDED, now)
    pieces = [own[i : i + BATCH] for i in range(0, len(own), BATCH)]
    work = [batch_of(piece) for piece in pieces]
    for piece, outcome in zip(pieces, executor.map(embed_batch, work), strict=True):
        keep_vectors(piece, outcome, now)
    return len(articles)


@transaction.atomic
def keep_vectors(articles: Sequence[Article], outcome: Embedded | OctavoError, now: datetime) -> None:
    """Store a batch's vectors and move its rows on, all or none."""
    if isinstance(outcome, OctavoError):
        for article in articles:
            retreat(article, outcome, now)
        return
    for article, vector in zip(articles, outcome.vectors, strict=True):
        vectors.door().put(article.pk, outcome.model, vector)
    pass_on([article.pk for article in articles], Article.Stage.EMBEDDED, now)


def batch_of(articles: Sequence[Article]) -> Batch:
    """The articles' texts as a piece of work."""
    texts = [subject(a.title, a.lead, a.version.text if a.version else "") for a in articles]
    return Batch(settings.MODELS, tuple(texts), tuple(article.language for article in articles))
