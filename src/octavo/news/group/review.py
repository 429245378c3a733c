"""The slow second look at stories that changed: are they one, are they two, what do they follow from, who speaks.

It never holds up what arrives: it is taken when nothing is on its way to a story, and every move is a row that an
operator can undo. What a person has said of two articles goes before anything that is found here.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from octavo.engine.nearest import Cells
from octavo.engine.stories import Member, Sketch, Weights, follows, link, should_split, unpacked, weights
from octavo.engine.stories.review import NEAREST
from octavo.news.group import moves
from octavo.news.group.counts import let_speak
from octavo.news.group.moves import Cause
from octavo.news.group.order import complete_until
from octavo.news.group.recent import window_at
from octavo.news.group.window import Window
from octavo.news.models import Article, Move, Story, Storyline, Verdict

log = logging.getLogger("octavo.work")

MEMBERS = 32  # of a story that are looked at: the newest
OTHERS = 8  # stories that a story is compared with
LIKE = 0.3  # cosine from which another story's article makes that story worth comparing
EARLIER = 60  # articles near the middle of a story among whose stories the one it follows from is sought
PATIENCE = timedelta(minutes=20)
COLUMNS = ("story", "pk", "trace", "published", "language", "centrality")
NOBODY: Mapping[int, float] = {}

_looked: dict[str, datetime] = {}


@dataclass(slots=True)
class Look:
    """One second look at some stories: what was read of them and of those beside them, each once."""

    now: datetime
    window: Window
    _outlines: dict[int, Sketch] = field(default_factory=dict)
    _near: dict[int, Mapping[int, float]] = field(default_factory=dict)
    _central: dict[int, float] = field(default_factory=dict)

    @property
    def using(self) -> Weights:
        """How articles are compared."""
        return weights(self.window.model)

    def turn_to(self, window: Window) -> None:
        """Go on in another window. What was read in the last one is forgotten."""
        if window is not self.window:
            self.window = window
            self.forget()

    def forget(self, *stories: int) -> None:
        """Forget these stories, whose articles went; all, if none is named."""
        for story in stories:
            self._outlines.pop(story, None)
        if not stories:
            self._outlines.clear()
            self._near.clear()

    def outlines(self, stories: Sequence[int]) -> list[Sketch]:
        """Stories without their articles' neighbourhoods: what ``follows`` compares. Read with one query."""
        fresh = {story: list[Any]() for story in stories if story not in self._outlines}
        found = Article.objects.filter(story__in=fresh, original=None, form="").order_by("-published", "url")
        for story, *row in found.values_list(*COLUMNS) if fresh else ():
            if len(fresh[story]) < MEMBERS:
                fresh[story].append(row)
        vectors = self.window.packed_of([row[0] for rows in fresh.values() for row in rows])
        for story, rows in fresh.items():
            self._outlines[story] = Sketch(story, tuple(self._members(rows, vectors)))
        return [self._outlines[story] for story in stories]

    def _members(self, rows: Sequence[Any], vectors: Mapping[int, tuple[float, Cells]]) -> Iterator[Member]:
        for key, trace, published, language, central in sorted(rows):
            if key in vectors:
                scale, cells = vectors[key]
                self._central[key] = central
                vector = cells.astype(np.float32) * np.float32(scale)
                yield Member(key, vector, unpacked(bytes(trace)), published, language, NOBODY)

    def sketch(self, story: int) -> Sketch:
        """A story as the engine compares it."""
        (outline,) = self.outlines([story])
        return Sketch(story, tuple(replace(member, near=self.near(member)) for member in outline.members))

    def near(self, member: Member) -> Mapping[int, float]:
        """The nearest articles of a report."""
        if member.article not in self._near and member.published is not None:
            near = self.window.closest(member.vector, member.published, NEAREST + 1)
            near.pop(member.article, None)
            self._near[member.article] = dict(list(near.items())[:NEAREST])
        return self._near.get(member.article, NOBODY)

    def centred(self, story: int) -> dict[int, float]:
        """How near reports are to the middle of the story: those for which something else is stored."""
        (outline,) = self.outlines([story])
        if len(outline.members) == 1:
            found = {outline.members[0].article: 1.0}
        else:
            middle = middle_of(outline) if outline.members else np.zeros(0, np.float32)
            found = {one.article: round(float(one.vector @ middle), 4) for one in outline.members}
        changed = {key: value for key, value in found.items() if value != self._central[key]}
        self._central |= changed
        return changed


def review_due(limit: int, now: datetime) -> int:
    """Take the second look at stories that changed. Returns how many were looked at.

    It waits until nothing is on its way to a story, so that what it finds does not depend on how fast the network was;
    where something always is, it does not wait for ever.
    """
    if complete_until(Article.Stage.GROUPED, now) is not None and not patience_ends(now):
        return 0
    # The next one is asked for each time: a story that was opened again goes before younger ones, as it would if the
    # process had been ended and started meanwhile.
    waiting = Story.objects.filter(reviewed=None, merged_into=None, headline__isnull=False)
    keys = waiting.order_by("began", "headline__url").values_list("pk", flat=True)
    look: Look | None = None
    done = 0
    while done < limit and (key := keys.first()) is not None:
        done += 1
        try:
            with transaction.atomic():
                story = Story.objects.select_for_update().get(pk=key)
                window = window_at(story.updated, now)
                look = look or Look(now, window)
                look.turn_to(window)
                review(story, look)
        except (ValueError, LookupError, ArithmeticError):  # a fault in one story must not hold up the others
            log.exception("the second look at story %d failed", key)
            Story.objects.filter(pk=key).update(reviewed=now)
            look = None
    if done < limit:
        _looked["last"] = now
    return done


