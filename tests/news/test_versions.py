from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.assist.models import Brief
from octavo.engine.aids.receipts import Receipt, resolve
from octavo.news.models import Article, Clipping, Version
from octavo.news.queries import articles
from tests.engine.servers import answer
from tests.news.paper import Paper, Piece, prose

HOUR = timedelta(hours=1)


@pytest.fixture
def piece(paper: Paper) -> Piece:
    found = paper.publishes("Maros", "Harbour bridge opens after nine years", day=29.99)
    paper.reads()
    return found


def test_a_silent_edit_is_noticed_when_the_page_is_looked_at_again(paper: Paper, piece: Piece) -> None:
    paper.edits(piece, text=piece.text.replace("said", "denied"))
    paper.reads(later=HOUR)
    assert paper.article(piece).versions_count == 2
    ((newer, changed), (older, _)) = articles.versions(paper.article(piece).pk)
    assert (newer.number, older.number) == (2, 1)
    assert {p.text for change in changed for p in change.pieces if p.kind == "added"} == {"denied"}


def test_earlier_versions_stay_as_they_were(paper: Paper, piece: Piece) -> None:
    before = piece.text
    paper.edits(piece, text=prose("bridge closes"))
    paper.reads(later=HOUR)
    assert [version.text for version in Version.objects.order_by("number")] == [before, prose("bridge closes")]


def test_an_unchanged_page_is_no_new_version_and_is_looked_at_ever_more_rarely(paper: Paper, piece: Piece) -> None:
    for hours in (0.4, 0.5, 3, 1, 12, 48, 300):
        paper.reads(later=hours * HOUR, feeds=False)
    article = paper.article(piece)
    assert (article.versions_count, article.checks, article.due_at) == (1, 4, None)
    assert paper.houses["Maros"].asked(piece.path) == 5
    assert not Clipping.objects.exists()


def test_a_page_that_differs_each_time_has_few_versions(paper: Paper, piece: Piece) -> None:
    for hours in (1, 3, 12, 48, 300, 300):
        paper.edits(piece, text=prose(f"bridge {hours} {piece.text[:9]}"))
        paper.reads(later=hours * HOUR, feeds=False)
    assert paper.article(piece).versions_count == 5


def test_an_article_of_fifty_versions_gets_no_more(paper: Paper, piece: Piece) -> None:
    Article.objects.update(versions_count=49)
    for minute in range(3):
        paper.edits(piece, lead=f"Updated {minute} minutes ago", text=prose(f"bridge {minute}"))
        paper.reads(later=HOUR / 12)
    assert paper.article(piece).versions_count == 50
    assert paper.houses["Maros"].asked(piece.path) == 2


def test_a_feed_that_chatters_about_an_unchanged_page_is_not_believed_for_ever(paper: Paper, piece: Piece) -> None:
    Article.objects.update(checks=28)
    for minute in range(4):
        paper.edits(piece, lead=f"Updated {minute} minutes ago")
        paper.reads(later=HOUR / 12)
    assert paper.article(piece).versions_count == 1
    assert paper.houses["Maros"].asked(piece.path) == 3


@pytest.mark.parametrize("status", ["410 Gone", "404 Not Found"])
def test_a_page_that_was_taken_down_keeps_its_text_here(paper: Paper, piece: Piece, status: str) -> None:
    paper.houses["Maros"].says(piece.path, answer(status))
    paper.reads(later=HOUR, feeds=False)
    article = paper.article(piece)
    assert (article.withdrawn, article.stage) == (paper.now, Article.Stage.READY)
    assert articles.article(article.pk).version.text == piece.text  # type: ignore[union-attr]


def test_a_page_that_comes_back_is_withdrawn_no_more(paper: Paper, piece: Piece) -> None:
    paper.houses["Maros"].says(piece.path, answer("410 Gone"))
    paper.reads(later=HOUR, feeds=False)
    paper.houses["Maros"].prints()
    paper.reads(later=3 * HOUR, feeds=False)
    article = paper.article(piece)
    assert (article.withdrawn, article.error, article.versions_count) == (None, "", 1)


def test_a_page_that_cannot_be_read_again_stays_as_it_was(paper: Paper, piece: Piece) -> None:
    paper.houses["Maros"].says(piece.path, answer(body=b"<html><body>Sign in to read.", content_type="text/html"))
    paper.reads(later=HOUR, feeds=False)
    article = paper.article(piece)
    assert (article.stage, article.versions_count) == (Article.Stage.READY, 1)
    assert article.version.text == piece.text  # type: ignore[union-attr]


def test_every_receipt_resolves_in_its_own_version_after_an_edit(paper: Paper, piece: Piece) -> None:
    issued = receipts(paper, piece)
    paper.edits(piece, text="A first paragraph that nobody expected.\n\n" + piece.text.replace("said", "denied"))
    paper.reads(later=HOUR, feeds=False)
    newer = receipts(paper, piece)
    assert issued
    assert {receipt.version for receipt in newer} != {receipt.version for receipt in issued}
    for receipt in (*issued, *newer):
        words = resolve(receipt, Version.objects.get(pk=receipt.version).text)
        assert articles.passage(receipt).words == words
        assert words.endswith(".")


def test_what_is_in_brief_is_of_the_newest_version(paper: Paper, piece: Piece) -> None:
    paper.edits(piece, text=prose("bridge closes"))
    paper.reads(later=HOUR)
    brief = Brief.objects.get(article=paper.article(piece))
    assert brief.version == paper.article(piece).version
    assert all(sentence["text"] in prose("bridge closes") for sentence in brief.sentences)


def receipts(paper: Paper, piece: Piece) -> list[Receipt]:
    brief = Brief.objects.get(article=paper.article(piece))
    return [Receipt(**receipt) for sentence in brief.sentences for receipt in sentence["receipts"]]
