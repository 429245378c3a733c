from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from octavo.news.group.unfold import refold, unfold
from octavo.news.models import Article, Shingle, Verdict
from tests.news.paper import Paper, Piece, prose

HOUR = timedelta(hours=1)
TITLE = "Reservoir at Tarn Head spills over its crest"
WIRE = prose(TITLE, 6)


@pytest.fixture
def carried(paper: Paper) -> tuple[Paper, Piece, list[Piece]]:
    """A paper with a wire text and two houses that carry it."""
    paper.house("Northline", agency="Northline")
    wire = paper.publishes("Northline", TITLE, WIRE)
    copies = [paper.publishes(name, "Dam overflows", WIRE, day=29.1) for name in ("Maros", "Ilves")]
    paper.reads()
    return paper, wire, copies


def compare_again(paper: Paper) -> None:
    Article.objects.update(stage=Article.Stage.EXTRACTED, due_at=paper.now)
    paper.reads(feeds=False)


def originals(paper: Paper, *pieces: Piece) -> list[Article | None]:
    return [paper.article(piece).original for piece in pieces]


def test_an_unfolded_copy_is_a_report_of_its_own_with_a_vector_to_be_made(
    carried: tuple[Paper, Piece, list[Piece]],
) -> None:
    paper, wire, (copy, other) = carried
    unfold(paper.article(copy), None, paper.now)
    article = paper.article(copy)
    assert (article.original, article.stage, article.due_at) == (None, Article.Stage.FOLDED, paper.now)
    assert originals(paper, wire, other) == [None, paper.article(wire)]
    story = paper.article(wire).story
    assert story is not None
    assert (story.reports, story.copies, story.newsrooms) == (3, 1, 2)


def test_what_a_person_said_survives_every_run(carried: tuple[Paper, Piece, list[Piece]]) -> None:
    paper, wire, (copy, other) = carried
    unfold(paper.article(copy), None, paper.now)
    compare_again(paper)
    late = paper.publishes("Tarn", "Water over the dam", WIRE, day=29.2)
    paper.reads(later=HOUR)
    assert originals(paper, copy, wire, other, late) == [None, None, paper.article(wire), paper.article(wire)]
    assert Article.objects.exclude(stage=Article.Stage.READY).count() == 0


def test_a_verdict_stands_against_each_of_the_family_and_says_who(carried: tuple[Paper, Piece, list[Piece]]) -> None:
    paper, wire, (copy, other) = carried
    editor = get_user_model().objects.create(email="editor@tarn.example")
    unfold(paper.article(copy), editor, paper.now)
    said = set(Verdict.objects.values_list("article", "other", "kind", "by"))
    keys = [paper.article(piece).pk for piece in (wire, copy, other)]
    pairs = [sorted((keys[1], keys[0])), sorted((keys[1], keys[2]))]
    assert said == {(lower, higher, "not_copy", editor.pk) for lower, higher in pairs}


def test_unfolding_the_original_leaves_its_copies_a_family(carried: tuple[Paper, Piece, list[Piece]]) -> None:
    paper, wire, (copy, other) = carried
    unfold(paper.article(wire), None, paper.now)
    paper.reads(feeds=False)
    assert sorted(one is None for one in originals(paper, copy, other)) == [False, True]
    assert originals(paper, wire) == [None]
    late = paper.publishes("Tarn", "Water over the dam", WIRE, day=29.2)
    paper.reads(later=HOUR)
    assert originals(paper, late) != [None]


def test_a_withdrawn_verdict_lets_the_machine_decide_again(carried: tuple[Paper, Piece, list[Piece]]) -> None:
    paper, wire, (copy, _) = carried
    unfold(paper.article(copy), None, paper.now)
    paper.reads(feeds=False)
    refold(paper.article(copy), paper.now)
    assert paper.article(copy).stage == Article.Stage.EXTRACTED
    paper.reads(feeds=False)
    assert originals(paper, copy) == [paper.article(wire)]
    assert not Verdict.objects.exists()
    story = paper.article(wire).story
    assert story is not None
    assert (story.reports, story.copies) == (3, 2)


def test_an_article_without_a_family_stays_as_it_is(paper: Paper) -> None:
    alone = paper.publishes("Maros", TITLE, WIRE)
    paper.reads()
    unfold(paper.article(alone), None, paper.now)
    assert paper.article(alone).stage == Article.Stage.READY
    assert not Verdict.objects.exists()


def test_after_an_unfold_both_sides_can_be_found_again(carried: tuple[Paper, Piece, list[Piece]]) -> None:
    paper, wire, (copy, _) = carried
    unfold(paper.article(copy), None, paper.now)
    samples = [
        set(Shingle.objects.filter(article=paper.article(piece)).values_list("value", flat=True))
        for piece in (copy, wire)
    ]
    assert samples[0] == samples[1]
    assert len(samples[0]) == 32
