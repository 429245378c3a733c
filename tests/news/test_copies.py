from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.news.models import Article
from tests.news.paper import Paper, Piece, prose

HOUR = timedelta(hours=1)
TITLE = "Reservoir at Tarn Head spills over its crest"
WIRE = prose(TITLE, 6)


@pytest.fixture
def wired(paper: Paper) -> Paper:
    paper.house("Northline", agency="Northline")
    return paper


def original(paper: Paper, piece: Piece) -> Article | None:
    return paper.article(piece).original


def test_a_carried_text_folds_under_the_agencys_own_page(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE)
    carried = wired.publishes("Maros", "Dam overflows", f"MAROS. {WIRE}", day=29.1)
    wired.reads()
    assert (original(wired, carried), original(wired, wire)) == (wired.article(wire), None)
    assert wired.article(carried).story == wired.article(wire).story


def test_a_copy_that_comes_first_folds_when_the_original_arrives(wired: Paper) -> None:
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.0)
    wired.reads()
    assert original(wired, carried) is None
    wire = wired.publishes("Northline", TITLE, WIRE, day=29.1)
    wired.reads(later=HOUR)
    assert original(wired, carried) == wired.article(wire)
    assert wired.stories() == 1


def test_an_original_that_belongs_elsewhere_takes_its_copies_along(wired: Paper) -> None:
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.0)
    wired.reads()
    alone = wired.article(carried).story
    others = [wired.publishes(name, f"{TITLE} {name}", prose(f"{TITLE} {name}")) for name in ("Ilves", "Tarn")]
    wired.reads()
    wire = wired.publishes("Northline", TITLE, WIRE, day=29.1)
    wired.reads(later=HOUR)
    assert wired.article(carried).story == wired.article(wire).story
    assert alone is not None
    members = Article.objects.filter(story=alone).count()
    alone.refresh_from_db()
    assert alone.reports == members
    assert len(others) == 2


def test_without_the_agency_the_first_who_printed_it_is_the_original(paper: Paper) -> None:
    later = paper.publishes("Maros", "Dam overflows", WIRE, day=29.2)
    first = paper.publishes("Ilves", TITLE, WIRE, day=29.1)
    paper.reads()
    assert (original(paper, later), original(paper, first)) == (paper.article(first), None)


def test_two_reports_of_one_event_are_no_copies(paper: Paper) -> None:
    one = paper.publishes("Maros", TITLE)
    other = paper.publishes("Ilves", f"{TITLE} again")
    paper.reads()
    assert (original(paper, one), original(paper, other)) == (None, None)


def test_a_copy_that_is_rewritten_becomes_a_report_of_its_own(wired: Paper) -> None:
    wired.publishes("Northline", TITLE, WIRE, day=29.97)
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.98)
    wired.reads()
    wired.edits(carried, text=prose("our own reporter at the dam"))
    wired.reads(later=HOUR)
    article = wired.article(carried)
    assert (article.original, article.versions_count, article.stage) == (None, 2, Article.Stage.READY)


def test_a_story_counts_reports_and_copies_apart(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE)
    for name in ("Maros", "Ilves", "Tarn"):
        wired.publishes(name, "Dam overflows", WIRE, day=29.2)
    wired.reads()
    story = wired.article(wire).story
    assert story is not None
    assert (story.reports, story.copies, story.newsrooms, story.publishers) == (4, 3, 1, 4)
    assert story.headline == wired.article(wire)


def test_a_brief_note_is_compared_whole(paper: Paper) -> None:
    note = (
        "The ferry between Maros and Ilves does not sail on Sunday because of the wind, says the harbour office today."
    )
    one = paper.publishes("Maros", "No ferry", note)
    same = paper.publishes("Ilves", "Ferry stays in harbour", note, day=29.1)
    other = paper.publishes("Tarn", "Ferry", note.replace("Sunday because of the wind", "Monday because of a strike"))
    paper.reads()
    assert original(paper, same) == paper.article(one)
    assert original(paper, other) is None
