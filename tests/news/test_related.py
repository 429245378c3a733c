"""Related lists as rows: a storyline's background, reasons from data, older lists renewed, and few queries."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.news.group import hand, kin, moves
from octavo.news.group.kin import Kin
from octavo.news.group.relate import relate_pending
from octavo.news.models import Article, Mention, Move, Place, Relation, Story, Storyline
from tests.news.lists import anew, stored
from tests.news.paper import Paper, Piece

FLOOD = "Floods in Lower Vessel force thousands from homes"
INQUIRY = "Judges hear an engineer about his broken pump station"
HOUR = timedelta(hours=1)


def again(paper: Paper, *pieces: Piece) -> None:
    """Send articles back one stage and make their lists anew."""
    rows = Article.objects.filter(url__in=[piece.url for piece in pieces])
    rows.update(stage=Article.Stage.GROUPED, due_at=paper.now)
    relate_pending(100, paper.now)


def reasons(paper: Paper, article: Piece, other: Piece) -> dict[str, list[str]]:
    """Why the other is in the article's list; empty when it is not."""
    row = Relation.objects.filter(article=paper.article(article), other=paper.article(other)).first()
    return dict(row.reasons) if row else {}


def test_an_earlier_story_of_the_storyline_is_background_though_it_reads_quite_differently(paper: Paper) -> None:
    flood, inquiry = paper.publishes("Maros", FLOOD, day=20), paper.publishes("Ilves", INQUIRY, day=28)
    paper.reads()
    assert not reasons(paper, inquiry, flood)
    line = Storyline.objects.create(began=flood.published, updated=inquiry.published)
    for piece in (flood, inquiry):
        story = paper.article(piece).story
        assert story is not None
        story.storyline = line
        story.save()
    again(paper, inquiry)
    assert "background" in reasons(paper, inquiry, flood)


def test_names_and_places_that_both_have_stand_on_the_row(paper: Paper) -> None:
    one, two = paper.publishes("Maros", FLOOD), paper.publishes("Ilves", f"{FLOOD} again", day=29.5)
    paper.reads()
    town = Place.objects.create(key="vessel", names={"en": "Lower Vessel"}, kind="city", latitude=0, longitude=0)
    land = Place.objects.create(key="land", names={"en": "Calvera"}, kind="country", latitude=0, longitude=0)
    for piece in (one, two):
        article = paper.article(piece)
        article.names = [["Ilva Serran", 3], ["Tarn Council", 1]]
        article.save(update_fields=["names"])
        Mention.objects.create(article=article, place=town, count=2)
        Mention.objects.create(article=article, place=land, count=9)
    again(paper, one, two)
    assert reasons(paper, one, two) == {
        "later": [],
        "names": ["Ilva Serran", "Tarn Council"],
        "place": ["Lower Vessel"],
    }


def test_a_denial_is_the_other_side_of_the_report_it_answers(paper: Paper) -> None:
    report = paper.publishes("Maros", f"Council took money to save Lower Vessel. {FLOOD}")
    denial = paper.publishes("Ilves", f"Council denies it took money to save Lower Vessel. {FLOOD}", day=29.2)
    paper.reads()
    assert "other_side" in reasons(paper, report, denial)
    assert "other_side" not in reasons(paper, denial, report)


def test_every_older_list_takes_in_a_newcomer(paper: Paper) -> None:
    older = [paper.publishes(f"House{n}", f"{FLOOD} {n}", day=28 + n / 10) for n in range(4)]
    paper.reads()
    newest = paper.publishes("Ilves", f"{FLOOD} newest", day=29)
    paper.reads(later=HOUR)
    assert all("later" in reasons(paper, piece, newest) for piece in older)


def test_queries_do_not_grow_with_the_lists_that_take_in_a_newcomer(paper: Paper) -> None:
    pieces = [paper.publishes(f"House{n}", f"{FLOOD} {n}", day=28 + n / 10) for n in range(3)]
    paper.reads()
    few = queries_of(paper, pieces[-1])
    more = [paper.publishes(f"More{n}", f"{FLOOD} more {n}", day=29 + n / 20) for n in range(3)]
    paper.reads(later=HOUR)
    assert queries_of(paper, more[-1]) <= few + 2
    assert few <= 24


def queries_of(paper: Paper, piece: Piece) -> int:
    """How many queries it takes to relate an article as if it were new."""
    Relation.objects.filter(other__url=piece.url).delete()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        again(paper, piece)
    return len(captured)


def test_what_is_near_is_found_once_whether_by_story_or_by_meaning(paper: Paper) -> None:
    pieces = [paper.publishes(f"House{n}", f"{FLOOD} {n}", day=28 + n / 10) for n in range(4)]
    paper.reads()
    first = paper.article(pieces[0]).pk
    kin = Kin(paper.now)
    kin.learn([first])
    keys = [other.key for other in kin.others(first)]
    assert len(keys) == len(set(keys)) == 3


def crowded(paper: Paper, count: int, seed: int) -> list[Piece]:
    """Reports of two events and of what is a little like both, from few houses, the times in no order."""
    chance = random.Random(seed)
    events = (FLOOD, INQUIRY, f"{FLOOD}. {INQUIRY}")
    return [
        paper.publishes(f"House{at % 5}", f"{chance.choice(events)} {at + seed}", day=26 + 3 * chance.random())
        for at in range(count)
    ]


@pytest.mark.parametrize("few", [False, True])
def test_every_list_is_what_it_would_be_if_made_anew(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, *, few: bool
) -> None:
    for name, most in {"AROUND": 2, "LINE": 1}.items() if few else ():
        monkeypatch.setattr(kin, name, most)
        monkeypatch.setattr(moves, name, most)
    someone = get_user_model().objects.create(email="rosa@example.org").pk
    crowded(paper, 12, 1)
    paper.reads()
    assert stored() == anew(paper.now)
    late = crowded(paper, 4, 100)
    paper.reads(later=HOUR)
    assert stored() == anew(paper.now)
    paper.edits(late[0], text=late[1].text, title=late[1].title)
    paper.reads(later=HOUR * 12)
    assert stored() == anew(paper.now)

    largest, other = Story.objects.exclude(headline=None).order_by("-reports", "pk")[:2]
    going = sorted(Article.objects.filter(story=largest).values_list("pk", flat=True))[::3]
    hand.split_off(largest, going, someone, paper.now)
    paper.reads(feeds=False)
    assert stored() == anew(paper.now)
    hand.join(other, largest, someone, paper.now)
    paper.reads(feeds=False)
    assert stored() == anew(paper.now)
    hand.undo(Move.objects.order_by("-pk")[0], someone, paper.now)
    paper.reads(feeds=False)
    assert stored() == anew(paper.now)
