"""Related articles as rows. A better one that arrives later finds its way into older lists.

The lists are what they would be if all were made anew from the rows as they are, in whatever order articles came. Some
articles at a time get their own list; then every older list that one of them may concern is looked at, and made anew
where it would take one in, or holds one that is not what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from octavo.engine.errors import ModelUnavailable
from octavo.engine.related import CLOSE, LEAST, Other, Reason, beaten, related, takes, worth
from octavo.news.group.kin import Kin, Row
from octavo.news.group.order import in_order, pass_on
from octavo.news.group.reasons import Listing, with_reasons
from octavo.news.models import Article, Relation
from octavo.news.rows import advance, kept_on_row

AT_ONCE = 20  # articles a transaction
UNLISTED = (Article.Stage.GROUPED, Article.Stage.PARKED)  # makes its list soon, or never

Entry = tuple[int, int, float, list[Reason]]  # other, rank, score, reasons


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles that are related, and what is known around them."""

    keys: Collection[int]
    gone: Collection[int]  # what no list should hold as it does: copies, and those of the keys that come again
    kin: Kin
    lists: Mapping[int, list[Entry]]  # as they are stored

    @property
    def new(self) -> list[Row]:
        """The articles of the batch that may stand in lists."""
        return [row for key in self.keys if (row := self.kin.rows[key]).original is None]


def relate_pending(limit: int, now: datetime) -> int:
    """Choose related articles for those that have their story. Returns how many lists were made."""
    articles = list(in_order(Article.Stage.GROUPED, now)[:limit])
    for start in range(0, len(articles), AT_ONCE):
        batch = articles[start : start + AT_ONCE]
        try:
            with transaction.atomic():
                relate([article.pk for article in batch], now)
                pass_on([article.pk for article in batch], Article.Stage.RELATED, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # noqa: BLE001 - whose fault it is shows when each is taken alone
            for article in batch:
                with kept_on_row(article, now), transaction.atomic():
                    relate([article.pk], now)
                    advance(article, Article.Stage.RELATED, now)
    return len(articles)


def relate(keys: Sequence[int], now: datetime) -> None:
    """Make the lists of these articles, and bring all others up to date that one of them concerns."""
    kin = Kin(now)
    kin.learn(keys)
    copies = set(Article.objects.filter(original__in=keys).values_list("pk", flat=True)).difference(keys)
    held = Relation.objects.filter(other__in=[*keys, *copies]).values_list("article", flat=True)
    coming = owners(kin, frozenset(keys))
    concerned = {*coming, *copies, *held}.difference(keys)
    lists = lists_of([*keys, *concerned])
    again = frozenset(lists.keys() & set(keys)) | copies
    batch = Batch(frozenset(keys), again | {key for key in keys if kin.rows[key].original}, kin, lists)
    kin.read({*concerned, *(entry[0] for entries in lists.values() for entry in entries)})
    kin.read(kin.rows[key].root for key in concerned if key in kin.rows)
    listed = sorted(key for key in concerned if makes_lists(kin.rows.get(key)))
    stale = [key for key in listed if key in copies or made_anew(batch, key, coming.get(key, frozenset()))]
    kin.learn(stale)
    listings = [listing(batch, key) for key in (*keys, *stale)]
    with_reasons(listings)
    keep(listings, lists)


def makes_lists(row: Row | None) -> bool:
    """Whether the article should have a list by now, and is not about to make one."""
    return row is not None and row.story is not None and row.stage not in UNLISTED


def owners(kin: Kin, keys: Collection[int]) -> Mapping[int, Collection[int]]:
    """Articles in whose lists some of these could stand, in their stories or by what they mean; and which of these."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    near: defaultdict[int, set[int]] = defaultdict(set)
    for row in map(kin.rows.__getitem__, keys):
        if row.original is None:
            for one in kin.near.get(row.pk, ()):
                near[one].add(row.pk)
            for other in kin.kindred(row):
                if row in kin.circle(other):
                    found[other.pk].add(row.pk)
    for one, those in near.items():
        found[one] |= those
    for copy, root in Article.objects.filter(original__in=list(near)).values_list("pk", "original"):
        found[copy] |= near[root or 0]
    return found


def made_anew(batch: Batch, key: int, coming: Collection[int]) -> bool:
    """Whether a list must be made anew: it would take in one that comes, or holds what is not what it was."""
    kin, row = batch.kin, batch.kin.rows[key]
    held = {other: score for other, _, score, _ in batch.lists.get(key, [])}
    if held.keys() & batch.gone:
        return True
    doubtful = (held.keys() & batch.keys) | kin.pushed_out(row, held)
    new = set(coming) - held.keys() - {row.original, key}
    try:
        others = {one.key: one for one in kin.others(key, doubtful | new)}
    except ModelUnavailable:
        return False  # its vector is on the way, and it with it
    if any(other not in others or moved(kin, row, others[other], held[other]) for other in doubtful):
        return True
    subject = kin.subject(key)
    worthy = {one: worth(subject, others[one]) for one in new & others.keys()}
    worthy = {one: gain for one, gain in worthy.items() if gain >= LEAST - CLOSE}
    bare = [(score, kin.bare(other)) for other, score in held.items()]
    if not worthy or beaten(subject, bare, [(gain, others[one]) for one, gain in worthy.items()]):
        return False
    whole = {one.key: one for one in kin.others(key, held)}
    listed = [(score, whole[other]) for other, score in held.items() if other in whole]
    return takes(subject, listed, [others[one] for one in worthy])


def moved(kin: Kin, row: Row, other: Other, score: float) -> bool:
    """Whether an article in a list is no longer worth what stands there, or no longer near enough in time."""
    return abs(worth(kin.subject(row.pk), other) - score) > CLOSE or not kin.still_near(row, other)


def listing(batch: Batch, key: int) -> Listing:
    """An article's list as it is to be. Reasons that stand are kept, unless they tell of what was looked at again."""
    subject = batch.kin.subject(key)
    entries = [] if key in batch.keys else batch.lists.get(key, [])
    known = {other: why for other, _, _, why in entries if other not in batch.keys}
    return Listing(key, subject, related(subject, batch.kin.others(key)), known)


def lists_of(keys: Iterable[int]) -> dict[int, list[Entry]]:
    """The lists of these articles, of those that have one."""
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    rows = Relation.objects.filter(article__in=list(keys)).order_by("article", "rank")
    for holder, other, rank, score, why in rows.values_list("article", "other", "rank", "score", "reasons"):
        found[holder].append((other, rank, score, [(code, tuple(words)) for code, words in why]))
    return dict(found)


def keep(listings: Sequence[Listing], before: Mapping[int, list[Entry]]) -> None:
    """Put the lists in place of the older ones, where they differ."""
    now = {
        listing.article: [(one.key, rank, one.score, list(one.reasons)) for rank, one in enumerate(listing.chosen, 1)]
        for listing in listings
    }
    changed = {key: entries for key, entries in now.items() if entries != before.get(key, [])}
    Relation.objects.filter(article__in=[key for key in changed if key in before]).delete()
    Relation.objects.bulk_create(
        Relation(
            article_id=key, other_id=other, rank=rank, score=score,
            reasons=[[code, list(words)] for code, words in why],
        )
        for key, entries in changed.items()
        for other, rank, score, why in entries
    )  # fmt: skip
