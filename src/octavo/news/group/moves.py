"""Articles that go from one story to another. Each move is a row, addresses stay valid, and all can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from octavo.news.group.counts import recount
from octavo.news.group.kin import AROUND, LINE
from octavo.news.models import Article, Move, Story, Verdict

Kind = Move.Kind


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is moved: by whom, when, and what spoke for it."""

    at: datetime
    by: int | None = None  # the account; none: the machine
    signals: Mapping[str, float] = field(default_factory=dict)


@transaction.atomic
def merge(story: Story, into: Story, cause: Cause) -> Move:
    """All articles of a story go into another; it stays as a signpost to it."""
    articles = list(Article.objects.filter(story=story).order_by("pk").values_list("pk", flat=True))
    move = moved(Kind.MERGE, articles, story, into, cause)
    point(story, into)
    if into.storyline_id is None and story.storyline_id is not None:
        Story.objects.filter(pk=into.pk).update(storyline=story.storyline_id)
        relate_anew(Article.objects.filter(story=into).values_list("pk", flat=True), cause.at)
    return move


@transaction.atomic
def split(story: Story, articles: Sequence[int], cause: Cause) -> Story:
    """Some articles of a story, each with its copies, become a story of their own."""
    going = families(story, articles)
    first = Article.objects.filter(pk__in=going).order_by("published", "url").values_list("published", flat=True)[0]
    new = Story.objects.create(began=first, updated=first, storyline=story.storyline, reviewed=cause.at)
    moved(Kind.SPLIT, going, story, new, cause)
    return new


@transaction.atomic
def undo(move: Move, cause: Cause) -> Move:
    """The articles of a move that are still where it brought them go back."""
    source = Story.objects.get(pk=move.source_id)
    target = Story.objects.get(pk=move.target_id)
    if move.kind == Kind.MERGE:
        Story.objects.filter(pk=source.pk).update(merged_into=None)
        source.merged_into = None
    back = Article.objects.filter(pk__in=move.articles, story=standing(target)).order_by("pk")
    undone = moved(Kind.UNDO, list(back.values_list("pk", flat=True)), standing(target), standing(source), cause)
    Move.objects.filter(pk=move.pk).update(undone=cause.at)
    if move.kind == Kind.SPLIT and not Article.objects.filter(story=target).exists():
        point(target, source)
    return undone


def moved(kind: Kind, articles: list[int], source: Story, target: Story, cause: Cause) -> Move:
    """Write the move, and bring both stories' rows and the articles' lists up to date."""
    rows = Article.objects.filter(pk__in=articles)
    rows.update(story=target)
    if cause.by is not None:
        rows.update(placed_by_hand=True)
    move = Move.objects.create(
        kind=kind, source=source, target=target, articles=articles, signals=dict(cause.signals), at=cause.at,
        by_id=cause.by,
    )  # fmt: skip
    recount(source.pk, target.pk)
    for story in (source, target):
        story.refresh_from_db()
    relate_anew([*articles, *closing_up(source)], cause.at)
    return move


def closing_up(story: Story) -> list[int]:
    """Articles that come to be neighbours in time when others leave a story: all of one so large that not all were."""
    found: list[int] = []
    for rows, most in (
        (Article.objects.filter(story=story), AROUND),
        (Article.objects.filter(story__storyline=story.storyline_id, story__storyline__isnull=False), LINE),
    ):
        if rows.filter(original=None).count() >= most:
            found += rows.values_list("pk", flat=True)
    return found


def relate_anew(articles: Iterable[int], now: datetime) -> None:
    """Related lists tell of stories: those of articles that went are made again, and they are offered to others'."""
    settled = Article.objects.filter(pk__in=list(articles), stage__gt=Article.Stage.GROUPED)
    settled.exclude(stage=Article.Stage.PARKED).update(stage=Article.Stage.GROUPED, due_at=now)


def point(story: Story, into: Story) -> None:
    """Make a story a signpost, and turn those that point at it: no address leads over two signposts."""
    Story.objects.filter(Q(pk=story.pk) | Q(merged_into=story)).exclude(pk=into.pk).update(merged_into=into)


def standing(story: Story) -> Story:
    """The story itself, or the one it was merged into."""
    return Story.objects.get(pk=story.merged_into_id) if story.merged_into_id else story


def families(story: Story, articles: Sequence[int]) -> list[int]:
    """The articles with their originals and all copies, as far as they are in the story."""
    members = Article.objects.filter(story=story)
    chosen = members.filter(pk__in=articles)
    roots = {original or pk for pk, original in chosen.values_list("pk", "original")}
    return sorted(members.filter(Q(pk__in=roots) | Q(original__in=roots)).values_list("pk", flat=True))


def said(kind: Verdict.Kind, here: Collection[int], there: Collection[int]) -> QuerySet[Verdict]:
    """What persons said of an article here and one there."""
    return Verdict.objects.filter(
        Q(article__in=here, other__in=there) | Q(article__in=there, other__in=here), kind=kind
    )  # fmt: skip


def say(kind: Verdict.Kind, pairs: Iterable[tuple[int, int]], by: int | None, now: datetime) -> None:
    """Keep what a person said of pairs of articles; said again it stands once."""
    ordered = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    Verdict.objects.bulk_create(
        [Verdict(kind=kind, article_id=low, other_id=high, by_id=by, at=now) for low, high in sorted(ordered)],
        ignore_conflicts=True,
    )
