"""The translation of an article on its page: asked for by anybody, labelled, the original one tap away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from octavo.assist.models_writing import Translation
from octavo.assist.translate import translate_pending
from octavo.news.models import Article
from tests.assist.test_translate import PLAIN, TITLE
from tests.standin import StandIn, standin
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def translator(settings: Settings) -> Iterator[StandIn]:
    with standin() as running:
        settings.TRANSLATE_URL = running.url()
        yield running


def path(article: Article, to: str = "de") -> str:
    return f"/article/{article.pk}/translate?to={to}"


def test_a_reader_asks_waits_and_reads_it_labelled_with_the_original_a_tap_away(
    client: Client, translator: StandIn
) -> None:
    article = newsstand.article(TITLE, PLAIN)
    assert "Translate into German with 127.0.0.1" in body(client, path(article))
    assert client.post(path(article)).headers["Location"] == path(article)
    waiting = client.get(path(article), headers=HTMX).content.decode()
    assert "127.0.0.1 is translating this" in waiting
    assert 'hx-trigger="every 3s"' in waiting
    assert "<html" not in waiting
    translate_pending(4, timezone.now())
    page = body(client, path(article))
    assert "Machine translation by 127.0.0.1." in page
    assert f'href="/article/{article.pk}#text"' in page
    assert '<div class="text" lang="de" dir="ltr">' in page
    assert '<mark lang="en" dir="auto" title="In the original: numbers or names' in page
    assert f"{PLAIN[2]}</mark>" in page
    assert "1 sentence stands in the original" in page


def test_a_translation_into_arabic_runs_from_right_to_left(client: Client, translator: StandIn) -> None:
    article = newsstand.article(TITLE, PLAIN)
    client.post(path(article, "ar"))
    translate_pending(4, timezone.now())
    assert '<div class="text" lang="ar" dir="rtl">' in body(client, path(article, "ar"))


def test_a_report_in_the_readers_language_comes_first(client: Client, translator: StandIn) -> None:
    article = newsstand.article(TITLE, PLAIN)
    own = newsstand.article("Der Damm hält", language="de", by=newsstand.publisher("Talbote"))
    newsstand.story(article, own)
    page = body(client, path(article))
    assert page.index("Der Damm hält") < page.index("Translate into German")


@pytest.mark.parametrize(("rule", "signed_out", "signed_in"), [("members", False, True), ("nobody", False, False)])
def test_a_translation_keeps_to_the_publishers_terms(
    as_reader: Client,
    translator: StandIn,
    rule: str,
    signed_out: bool,  # noqa: FBT001
    signed_in: bool,  # noqa: FBT001
) -> None:
    client = Client()
    article = newsstand.article(TITLE, PLAIN, by=newsstand.publisher(full_text=rule))
    client.post(path(article))
    translate_pending(4, timezone.now())
    assert Translation.objects.get().state == "done"
    assert (PLAIN[2] in body(client, path(article))) is signed_out
    assert (PLAIN[2] in body(as_reader, path(article))) is signed_in


def test_where_nothing_translates_there_is_no_such_page(client: Client) -> None:
    article = newsstand.article()
    assert client.get(path(article)).status_code == 404
    assert client.post(path(article)).status_code == 404
    assert client.get("/article/99999/translate?to=de").status_code == 404


def test_an_article_in_the_readers_own_language_is_not_translated(client: Client, translator: StandIn) -> None:
    assert client.get(path(newsstand.article(), "en")).status_code == 404


def test_only_languages_of_the_pages_are_translated_into(client: Client, translator: StandIn) -> None:
    article = newsstand.article(language="ja")
    client.post(path(article, "xx-'); drop"))
    assert Translation.objects.get().language == "en"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
    ],
)
def test_another_site_cannot_have_texts_translated(translator: StandIn, headers: dict[str, str], status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    article = newsstand.article(TITLE, PLAIN)
    assert client.post(path(article), headers=headers).status_code == status
    assert Translation.objects.exists() is (status == 302)


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        ("pending", "spent", "has done as much as it may for today"),
        ("pending", "timeout", "does not answer at the moment"),
        ("failed", "unparsable", "could not translate this"),
        ("failed", "unfaithful", "did not keep the numbers and names"),
    ],
)
def test_each_state_says_what_happened(client: Client, translator: StandIn, state: str, error: str, words: str) -> None:
    article = newsstand.article(TITLE, PLAIN)
    client.post(path(article))
    Translation.objects.update(state=state, error=error)
    assert words in body(client, path(article))


def test_what_a_translator_says_is_shown_as_text(client: Client, translator: StandIn) -> None:
    article = newsstand.article(TITLE, PLAIN)
    client.post(path(article))
    row = Translation.objects.get()
    row.state, row.title, row.paragraphs = "done", [{"text": "<i>Titel</i>", "ok": True}], []
    row.save()
    assert "&lt;i&gt;Titel" in body(client, path(article))


def test_a_crawler_that_follows_links_asks_for_nothing(client: Client, translator: StandIn) -> None:
    article = newsstand.article(TITLE, PLAIN)
    response = client.get(path(article))
    assert "no-store" in response.headers["Cache-Control"]
    assert not Translation.objects.exists()
