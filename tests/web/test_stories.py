"""The story page: who covers it, who does not, how it came about."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from octavo.news.models import Article, Story, Storyline
from octavo.news.queries.stories import SHOWN, Share, story_page
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def test_coverage_counts_those_who_report_of_all_of_their_kind() -> None:
    rooms = [
        newsstand.publisher(name, country=country, language=language, ownership=owner)
        for name, country, language, owner in (
            ("A", "DE", "de", "family"), ("B", "DE", "de-AT", ""), ("C", "FR", "fr", "state"), ("D", "", "", ""),
        )
    ]  # fmt: skip
    first = newsstand.article(by=rooms[0])
    story = newsstand.story(first, newsstand.article(by=rooms[1], original=first))
    seen = story_page(story.pk, "en").coverage
    assert ([publisher.name for publisher, _ in seen.publishers], seen.of) == (["A", "B"], 4)
    assert seen.countries == (Share("DE", 2, 2), Share("FR", 0, 1))
    assert seen.languages == (Share("de", 2, 2), Share("fr", 0, 1))
    assert seen.owners == (Share("family", 1, 1), Share("state", 0, 1))


def test_the_page_says_how_many_and_of_how_many(client: Client) -> None:
    for name, country in (("A", "FR"), ("B", "FR"), ("C", "JP")):
        newsstand.publisher(name, country=country)
    page = body(client, f"/story/{newsstand.story(newsstand.article(by=newsstand.publisher('A'))).pk}")
    rows = dict(re.findall(r'<th scope="row">(\w+)</th>.*?<td>(\d+ of \d+)</td>', page))
    assert (rows["France"], rows["Japan"]) == ("1 of 2", "0 of 1")


def test_copies_are_folded_under_the_agency_they_carry(client: Client) -> None:
    wire = newsstand.article(by=newsstand.publisher("Northline"), agency="Northline")
    copies = [newsstand.article(by=newsstand.publisher(name), original=wire, agency="Northline") for name in ("A", "B")]
    page = body(client, f"/story/{newsstand.story(wire, *copies).pk}")
    assert page.count("2 carry Northline") == 2  # at the head, and under the original


def test_the_first_to_report_is_named_once_there_is_a_second(client: Client) -> None:
    late = newsstand.article("Second", by=newsstand.publisher("B"))
    early = newsstand.article("First", published=newsstand.hours_ago(9))
    story = newsstand.story(late, early)
    assert story_page(story.pk, "en").first == early
    assert "first to report" in body(client, f"/story/{story.pk}")
    assert "first to report" not in body(client, f"/story/{newsstand.story(newsstand.article('Alone')).pk}")


def test_stories_of_one_storyline_lead_to_each_other_in_order_of_time(client: Client) -> None:
    line = Storyline.objects.create(began=timezone.now(), updated=timezone.now())
    stories = [
        newsstand.story(newsstand.article(f"Chapter {n}", published=newsstand.hours_ago(200 - 24 * n)))
        for n in range(3)
    ]
    Story.objects.update(storyline=line)
    page = story_page(stories[1].pk, "en").line
    assert [[told.story.pk for told in side] for side in (page.earlier, page.later)] == [
        [stories[0].pk],
        [stories[2].pk],
    ]
    assert "What came before" in body(client, f"/story/{stories[1].pk}")
    assert "What came after" in body(client, f"/article/{stories[0].articles.get().pk}")
    assert "In the same storyline" not in body(client, f"/story/{newsstand.story(newsstand.article('Alone')).pk}")


def test_the_headline_is_the_most_central_one_in_the_readers_language(client: Client) -> None:
    room = newsstand.publisher("Weser Bote")
    rows = (
        ("en", 0.9, "Floods"),
        ("de", 0.5, "Hochwasser"),
        ("de", 0.7, "Die Flut"),
        ("de", 0.99, "Der Tag im Ticker"),
    )
    reports = [
        newsstand.article(
            title, by=room, language=language, centrality=weight, form="live" if "Ticker" in title else ""
        )
        for language, weight, title in rows
    ]
    story = newsstand.story(*reports)
    heads = {
        code: re.findall(
            r"<h1[^>]*>(.*?)</h1>", client.get(f"/story/{story.pk}", headers={"Accept-Language": code}).content.decode()
        )
        for code in ("en", "de", "fr")
    }
    assert heads == {"en": ["Floods"], "de": ["Die Flut"], "fr": ["Floods"]}


def test_a_round_up_speaks_for_a_story_of_its_own() -> None:
    story = newsstand.story(newsstand.article("The morning in brief", form="roundup"))
    assert story_page(story.pk, "en").headline.title == "The morning in brief"


def test_a_large_story_shows_its_newest_reports_and_all_when_asked(client: Client) -> None:
    reports = [newsstand.article(f"Report {n}") for n in range(SHOWN + 2)]
    for n, report in enumerate(reports):
        Article.objects.filter(pk=report.pk).update(published=timezone.now() - timedelta(minutes=n))
    path = f"/story/{newsstand.story(*reports).pk}"
    shown = [len(re.findall('class="report"', body(client, address))) for address in (path, f"{path}?all=1")]
    assert shown == [SHOWN, SHOWN + 2]
