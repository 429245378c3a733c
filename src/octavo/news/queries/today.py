"""Reads for Today: the eight by the printed formula, and what comes after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from octavo.engine.rank import EVERYONE, Reader
from octavo.news.models import Article, Story, Version
from octavo.news.queries import replay
from octavo.news.queries.cards import DAY, RECENT, Chosen, Stir, choose, stir
from octavo.news.queries.told import Told, tell

CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Today:
    """The front page."""

    eight: tuple[Told, ...]
    more: tuple[Told, ...]
    until: datetime | None  # the newest report


def today(now: datetime, language: str, reader: Reader = EVERYONE) -> Today:
    """The front page of now, with headlines in ``language`` where there are such."""
    rows = Story.objects.filter(merged_into=None, headline__isnull=False).order_by("-updated", "pk")
    newest = list(rows[:CANDIDATES])
    if not newest:
        return Today((), (), None)
    moment = looked_from(now, newest[0].updated)
    stories = {story.pk: story for story in newest if story.updated >= moment - RECENT}
    chosen = choose(stories, stirs(stories, moment), moment, reader)
    return page(chosen, tell(chosen.all, language), newest[0].updated)


def today_at(moment: datetime, language: str, reader: Reader = EVERYONE) -> Today:
    """The front page as it was at a moment, from what was known then as far as the rows tell."""
    known = replay.known_at(moment, CANDIDATES)
    if not known.stories:
        return Today((), (), None)
    newest = max(story.updated for story in known.stories.values())
    last = looked_from(moment, newest)
    stories = {key: story for key, story in known.stories.items() if story.updated >= last - RECENT}
    chosen = choose(stories, {key: known.stir(key, last) for key in stories}, last, reader)
    return page(chosen, known.tell(chosen.all, language), newest)


def looked_from(now: datetime, newest: datetime) -> datetime:
    """The moment the formula looks from: a paper that rested shows its last day."""
    return min(now, newest + DAY)


def page(chosen: Chosen, told: Mapping[int, Told], until: datetime) -> Today:
    """The page of what was chosen."""
    eight = (replace(told[story.pk], placed=placed) for story, placed in chosen.eight if story.pk in told)
    return Today(tuple(eight), tuple(told[story.pk] for story in chosen.rest if story.pk in told), until)


def stirs(stories: Collection[int], moment: datetime) -> dict[int, Stir]:
    """What happened in each of the stories in the 24 hours up to a moment, and in those before."""
    since = (moment - 2 * DAY, moment)
    own = Article.objects.filter(story__in=stories, original=None)
    own = own.filter(Q(published__range=since) | Q(versions_count__gt=1))
    rows = list(own.values_list("pk", "story", "published", "versions_count"))
    edited = {pk: story for pk, story, _, versions in rows if versions > 1}
    edits = Version.objects.filter(article__in=edited, number__gt=1, fetched__range=since)
    reports: dict[int, list[datetime]] = defaultdict(list)
    moves: dict[int, list[datetime]] = defaultdict(list)
    for _, story, published, _ in rows:
        reports[story or 0].append(published)
    for article, fetched in edits.values_list("article", "fetched"):
        moves[edited[article] or 0].append(fetched)
    return {story: stir(reports[story], moves[story], moment) for story in reports.keys() | moves.keys()}
