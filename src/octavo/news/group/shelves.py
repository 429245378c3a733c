"""Which shelves a story stands on: subjects by the sections of its reports, countries by the places they name."""

from __future__ import annotations

from django.db.models import Sum

from octavo.engine.topics import countries_of, topics_of
from octavo.news.models import Article, Mention, Story
from octavo.news.models.shelf import Shelf


def shelve(story: Story) -> None:
    """Set the story's subjects and countries, and its rows on the shelves. The caller saves the story.

    A story without reports, or without a headline, stands nowhere.
    """
    sections = Article.objects.filter(story=story, original=None).values_list("section", flat=True)
    story.topics = list(topics_of(sections)) if story.headline_id else []
    story.about = about(story) if story.headline_id else []
    wanted = {*(f"topic:{topic}" for topic in story.topics), *(f"place:{country}" for country in story.about)}
    rows = Shelf.objects.filter(story=story)
    there = dict(rows.values_list("name", "updated"))
    if gone := set(there) - wanted:
        rows.filter(name__in=gone).delete()
    if any(there[name] != story.updated for name in set(there) & wanted):
        rows.update(updated=story.updated)
    new = sorted(wanted - set(there))
    Shelf.objects.bulk_create(Shelf(story=story, name=name, updated=story.updated) for name in new)


def about(story: Story) -> list[str]:
    """The countries in which it happens, by the places its own reports name."""
    named = Mention.objects.filter(article__story=story, article__original=None).exclude(place__country="")
    totals = named.values_list("article", "place__country").annotate(Sum("count")).order_by()
    return list(countries_of(totals))
