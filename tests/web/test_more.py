"""More stories: by time, by subject, by country; a page at a time."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from octavo.news.group.counts import recount
from octavo.news.models import Article, Mention, Place, Shelf, Story
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db
_STORY = re.compile(r'<h3[^>]*><a href="/story/(\d+)"')
_NEXT = re.compile(r'href="(/more\?[^"]*before=[^"]*)" rel="next"')


def stories(count: int, when: datetime, **about: Any) -> list[int]:
    """So many stories of one report each, all of the same moment."""
    return [newsstand.story(newsstand.article(f"Event {n}", published=when, **about)).pk for n in range(count)]


def leaf_through(client: Client, path: str) -> list[int]:
    """The stories of a page and of all pages after it."""
    found: list[int] = []
    while path:
        page = body(client, path)
        found += [int(key) for key in _STORY.findall(page)]
        path = onward[1].replace("&amp;", "&") if (onward := _NEXT.search(page)) else ""
    return found


@pytest.mark.parametrize("path", ["/more", "/more?topic=sport"])
def test_every_story_is_on_one_page_even_when_all_have_the_same_time(client: Client, path: str) -> None:
    keys = stories(90, newsstand.hours_ago(2), section="Sport")
    assert leaf_through(client, path) == sorted(keys, reverse=True)


def test_a_shelf_holds_the_stories_of_its_subject_only(client: Client) -> None:
    sport, other, none = (stories(1, timezone.now(), section=name)[0] for name in ("Sport", "経済", "Haven"))
    assert leaf_through(client, "/more?topic=sport") == [sport]
    assert leaf_through(client, "/more?topic=business") == [other]
    assert leaf_through(client, "/more") == [none, other, sport]


def test_a_shelf_of_a_country_holds_what_happens_there(client: Client) -> None:
    (key,) = stories(1, timezone.now())
    place = Place.objects.create(
        key="x", names={"en": "Norvane"}, kind="country", country="XN", latitude=0, longitude=0
    )
    Mention.objects.create(article=Article.objects.get(), place=place)
    recount(key)
    assert leaf_through(client, "/more?country=XN") == [key]
    assert leaf_through(client, "/more?country=FR") == []
    assert ">Norvane</bdi></h1>" in body(client, "/more?country=xn")


def test_a_story_moves_on_its_shelf_with_its_news_and_leaves_it_when_it_is_empty() -> None:
    article = newsstand.article(section="Sport", published=newsstand.hours_ago(5))
    story = newsstand.story(article)
    Article.objects.update(published=newsstand.hours_ago(1), section="Culture")
    recount(story.pk)
    shelf = Shelf.objects.get()
    assert (shelf.name, shelf.updated) == ("topic:culture", Story.objects.get().updated)
    Article.objects.update(story=None)
    recount(story.pk)
    assert not Shelf.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["topic=none", "country=%00", "before=,", "before=2026-01-01T00:00:00Z,x", "before=2026-01-01,9", "country=Ω"],
)
def test_a_bad_address_of_a_shelf_is_no_fault(client: Client, query: str) -> None:
    newsstand.front_page(1, 1)
    assert client.get(f"/more?{query}").status_code == 200
