"""Fold copies under their original. A fold is a row: nothing is deleted, and it can be undone.

Copies and their original are a family, a star: every copy points at the original. What a person said of two
articles (``octavo.news.models.Verdict``) goes before all the rules here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from octavo.engine.copies import (
    Candidates,
    Carrier,
    Fingerprint,
    Overlap,
    candidates,
    habits,
    is_round_up,
    original_of,
    overlap,
    same_text,
    unpack,
)
from octavo.engine.copies.candidates import HABIT, OWN
from octavo.engine.copies.fingerprints import NONE, NOTHING
from octavo.news.group import fingerprints
from octavo.news.group.order import in_order
from octavo.news.group.recent import leave_out
from octavo.news.models import Article, Verdict
from octavo.news.rows import advance, kept_on_row

OTHER = ("pk", "publisher", "published", "url", "form", "original", "original__publisher")
Families = Mapping[int, Sequence[Article]]  # by the key of the original


def fold_pending(limit: int, now: datetime) -> int:
    """Compare extracted articles with those before them. Returns how many were compared."""
    articles = list(in_order(Article.Stage.EXTRACTED, now).select_related("provenance")[:limit])
    again = decided_before(articles)
    for article in articles:
        with kept_on_row(article, now), transaction.atomic():
            if article.pk in again:
                leave(article, now)
            decide(article, now)
            advance(article, Article.Stage.FOLDED, now, ("original",))
    return len(articles)


def decided_before(articles: Sequence[Article]) -> set[int]:
    """Those that were looked at before: copies, originals, and what has a sample laid out."""
    keys = [article.pk for article in articles]
    followed = set(Article.objects.filter(original__in=keys).values_list("original_id", flat=True)) - {None}
    followers = (article.pk for article in articles if article.original_id)
    return {*followed, *followers, *fingerprints.laid_out(keys)}


def leave(article: Article, now: datetime) -> None:
    """Take an article out of its family, before it is decided again. Those who stay have an original among them."""
    rest = [member for member in family_of(article) if member.pk != article.pk]
    article.original = None
    fingerprints.take_up(article)
    if rest:
        gather(rest, now)
        fingerprints.lay_out_again(rest)


def decide(article: Article, now: datetime) -> None:
    """Fold an article that has no family with those who carry its text, or let it stand for itself.

    The caller saves its row.
    """
    said = getattr(article, "provenance", None)
    text = unpack(bytes(said.fingerprint)) if said else NOTHING
    hits = fingerprints.hits(article, text)
    near = candidates(hits, article.publisher_id)
    families = chosen(article, permitted(article, alike(article, text, near)))
    kin = [member for family in families.values() for member in family]
    if kin:
        gather([article, *kin], now)
    fingerprints.lay_out(article, text, near.common | {hit.value for hit in hits if hit.family in families})


class Other(NamedTuple):
    """What of an article counts here: the columns of OTHER."""

    pk: int
    publisher: int
    published: datetime
    url: str
    form: str
    original: int | None
    original_publisher: int | None


def alike(article: Article, text: Fingerprint, near: Candidates) -> list[Other]:
    """Articles that carry the text, the nearest first.

    Where the original that such a one points at is of the article's own publisher, it must be the same too: an
    agency's next report has much of its last one.
    """
    if not near.others:
        return []
    others = [Other(*row) for row in Article.objects.filter(pk__in=near.others).values_list(*OTHER)]
    roots = {other.original for other in others if other.original_publisher == article.publisher_id and other.original}
    own = {*near.own, *carried_before(article, others)}
    known = fingerprints.texts({*near.others, *own, *roots})
    aside = habits(text, [known[key] for key in sorted(own)])
    mixed = is_round_up(text, [known[key] for key in heads(others)], aside)

    def found(other: Other) -> Overlap | None:
        theirs = known[other.pk]
        exact = mixed or strict(article, other)
        grown = (theirs.size > text.size) == (other.published > article.published)
        shared = overlap(text, theirs, NONE if exact else aside)
        return shared if same_text(shared, strict=exact, grown=grown) else None

    barred = {root for root in roots if not same_text(overlap(text, known[root]), strict=True)}
    same = [(shared, other) for other in others if other.original not in barred and (shared := found(other))]
    same.sort(key=lambda pair: (-pair[0].alike, -pair[0].contained, pair[1].published, pair[1].url))
    return [other for _, other in same]


def carried_before(article: Article, others: Iterable[Other]) -> list[int]:
    """Earlier copies by the same publisher in the families of others, whose hashes are laid out under other keys.

    What such a one has in common with the article is the publisher's habit, or they would be of one day.
    """
    families = {other.original or other.pk for other in others}
    rows = Article.objects.filter(original__in=families).values_list("published", "url", "pk", "publisher")
    until = article.published - HABIT
    kept = sorted((row for row in rows if row[3] == article.publisher_id and row[0] <= until), reverse=True)[:OWN]
    return [key for _, _, key, _ in kept]


def strict(article: Article, other: Other) -> bool:
    """Whether two articles must be the same to the letter: of one publisher, or one of them a page of routine."""
    return article.publisher_id == other.publisher or bool(article.form) or bool(other.form)


def heads(others: Sequence[Other]) -> list[int]:
    """One article of each family."""
    return list({other.original or other.pk: other.pk for other in others}.values())


def permitted(article: Article, same: Iterable[Other]) -> Families:
    """The families of those who carry the text, but for those of which a person said that it is not theirs."""
    families: dict[int, list[Article]] = {other.original or other.pk: [] for other in same}
    if families:
        for member in members(list(families)):
            if member.pk != article.pk:
                families[member.original_id or member.pk].append(member)
    barred = parted([article.pk]) if families else set()
    return {root: kin for root, kin in families.items() if barred.isdisjoint(member.pk for member in kin)}


def chosen(article: Article, families: Families) -> Families:
    """The family nearest to the article, and others too where the article turns out to be the original of all.

    One text between two families does not make them one: it may be half of each.
    """
    roots = list(families)
    taken = {root: families[root] for root in roots[:1]}
    for root in roots[1:]:
        kin = [member for family in (*taken.values(), families[root]) for member in family]
        mine = original_of([carrier(member) for member in (article, *kin)]).key == article.pk
        if mine and parted(member.pk for member in families[root]).isdisjoint(member.pk for member in kin):
            taken[root] = families[root]
    return taken


def gather(family: Sequence[Article], now: datetime) -> Article:
    """Choose the original of a family and point the others at it. Returns the original."""
    original = original_of([carrier(member) for member in family]).key
    for member in family:
        point(member, None if member.pk == original else original, now)
    return next(member for member in family if member.pk == original)


def point(member: Article, original: int | None, now: datetime) -> None:
    """Make a member of a family a copy, or the original, which has a vector of its own."""
    if member.original_id == original:
        return
    member.original_id = original
    if original is not None:
        leave_out(member.pk)
    elif member.stage > Article.Stage.FOLDED:
        member.stage, member.due_at = Article.Stage.FOLDED, now
    member.save(update_fields=["original", "stage", "due_at"])


def family_of(article: Article) -> list[Article]:
    """The article with its original and all copies of that; alone where it has neither."""
    return members([article.original_id or article.pk])


def members(roots: Sequence[int]) -> list[Article]:
    """Originals and their copies in the order of publication, those set aside left out.

    Asked for apart and sorted here: of one question for both, sorted, SQLite makes a walk over all articles.
    """
    rows = Article.objects.exclude(stage=Article.Stage.PARKED).select_related("publisher", "provenance").order_by()
    found = [*rows.filter(pk__in=roots), *rows.filter(original__in=roots)]
    return sorted(found, key=lambda member: (member.published, member.url))


def parted(articles: Iterable[int]) -> set[int]:
    """Articles of which a person said that they are no copies of one of these, nor these of them."""
    keys = list(articles)
    said = Verdict.objects.filter(Q(article__in=keys) | Q(other__in=keys), kind=Verdict.Kind.NOT_COPY)
    return {key for pair in said.values_list("article", "other") for key in pair} - set(keys)


def carrier(article: Article) -> Carrier:
    """The article as the engine's rule sees it."""
    publisher = article.publisher
    said = getattr(article, "provenance", None)
    return Carrier(
        article.pk, article.url, article.published, article.agency, is_agency=bool(publisher.agency),
        dateline=bool(said and said.dateline), first_at=said.first_at if said else "",
        names=(publisher.name, publisher.short, publisher.host, publisher.agency),
    )  # fmt: skip
