"""Related articles as rows. A better one that arrives later finds its way into older lists.

An article makes its own list once, and is then offered to every older list that would take it. Nothing is sent
back through the stage for that, so the work ends: a list that cannot be filled asks nobody again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, Prefetch, Q

from octavo.engine.related import LEAST, LIMIT, Other, Related, Subject, reasons, related, worth
from octavo.news.group.order import in_order
from octavo.news.group.recent import window_at
from octavo.news.models import Article, Relation
from octavo.news.rows import advance, kept_on_row

NEAR = 0.2  # cosine from which an article is looked at: what is further is no help even to its own story
SETTLED = (Article.Stage.RELATED, Article.Stage.READY)
SEEN = ("story", "publisher", "published", "language")  # what the rule looks at
OWN_HOUSE = 0.1  # a copy's list is judged by its own house and language: so much may the worth differ
CLOSE = 0.0002  # two scores are one
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{3,}(?: [A-ZÀ-Þ][\w'’-]+)*")

Reasons = Sequence[Any]  # pairs of a code and its words, from the engine or from a row


def relate_pending(limit: int, now: datetime) -> int:
    """Choose related articles for those that have their story. Returns how many lists were made."""
    articles = list(in_order(Article.Stage.GROUPED, now)[:limit])
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            others = list_anew(article, now)
            if article.original_id is None:
                offer(article, others, now)
            advance(article, Article.Stage.RELATED, now)
    return len(articles)


def list_anew(article: Article, now: datetime) -> list[Other]:
    """Make the article's list from all that is near. Returns what was near."""
    kin = family(article)
    window = window_at(article.published, now)
    near = window.near(window.vector_of(article.original_id or article.pk), NEAR, article.published)
    others = [
        Other(e.article, e.story, e.publisher, e.published, e.language, cosine, frozenset())
        for e, cosine in near
        if e.story is not None and e.article not in kin
    ]
    chosen = related(subject_of(article), others)
    keep(article, chosen, why(article, [other for other in others if other.key in {one.key for one in chosen}]))
    return others


def family(article: Article) -> set[int]:
    """The article, its original and the copies of both: none of them is news beside it."""
    root = article.original_id or article.pk
    return {article.pk, root, *Article.objects.filter(original=root).values_list("pk", flat=True)}


def offer(article: Article, others: Sequence[Other], now: datetime) -> None:
    """Put an article into the settled lists that would take it, and bring those that hold it up to date."""
    cosines = {other.key: other.cosine for other in others}
    held, stale = holders(article)
    takers = []
    for pk, original, listed, least, subject in settled(article, others):
        gain = round(worth(subject, other_of(article, cosines[original or pk])), 4)
        if pk in held:
            stale |= {pk} if abs(held.pop(pk) - gain) > CLOSE else set()
        elif gain >= LEAST and (listed < LIMIT or gain >= least):
            takers.append(pk)
    for holder in Article.objects.filter(pk__in=stale | set(held), stage__in=SETTLED).order_by("pk"):
        list_anew(holder, now)  # something leaves the list: only a look at all can fill the place
    for holder in with_lists(set(takers) - stale):
        insert(holder, other_of(article, cosines[holder.original_id or holder.pk]), article.lead)


def holders(article: Article) -> tuple[dict[int, float], set[int]]:
    """Whose lists hold the article, with its score there; and whose hold a copy of it, which they should not."""
    rows = Relation.objects.filter(Q(other=article) | Q(other__original=article)).values_list(
        "article", "other", "score"
    )
    found = list(rows)
    held = {key: score for key, other, score in found if other == article.pk}
    return held, {key for key, other, _ in found if other != article.pk}


def settled(article: Article, others: Sequence[Other]) -> Iterable[tuple[int, int, int, float, Subject]]:
    """The articles near this one whose list is made, copies too: key, original, length and least score of the list."""
    mine = subject_of(article)
    worths = [(worth(mine, other), other.key) for other in others]
    near = [key for gain, key in worths if gain >= LEAST - CLOSE]  # worth to each other is the same
    copied = [key for gain, key in worths if gain >= LEAST - OWN_HOUSE]
    rows = Article.objects.filter(Q(pk__in=near) | Q(original__in=copied), stage__in=SETTLED)
    rows = rows.exclude(original=article.pk)
    listed = rows.values_list("pk", "original", *SEEN).annotate(Count("relations"), Min("relations__score"))
    for pk, original, story, publisher, published, language, count, least in listed:
        yield pk, original, count, least, Subject(story, publisher, published, language, frozenset())


def with_lists(keys: Iterable[int]) -> Iterable[Article]:
    """These articles with their lists."""
    rows = Relation.objects.select_related("other").only(
        "article", "other", "rank", "score", "reasons", *(f"other__{name}" for name in SEEN)
    )
    articles = Article.objects.filter(pk__in=keys).only(*SEEN, "original", "lead").order_by("pk")
    return articles.prefetch_related(Prefetch("relations", rows))


def insert(holder: Article, new: Other, lead: str) -> None:
    """Put a newcomer into a list. What is dropped for it would not come back: the rule is greedy."""
    rows = list(holder.relations.all())
    listed = [listed_other(holder, row) for row in rows]
    chosen = related(subject_of(holder), [*listed, new])
    if any(one.key == new.key for one in chosen):
        known = {row.other_id: row.reasons for row in rows}
        mine = replace(subject_of(holder), names=names_of(holder.lead))
        keep(holder, chosen, known | {new.key: reasons(mine, replace(new, names=names_of(lead)))})


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


def why(article: Article, others: Sequence[Other]) -> dict[int, Reasons]:
    """The reasons of each other. For these the names are looked up, and for no more."""
    leads = dict(Article.objects.filter(pk__in=[other.key for other in others]).values_list("pk", "lead"))
    mine = replace(subject_of(article), names=names_of(article.lead))
    return {other.key: reasons(mine, replace(other, names=names_of(leads[other.key]))) for other in others}


def keep(article: Article, chosen: Sequence[Related], because: Mapping[int, Reasons]) -> None:
    """Put the list in place of the older one."""
    article.relations.all().delete()
    Relation.objects.bulk_create(
        Relation(
            article=article, other_id=found.key, rank=rank, score=found.score,
            reasons=[[code, list(words)] for code, words in because[found.key]],
        )
        for rank, found in enumerate(chosen, 1)
    )  # fmt: skip
