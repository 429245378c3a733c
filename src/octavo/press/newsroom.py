"""The sample press on a given calendar: what it has published by any moment.

Day 28 of the stream falls on the ``anchor`` date, so that the news is always of the last four weeks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from octavo.press import manuscripts
from octavo.press.dates import Calendar
from octavo.press.values import Article, Difference, Person, Question, Related, Shown
from octavo.press.world import STORIES, World, load_world

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from octavo.press.manuscripts import Story


@dataclass(frozen=True, slots=True)
class Press:
    """All publishers and everything they will publish, oldest first."""

    world: World
    anchor: date
    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    by_id: Mapping[str, Article] = field(repr=False)

    def at(self, moment: datetime) -> tuple[Shown, ...]:
        """What is published at a moment, oldest first, each in the state it has then."""
        return tuple(
            Shown(article, state) for article in self.articles if (state := article.version(moment)) is not None
        )

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Reports that truly differ, over all stories."""
        return tuple(one for story in self.stories for one in story.differences)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Readers' questions, over all stories."""
        return tuple(one for story in self.stories for one in story.questions)

    @property
    def related(self) -> tuple[Related, ...]:
        """What belongs beside what, over all stories; ids the stream does not have are left out."""
        return tuple(
            Related(
                one.id,
                tuple(name for name in one.related if name in self.by_id),
                tuple(name for name in one.unrelated if name in self.by_id),
            )
            for story in self.stories
            for one in story.related
        )

    @property
    def people(self) -> tuple[Person, ...]:
        """The named speakers, each once."""
        return tuple({one.id: one for story in self.stories for one in story.people}.values())

    @property
    def last(self) -> datetime:
        """When the last article appears."""
        return self.articles[-1].published


def story_files(folder: Path = STORIES) -> tuple[Path, ...]:
    """The story files of a folder, by name."""
    return tuple(sorted(folder.glob("*.toml")))


def load(anchor: date, files: Iterable[Path] | None = None) -> Press:
    """The press with its last day on ``anchor``, from all story files unless others are given.

    Raises:
        tomllib.TOMLDecodeError: a story file is not TOML.
        KeyError: a story file misses a field; ``octavo.press.check`` says which.
    """
    world = load_world()
    calendar = Calendar(anchor, world.days)
    paths = story_files() if files is None else tuple(files)
    stories = tuple(manuscripts.story(manuscripts.read(path), world, calendar) for path in paths)
    articles = tuple(
        sorted((one for story in stories for one in story.articles), key=lambda one: (one.published, one.id))
    )
    return Press(world, anchor, stories, articles, {one.id: one for one in articles})


def default_anchor(now: datetime, files: Iterable[Path] | None = None) -> date:
    """The latest date for the last day with which no article is in the future at ``now``."""
    paths = story_files() if files is None else tuple(files)
    written = (manuscripts.read(path) for path in paths)
    day, clock = max((one["day"], one["time"]) for raw in written for one in raw["article"])
    today = now.astimezone(UTC).date()
    last = Calendar(today, load_world().days).moment(day, clock)
    return today if last <= now else today - timedelta(days=1 + (last - now).days)
