"""What is near some articles: in meaning, in their stories and in their storylines.

Whether one article may stand in another's list is a matter of the two and of how many lie between them in time, never
of the order in which they came: so lists made again from the same rows are the same lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np

from octavo.engine.errors import ModelUnavailable
from octavo.engine.nearest import Cells, Fade
from octavo.engine.related import DAY, MOST_DAYS, Other, Subject
from octavo.engine.stories import likeness, unpacked
from octavo.news.group.recent import window_at
from octavo.news.group.window import seconds
from octavo.news.models import Article, Story

NEAR = 0.2  # what must be left of a cosine, after the days apart, for an article of another story to be looked at
MOST = 150  # of the nearest: more than a list ever asks for
AROUND = 24  # members of the story looked at on either side in time
LINE = 12  # and of the storyline's other stories
COLUMNS = ("pk", "url", "published", "original", "story", "story__storyline", "publisher", "language", "trace", "stage")


class Row(NamedTuple):
    """What of an article counts here: the columns of COLUMNS."""

    pk: int
    url: str
    published: datetime
    original: int | None
    story: int | None
    line: int | None
    publisher: int
    language: str
    trace: bytes
    stage: int

    @property
    def root(self) -> int:
        """The article whose vector stands for it."""
        return self.original or self.pk

    @property
    def moment(self) -> tuple[datetime, str]:
        """Where it stands in time; ties by address."""
        return self.published, self.url


@dataclass(slots=True)
class Kin:
    """What is known of some articles and of those near them. Read with few queries, and not kept."""

    now: datetime
    rows: dict[int, Row] = field(default_factory=dict)
    lines: dict[int, set[int]] = field(default_factory=dict)  # the stories of a storyline
    near: dict[int, Collection[int]] = field(default_factory=dict)  # by the key of the original
    own: dict[tuple[int | None, int | None], list[Row]] = field(default_factory=dict)
    _members: dict[int, list[Row]] = field(default_factory=dict)  # by story, in no order
    _cells: dict[int, tuple[float, Cells]] = field(default_factory=dict)

    def learn(self, keys: Iterable[int]) -> None:
        """Read these articles, with all of their stories and storylines, and what is near them in meaning."""
        wanted = set(keys)
        self.read(wanted)
        asked = [self.rows[key] for key in wanted if key in self.rows]
        self.read(row.root for row in asked)
        lines = {row.line for row in asked if row.line is not None} - set(self.lines)
        for line, story in Story.objects.filter(storyline__in=lines).values_list("storyline", "pk") if lines else ():
            self.lines.setdefault(line, set()).add(story)
        stories = {row.story for row in asked if row.story is not None}
        stories |= {story for row in asked if row.line is not None for story in self.lines[row.line]}
        self._read_stories(stories - set(self._members))
        self._surround({row.root for row in asked} - set(self.near))

    def read(self, keys: Iterable[int]) -> None:
        """Read articles as they are, and nothing around them."""
        if missing := set(keys) - set(self.rows):
            rows = Article.objects.filter(pk__in=missing).order_by().values_list(*COLUMNS)
            self.rows |= {row[0]: Row(*row) for row in rows}

    def _read_stories(self, stories: Collection[int]) -> None:
        """Read all articles of some stories."""
        self._members |= {story: [] for story in stories}
        rows = Article.objects.filter(story__in=stories).order_by().values_list(*COLUMNS)
        for row in (Row(*found) for found in rows) if stories else ():
            self.rows[row.pk] = row
            self._members[row.story or 0].append(row)

    def _surround(self, roots: Collection[int]) -> None:
        """Find what is near originals in meaning."""
        for row in sorted((self.rows[key] for key in roots if key in self.rows), key=lambda row: row.moment):
            self.hold(row, [row.pk])
            if row.pk not in self._cells:
                continue
            scale, cells = self._cells[row.pk]
            vector = cells.astype(np.float32) * np.float32(scale)
            fade = Fade(seconds(row.published), DAY, MOST_DAYS, NEAR)
            window = window_at(row.published, self.now)
            self.near[row.pk] = window.closest(vector, row.published, MOST, fade).keys() - {row.pk}
        self.read({key for root in roots for key in self.near.get(root, ())})

    def hold(self, beside: Row, keys: Iterable[int]) -> None:
        """Have the vectors of articles at hand, as far as they have any. Most are in the window of the one beside."""
        if missing := set(keys) - set(self._cells):
            self._cells |= window_at(beside.published, self.now).packed_of(sorted(missing))

    def candidates(self, key: int) -> set[int]:
        """All that a list of the article could hold. Copies are left out: they are no news beside it."""
        row = self.rows[key]
        found = {one.pk for one in self.circle(row)}
        found |= {one for one in self.near.get(row.root, ()) if self._stands_alone(one)}
        return found - {row.pk, row.original}

    def circle(self, row: Row) -> list[Row]:
        """The articles of the story and of its storyline's other stories that are closest in time, no copies."""
        if row.story is None:
            return []
        return [
            *around(self.own_of(row.story, None), row, AROUND),
            *around(self.own_of(row.story, row.line), row, LINE),
        ]

    def own_of(self, story: int, line: int | None) -> list[Row]:
        """The story's own reports in order; with a storyline, those of its other stories."""
        if (story, line) not in self.own:
            stories = [story] if line is None else self.lines.get(line, set()) - {story}
            rows = (row for one in stories for row in self._members.get(one, ()) if row.original is None)
            self.own[story, line] = sorted(rows, key=lambda row: row.moment)
        return self.own[story, line]

    def kindred(self, row: Row) -> Iterator[Row]:
        """All of the story and of its storyline, copies too."""
        stories = {row.story, *self.lines.get(row.line or 0, ())} - {None}
        return (one for story in stories for one in self._members.get(story or 0, ()))

    def _stands_alone(self, key: int) -> bool:
        row = self.rows.get(key)
        return row is not None and row.original is None and row.story is not None

    def others(self, key: int, among: Iterable[int] | None = None) -> list[Other]:
        """Candidates for a list of the article, as the engine's rule sees them. Raises ModelUnavailable."""
        mine = self.rows[key]
        chosen = sorted(self.candidates(key) if among is None else among)
        self.hold(mine, [mine.root, *chosen])
        if mine.root not in self._cells:
            detail = f"no vector for article {key}"
            raise ModelUnavailable(detail)
        rows = [self.rows[one] for one in chosen if one in self._cells and one in self.rows]
        if not rows:
            return []
        scale, cells = self._cells[mine.root]
        table = np.stack([self._cells[row.pk][1] for row in rows]).astype(np.float32)
        # Small integers add up exactly, in any order and on any machine.
        cosines = [
            product * (scale * self._cells[row.pk][0])
            for row, product in zip(rows, (table @ cells.astype(np.float32)).tolist(), strict=True)
        ]
        return [
            Other(row.pk, row.story, row.publisher, row.published, row.language, cosine, storyline=row.line,
                  shared=shared(mine, row), url=row.url)
            for row, cosine in zip(rows, cosines, strict=True)
        ]  # fmt: skip

    def bare(self, key: int) -> Other:
        """An article as the engine's rule sees it, but for how near it is."""
        row = self.rows[key]
        return Other(
            row.pk, row.story, row.publisher, row.published, row.language, 0.0, storyline=row.line, url=row.url
        )

    def pushed_out(self, row: Row, held: Iterable[int]) -> set[int]:
        """Those of its story or storyline that are not among the closest in time, as far as the story is known."""
        if row.story not in self._members:
            return set()
        kindred = {key for key in held if self._akin(row, self.rows[key].story, self.rows[key].line)}
        return kindred - {one.pk for one in self.circle(row)} if kindred else kindred

    @staticmethod
    def _akin(row: Row, story: int | None, line: int | None) -> bool:
        return row.story == story or (row.line is not None and row.line == line)

    def still_near(self, row: Row, other: Other) -> bool:
        """Whether the other, with its cosine, is a candidate for a list of the article.

        In a story of which not all is known everything counts as near in time.
        """
        root = self.rows[row.root]
        days = abs((root.published - other.published).total_seconds()) / 86_400
        if other.cosine - DAY * min(days, MOST_DAYS) >= NEAR:
            return True
        akin = self._akin(row, other.story, other.storyline)
        return akin and (row.story not in self._members or self.rows[other.key] in self.circle(row))

    def subject(self, key: int) -> Subject:
        """The article as the engine's rule sees it when the list is its own."""
        row = self.rows[key]
        return Subject(row.story, row.publisher, row.published, row.language, storyline=row.line)


def around(rows: Sequence[Row], one: Row, most: int) -> list[Row]:
    """The rows closest in time before and after one, which may be among them."""
    at = bisect_left(rows, one.moment, key=lambda row: row.moment)
    return [row for row in rows[max(0, at - most) : at + most + 1] if row.pk != one.pk]


def shared(one: Row, other: Row) -> float:
    """The likeness of the words of two articles of one language."""
    if one.language != other.language or not one.trace or not other.trace:
        return 0.0
    return likeness(unpacked(bytes(one.trace)), unpacked(bytes(other.trace)))[0]
