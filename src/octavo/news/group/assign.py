"""Put embedded articles into stories, in the order in which they were published."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from octavo.engine.stories import Candidate, Join, Neighbour, assign, weights
from octavo.news.group.counts import recount
from octavo.news.group.order import in_order
from octavo.news.group.recent import take_in, window_at
from octavo.news.group.window import Entry, Window, terms
from octavo.news.models import Article, Story
from octavo.news.rows import advance, kept_on_row

NEAR = 0.1  # cosine from which a neighbour is looked at
MOST = 60  # neighbours looked at


def group_pending(limit: int, now: datetime) -> int:
    """Decide stories, oldest first. Returns how many were decided.

    A copy goes where its original is, and waits for it.
    """
    articles = list(in_order(Article.Stage.EMBEDDED, now).select_related("original")[:limit])
    decided = 0
    for article in articles:
        if article.original_id and not original_of(article).story_id:
            continue
        with kept_on_row(article, now), transaction.atomic():
            concerned = {article.story_id}
            place(article, now)
            advance(article, Article.Stage.GROUPED, now, ("story", "signals"))
            concerned |= {article.story_id, *bring_copies(article)}
            for story in concerned:
                recount(story)
        decided += 1
    return decided


def original_of(article: Article) -> Article:
    """The original as it stands in the database now: it may have been decided a moment ago."""
    return Article.objects.only("story_id").get(copies=article)


def place(article: Article, now: datetime) -> None:
    """Set the article's story: an older decision stays, a copy follows, others are decided."""
    if article.original_id:
        article.story_id = original_of(article).story_id
        return
    entry = entry_of(article)
    window = window_at(article.published, now)
    vector = window.vector_of(article.pk)
    if article.story_id is None:
        decision = assign(candidate(article), neighbours(window, article, vector), weights(window.model))
        if isinstance(decision, Join):
            article.story_id = decision.story
            article.signals = {name: round(value, 3) for name, value in decision.signals.items()}
        else:
            article.story = Story.objects.create(began=article.published, updated=article.published)
    entry.story = article.story_id
    take_in(entry, vector)


def bring_copies(article: Article) -> set[int | None]:
    """Copies that were decided before their original came follow it. Returns the stories they leave."""
    rows = Article.objects.filter(original=article, story__isnull=False).exclude(story=article.story_id)
    left = dict(rows.values_list("pk", "story"))
    rows.update(story=article.story_id)
    return set(left.values())


def candidate(article: Article) -> Candidate:
    """The article as the engine's rule sees it."""
    return Candidate(article.published, article.language, terms(article.title, article.lead))


def neighbours(window: Window, article: Article, vector: NDArray[np.float32]) -> list[Neighbour]:
    """Decided articles near a vector."""
    decided = [
        (entry, entry.story, cosine)
        for entry, cosine in window.near(vector, NEAR, article.published)
        if entry.story is not None and entry.article != article.pk
    ][:MOST]
    words = window.terms_of([entry.article for entry, *_ in decided])
    return [
        Neighbour(e.article, story, cosine, e.published, e.language, words[e.article]) for e, story, cosine in decided
    ]


def entry_of(article: Article) -> Entry:
    """The article as the window keeps it."""
    return Entry(article.pk, article.story_id, article.published, article.language, article.publisher_id)
