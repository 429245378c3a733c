"""Fold copies under their original. A fold is a row: nothing is deleted, and it can be undone."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from octavo.engine.copies import Carrier, original_of, same_text
from octavo.engine.text import shingles
from octavo.news.group.order import in_order
from octavo.news.group.recent import leave_out
from octavo.news.models import Article, Shingle
from octavo.news.rows import advance, kept_on_row

WINDOW = timedelta(days=10)  # a text is carried within days, or it is another matter
CANDIDATES = 6
SHARED = 2  # sampled fingerprints two texts must share to be compared


def fold_pending(limit: int, now: datetime) -> int:
    """Compare extracted articles with those before them. Returns how many were compared."""
    articles = list(in_order(Article.Stage.EXTRACTED, now).select_related("version")[:limit])
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            family = carriers_of(article)
            if family:
                fold(article, family, now)
            else:
                article.original = None  # an edit may have made a copy a text of its own
            advance(article, Article.Stage.FOLDED, now, ("original",))
    return len(articles)


def carriers_of(article: Article) -> list[Article]:
    """Articles whose text is this one's, of the same language and about the same days."""
    words = shingles(article.version.text) if article.version else set()
    return [other for other in candidates(article) if other.version and same_text(words, shingles(other.version.text))]


def candidates(article: Article) -> list[Article]:
    """The articles that share most sampled fingerprints with this one."""
    values = list(article.shingles.values_list("value", flat=True))
    shared = Counter(
        Shingle.objects.filter(
            value__in=values,
            article__published__range=(article.published - WINDOW, article.published + WINDOW),
            article__stage__gt=Article.Stage.EXTRACTED,
            article__language=article.language,
        )
        .exclude(article=article)
        .exclude(article__stage=Article.Stage.PARKED)
        .values_list("article", flat=True)
    )
    keys = [key for key, count in shared.most_common(CANDIDATES) if count >= SHARED]
    return list(Article.objects.filter(pk__in=keys).select_related("version", "publisher"))


def fold(article: Article, alike: list[Article], now: datetime) -> None:
    """Choose the original among all who carry the text, and point the others at it."""
    roots = {other.original_id or other.pk for other in alike}
    family = {
        other.pk: other
        for other in Article.objects.filter(Q(pk__in=roots) | Q(original__in=roots)).select_related("publisher")
        if other.stage != Article.Stage.PARKED
    }
    family[article.pk] = article
    original = original_of([carrier(member) for member in family.values()]).key
    for member in family.values():
        target = None if member.pk == original else original
        if member.original_id != target:
            point(member, target, now)
            if member is not article:
                member.save(update_fields=["original", "stage", "due_at"])


def point(member: Article, original: int | None, now: datetime) -> None:
    """Make a member of the family a copy, or the original, which has a vector of its own; the caller saves the row."""
    member.original_id = original
    if original is not None:
        leave_out(member.pk)
    elif member.stage > Article.Stage.FOLDED:
        member.stage, member.due_at = Article.Stage.FOLDED, now


def carrier(article: Article) -> Carrier:
    """The article as the engine's rule sees it."""
    agency = article.publisher.agency
    return Carrier(article.pk, article.url, article.published, article.agency, is_agency=bool(agency))
