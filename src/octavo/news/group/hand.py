"""What an operator decides about stories. It is kept as verdicts, and no later run of the machine goes against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice, product

from django.db import transaction

from octavo.engine.errors import Refused
from octavo.news.group import moves
from octavo.news.group.moves import Cause
from octavo.news.models import Article, Move, Story, Verdict

Kind = Verdict.Kind
MOST_PAIRS = 20_000  # verdicts one act may leave: a story so large is judged by its oldest reports


@transaction.atomic
def split_off(story: Story, articles: Sequence[int], by: int, now: datetime) -> Story:
    """Make some reports of a story, with their copies, a story of their own. Returns it.

    Raises Refused when none of them is in the story, or when nothing would be left in it.
    """
    going = set(moves.families(story, articles))
    staying = roots(story) - going
    if not going or not staying:
        detail = "the articles are not in this story" if not going else "nothing would be left in the story"
        raise Refused(detail)
    moves.say(Kind.NOT_STORY, pairs(going & roots(story), staying), by, now)
    return moves.split(story, sorted(going), Cause(now, by))


@transaction.atomic
def join(story: Story, into: Story, by: int, now: datetime) -> None:
    """Make two stories one, against what was said before. Raises Refused for a story and itself, or a signpost."""
    if story.pk == into.pk or story.merged_into_id or into.merged_into_id:
        detail = "a story cannot be joined with itself, nor with one that was merged"
        raise Refused(detail)
    here, there = roots(story), roots(into)
    moves.said(Kind.NOT_STORY, here, there).delete()
    moves.say(Kind.SAME_STORY, pairs(here, there), by, now)
    moves.merge(story, into, Cause(now, by))


@transaction.atomic
def undo(move: Move, by: int, now: datetime) -> None:
    """Bring the articles of a move back, so that the machine does not do it again.

    Raises Refused when it was undone before, or was itself an undoing.
    """
    if move.undone or move.kind == Move.Kind.UNDO:
        detail = "this move was undone before"
        raise Refused(detail)
    gone = set(Article.objects.filter(pk__in=move.articles, original=None).values_list("pk", flat=True))
    if move.kind == Move.Kind.MERGE:
        rest = roots(moves.standing(move.target)) - gone
        moves.say(Kind.NOT_STORY, pairs(gone, rest), by, now)
    else:
        moves.said(Kind.NOT_STORY, gone, roots(moves.standing(move.source))).delete()
    moves.undo(move, Cause(now, by))


def roots(story: Story) -> set[int]:
    """The reports of a story that are no copies."""
    return set(Article.objects.filter(story=story, original=None).values_list("pk", flat=True))


def pairs(here: set[int], there: set[int]) -> list[tuple[int, int]]:
    """Each article here with each one there, in order and not too many."""
    return list(islice(product(sorted(here), sorted(there)), MOST_PAIRS))
