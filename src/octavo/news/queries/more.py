"""Reads for More stories: by subject, by country, by time; a page at a time along an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from octavo.news.models import Place, Shelf, Story
from octavo.news.queries.told import Told, tell

PAGE = 40
PLACE = "place:"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: the last story's time, and its key."""

    updated: datetime
    story: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some stories, newest first, and where the next page begins."""

    stories: tuple[Told, ...]
    after: Mark | None


def stories(language: str, shelf: str = "", after: Mark | None = None) -> Page:
    """A page of all stories, or of a shelf's: ``topic:sport``, ``place:FR``."""
    found = shelved(shelf, after) if shelf else standing(after)
    told = tell(found[:PAGE], language)
    last = Mark(found[PAGE - 1].updated, found[PAGE - 1].pk) if len(found) > PAGE else None
    return Page(tuple(told[story.pk] for story in found[:PAGE] if story.pk in told), last)


def standing(after: Mark | None) -> list[Story]:
    """The next stories of all, and one more."""
    rows = Story.objects.filter(merged_into=None, headline__isnull=False)
    if after:
        rows = rows.filter(updated__lte=after.updated)  # what the index can begin at
        rows = rows.exclude(Q(updated=after.updated, pk__gte=after.story))
    return list(rows.order_by("-updated", "-pk")[: PAGE + 1])


def shelved(shelf: str, after: Mark | None) -> list[Story]:
    """The next stories of a shelf, and one more."""
    rows = Shelf.objects.filter(name=shelf).select_related("story")
    if after:
        rows = rows.filter(updated__lte=after.updated)
        rows = rows.exclude(Q(updated=after.updated, story__gte=after.story))
    return [row.story for row in rows.order_by("-updated", "-story")[: PAGE + 1]]


def countries(language: str) -> list[tuple[str, str]]:
    """The countries that have a shelf, with the names the gazetteer has for them, if any: code and name."""
    names = Shelf.objects.filter(name__startswith=PLACE).order_by("name").values_list("name", flat=True).distinct()
    codes = [name.removeprefix(PLACE) for name in names]
    places = Place.objects.filter(kind="country", country__in=codes)
    known = {place.country: place.names.get(language) or place.names.get("en", "") for place in places}
    return [(code, known.get(code, "")) for code in codes]
