"""Related articles as rows. A better one that arrives later finds its way into older lists.

An article makes its own list once, and is then offered to every older list that would take it. Nothing is sent
back through the stage for that, so the work ends: a list that cannot be filled asks nobody again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q

from octavo.engine.related import LEAST, LIMIT, Other, Related, Subject, reasons, related, worth
from octavo.news.group.order import in_order
from octavo.news.group.recent import recent_window
from octavo.news.group.window import Window
from octavo.news.models import Article, Relation
from octavo.news.rows import advance, kept_on_row

NEAR = 0.2  # cosine from which an article is looked at: what is further is no help even to its own story
SETTLED = (Article.Stage.RELATED, Article.Stage.READY)
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{3,}(?: [A-ZÀ-Þ][\w'’-]+)*")


def relate_pending(limit: int, now: datetime) -> int:
    """Choose related articles for those that have their story. Returns how many lists were made."""
    articles = list(in_order(Article.Stage.GROUPED, now)[:limit])
    window = recent_window(now) if articles else None
    for article in articles:
        if window is None:
            break
        with kept_on_row(article, now), transaction.atomic():
            others = list_anew(article, window)
            if article.original_id is None:
                offer(article, others, window)
            advance(article, Article.Stage.RELATED, now)
    return len(articles)


def list_anew(article: Article, window: Window) -> list[Other]:
    """Make the article's list from all that is near. Returns what was near."""
    kin = family(article)
    near = window.near(window.vector_of(article.original_id or article.pk), NEAR)
    others = [
        Other(e.article, e.story, e.publisher, e.published, e.language, cosine, frozenset())
        for e, cosine in near
        if e.story is not None and e.article not in kin
    ]
    keep(article, related(subject_of(article), others), others)
    return others


def family(article: Article) -> set[int]:
    """The article, its original and the copies of both: none of them is news beside it."""
    root = article.original_id or article.pk
    return {article.pk, root, *Article.objects.filter(original=root).values_list("pk", flat=True)}


def offer(article: Article, others: Sequence[Other], window: Window) -> None:
    """Put an article into the settled lists that would take it, and bring those that hold it up to date."""
    mine = subject_of(article)
    worths = {other.key: round(gain, 4) for other in others if (gain := worth(mine, other)) >= LEAST}
    cosines = {other.key: other.cosine for other in others}
    for holder in concerned(article, worths):
        listed = list(holder.relations.all())
        if any(row.other_id == article.pk or row.other.original_id is not None for row in listed):
            list_anew(holder, window)  # something left the list: only a look at all can fill the place
            continue
        known = [listed_other(holder, row) for row in listed]
        new = other_of(article, cosines[holder.original_id or holder.pk])
        keep(holder, related(subject_of(holder), [*known, new]), [*known, new])


def concerned(article: Article, worths: dict[int, float]) -> Iterable[Article]:
    """The settled articles, copies too, whose list holds this one or has room for something of its worth."""
    holds = Relation.objects.filter(article=OuterRef("pk"), other=article)
    near = Q(pk__in=list(worths)) | Q(original__in=list(worths)) | Q(Exists(holds))
    rows = Article.objects.filter(near, stage__in=SETTLED).exclude(Q(pk=article.pk) | Q(original=article.pk))
    counted = rows.annotate(holds=Exists(holds), listed=Count("relations"), least=Min("relations__score"))
    few = [
        key
        for key, original, holds_it, listed, least in counted.values_list("pk", "original", "holds", "listed", "least")
        # A copy's list is judged by its own house: half the smallest bonus either way is looked at closely.
        if holds_it or listed < LIMIT or worths.get(original or key, 0.0) + bool(original) * 0.1 >= least
    ]
    return Article.objects.filter(pk__in=few).prefetch_related("relations__other").order_by("pk")


def listed_other(holder: Article, row: Relation) -> Other:
    """An article of a list, as near as the score on the row says it was."""
    there = other_of(row.other, 0.0)
    return replace(there, cosine=row.score - worth(subject_of(holder), there))


def other_of(article: Article, cosine: float) -> Other:
    """An article as the engine's rule sees it beside another."""
    return Other(
        article.pk, article.story_id, article.publisher_id, article.published, article.language, cosine, frozenset()
    )  # fmt: skip


def subject_of(article: Article) -> Subject:
    """An article as the engine's rule sees it when the list is its own."""
    return Subject(article.story_id, article.publisher_id, article.published, article.language, frozenset())


def names_of(lead: str) -> frozenset[str]:
    """Capitalised names in a lead: a light stand-in where the script has capitals."""
    return frozenset(match.group() for match in _NAME.finditer(lead) if match.start() > 0)


def keep(article: Article, chosen: Sequence[Related], others: Collection[Other]) -> None:
    """Put the list in place of the older one, each with its reasons: for these the names are looked up."""
    keys = {found.key for found in chosen}
    leads = dict(Article.objects.filter(pk__in=keys).values_list("pk", "lead"))
    known = {other.key: replace(other, names=names_of(leads[other.key])) for other in others if other.key in keys}
    mine = replace(subject_of(article), names=names_of(article.lead))
    article.relations.all().delete()
    Relation.objects.bulk_create(
        Relation(
            article=article, other_id=found.key, rank=rank, score=found.score,
            reasons=[[code, list(words)] for code, words in reasons(mine, known[found.key])],
        )
        for rank, found in enumerate(chosen, 1)
    )  # fmt: skip
