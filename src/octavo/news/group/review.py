"""The slow second look at stories that changed: are they one, are they two, what do they follow from, who speaks.

It never holds up what arrives: it is taken when nothing is on its way to a story, and every move is a row that an
operator can undo. What a person has said of two articles goes before anything that is found here.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from octavo.engine.stories import Member, Sketch, Weights, follows, link, should_split, unpacked, weights
from octavo.engine.stories.review import NEAREST
from octavo.news.group import moves
from octavo.news.group.counts import recount
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
COLUMNS = ("pk", "trace", "published", "language")

_looked: dict[str, datetime] = {}


@dataclass(slots=True)
class Look:
    """One second look: the window, the weights, and the sketches made so far."""

    now: datetime
    window: Window
    using: Weights
    sketches: dict[int, Sketch] = field(default_factory=dict)

    def sketch(self, story: int) -> Sketch:
        """A story as the engine compares it."""
        if story not in self.sketches:
            self.sketches[story] = Sketch(story, tuple(self._members(story)))
        return self.sketches[story]

    def _members(self, story: int) -> Iterable[Member]:
        rows = reports(story).order_by("-published", "url").values_list(*COLUMNS)[:MEMBERS]
        found = {row[0]: row for row in rows}
        for key, vector in sorted(self.window.vectors_of(list(found)).items()):
            _, trace, published, language = found[key]
            near = self.window.closest(vector, published, NEAREST + 1)
            near.pop(key, None)
            nearest = dict(list(near.items())[:NEAREST])
            yield Member(key, vector, unpacked(bytes(trace)), published, language, nearest)


def review_due(limit: int, now: datetime) -> int:
    """Take the second look at stories that changed. Returns how many were looked at.

    It waits until nothing is on its way to a story, so that what it finds does not depend on how fast the network was;
    where something always is, it does not wait for ever.
    """
    if complete_until(Article.Stage.GROUPED, now) is not None and not patience_ends(now):
        return 0
    waiting = Story.objects.filter(reviewed=None, merged_into=None, headline__isnull=False)
    stories = list(waiting.order_by("began", "headline__url").values_list("pk", flat=True)[:limit])
    for key in stories:
        try:
            with transaction.atomic():
                review(Story.objects.select_for_update().get(pk=key), now)
        except (ValueError, LookupError, ArithmeticError):  # a fault in one story must not hold up the others
            log.exception("the second look at story %d failed", key)
            Story.objects.filter(pk=key).update(reviewed=now)
    if len(stories) < limit:
        _looked["last"] = now
    return len(stories)


def patience_ends(now: datetime) -> bool:
    """True when the last time that all stories were looked at is too long ago, as far as this process knows."""
    return now - _looked.setdefault("last", now) > PATIENCE


def review(story: Story, now: datetime) -> None:
    """Look at one story. The caller holds the transaction."""
    if story.merged_into_id or story.reviewed:
        return  # an earlier look of this sweep has settled it
    window = window_at(story.updated, now)
    look = Look(now, window, weights(window.model))
    if not split_where_two(story, look):
        if merged_where_one(story, look):
            return  # the larger one is looked at again
        follow(story, look)
    put_in_the_middle(story, look)
    Story.objects.filter(pk=story.pk).update(reviewed=now)


def reports(story: int) -> QuerySet[Article]:
    """The story's articles that say what it is: no copies, no round-ups."""
    return Article.objects.filter(story=story, original=None, form="")


def split_where_two(story: Story, look: Look) -> bool:
    """Make stories of their own of the groups that a story falls into. True when it was split."""
    sketch = look.sketch(story.pk)
    groups = should_split(sketch.members, look.using) or []
    moved = False
    for group in groups[1:]:
        going = free(group, set(Article.objects.filter(story=story).values_list("pk", flat=True)))
        if going:
            new = moves.split(story, going, Cause(look.now))
            put_in_the_middle(new, look)
            moved = True
    if moved:
        look.sketches.pop(story.pk, None)
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
    for other in neighbours(story, look):
        sketch = look.sketch(other)
        value = link(mine, sketch, look.using)
        if value >= look.using.merge and not kept_apart(mine, sketch):
            best = max(best or (-np.inf, 0), (value, -other))
    if best is None:
        return False
    pair = sorted(Story.objects.filter(pk__in=(story.pk, -best[1])), key=lambda one: (one.began, one.pk))
    older, younger = pair
    moves.merge(younger, older, Cause(look.now, signals={"link": round(best[0], 3)}))
    Story.objects.filter(pk=younger.pk).update(reviewed=look.now)
    return True


def neighbours(story: Story, look: Look) -> list[int]:
    """The stories with articles nearest to this one's, the likeliest first."""
    cosines: defaultdict[int, float] = defaultdict(float)
    for member in look.sketch(story.pk).members:
        for key, cosine in member.near.items():
            cosines[key] += cosine if cosine >= LIKE else 0.0
    homes = Article.objects.filter(pk__in=list(cosines), original=None, form="").values_list("pk", "story")
    weight: defaultdict[int, float] = defaultdict(float)
    for key, home in homes.filter(story__isnull=False).exclude(story=story):
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
    mine = look.sketch(story.pk)
    if story.storyline_id or not mine.members:
        return
    middle = middle_of(mine)
    near = list(look.window.closest(middle, story.began, EARLIER))
    before = Article.objects.filter(pk__in=near, original=None, form="", story__began__lt=story.began)
    homes = sorted(set(before.exclude(story=story).values_list("story", flat=True)))
    likely = [(follows(mine, look.sketch(home), look.using), -home) for home in homes]
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
    sketch = look.sketch(story.pk)
    if not sketch.members:
        return
    middle = middle_of(sketch)
    rows = Article.objects.in_bulk([member.article for member in sketch.members])
    for member in sketch.members:
        rows[member.article].centrality = round(float(member.vector @ middle), 4)
    Article.objects.bulk_update(rows.values(), ["centrality"])
    recount(story.pk)


def middle_of(sketch: Sketch) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The mean of the members' vectors, unit length: ``(d,) float32``."""
    mean = np.mean([member.vector for member in sketch.members], axis=0, dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