def patience_ends(now: datetime) -> bool:
    """True when the last time that all stories were looked at is too long ago, as far as this process knows."""
    return now - _looked.setdefault("last", now) > PATIENCE


def review(story: Story, look: Look) -> None:
    """Look at one story. The caller holds the transaction."""
    if story.merged_into_id or story.reviewed:
        return  # an earlier look of this sweep has settled it
    if not split_where_two(story, look):
        if merged_where_one(story, look):
            return  # the larger one is looked at again
        follow(story, look)
    put_in_the_middle(story, look)
    Story.objects.filter(pk=story.pk).update(reviewed=look.now)


def split_where_two(story: Story, look: Look) -> bool:
    """Make stories of their own of the groups that a story falls into. True when it was split."""
    sketch = look.sketch(story.pk)
    groups = should_split(sketch.members, look.using) or []
    moved = False
    for group in groups[1:]:
        going = free(group, set(Article.objects.filter(story=story).values_list("pk", flat=True)))
        if going:
            new = moves.split(story, going, Cause(look.now))
            look.forget(story.pk)
            put_in_the_middle(new, look)
            moved = True
    if moved:
        story.refresh_from_db()
    return moved


def free(group: Sequence[int], members: set[int]) -> list[int]:
    """The group, unless a person put one of it where it is, or said of one that it belongs with those who stay."""
    staying = members - set(group)
    together = moves.said(Verdict.Kind.SAME_STORY, group, staying)
    if together.exists() or Article.objects.filter(pk__in=group, placed_by_hand=True).exists():
        return []
    return list(group)


def merged_where_one(story: Story, look: Look) -> bool:
    """Join the story with the one it is likest to, if they are one. True when they are."""
    mine = look.sketch(story.pk)
    best: tuple[float, int] | None = None
    homes = neighbours(mine)
    look.outlines(homes)
    for sketch in map(look.sketch, homes):
        value = link(mine, sketch, look.using)
        if value >= look.using.merge and not kept_apart(mine, sketch):
            best = max(best or (-np.inf, 0), (value, -sketch.story))
    if best is None:
        return False
    pair = sorted(Story.objects.filter(pk__in=(story.pk, -best[1])), key=lambda one: (one.began, one.pk))
    older, younger = pair
    moves.merge(younger, older, Cause(look.now, signals={"link": round(best[0], 3)}))
    look.forget(younger.pk, older.pk)
    Story.objects.filter(pk=younger.pk).update(reviewed=look.now)
    return True


def neighbours(mine: Sketch) -> list[int]:
    """The stories with articles nearest to this one's, the likeliest first."""
    cosines: defaultdict[int, float] = defaultdict(float)
    for member in mine.members:
        for key, cosine in member.near.items():
            cosines[key] += cosine if cosine >= LIKE else 0.0
    homes = Article.objects.filter(pk__in=list(cosines), original=None, form="").values_list("pk", "story")
    weight: defaultdict[int, float] = defaultdict(float)
    for key, home in homes.filter(story__isnull=False).exclude(story=mine.story):
        weight[home] += cosines[key]
    ranked = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))
    return [home for home, value in ranked[:OTHERS] if value > 0]


def kept_apart(one: Sketch, other: Sketch) -> bool:
    """True when somebody said that the two are two, or the one was once split off the other."""
    split = Move.objects.filter(kind=Move.Kind.SPLIT, undone=None)
    pair = (one.story, other.story)
    if split.filter(source__in=pair, target__in=pair).exists():
        return True
    here, there = (
        list(Article.objects.filter(story=story, original=None).values_list("pk", flat=True)) for story in pair
    )
    return moves.said(Verdict.Kind.NOT_STORY, here, there).exists()


def follow(story: Story, look: Look) -> None:
    """Put the story on the storyline of the earlier story that it follows from, if there is one."""
    (mine,) = look.outlines([story.pk])
    if story.storyline_id or not mine.members:
        return
    middle = middle_of(mine)
    near = list(look.window.closest(middle, story.began, EARLIER))
    before = Article.objects.filter(pk__in=near, original=None, form="", story__began__lt=story.began)
    homes = sorted(set(before.exclude(story=story).values_list("story", flat=True)))
    likely = [(follows(mine, home, look.using), -home.story) for home in look.outlines(homes)]
    found = [(value, home) for value, home in likely if value is not None]
    if not found:
        return
    earlier = Story.objects.select_related("storyline").get(pk=-max(found)[1])
    line = earlier.storyline or Storyline.objects.create(began=earlier.began, updated=earlier.updated)
    for one in (earlier, story):
        Story.objects.filter(pk=one.pk).update(storyline=line)
    Storyline.objects.filter(pk=line.pk).update(
        began=min(line.began, earlier.began), updated=max(line.updated, story.updated)
    )
    moves.relate_anew(Article.objects.filter(story=story).values_list("pk", flat=True), look.now)


def put_in_the_middle(story: Story, look: Look) -> None:
    """Measure how near each report is to the middle of the story, so that the most central one can speak for it."""
    if changed := look.centred(story.pk):
        rows = [Article(pk=key, centrality=value) for key, value in sorted(changed.items())]
        Article.objects.bulk_update(rows, ["centrality"])
        let_speak(story.pk)


def middle_of(sketch: Sketch) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The mean of the members' vectors, unit length: ``(d,) float32``."""
    mean = np.mean([member.vector for member in sketch.members], axis=0, dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
