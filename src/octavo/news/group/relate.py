"""Related articles as rows. A better one that arrives later finds its way into older lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.engine.related import Other, Related, Subject, related
from octavo.news.group.order import in_order
from octavo.news.group.recent import recent_window
from octavo.news.group.window import Entry, Window
from octavo.news.models import Article, Relation
from octavo.news.rows import advance, kept_on_row

NEAR = 0.15  # cosine from which an article is looked at
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{3,}(?: [A-ZÀ-Þ][\w'’-]+)*")


def relate_pending(limit: int, now: datetime) -> int:
    """Choose related articles for those that have their story. Returns how many lists were made."""
    articles = list(in_order(Article.Stage.GROUPED, now).select_related("version")[:limit])
    if not articles:
        return 0
    window = recent_window(now)
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            kin = family(article)
            near = [
                pair
                for pair in window.near(window.vector_of(article.original_id or article.pk), NEAR)
                if pair[0].article not in kin
            ]
            new = not article.relations.exists()
            keep(article, choose(article, near))
            advance(article, Article.Stage.RELATED, now)
            if new:
                ask_again([entry.article for entry, _ in near if entry.article != article.pk], now)
    return len(articles)


def family(article: Article) -> set[int]:
    """The article, its original and the copies of both: none of them is news beside it."""
    root = article.original_id or article.pk
    return {article.pk, root, *Article.objects.filter(original=root).values_list("pk", flat=True)}


def choose(article: Article, near: Sequence[tuple[Entry, float]]) -> list[Related]:
    """Ask the engine, with the names that headline and lead share."""
    subject = Subject(article.story_id, article.publisher_id, article.published, article.language, names_of(article))
    shown = {a.pk: a for a in Article.objects.filter(pk__in=[entry.article for entry, _ in near[:80]], original=None)}
    others = [
        Other(e.article, e.story, e.publisher, e.published, e.language, cosine, names_of(shown[e.article]))
        for e, cosine in near
        if e.article in shown
    ]
    return related(subject, others)


def names_of(article: Article) -> frozenset[str]:
    """Capitalised names in the lead: a light stand-in where the script has capitals."""
    lead = f"{article.lead}"
    return frozenset(match.group() for match in _NAME.finditer(lead) if match.start() > 0)


def keep(article: Article, chosen: Sequence[Related]) -> None:
    """Put the list in place of the older one."""
    article.relations.all().delete()
    Relation.objects.bulk_create(
        Relation(
            article=article, other_id=found.key, rank=rank, score=found.score,
            reasons=[[code, list(words)] for code, words in found.reasons],
        )
        for rank, found in enumerate(chosen, 1)
    )  # fmt: skip


def ask_again(articles: Sequence[int], now: datetime) -> None:
    """Older neighbours make their lists anew, for the newcomer may belong in them."""
    settled = (Article.Stage.RELATED, Article.Stage.READY)
    Article.objects.filter(pk__in=articles, stage__in=settled).update(stage=Article.Stage.GROUPED, due_at=now)
