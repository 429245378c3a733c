"""Who speaks, as rows: made once, folded within a story, taken back when a text no longer quotes somebody."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from octavo.assist.models import Said, Speaker
from octavo.assist.speakers import record, root, speakers_of
from octavo.engine.aids.statements import statements_of
from octavo.news.models import Article
from tests.web import newsstand

pytestmark = pytest.mark.django_db

ENGLISH = ("“The bank will hold until the evening,” said Ilva Serran, the head of the river board.",)
ARABIC = ("وقالت رئيسة الجهاز إلفا سيران إن السد سيصمد حتى المساء.",)
JAPANESE = ("イルバ・セラン長官は「堤防は夕方まで持つ」と述べた。",)


def heard(text: tuple[str, ...], language: str = "en", **about: object) -> Article:
    """An article with its speakers kept."""
    article = newsstand.article(f"Report {Article.objects.count()}", text, language=language, **about)
    record(article, statements_of(text, language))
    return article


def test_a_speaker_is_one_row_however_often_the_article_is_read() -> None:
    article = heard(ENGLISH)
    record(article, statements_of(ENGLISH, "en"))
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.kind, speaker.articles) == ("Ilva Serran", "person", 1)
    assert speaker.last == article.published
    assert Said.objects.get().statements == [0]


def test_names_in_other_scripts_are_folded_within_a_story_and_not_beyond() -> None:
    first = heard(ENGLISH)
    story = newsstand.story(first)
    heard(ARABIC, "ar", story=story)
    heard(JAPANESE, "ja", story=newsstand.story(newsstand.article("Something else")))
    groups = {speaker.language: root(speaker) for speaker in Speaker.objects.all()}
    assert groups["en"] == groups["ar"]
    assert groups["en"] != groups["ja"]


def test_two_who_were_apart_are_folded_when_one_story_shows_that_they_are_one() -> None:
    heard(ENGLISH)
    heard(ARABIC, "ar")
    assert len({root(speaker) for speaker in Speaker.objects.all()}) == 2
    story = newsstand.story(heard(ENGLISH))
    heard(ARABIC, "ar", story=story)
    assert len({root(speaker) for speaker in Speaker.objects.all()}) == 1


def test_two_names_in_one_language_stay_two_people() -> None:
    story = newsstand.story(heard(ENGLISH))
    heard((ENGLISH[0].replace("Ilva Serran", "Ilva Seran"),), story=story)
    assert {speaker.same_as_id for speaker in Speaker.objects.all()} == {None}


def test_a_surname_counts_for_its_bearer_in_the_same_story() -> None:
    story = newsstand.story(heard(ENGLISH))
    heard(("“We need another night of work,” Serran said on Tuesday.",), story=story)
    assert Speaker.objects.get().articles == 2
    heard(("“We need another night of work,” Serran said on Tuesday.",))
    assert Said.objects.count() == 2


def test_who_is_quoted_no_longer_in_a_new_version_is_taken_back() -> None:
    article = heard(ENGLISH)
    record(article, statements_of(("Nobody said a word about it on Monday.",), "en"))
    assert not Said.objects.exists()
    assert Speaker.objects.get().articles == 0


def test_crowds_get_no_row() -> None:
    heard(("“We have waited all night,” residents said. Police said that the road was closed.",))
    assert not Speaker.objects.exists()


def test_keeping_speakers_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    article = newsstand.article("New", ENGLISH, story=newsstand.story(heard(ARABIC, "ar")))
    statements = statements_of(ENGLISH, "en")
    Speaker.objects.filter(key="ilva serran").delete()
    with django_assert_max_num_queries(5):
        record(article, statements)


def test_a_statement_leads_to_the_page_of_its_speaker() -> None:
    first = heard(ENGLISH)
    other = heard(ARABIC, "ar", story=newsstand.story(first))
    found = speakers_of([first.pk, other.pk])
    assert set(found) == {(first.pk, 0), (other.pk, 0)}
    assert len(set(found.values())) == 1
