"""A speaker's page, and names explained beside an article."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from octavo.assist.models import Said, Speaker
from octavo.news.models import Article, Mention, Place
from tests.assist.test_people import ARABIC, ENGLISH, heard
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def page_of(client: Client, name: str, query: str = "") -> str:
    """The page of a speaker."""
    return body(client, f"/speaker/{Speaker.objects.get(name=name).pk}{query}")


def test_a_speakers_page_has_their_words_with_receipts_their_office_and_the_story(client: Client) -> None:
    article = heard(ENGLISH)
    story = newsstand.story(article)
    page = page_of(client, "Ilva Serran")
    assert "The bank will hold until the evening" in page
    assert f'href="/receipt/{article.pk}/' in page
    assert "head of the river board" in page
    assert f'href="/story/{story.pk}"' in page
    assert f'href="/article/{article.pk}"' in page


def test_direct_words_stand_in_quotation_marks_and_clauses_do_not(client: Client) -> None:
    heard((*ENGLISH, "Ilva Serran said that the second crest would come on Tuesday."))
    page = page_of(client, "Ilva Serran")
    assert "<q>The bank will hold" in page
    assert "second crest would come" in page
    assert "<q>that the second" not in page
    assert "<q>the second" not in page


def test_it_says_whom_they_told_where_the_report_does(client: Client) -> None:
    heard(("“The bank will hold until the evening,” Ilva Serran told the Harbour Ledger.",))
    page = page_of(client, "Ilva Serran")
    assert "said to:" in page
    assert ">the Harbour Ledger<" in page


def test_another_spelling_leads_to_the_same_page_which_has_both(client: Client) -> None:
    story = newsstand.story(heard(ENGLISH))
    heard(ARABIC, "ar", story=story)
    arabic = Speaker.objects.get(language="ar")
    response = client.get(f"/speaker/{arabic.pk}")
    assert response["Location"] == f"/speaker/{arabic.same_as_id}"
    page = page_of(client, "Ilva Serran")
    assert "إلفا سيران" in page
    assert "السد سيصمد" in page


@pytest.mark.parametrize(("rule", "signed_out", "signed_in"), [("members", False, True), ("nobody", False, False)])
def test_publishers_terms_hold_on_a_speakers_page(
    client: Client,
    as_reader: Client,
    rule: str,
    signed_out: bool,  # noqa: FBT001
    signed_in: bool,  # noqa: FBT001
) -> None:
    article = heard(ENGLISH, by=newsstand.publisher(full_text=rule))
    assert ("The bank will hold" in page_of(client, "Ilva Serran")) is signed_out
    assert ("The bank will hold" in page_of(as_reader, "Ilva Serran")) is signed_in
    assert article.title in page_of(client, "Ilva Serran")


def test_copies_and_what_is_set_aside_are_left_out(client: Client) -> None:
    original = heard(ENGLISH)
    copy = heard(ENGLISH, original=original)
    parked = heard(ENGLISH, stage=Article.Stage.PARKED)
    page = page_of(client, "Ilva Serran")
    assert f'href="/article/{original.pk}"' in page
    assert f'href="/article/{copy.pk}"' not in page
    assert f'href="/article/{parked.pk}"' not in page
    assert "quoted in 1 report<" in page


def test_words_of_a_text_that_has_changed_are_not_shown_from_its_old_findings(client: Client) -> None:
    article = heard(ENGLISH)
    article.findings.version = newsstand.say(newsstand.article("Another"), ("Other words stand here now.",))
    article.findings.save()
    assert "The bank will hold" not in page_of(client, "Ilva Serran")


def test_much_said_is_paged_with_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = newsstand.publisher()
    for _ in range(23):
        heard(ENGLISH, by=by)
    with django_assert_max_num_queries(16):
        first = page_of(client, "Ilva Serran")
    assert first.count('class="quoting"') == 20
    assert "quoted in 23 reports" in first
    assert page_of(client, "Ilva Serran", "?page=2").count('class="quoting"') == 3


@pytest.mark.parametrize("page", ["0", "-1", "9" * 20, "x", "²", "700"])
def test_any_page_of_a_speaker_may_be_asked_for(client: Client, page: str) -> None:
    heard(ENGLISH)
    assert page_of(client, "Ilva Serran", f"?page={page}")


def test_a_speaker_who_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/speaker/1").status_code == 404


def test_a_name_is_explained_by_a_sentence_of_another_report(client: Client) -> None:
    newsstand.article("Before", ("Ilva Serran, the head of the river board, has no car of her own.",))
    article = newsstand.article("Now", ("On Monday Ilva Serran went to the bank again.",), names=[["Ilva Serran", 1]])
    page = body(client, f"/article/{article.pk}/explain")
    assert "has no car of her own" in page
    assert "went to the bank again" not in page


def test_an_explained_speaker_leads_to_their_page(client: Client) -> None:
    article = heard(ENGLISH)
    assert f'href="/speaker/{Speaker.objects.get().pk}"' in body(client, f"/article/{article.pk}/explain")


def test_nothing_is_explained_from_texts_that_may_not_be_shown(client: Client, as_reader: Client) -> None:
    closed = newsstand.publisher("Closed Gazette", full_text="members")
    newsstand.article("Before", ("Ilva Serran, the head of the river board, has no car of her own.",), by=closed)
    names = [["Ilva Serran", 1]]
    article = newsstand.article("Now", ("On Monday Ilva Serran went to the bank again.",), names=names)
    path = f"/article/{article.pk}/explain"
    assert "no car" not in body(client, path)
    assert "Nothing in your sources says" in body(client, path)
    assert "no car" in body(as_reader, path)
    own = newsstand.article("Own", ("Ilva Serran, the head of the board, went.",), by=closed, names=names)
    assert "head of the board" not in body(client, f"/article/{own.pk}/explain")


def test_a_place_is_told_by_the_fields_of_the_gazetteer_with_its_source(client: Client) -> None:
    article = newsstand.article()
    names = {"en": "Varn", "de": "Warn"}
    place = Place.objects.create(key="2921044", names=names, kind="city", country="DE", latitude=50.1, longitude=8.7)
    Mention.objects.create(article=article, place=place, count=3)
    page = body(client, f"/article/{article.pk}/explain")
    assert "Varn" in page
    assert "city · Germany" in page
    assert "GeoNames" in page


def test_an_article_that_is_not_there_explains_nothing(client: Client) -> None:
    assert client.get("/article/1/explain").status_code == 404


def test_foreign_names_are_shown_as_text(client: Client) -> None:
    speaker = Speaker.objects.create(key="x", name="<script>alert(1)</script>")
    Said.objects.create(speaker=speaker, article=heard(ENGLISH), statements=[0, 99], at=newsstand.hours_ago(1))
    page = body(client, f"/speaker/{speaker.pk}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
