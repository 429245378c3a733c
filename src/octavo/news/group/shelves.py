"""Which shelves a story stands on: subjects by the sections of its reports, countries by the places they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Sum

from octavo.engine.topics import countries_of, topics_of
from octavo.news.models import Mention, Story
from octavo.news.models.shelf import Shelf


def shelve(stories: Mapping[Story, Iterable[str]]) -> None:
    """Set the subjects and countries of stories, and their rows on the shelves. The caller saves the stories.

    Each story comes with the sections of its own reports. One without a headline stands nowhere.
    """
    keys = [story.pk for story in stories]
    totals, there = named(keys), standing(keys)
    gone, moved, new = [], [], []
    for story, sections in stories.items():
        story.topics = list(topics_of(sections)) if story.headline_id else []
        story.about = list(countries_of(totals[story.pk])) if story.headline_id else []
        wanted = {*(f"topic:{topic}" for topic in story.topics), *(f"place:{country}" for country in story.about)}
        kept = there[story.pk]
        gone += [row for name, (row, _) in kept.items() if name not in wanted]
        if any(moment != story.updated for name, (_, moment) in kept.items() if name in wanted):
            moved.append(story)
        new += [Shelf(story=story, name=name, updated=story.updated) for name in sorted(wanted - kept.keys())]
    if gone:
        Shelf.objects.filter(pk__in=gone).delete()
    for story in moved:
        Shelf.objects.filter(story=story).update(updated=story.updated)
    if new:
        Shelf.objects.bulk_create(new)


def named(stories: Collection[int]) -> Mapping[int, list[tuple[int, str, int]]]:
    """How often each own report of the stories names each country: article, country, times."""
    found: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
    mentions = Mention.objects.filter(article__story__in=stories, article__original=None).exclude(place__country="")
    rows = mentions.values_list("article__story", "article", "place__country").annotate(Sum("count")).order_by()
    for story, *total in rows:
        found[story].append(tuple(total))
    return found


def standing(stories: Collection[int]) -> Mapping[int, dict[str, tuple[int, datetime]]]:
    """The rows that stories have on the shelves: name → key and moment."""
    found: defaultdict[int, dict[str, tuple[int, datetime]]] = defaultdict(dict)
    for key, story, name, updated in Shelf.objects.filter(story__in=stories).values_list(
        "pk", "story", "name", "updated"
    ):
        found[story][name] = (key, updated)
    return found
