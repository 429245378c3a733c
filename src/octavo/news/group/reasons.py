"""The reasons of related articles from data: names and places that both have, and who answers whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from octavo.engine.related import Other, Reason, Related, Subject, answers, reasons
from octavo.engine.text import fold
from octavo.news.models import Article, Mention

TOO_WIDE = ("country", "nation", "state")  # kinds of places that half of the news shares
NEEDED = ("story", "story__storyline", "publisher", "published", "language", "title", "lead", "names")

_folded = lru_cache(maxsize=20_000)(fold)
_answers = lru_cache(maxsize=4_000)(answers)


@dataclass(slots=True)
class Listing:
    """A list as it is to be: the article it is for, and the reasons that stand already."""

    article: int
    subject: Subject
    chosen: list[Related]
    known: Mapping[int, Sequence[Reason]] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """What reasons are made of."""

    other: Other
    places: dict[str, Mapping[str, str]] = field(default_factory=dict)  # key → names by language


def with_reasons(listings: Sequence[Listing]) -> None:
    """Give each article of the lists its reasons. Facts are looked up for those that have none yet, and no more."""
    wanted: set[int] = set()
    for listing in listings:
        fresh = {found.key for found in listing.chosen} - set(listing.known)
        wanted |= fresh | ({listing.article} if fresh else set())
    facts = facts_of(wanted)
    for listing in listings:
        listing.chosen = [
            replace(found, reasons=tuple(listing.known.get(found.key) or because(listing, found.key, facts)))
            for found in listing.chosen
        ]


def because(listing: Listing, key: int, facts: Mapping[int, Facts]) -> Sequence[Reason]:
    """Why the one is worth reading with the other."""
    mine, theirs = facts[listing.article], facts[key]
    subject = replace(
        listing.subject, names=mine.other.names, answers=mine.other.answers,
        places={place: named(names, listing.subject.language) for place, names in mine.places.items()},
    )  # fmt: skip
    return reasons(subject, replace(theirs.other, places=dict.fromkeys(theirs.places, "")))


def facts_of(keys: Iterable[int]) -> dict[int, Facts]:
    """The facts of articles by their keys: two queries."""
    found: dict[int, Facts] = {}
    rows = Article.objects.filter(pk__in=list(keys)).values_list("pk", *NEEDED)
    for pk, story, storyline, publisher, published, language, title, lead, names in rows:
        folded = {_folded(name): name for name, *_ in names}
        says = _answers(title, lead, language)
        found[pk] = Facts(
            Other(pk, story, publisher, published, language, 0.0, folded, storyline=storyline, answers=says)
        )
    mentions = Mention.objects.filter(article__in=found).exclude(place__kind__in=TOO_WIDE)
    places = mentions.order_by("-count", "place__key").values_list("article", "place__key", "place__names")
    for pk, key, names in places:
        found[pk].places[key] = names
    return found


def named(names: Mapping[str, str], language: str) -> str:
    """A place's name in a language, else in English, else any."""
    return names.get(language) or names.get("en") or next(iter(names.values()), "")
