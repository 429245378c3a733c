from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from octavo.news.group import hand, order
from octavo.news.group.counts import recount
from octavo.news.models import Article, Move, Source, Story
from tests.news.paper import Paper, Piece

HOUR = timedelta(hours=1)
FLOOD = "Floods in Lower Vessel force thousands from homes"
OTTER = "Otters return to the upper Tarn after decades"


@pytest.fixture
def operator(db: None) -> int:
    del db
    return get_user_model().objects.create(email="rosa@example.org").pk


def reports(paper: Paper, subject: str, count: int = 3, day: float = 29.0) -> list[Piece]:
    """So many newsrooms report an event."""
    names = ("Maros", "Ilves", "Tarn", "Vessel")[:count]
    return [paper.publishes(name, f"{subject} {name}", day=day + at / 10) for at, name in enumerate(names)]


def put(pieces: Sequence[Piece], paper: Paper, story: Story | None = None) -> Story:
    """Tell the paper that these are of one story, as a hasty decision would."""
    left = {paper.article(piece).story_id for piece in pieces}
    story = story or Story.objects.create(began=pieces[0].published, updated=pieces[0].published)
    Article.objects.filter(url__in=[piece.url for piece in pieces]).update(story=story)
    for key in {*left, story.pk}:
        recount(key)
    return story


def told(paper: Paper, pieces: Sequence[Piece]) -> set[int | None]:
    """The stories these reports are in."""
    return {paper.article(piece).story_id for piece in pieces}


def test_two_stories_that_are_one_are_joined_and_the_younger_points_at_the_older(paper: Paper) -> None:
    flood = reports(paper, FLOOD)
    paper.reads()
    torn = put(flood[2:], paper)
    paper.reads(later=HOUR, feeds=False)
    assert len(told(paper, flood)) == 1
    torn.refresh_from_db()
    assert torn.merged_into == paper.article(flood[0]).story
    assert Move.objects.get().kind == Move.Kind.MERGE


def test_a_story_that_is_two_is_split_and_the_larger_part_keeps_its_address(paper: Paper) -> None:
    flood, otter = reports(paper, FLOOD), reports(paper, OTTER, 1, 29.5)
    paper.reads()
    mixed = paper.article(flood[0]).story
    put(otter, paper, mixed)
    paper.reads(later=HOUR, feeds=False)
    assert told(paper, flood) == {mixed.pk if mixed else None}
    assert not told(paper, otter) & told(paper, flood)
    assert Move.objects.get().kind == Move.Kind.SPLIT


def test_what_a_person_split_is_not_joined_again(paper: Paper, operator: int) -> None:
    flood = reports(paper, FLOOD)
    paper.reads()
    story = paper.article(flood[0]).story
    assert story is not None
    hand.split_off(story, [paper.article(flood[2]).pk], operator, paper.now)
    paper.reads(later=HOUR, feeds=False)
    assert len(told(paper, flood)) == 2
    assert not Story.objects.filter(reviewed=None, headline__isnull=False).exists()


def test_what_a_person_joined_is_not_split_again(paper: Paper, operator: int) -> None:
    flood, otter = reports(paper, FLOOD), reports(paper, OTTER, 1, 29.5)
    paper.reads()
    stories = [paper.article(pieces[0]).story for pieces in (otter, flood)]
    assert stories[0] is not None
    assert stories[1] is not None
    hand.join(stories[0], stories[1], operator, paper.now)
    paper.reads(later=HOUR, feeds=False)
    assert len(told(paper, [*flood, *otter])) == 1


def test_the_most_central_report_speaks_for_its_story(paper: Paper) -> None:
    flood = reports(paper, FLOOD)
    paper.reads()
    story = Story.objects.get()
    central = Article.objects.order_by("-centrality").first()
    assert central is not None
    assert central.centrality > 0
    assert story.headline == central
    assert told(paper, flood) == {story.pk}


def test_a_story_at_rest_is_not_looked_at_again(paper: Paper) -> None:
    reports(paper, FLOOD)
    paper.reads()
    looked = Story.objects.get().reviewed
    paper.reads(later=HOUR)
    assert Story.objects.get().reviewed == looked


def test_what_is_on_its_way_is_waited_for_as_long_as_patience_says(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    (piece,) = reports(paper, FLOOD, 1)
    paper.reads()
    Article.objects.update(stage=Article.Stage.FETCHED, due_at=paper.now, seen=paper.now - HOUR)
    Source.objects.update(added=paper.now - HOUR)
    assert order.complete_until(Article.Stage.GROUPED, paper.now) is None
    monkeypatch.setattr(order, "PATIENCE", 2 * HOUR)
    assert order.complete_until(Article.Stage.GROUPED, paper.now) == piece.published
