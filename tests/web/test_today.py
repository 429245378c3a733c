from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from octavo.engine.rank import EVERYONE, Reader
from octavo.news.group import moves
from octavo.news.group.counts import recount
from octavo.news.group.moves import Cause
from octavo.news.models import Article, Story, Version
from octavo.news.queries.today import Today, today, today_at
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def test_an_empty_paper_says_what_to_do(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Choose sources" in response.content.decode()


@pytest.mark.parametrize(("rule", "quoted"), [("everyone", True), ("members", False), ("nobody", False)])
def test_sentences_of_a_closed_text_stand_on_no_open_page(client: Client, rule: str, quoted: bool) -> None:  # noqa: FBT001
    told = newsstand.story(newsstand.article(by=newsstand.publisher(full_text=rule)))
    sentence = told.articles.get().brief.sentences[0]["text"]
    assert (sentence in client.get("/").content.decode()) == quoted
    assert (sentence in client.get(f"/story/{told.pk}").content.decode()) == quoted


def test_the_terms_that_a_card_shows_add_up_to_the_score_it_shows(client: Client) -> None:
    newsstand.front_page(10, 3)
    cards = re.findall(r'<details class="why">.*?</details>', body(client, "/"), re.DOTALL)
    for card in cards:
        *terms, total = [float(value.replace("-", "-")) for value in re.findall(r"<td>([-−\d.]+)</td>", card)]
        assert round(sum(terms), 1) == total
    assert len(cards) == 8


def test_the_page_for_everyone_gives_no_points_for_a_language(client: Client) -> None:
    newsstand.front_page(2, 3)
    assert "your language" in cards_of(body(client, "/"))
    assert "your language" not in cards_of(body(client, "/?plain=1"))
    assert "the same for everyone" in body(client, "/?plain=1")


def cards_of(page: str) -> str:
    """The page without its formula."""
    return page.split('class="formula"', maxsplit=1)[0]


def test_a_past_page_says_that_it_is_one(client: Client) -> None:
    newsstand.front_page(2, 2)
    page = body(client, f"/?at={quote(newsstand.hours_ago(1).isoformat())}")
    assert ("A past page" in page, "Event 0" in page) == (True, True)
    assert "Nothing was known yet" in body(client, "/?at=2001-01-01T00:00:00Z")


@pytest.mark.parametrize("at", ["", "x", "2026-02-30T00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00", "1" * 300])
def test_a_moment_that_is_none_or_to_come_shows_the_page_of_now(client: Client, at: str) -> None:
    newsstand.front_page(1, 1)
    assert client.get(f"/?at={at}").status_code == 200


def seen(page: Today) -> list[tuple[int, str, object]]:
    """What a reader sees of a page: story, headline and points."""
    return [(told.story.pk, told.article.title, told.placed) for told in (*page.eight, *page.more)]


def growing_paper() -> tuple[list[Story], datetime]:
    """Stories that grow report by report over two days; the last one is at the moment that is handed back."""
    rooms = [newsstand.publisher(f"Newsroom {n}", country=country) for n, country in enumerate(["DE", "FR", "JP"])]
    made = []
    for n in range(9):
        hours = [50 - 3 * n - 9 * room for room in range(1 + n % 3)]
        when = [newsstand.hours_ago(hour) for hour in hours]
        reports = [
            newsstand.article(f"Event {n} by {room.name}", by=room, published=at, seen=at, section="Sport")
            for room, at in zip(rooms, when, strict=False)
        ]
        made.append(newsstand.story(*reports))
    return made, timezone.now()


@pytest.mark.parametrize("reader", [EVERYONE, Reader("DE", "en")])
def test_the_page_of_any_minute_can_be_shown_again_as_it_was(reader: Reader) -> None:
    _, end = growing_paper()
    later = list(Article.objects.order_by("-published").values_list("pk", "story", "published")[:6])
    for pk, story, published in later:  # back in time, report by report
        shown = seen(today(published, "en", reader))
        assert seen(today_at(published, "en", reader)) == shown
        Article.objects.filter(pk=pk).update(story=None)
        recount(story)
    for pk, story, _ in later:
        Article.objects.filter(pk=pk).update(story=story)
        recount(story)
    assert seen(today_at(end, "en", reader)) == seen(today(end, "en", reader))


def test_what_came_later_is_not_on_a_past_page() -> None:
    stories, end = growing_paper()
    at = newsstand.hours_ago(20)
    before = seen(today_at(at, "en"))
    newsstand.say(stories[0].articles.first(), newsstand.TEXT, "Another headline")  # type: ignore[arg-type]
    recount(stories[0].pk)
    newsstand.story(newsstand.article("Only now"))
    moves.merge(stories[1], stories[2], Cause(end))
    moves.split(stories[2], [stories[2].articles.order_by("pk")[0].pk], Cause(timezone.now()))
    assert seen(today_at(at, "en")) == before
    assert seen(today_at(timezone.now(), "en")) == seen(today(timezone.now(), "en")) != before


def test_an_edited_report_stands_on_a_past_page_as_it_was(client: Client) -> None:
    article = newsstand.article("Dam holds")
    newsstand.story(article)
    Version.objects.update(fetched=newsstand.hours_ago(2))
    article.refresh_from_db()
    newsstand.say(article, ("A wholly new first paragraph about the dam, as the council now says.",), "Dam breaks")
    page = cards_of(body(client, f"/?at={quote((timezone.now() - timedelta(hours=1)).isoformat())}"))
    assert ("Dam holds" in page, "Dam breaks" in page, "wholly new" in page) == (True, False, False)
