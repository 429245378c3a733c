"""Articles, their versions and receipts, and who may read the whole text."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from octavo.news.models import Article, Story
from tests.web import newsstand
from tests.web.newsstand import TEXT
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def test_everyone_reads_the_whole_text_with_its_paragraphs_as_anchors(client: Client) -> None:
    page = body(client, f"/article/{newsstand.article().pk}")
    assert all(paragraph in page for paragraph in TEXT)
    assert 'id="p1"' in page
    assert 'id="p4"' in page


@pytest.mark.parametrize(("rule", "signed_out", "signed_in"), [("members", False, True), ("nobody", False, False)])
def test_a_publishers_terms_decide_who_reads_its_text(
    client: Client,
    as_reader: Client,
    rule: str,
    signed_out: bool,  # noqa: FBT001
    signed_in: bool,  # noqa: FBT001
) -> None:
    article = newsstand.article(by=newsstand.publisher(full_text=rule))
    assert (TEXT[1] in body(client, f"/article/{article.pk}")) is signed_out
    assert (TEXT[1] in body(as_reader, f"/article/{article.pk}")) is signed_in
    assert article.url in body(client, f"/article/{article.pk}")


def test_the_papers_setting_counts_where_a_publisher_says_nothing(client: Client, settings: Settings) -> None:
    settings.FULL_TEXT = "nobody"
    article = newsstand.article()
    free = newsstand.article("Free", by=newsstand.publisher("Open Page", full_text="everyone"))
    assert TEXT[1] not in body(client, f"/article/{article.pk}")
    assert TEXT[1] in body(client, f"/article/{free.pk}")


def test_terms_hold_on_the_ways_around_the_article_too(client: Client, as_reader: Client) -> None:
    article = newsstand.article(by=newsstand.publisher(full_text="members"))
    newsstand.say(article, (*TEXT[:3], "Membersonly."))
    path = f"/article/{article.pk}/changes"
    assert client.get(path).status_code == 302
    assert "Membersonly" in body(as_reader, path)


def test_a_search_shows_no_piece_of_a_closed_text(client: Client, as_reader: Client) -> None:
    newsstand.article(by=newsstand.publisher(full_text="members"))
    assert "4,200 people" not in body(client, "/search?q=bus")
    assert "4,200 people" in body(as_reader, "/search?q=bus")


def test_a_receipt_of_a_closed_text_shows_the_quoted_words_alone(client: Client, as_reader: Client) -> None:
    text = ("First sentence of this closed text is long enough to be chosen. Second one stands right beside it here.",)
    article = newsstand.article(text=text, by=newsstand.publisher(full_text="members"))
    quoted = newsstand.receipt(article)
    rest = text[0].replace(text[0][quoted["start"] : quoted["end"]], "").strip()
    assert rest not in body(client, newsstand.receipt_path(article))
    assert rest in body(as_reader, newsstand.receipt_path(article))


def test_a_receipt_marks_its_words_and_nothing_else(client: Client) -> None:
    article = newsstand.article()
    quoted = newsstand.receipt(article)
    assert article.version is not None
    words = article.version.text[quoted["start"] : quoted["end"]]
    assert f"<mark>{words}</mark>" in body(client, newsstand.receipt_path(article))


def test_a_receipt_opens_in_place_without_the_frame(client: Client) -> None:
    response = client.get(newsstand.receipt_path(newsstand.article()), headers={"HX-Request": "true"})
    assert "<mark>" in response.content.decode()
    assert "masthead" not in response.content.decode()


def test_a_receipt_that_does_not_hold_says_so(client: Client) -> None:
    article, other = newsstand.article(), newsstand.article("Another")
    wrong = [
        newsstand.receipt_path(article, digest="0" * 16),
        newsstand.receipt_path(article, digest=""),
        newsstand.receipt_path(article, version=newsstand.receipt(other)["version"]),
        newsstand.receipt_path(article, version=10**30),
        newsstand.receipt_path(article, start=10**30, end=10**31),
    ]
    for path in wrong:
        response = client.get(path)
        assert response.status_code == 404, path
        assert "does not stand in the article any more" in response.content.decode()


def test_a_receipt_of_an_earlier_version_still_holds(client: Client) -> None:
    article = newsstand.article()
    path = newsstand.receipt_path(article)
    newsstand.say(article, TEXT[2:])
    assert "<mark>" in body(client, path)


def test_an_edited_article_says_so_and_shows_what_changed(client: Client) -> None:
    article = newsstand.article()
    newsstand.say(article, (TEXT[0].replace("held", "broke"), *TEXT[1:]))
    assert "Edited since: 1 change" in body(client, f"/article/{article.pk}")
    page = body(client, f"/article/{article.pk}/changes")
    assert "<del>held</del>" in page
    assert "<ins>broke</ins>" in page


def test_a_withdrawn_article_stays_and_says_so(client: Client) -> None:
    article = newsstand.article(withdrawn=timezone.now())
    assert "has taken this page down" in body(client, f"/article/{article.pk}")


def test_a_copy_names_its_original(client: Client) -> None:
    original = newsstand.article()
    copy = newsstand.article("The same again", by=newsstand.publisher("Northern Post"), original=original)
    assert "carried from Harbour Gazette" in body(client, f"/article/{copy.pk}")
    story = newsstand.story(original, copy)
    assert "1 other carries this text" in body(client, f"/story/{story.pk}")


def test_what_is_set_aside_is_not_shown(client: Client) -> None:
    article = newsstand.article(stage=Article.Stage.PARKED)
    assert client.get(f"/article/{article.pk}").status_code == 404


def test_a_merged_story_leads_to_where_its_articles_are(client: Client) -> None:
    story = newsstand.story(newsstand.article())
    now = timezone.now()
    merged = Story.objects.create(merged_into=story, began=now, updated=now)
    response = client.get(f"/story/{merged.pk}")
    assert (response.status_code, response["Location"]) == (302, f"/story/{story.pk}")


def test_foreign_text_is_shown_as_text(client: Client) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    article = newsstand.article(nasty, (nasty, *TEXT), by=newsstand.publisher(f"Paper {nasty}"))
    story = newsstand.story(article)
    for path in (
        "/",
        f"/article/{article.pk}",
        f"/story/{story.pk}",
        "/search?q=alert",
        "/sources",
        newsstand.receipt_path(article),
    ):
        page = body(client, path)
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path


def test_search_goes_on_page_by_page(client: Client) -> None:
    for number in range(23):
        newsstand.article(f"Ferry number {number}")
    first, second = body(client, "/search?q=ferry"), body(client, "/search?q=ferry&page=2")
    assert (first.count('class="report"'), second.count('class="report"')) == (20, 3)
    assert "More matches" in first
    assert "More matches" not in second


@pytest.mark.parametrize(
    "query", ["%00", '"', "*", "a AND", "NEAR(", "'; DROP TABLE news_article; --", "%F0%9F%8C%8A", "x" * 5000]
)
def test_search_takes_whatever_is_typed(client: Client, query: str) -> None:
    assert client.get(f"/search?q={query}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "9" * 20, "²", "x", "9" * 5000])
def test_search_takes_any_page_number(client: Client, page: str) -> None:
    assert client.get(f"/search?q=dam&page={page}").status_code == 200
