"""Put articles into stories, in the order in which they were published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from octavo.engine.stories import Candidate, Join, Neighbour, assign, unpacked, weights
from octavo.news.group.counts import recount
from octavo.news.group.order import in_order
from octavo.news.group.recent import take_in, window_at
from octavo.news.group.window import Window
from octavo.news.models import Article, Story
from octavo.news.rows import advance, kept_on_row

NEAR = 0.12  # cosine below which a neighbour cannot matter
MOST = 40  # neighbours looked at
AT_ONCE = 20  # articles a transaction


def group_pending(limit: int, now: datetime) -> int:
    """Decide the story of articles that have a vector. Returns how many were decided.

    A copy goes where its original is, and waits for it. Some articles make one transaction, each of them a savepoint
    in it, so that a story which gets several of them is counted once.
    """
    articles = list(in_order(Article.Stage.EMBEDDED, now).select_related("original")[:limit])
    return sum(decide(articles[start : start + AT_ONCE], now) for start in range(0, len(articles), AT_ONCE))


def decide(articles: Sequence[Article], now: datetime) -> int:
    """Decide some articles, all or none. Returns how many were decided."""
    window_at(articles[0].published, now)  # to read it may take a minute, and nobody could write meanwhile
    concerned: set[int] = set()
    decided = 0
    with transaction.atomic():
        ahead = Article.objects.filter(original__in=[article.pk for article in articles], story__isnull=False)
        followed = set(ahead.values_list("original", flat=True))
        for article in articles:
            home = home_of(article)
            if article.original_id and not home:
                continue
            with kept_on_row(article, now), transaction.atomic():
                before = article.story_id
                place(article, home, now)
                advance(article, Article.Stage.GROUPED, now, ("story", "signals", "centrality"))
                left = bring_copies(article) if article.pk in followed else set()
                concerned |= {story for story in (before, article.story_id, *left) if story}
            decided += 1
        recount(*concerned)
    return decided


def home_of(article: Article) -> int | None:
    """The story of a copy's original as the database has it now: it may have got it a moment ago."""
    if article.original_id is None:
        return None
    return Article.objects.values_list("story", flat=True).get(pk=article.original_id)


def place(article: Article, home: int | None, now: datetime) -> None:
    """Set the article's story: an older decision stays, a copy follows, others are decided."""
    if article.original_id:
        article.story_id = home
        return
    window = window_at(article.published, now)
    vector = window.vector_of(article.pk)
    if article.story_id is None:
        decision = assign(candidate(article), neighbours(window, article, vector), weights(window.model))
        if isinstance(decision, Join):
            article.story_id = decision.story
            article.signals = {name: round(value, 3) for name, value in decision.signals.items()}
        else:
            article.story = Story.objects.create(began=article.published, updated=article.published)
            article.centrality = 1.0  # it is all there is, as the second look would find too
    take_in(article.pk, article.published, vector)


def bring_copies(article: Article) -> set[int | None]:
    """Copies that were decided before their original came follow it. Returns the stories they leave."""
    rows = Article.objects.filter(original=article, story__isnull=False).exclude(story=article.story_id)
    left = dict(rows.values_list("pk", "story"))
    if left:
        rows.update(story=article.story_id)
    return set(left.values())


def candidate(article: Article) -> Candidate:
    """The article as the engine's rule sees it."""
    return Candidate(article.published, article.language, trace=unpacked(bytes(article.trace)), form=article.form)


def neighbours(window: Window, article: Article, vector: NDArray[np.float32]) -> list[Neighbour]:
    """Decided articles near a vector."""
    near = window.near(vector, NEAR, article.published, MOST + 1)
    return [
        Neighbour(e.article, e.story, cosine, e.published, e.language, trace=unpacked(bytes(e.trace)), form=e.form)
        for e, cosine in near
        if e.story is not None and e.article != article.pk
    ][:MOST]
