from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.contrib.auth import get_user_model

from octavo.engine.errors import Refused
from octavo.news.group import hand, moves
from octavo.news.models import Article, Move, Story, Verdict
from tests.news.paper import Paper

FLOOD = "Floods in Lower Vessel force thousands from homes"
OTTER = "Otters return to the upper Tarn after decades"


@pytest.fixture
def operator(db: None) -> int:
    del db
    return get_user_model().objects.create(email="rosa@example.org").pk


def flood_and_otter(paper: Paper) -> tuple[Story, Story]:
    """Two stories, of three reports and of one."""
    floods = [paper.publishes(name, f"{FLOOD} {name}", day=29 + at / 10) for at, name in enumerate(("Maros", "Ilves"))]
    floods.append(paper.publishes("Tarn", f"{FLOOD} again", day=29.4))
    otter = paper.publishes("Maros", OTTER, day=29.5)
    paper.reads()
    flood, other = paper.article(floods[0]).story, paper.article(otter).story
    assert flood is not None
    assert other is not None
    return flood, other


def members(story: Story) -> set[int]:
    return set(Article.objects.filter(story=story).values_list("pk", flat=True))


def test_what_is_split_off_is_a_story_of_its_own_and_the_counts_follow(paper: Paper, operator: int) -> None:
    flood, _ = flood_and_otter(paper)
    going = sorted(members(flood))[:1]
    new = hand.split_off(flood, going, operator, paper.now)
    flood.refresh_from_db()
    new.refresh_from_db()
    assert (members(new), flood.reports, new.reports) == (set(going), 2, 1)
    assert Move.objects.get().by_id == operator


def test_joined_stories_are_one_and_the_old_address_points_at_it(paper: Paper, operator: int) -> None:
    flood, otter = flood_and_otter(paper)
    everything = members(flood) | members(otter)
    hand.join(otter, flood, operator, paper.now)
    otter.refresh_from_db()
    assert (otter.merged_into, members(flood), otter.reports) == (flood, everything, 0)


def test_undoing_a_join_brings_back_both_stories_and_says_that_they_are_two(paper: Paper, operator: int) -> None:
    flood, otter = flood_and_otter(paper)
    before = members(flood), members(otter)
    hand.join(otter, flood, operator, paper.now)
    hand.undo(Move.objects.get(), operator, paper.now)
    otter.refresh_from_db()
    assert (members(flood), members(otter)) == before
    assert otter.merged_into is None
    assert moves.said(Verdict.Kind.NOT_STORY, before[0], before[1]).exists()


def test_undoing_a_split_brings_the_reports_back_and_leaves_a_signpost(paper: Paper, operator: int) -> None:
    flood, _ = flood_and_otter(paper)
    before = members(flood)
    new = hand.split_off(flood, sorted(before)[:1], operator, paper.now)
    hand.undo(Move.objects.get(), operator, paper.now)
    new.refresh_from_db()
    assert (members(flood), new.merged_into) == (before, flood)
    assert not Verdict.objects.filter(kind=Verdict.Kind.NOT_STORY).exists()


def test_a_move_is_undone_once(paper: Paper, operator: int) -> None:
    flood, otter = flood_and_otter(paper)
    hand.join(otter, flood, operator, paper.now)
    move = Move.objects.get()
    hand.undo(move, operator, paper.now)
    move.refresh_from_db()
    with pytest.raises(Refused):
        hand.undo(move, operator, paper.now)


def test_a_signpost_leads_to_the_last_story_however_often_it_was_joined(paper: Paper, operator: int) -> None:
    flood, otter = flood_and_otter(paper)
    new = hand.split_off(flood, sorted(members(flood))[:1], operator, paper.now)
    hand.join(new, otter, operator, paper.now)
    otter.refresh_from_db()
    hand.join(otter, flood, operator, paper.now)
    new.refresh_from_db()
    assert new.merged_into == flood


@pytest.mark.parametrize("chosen", [[], "all"])
def test_a_split_that_leaves_nothing_is_refused(paper: Paper, operator: int, chosen: Sequence[int] | str) -> None:
    flood, _ = flood_and_otter(paper)
    going = sorted(members(flood)) if chosen == "all" else []
    with pytest.raises(Refused):
        hand.split_off(flood, going, operator, paper.now)
    assert not Move.objects.exists()


def test_a_story_cannot_be_joined_with_itself(paper: Paper, operator: int) -> None:
    flood, _ = flood_and_otter(paper)
    with pytest.raises(Refused):
        hand.join(flood, flood, operator, paper.now)


def test_what_was_moved_is_related_anew(paper: Paper, operator: int) -> None:
    flood, _ = flood_and_otter(paper)
    hand.split_off(flood, sorted(members(flood))[:1], operator, paper.now)
    assert Article.objects.filter(stage=Article.Stage.GROUPED).exists()
    paper.reads()
    assert not Article.objects.filter(stage=Article.Stage.GROUPED).exists()
