"""The sample press from its first page to ours: what a new paper shows before it reads anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from octavo.engine.executor import Inline
from octavo.news import subscribe
from octavo.news.group import recent
from octavo.news.ingest import policy
from octavo.news.models import Article, Publisher, Relation, Source, Story
from octavo.press.newsroom import load, story_files
from octavo.press.server import Running, serve
from octavo.press.sites import habits
from octavo.work.pipeline import STAGES, drain
from tests.news.lists import anew, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read")]
ANCHOR = date(2025, 6, 29)
END = datetime(2025, 6, 30, tzinfo=UTC)  # everything is out, every edit made
MOMENTS = (END - timedelta(hours=34), END - timedelta(hours=12), END)  # when the paper looks
STORIES = {"corrin-talks", "osk-flood", "renai-fever", "port-strike", "elderwood-fire", "tarrow-dam", "renai-ferry"}
PICTURES = "pictures"  # left out: drawing them takes longer than all the rest


@pytest.fixture(scope="module")
def read(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Running]:
    """The largest stories of the press, read once for all the tests of this file; the evaluations read them all."""
    del django_db_setup
    press = load(ANCHOR, [path for path in story_files() if path.stem in STORIES])
    clock = [MOMENTS[0]]
    with django_db_blocker.unblock(), transaction.atomic(), serve(press, 0, lambda: clock[0]) as running:
        for house in press.world.publishers.values():
            about = {"slug": house.id, "country": house.country, "agency": house.agency}
            subscribe.add(
                f"http://{house.id}.localhost:{running.port}{habits()[house.id].feed}", house.name, clock[0], **about
            )
        for moment in MOMENTS:
            clock[0] = moment
            Source.objects.update(due_at=moment)
            drain([name for name in STAGES if name != PICTURES], Inline(), moment)
            policy.manners.cache_clear()  # days pass: nobody is waited for any more
        yield running
        recent.forget()
        transaction.set_rollback(True)


@pytest.fixture
def mine(read: Running) -> dict[str, Article]:
    """The paper's row of each article of the press, by its id there."""
    found = {row.url: row for row in Article.objects.select_related("original", "version", "publisher")}
    return {one.id: found[read.url(one.id)] for one in read.press.articles if read.url(one.id) in found}


def test_everything_the_press_lists_is_read(read: Running, mine: dict[str, Article]) -> None:
    assert not Article.objects.exclude(stage__in=[Article.Stage.READY, Article.Stage.PARKED]).exists()
    assert not Article.objects.filter(stage=Article.Stage.PARKED).exclude(error="same_address").exists()
    assert mine.keys() == {one.id for one in read.press.articles}


def test_no_article_is_there_twice(read: Running) -> None:
    shown = Article.objects.exclude(stage=Article.Stage.PARKED)
    assert Counter(shown.values_list("publisher", "title")).most_common(1)[0][1] == 1
    assert shown.count() == len(read.press.articles)


def test_texts_titles_and_dates_are_those_of_the_press(read: Running, mine: dict[str, Article]) -> None:
    for key, row in mine.items():
        one = read.press.by_id[key]
        assert row.title == " ".join(one.versions[-1].headline.split()), key
        assert row.published == one.published, key
        assert row.version is not None
        missing = [said for said in one.versions[-1].paragraphs if " ".join(said.split()) not in row.version.text]
        assert len(missing) <= 1, (key, missing)


def test_languages_are_told_right(read: Running, mine: dict[str, Article]) -> None:
    told = {
        key: (row.language.split("-")[0], read.press.by_id[key].language.split("-")[0]) for key, row in mine.items()
    }
    assert not {key for key, (ours, theirs) in told.items() if ours != theirs}


def test_copies_are_those_of_the_gold(read: Running, mine: dict[str, Article]) -> None:
    ids = {row.pk: key for key, row in mine.items()}
    found = {(key, ids[row.original_id]) for key, row in mine.items() if row.original_id}
    assert found == {(one.id, one.copy_of) for one in read.press.articles if one.copy_of}


def test_an_edit_between_two_looks_is_a_version(read: Running, mine: dict[str, Article]) -> None:
    edits = [(one, state.at) for one in read.press.articles for state in one.versions[1:]]
    seen = {one.id for one, at in edits for look in MOMENTS if one.published <= look < at}
    assert len(seen) >= 3
    assert {key for key, row in mine.items() if row.versions_count > 1} == seen


def test_articles_of_two_stories_are_kept_apart(read: Running, mine: dict[str, Article]) -> None:
    together = Counter((mine[one.id].story_id, one.story) for one in read.press.articles)
    largest: Counter[int | None] = Counter()
    for (story, _), count in together.items():
        largest[story] = max(largest[story], count)
    assert sum(largest.values()) > 0.9 * len(mine)
    assert Story.objects.filter(newsrooms__gte=2, reports__gte=3).exists()


def test_every_article_of_a_story_has_the_others_beside_it(mine: dict[str, Article]) -> None:
    alone = {row.pk for row in mine.values() if row.story and row.story.newsrooms < 2}
    own = {row.pk for row in mine.values()} - alone
    assert own <= set(Relation.objects.values_list("article", flat=True))


def test_every_related_list_is_what_it_would_be_if_made_anew() -> None:
    assert stored() == anew(END)


@pytest.mark.parametrize("language", ["en", "ar", "he", "ja"])
def test_a_page_of_each_kind_answers(language: str, settings: Settings, tmp_path: Path) -> None:
    settings.PICTURES = tmp_path
    client = Client(headers={"accept-language": language})
    story = Story.objects.order_by("-reports", "pk").first()
    edited = Article.objects.filter(versions_count__gt=1).first()
    copied = Article.objects.exclude(original=None).exclude(stage=Article.Stage.PARKED).first()
    assert story is not None
    assert edited is not None
    assert copied is not None
    words = ["/search?q=dam", "/search?q=洪水", "/search?q=فيضان", "/search?q=שיטפון"]
    rest = [f"/article/{copied.pk}", f"/story/{story.pk}", f"/publisher/{Publisher.objects.all()[0].slug}"]
    for address in ["/", "/more", "/sources", f"/article/{edited.pk}", f"/article/{edited.pk}/changes", *rest, *words]:
        response = client.get(address)
        page = response.content.decode()
        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in page, address
        assert ('dir="rtl"' in page.split(">", 2)[1]) is (language in {"ar", "he"}), address


def test_every_receipt_beside_an_article_opens(client: Client) -> None:
    article = Article.objects.filter(brief__isnull=False, language="en").exclude(brief__sentences=[]).first()
    assert article is not None
    page = client.get(f"/article/{article.pk}").content.decode()
    links = [
        part.split('"', 1)[0].replace("&amp;", "&") for part in page.split('href="') if part.startswith("/receipt/")
    ]
    assert links
    assert {client.get(link).status_code for link in links} == {200}
