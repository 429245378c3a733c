from __future__ import annotations

from datetime import timedelta

from octavo.news.models import Article
from tests.engine.servers import answer
from tests.news.paper import Paper, prose

HOUR = timedelta(hours=1)
READY = Article.Stage.READY


def test_what_a_feed_lists_is_read_from_its_page(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Floods in Lower Vessel force thousands from homes", byline="Ana Ilves")
    paper.reads()
    article = paper.article(piece)
    assert (article.stage, article.title, article.error) == (READY, piece.title, "")
    assert article.version is not None
    assert article.version.text == piece.text
    assert article.authors == ["Ana Ilves"]
    assert (article.published, article.published_by) == (piece.published, "feed")


def test_a_known_article_is_not_listed_twice(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    paper.reads()
    assert Article.objects.count() == 1
    assert paper.houses["Maros"].asked(piece.path) == 1


def test_one_article_under_two_spellings_of_its_address_is_one_row(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    paper.edits(piece, url=f"{piece.url}?utm_source=feed#top")
    paper.reads()
    assert Article.objects.count() == 1


def test_an_entry_that_says_something_new_has_its_page_looked_at_again(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", day=29.9)
    paper.reads()
    paper.edits(piece, title="Harbour bridge closes after one day", lead="It shook.", text=prose("bridge closes"))
    paper.reads(later=HOUR / 12)
    article = paper.article(piece)
    assert (article.title, article.versions_count) == ("Harbour bridge closes after one day", 2)


def test_an_entry_that_changes_while_its_article_is_on_its_way_is_not_forgotten(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", day=29.9)
    paper.reads()
    Article.objects.update(stage=Article.Stage.GROUPED, due_at=paper.now + HOUR, checks=4)
    paper.edits(piece, lead="It shook.", text=prose("bridge closes"))
    paper.reads(later=HOUR / 12)
    paper.reads(later=HOUR)
    paper.reads(later=HOUR / 12)
    assert paper.article(piece).versions_count == 2


def test_two_addresses_of_one_page_are_read_as_one_article(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    twin = paper.publishes("Maros", piece.title, piece.text, path="print-edition", canonical=piece.url)
    paper.reads()
    row = paper.article(twin)
    assert (row.stage, row.error, row.original) == (Article.Stage.PARKED, "same_address", paper.article(piece))
    assert paper.stories() == 1
    assert paper.article(piece).story.reports == 1  # type: ignore[union-attr]


def test_one_page_under_two_links_is_one_article_though_it_names_no_address(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    again = paper.publishes("Maros", piece.title, piece.text, path="again", published=piece.published)
    paper.reads()
    assert {paper.article(piece).error, paper.article(again).error} == {"", "same_address"}


def test_an_article_that_turns_out_to_be_another_leaves_its_story(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", day=29.95)
    later = paper.publishes("Maros", "Otters return to the upper Tarn", day=29.96)
    paper.reads()
    paper.edits(later, canonical=piece.url, lead="Moved.")
    paper.reads(later=HOUR / 12)
    assert paper.article(later).stage == Article.Stage.PARKED
    assert paper.stories() == 1


def test_a_text_that_the_feed_carries_whole_costs_no_visit_to_its_page(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", whole=True)
    paper.reads()
    assert paper.article(piece).version.text == piece.text  # type: ignore[union-attr]
    assert paper.houses["Maros"].asked(piece.path) == 0


def test_a_text_that_the_feed_carries_whole_has_its_changes_from_the_feed(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", whole=True, day=29.99)
    paper.reads()
    paper.reads(later=5 * HOUR)
    assert paper.article(piece).versions_count == 1
    paper.edits(piece, text=prose("bridge closes"))
    paper.reads(later=HOUR)
    assert paper.article(piece).versions_count == 2
    assert paper.houses["Maros"].asked(piece.path) == 0


def test_a_long_teaser_is_no_text_so_the_page_is_read(paper: Paper) -> None:
    teaser = "Only here. " * 200 + "Read more"
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years", teaser, whole=True)
    page = piece.page.replace(
        piece.body.encode(), b"".join(b"<p>%s</p>" % p.encode() for p in prose("x").split("\n\n"))
    )
    paper.houses["Maros"].says(piece.path, answer(body=page, content_type="text/html"))
    paper.reads()
    assert paper.article(piece).version.text == prose("x")  # type: ignore[union-attr]


def test_a_source_that_has_not_changed_is_told_so_and_stays_well(paper: Paper) -> None:
    house = paper.house("Maros")
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    feed = house.site.answers["/maros/feed.xml"][0]
    assert isinstance(feed, bytes)
    house.says("feed.xml", feed.replace(b"connection:", b'etag: "one"\r\nconnection:'), answer("304 Not Modified"))
    paper.reads()
    paper.reads(later=HOUR)
    assert house.site.asked[-1].headers["if-none-match"] == '"one"'
    assert (paper.source("Maros").error, paper.source("Maros").succeeded_at) == ("", paper.now)


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(paper: Paper) -> None:
    house = paper.house("Maros")
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    house.says("new.xml", house.site.answers["/maros/feed.xml"][0])  # type: ignore[arg-type]
    house.says("feed.xml", answer("301 Moved Permanently", location="/maros/new.xml"))
    paper.reads()
    paper.reads(later=HOUR)
    assert (house.asked("feed.xml"), house.asked("new.xml")) == (1, 2)


def test_the_next_look_is_later_than_now_and_within_the_bounds(paper: Paper) -> None:
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    source = paper.source("Maros")
    assert source.due_at is not None
    assert timedelta(seconds=300) <= source.due_at - paper.now <= timedelta(hours=7)
