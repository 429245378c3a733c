"""Which texts a new one is compared with: those that share sampled hashes that say something.

A hash that stands in many families of texts is a phrase of the trade, an owner's standing words or a form, and
says nothing. One that stands in the publisher's own earlier texts is its habit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(days=10)  # a text is carried within days, or it is another matter
SHARED = 2  # hashes that two texts must share to be compared
COMMON = 8  # families that may have a hash before it says nothing
FAMILIES = 6  # compared with, those that share most
MEMBERS = 2  # of each of them
OWN = 4  # earlier texts of the publisher that show its habits
HABIT = timedelta(hours=12)  # so much earlier they are, or they are the same news


@dataclass(frozen=True, slots=True)
class Hit:
    """A sampled hash of the new text that an article before it has too."""

    value: int
    article: int
    family: int  # the key of its original, its own where it is one
    publisher: int
    earlier: bool  # by HABIT and more


@dataclass(frozen=True, slots=True)
class Candidates:
    """What to look at more closely."""

    others: tuple[int, ...]  # articles that may carry the same text, the likeliest first
    own: tuple[int, ...]  # earlier ones of the same publisher, for its habits
    common: frozenset[int]  # hashes that say nothing


def candidates(hits: Iterable[Hit], publisher: int) -> Candidates:
    """The articles to compare a text with, by the hashes they share."""
    hits = list(hits)
    families: dict[int, set[int]] = defaultdict(set)
    for hit in hits:
        families[hit.value].add(hit.family)
    common = frozenset(value for value, kin in families.items() if len(kin) > COMMON)
    earlier = [hit for hit in hits if hit.publisher == publisher and hit.earlier]
    habitual = common | {hit.value for hit in earlier}
    telling = [hit for hit in hits if hit.publisher == publisher or hit.value not in habitual]
    return Candidates(nearest(telling), most_shared(earlier, OWN), common)


def nearest(hits: Sequence[Hit]) -> tuple[int, ...]:
    """The articles that share most, some of each of the families that share most."""
    family = {hit.article: hit.family for hit in hits}
    members: dict[int, list[int]] = defaultdict(list)
    for article in most_shared(hits, len(family)):
        members[family[article]].append(article)
    return tuple(article for kin in list(members.values())[:FAMILIES] for article in kin[:MEMBERS])


def most_shared(hits: Sequence[Hit], most: int) -> tuple[int, ...]:
    """Articles that share enough hashes, those with most of them first; ties by key."""
    shared = Counter(hit.article for hit in hits)
    enough = [(-count, article) for article, count in shared.items() if count >= SHARED]
    return tuple(article for _, article in sorted(enough)[:most])
