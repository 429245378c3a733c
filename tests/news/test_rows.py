"""What an error does to a row, and to the rows beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from django.db import OperationalError

from octavo.engine.errors import Busy, Fault, Missing, OctavoError, Timeout
from octavo.engine.executor import Inline, Result, Work
from octavo.news.models import Article, Clipping
from octavo.news.rows import RETRIES, kept_on_row, retreat
from tests.engine.servers import answer
from tests.news.paper import Paper, Piece

HOUR = timedelta(hours=1)
PARKED, LISTED, READY = Article.Stage.PARKED, Article.Stage.LISTED, Article.Stage.READY


@pytest.fixture
def piece(paper: Paper) -> Piece:
    return paper.publishes("Maros", "Harbour bridge opens after nine years", day=29.99)


def test_a_page_that_is_late_is_tried_again_and_then_read(paper: Paper, piece: Piece) -> None:
    page = answer(body=piece.page, content_type="text/html")
    paper.houses["Maros"].says(piece.path, answer("502 Bad Gateway"), page)
    paper.reads()
    assert (paper.article(piece).stage, paper.article(piece).error) == (LISTED, "server_error")
    paper.reads(later=HOUR)
    assert (paper.article(piece).stage, paper.article(piece).error) == (READY, "")


def test_a_page_that_never_comes_waits_for_a_person(paper: Paper, piece: Piece) -> None:
    paper.houses["Maros"].says(piece.path, answer("502 Bad Gateway"))
    for _ in range(RETRIES + 2):
        paper.reads(later=13 * HOUR, feeds=False)
    paper.reads(later=HOUR)
    article = paper.article(piece)
    assert (article.stage, article.attempts, article.due_at) == (PARKED, RETRIES + 1, None)
    assert paper.houses["Maros"].asked(piece.path) == RETRIES + 1


def test_waits_grow_but_never_beyond_half_a_day(paper: Paper, piece: Piece) -> None:
    paper.reads()
    article = paper.article(piece)
    waits = []
    for _ in range(RETRIES):
        retreat(article, Timeout(), paper.now)
        assert article.due_at is not None
        waits.append(article.due_at - paper.now)
    assert waits == sorted(waits)
    assert waits[0] < HOUR
    assert waits[-1] <= 12 * HOUR


def test_being_asked_for_patience_is_no_failure(paper: Paper, piece: Piece) -> None:
    paper.reads()
    article = paper.article(piece)
    for _ in range(RETRIES * 2):
        retreat(article, Busy(retry_after=600.0), paper.now)
    assert (article.attempts, article.due_at) == (0, paper.now + timedelta(minutes=10))


def test_an_article_that_readers_have_stays_with_them_whatever_happens_to_its_next_version(
    paper: Paper, piece: Piece
) -> None:
    paper.reads()
    article = paper.article(piece)
    retreat(article, Missing(), paper.now)
    assert (article.stage, article.error) == (READY, "missing")


def test_a_fault_of_ours_sets_its_row_aside_and_the_others_go_on(paper: Paper, piece: Piece) -> None:
    other = paper.publishes("Ilves", "Otters return to the upper Tarn")
    paper.executor = Stumbling("Harbour")
    paper.reads()
    assert (paper.article(piece).stage, paper.article(piece).error) == (PARKED, "fault")
    assert "ZeroDivisionError" in paper.article(piece).error_text
    assert paper.article(other).stage == READY


def test_what_failed_is_kept_so_that_it_can_be_run_again(paper: Paper, piece: Piece) -> None:
    paper.executor = Stumbling("Harbour")
    paper.reads()
    assert Clipping.objects.get().article == paper.article(piece)
    paper.executor = Inline()
    Article.objects.update(stage=Article.Stage.FETCHED, due_at=paper.now)
    paper.reads(feeds=False)
    assert paper.article(piece).stage == READY
    assert paper.houses["Maros"].asked(piece.path) == 1


def test_a_fault_in_the_midst_of_a_step_leaves_the_row_as_the_database_has_it(paper: Paper, piece: Piece) -> None:
    paper.reads()
    article = paper.article(piece)
    with kept_on_row(article, paper.now):
        article.stage, article.version = Article.Stage.EMBEDDED, None
        raise ZeroDivisionError
    assert (paper.article(piece).stage, paper.article(piece).error) == (READY, "fault")
    assert paper.article(piece).version is not None


def test_the_databases_own_trouble_is_no_fault_of_the_row(paper: Paper, piece: Piece) -> None:
    paper.reads()
    with pytest.raises(OperationalError), kept_on_row(paper.article(piece), paper.now):
        raise OperationalError
    assert paper.article(piece).error == ""


def test_a_row_that_was_deleted_meanwhile_is_let_go(paper: Paper, piece: Piece) -> None:
    paper.reads()
    article = paper.article(piece)
    with kept_on_row(article, paper.now):
        Article.objects.filter(pk=article.pk).update(version=None)
        Article.objects.filter(pk=article.pk).delete()
        raise Missing
    assert not Article.objects.exists()


class Stumbling(Inline):
    """An executor to whom one text does what nobody thought of."""

    def __init__(self, word: str) -> None:
        self.word = word

    def map(self, function: Callable[[Work], Result], batch: Sequence[Work]) -> Iterator[Result | OctavoError]:
        def work_on(work: Work) -> Result:
            result = function(work)
            if self.word in repr(result):
                raise ZeroDivisionError
            return result

        return super().map(work_on, batch)


def test_a_fault_is_permanent() -> None:
    assert Fault("x").code == "fault"
