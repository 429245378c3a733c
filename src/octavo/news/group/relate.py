"""Related articles as rows. A better one that arrives later finds its way into older lists.

An article makes its own list once, and is then offered to every older list that would take it. Nothing is sent
back through the stage for that, so the work ends: a list that cannot be filled asks nobody again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min

from octavo.engine.related import LEAST, LIMIT, Other, Reason, Subject, nearness, related, same_story, worth
from octavo.news.group.kin import OF_OTHER, nearby, other_of, subject_of
from octavo.news.group.order import in_order
from octavo.news.group.reasons import Listing, with_reasons
from octavo.news.models import Article, Relation
from octavo.news.rows import advance, kept_on_row

SETTLED = (Article.Stage.RELATED, Article.Stage.READY)
OWN_HOUSE = 0.1  # a copy's list is judged by its own house and day: so much may the worth differ
CLOSE = 0.0002  # two scores are one
BETTER = 0.02  # by which a newcomer of the story must beat the last of a full list, or lists would never rest


@dataclass(slots=True)
class Settled:
    """An article whose list is made: how many are in it, and the least score there."""

    article: int
    original: int | None
    subject: Subject
    count: int
    least: float | None

    def takes(self, new: Other) -> bool:
        """True when the newcomer may have a place here."""
        gain = round(worth(self.subject, new), 4)
        full = self.count >= LIMIT and gain < (self.least or 0.0) + BETTER
        return gain >= LEAST and not (full and same_story(self.subject, new))


def relate_pending(limit: int, now: datetime) -> int:
    """Choose related articles for those that have their story. Returns how many lists were made."""
    articles = list(in_order(Article.Stage.GROUPED, now).select_related("story")[:limit])
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            others = nearby(article, now)
            mine = subject_of(article)
            listings = [Listing(article.pk, mine, related(mine, others))]
            if article.original_id is None:
                listings += offered(article, others, now)
            with_reasons(listings)
            keep(listings)
            advance(article, Article.Stage.RELATED, now)
    return len(articles)


def offered(article: Article, others: Sequence[Other], now: datetime) -> Iterator[Listing]:
    """The settled lists that would take the article, or hold what is out of date, as they are to be."""
    nearest = {other.key: nearness(other.cosine, other.shared, days=0) for other in others}
    held, stale = holders(article)
    takers: dict[int, tuple[Subject, Other]] = {}
    for one in settled(article, others):
        new = other_of(article, nearest[one.original or one.article])
        if one.article in held:
            stale |= {one.article} if abs(held.pop(one.article) - worth(one.subject, new)) > CLOSE else set()
        elif one.takes(new):
            takers[one.article] = (one.subject, new)
    anew = stale | set(held)  # something leaves these lists: only a look at all can fill the place
    yield from with_newcomer({pk: both for pk, both in takers.items() if pk not in anew})
    if anew:
        rows = Article.objects.filter(pk__in=anew, stage__in=SETTLED).select_related("story").order_by("pk")
        for holder in rows:
            mine = subject_of(holder)
            yield Listing(holder.pk, mine, related(mine, nearby(holder, now)))


def holders(article: Article) -> tuple[dict[int, float], set[int]]:
    """Whose lists hold the article, with its score there; and whose hold a copy of it, which they should not."""
    copies = Article.objects.filter(original=article).values_list("pk", flat=True)
    rows = Relation.objects.filter(other__in=[article.pk, *copies]).values_list("article", "other", "score")
    found = list(rows)
    held = {key: score for key, other, score in found if other == article.pk}
    return held, {key for key, other, _ in found if other != article.pk}


def settled(article: Article, others: Sequence[Other]) -> Iterator[Settled]:
    """The articles near this one whose list is made, copies too."""
    mine = subject_of(article)
    worths = [(worth(mine, other), other.key) for other in others]
    near = [key for gain, key in worths if gain >= LEAST - CLOSE]  # worth to each other is the same
    copied = [key for gain, key in worths if gain >= LEAST - OWN_HOUSE]
    copies = Article.objects.filter(original__in=copied).values_list("pk", flat=True) if copied else ()
    rows = Article.objects.filter(pk__in=[*near, *copies], stage__in=SETTLED).exclude(original=article.pk)
    columns = rows.order_by("pk").values_list("pk", "original", *OF_OTHER)
    listed = columns.annotate(count=Count("relations"), least=Min("relations__score"))
    for pk, original, story, line, publisher, published, language, count, least in listed if near or copies else ():
        yield Settled(pk, original, Subject(story, publisher, published, language, storyline=line), count, least)


def with_newcomer(takers: Mapping[int, tuple[Subject, Other]]) -> Iterator[Listing]:
    """The lists with the newcomer where it takes a place. What drops out for it would not come back."""
    lists = lists_of(takers)
    for holder, (subject, new) in takers.items():
        listed = [
            (replace(other, cosine=score - worth(subject, other)), why) for score, why, other in lists.get(holder, ())
        ]
        chosen = related(subject, [*(other for other, _ in listed), new])
        if any(one.key == new.key for one in chosen):
            yield Listing(holder, subject, chosen, {other.key: why for other, why in listed})


def lists_of(holders: Iterable[int]) -> dict[int, list[tuple[float, Sequence[Reason], Other]]]:
    """The lists of these articles: score, reasons, and the other as if it had no cosine."""
    found: defaultdict[int, list[tuple[float, Sequence[Reason], Other]]] = defaultdict(list)
    if not (keys := list(holders)):
        return found
    rows = Relation.objects.filter(article__in=keys).order_by("article", "rank")
    columns = rows.values_list("article", "score", "reasons", "other", *(f"other__{name}" for name in OF_OTHER))
    for holder, score, why, key, story, line, publisher, published, language in columns:
        other = Other(key, story, publisher, published, language, 0.0, storyline=line)
        found[holder].append((score, [(code, tuple(words)) for code, words in why], other))
    return found


def keep(listings: Sequence[Listing]) -> None:
    """Put the lists in place of the older ones."""
    Relation.objects.filter(article__in=[listing.article for listing in listings]).delete()
    Relation.objects.bulk_create(
        Relation(
            article_id=listing.article, other_id=found.key, rank=rank, score=found.score,
            reasons=[[code, list(words)] for code, words in found.reasons],
        )
        for listing in listings
        for rank, found in enumerate(listing.chosen, 1)
    )  # fmt: skip
