"""Stories as the formula of the front page sees them, and the eight it chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.engine.rank import Card, Placed, Reader, front
from octavo.news.models import Article, Story

DAY = timedelta(hours=24)
RECENT = timedelta(days=4)  # older stories cannot reach the front page
MORE = 24  # stories that follow the eight


@dataclass(frozen=True, slots=True)
class Stir:
    """What happened in a story of late."""

    reports_today: int = 0  # own reports of the last 24 hours
    moves_today: int = 0  # those and the edits of the last 24 hours
    moves_before: int = 0  # the same of the 24 hours before


def stir(reports: Sequence[datetime], edits: Sequence[datetime], moment: datetime) -> Stir:
    """What happened up to a moment, from when a story's own reports came and were edited."""
    late, early = moment - DAY, moment - 2 * DAY
    moves = [*reports, *edits]
    return Stir(
        sum(late < at <= moment for at in reports),
        sum(late < at <= moment for at in moves),
        sum(early <= at <= late for at in moves),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The eight with their places, and the stories that follow, newest first."""

    eight: tuple[tuple[Story, Placed], ...]
    rest: tuple[Story, ...]

    @property
    def all(self) -> list[Story]:
        """Every story of the page."""
        return [*(story for story, _ in self.eight), *self.rest]


def choose(stories: Mapping[int, Story], stirs: Mapping[int, Stir], moment: datetime, reader: Reader) -> Chosen:
    """The eight among these stories, which come newest first, and the next ones by time."""
    who = publishers(stories) if any(key.startswith("publisher:") for key in reader.follows | reader.mutes) else {}
    cards = [card(story, stirs.get(key, Stir()), who.get(key, frozenset())) for key, story in stories.items()]
    placed = front(cards, moment, reader)
    taken = {one.story for one in placed}
    rest = [story for key, story in stories.items() if key not in taken]
    return Chosen(tuple((stories[one.story], one) for one in placed), tuple(rest[:MORE]))


def card(story: Story, stir: Stir, publishers: frozenset[int] = frozenset()) -> Card:
    """The story as the formula sees it."""
    return Card(
        story=story.pk,
        newsrooms=story.newsrooms,
        countries=tuple(story.countries),
        languages=tuple(story.languages),
        reports_today=stir.reports_today,
        moves_today=stir.moves_today,
        moves_before=stir.moves_before,
        updated=story.updated,
        about=tuple(story.about),
        topics=tuple(story.topics),
        line=story.storyline_id,
        publishers=publishers,
    )


def publishers(stories: Mapping[int, Story]) -> dict[int, frozenset[int]]:
    """Who reports on each of the stories. Looked up only for a reader who follows or mutes a publisher."""
    rows = Article.objects.filter(story__in=stories).values_list("story", "publisher").distinct()
    found: dict[int, set[int]] = {}
    for key, publisher in rows:
        found.setdefault(key or 0, set()).add(publisher)
    return {key: frozenset(keys) for key, keys in found.items()}
