"""Vectors of articles. A copy costs none: its original's serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction
from numpy.typing import NDArray

from octavo.engine import embed
from octavo.engine.embed import Embedder
from octavo.engine.errors import OctavoError
from octavo.engine.executor import Executor
from octavo.news import vectors
from octavo.news.models import Article
from octavo.news.rows import advance, due, retreat

BATCH = 16  # texts a piece of work
CHARACTERS = 900  # title, lead and the first sentences say what an article is about


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts to embed and the folder of the model that does it."""

    folder: Path
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a batch: ``(n, d) float32``, unit length."""

    model: str
    vectors: NDArray[np.float32]


@cache
def embedder(folder: Path) -> Embedder:
    """The model, loaded once a process."""
    return embed.load(folder)


def embed_batch(batch: Batch) -> Embedded | OctavoError:
    """Embed one batch: a pure function for another process."""
    try:
        model = embedder(batch.folder)
        return Embedded(model.model_id, model.embed(batch.texts))
    except OctavoError as error:
        return error


def embed_pending(limit: int, now: datetime, executor: Executor) -> int:
    """Give vectors to folded articles; copies pass. Returns how many moved on."""
    articles = list(due(Article.Stage.FOLDED, now).select_related("version")[:limit])
    own = [article for article in articles if article.original_id is None]
    with transaction.atomic():
        for article in articles:
            if article.original_id is not None:
                advance(article, Article.Stage.EMBEDDED, now)
    pieces = [own[i : i + BATCH] for i in range(0, len(own), BATCH)]
    work = [Batch(settings.MODELS, tuple(subject(article) for article in piece)) for piece in pieces]
    for piece, outcome in zip(pieces, executor.map(embed_batch, work), strict=True):
        keep_vectors(piece, outcome, now)
    return len(articles)


@transaction.atomic
def keep_vectors(articles: Sequence[Article], outcome: Embedded | OctavoError, now: datetime) -> None:
    """Store a batch's vectors and move its rows on, all or none."""
    for index, article in enumerate(articles):
        if isinstance(outcome, OctavoError):
            retreat(article, outcome, now)
        else:
            vectors.door().put(article.pk, outcome.model, outcome.vectors[index])
            advance(article, Article.Stage.EMBEDDED, now)


def subject(article: Article) -> str:
    """What is embedded: title, lead and the beginning of the text."""
    text = article.version.text if article.version else ""
    return f"{article.title}. {article.lead} {text}"[:CHARACTERS]
