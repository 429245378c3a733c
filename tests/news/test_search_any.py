from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from octavo.engine.text import folded_words
from octavo.news import search, vectors
from octavo.news.models import Article
from octavo.news.search.nearest import Memory
from octavo.news.search.within import Within
from tests.web.newsstand import article, hours_ago, publisher, story

pytestmark = pytest.mark.django_db


def found(question: str, within: Within | None = None) -> list[str]:
    hits = search.find_any(list(folded_words(question)), 10, within or Within())
    titles = dict(Article.objects.values_list("pk", "title"))
    return [titles[hit.article] for hit in hits]


def test_any_word_is_enough_and_rare_words_come_first() -> None:
    article("Ferry leaves late", ("The ferry left the harbour late.",))
    article("Harbour master resigns", ("The harbour has no master.",))
    article("Harbour crane falls", ("A crane in the harbour fell.",))
    assert found("harbour ferry zebra")[0] == "Ferry leaves late"
    assert len(found("harbour ferry zebra")) == 3


def test_copies_are_left_out() -> None:
    original = article("Ferry leaves late", ("The ferry left late.",))
    article("Ferry late", ("The ferry left late.",), original=original)
    assert found("ferry") == ["Ferry leaves late"]


def test_a_search_stays_within_its_bounds() -> None:
    old = article("Ferry of old", ("The ferry sank.",), published=hours_ago(200))
    other = article("Ferry of others", ("The ferry sails.",), by=publisher("Other Post"))
    told = story(old)
    assert found("ferry", Within(story=told.pk)) == ["Ferry of old"]
    assert found("ferry", Within(publishers=(other.publisher_id,))) == ["Ferry of others"]
    assert found("ferry", Within(after=hours_ago(100))) == ["Ferry of others"]
    assert found("ferry", Within(before=hours_ago(100))) == ["Ferry of old"]
    assert search.rows(Within(story=told.pk)).count() == 1


@pytest.mark.parametrize(
    "query", ['"', "' OR 1=1 --", "NEAR(a b)", "ferry*", "a AND NOT b", "\0", "-ferry ^ferry", "", "%s"]
)
def test_signs_of_query_languages_are_words_or_nothing(query: str) -> None:
    article("Quiet day", ("Nothing stirred at the lake.",))
    assert found(query) == []
    assert search.find_any([query, 'wo"rd', "wo'rd"]) == []


def test_words_that_stand_almost_everywhere_do_not_decide() -> None:
    for number in range(12):
        article(f"Harbour note {number}", (f"The harbour was calm on day {number}.",))
    article("Zebra seen", ("A zebra was seen.",))
    assert found("harbour zebra")[0] == "Zebra seen"


def test_the_nearest_articles_are_remembered_and_caught_up_with() -> None:
    first, second = article("One"), article("Two")
    story(first, second)
    axes = np.eye(8, dtype=np.float32)
    vectors.door().put(first.pk, "toy", axes[0])
    memory = Memory("toy")
    assert [key for key, _ in memory.nearest(axes[0], 5)] == [first.pk]
    vectors.door().put(second.pk, "toy", axes[1])
    assert next(key for key, _ in memory.nearest(axes[1], 5)) == second.pk
    assert len(memory) == 2


def test_the_nearest_stay_within_a_time() -> None:
    old, new = article("Old", published=hours_ago(300)), article("New")
    story(old, new)
    for one in (old, new):
        vectors.door().put(one.pk, "toy", np.ones(8, np.float32))
    memory = Memory("toy")
    within = Within(after=timezone.now() - timedelta(days=2))
    assert [key for key, _ in memory.nearest(np.ones(8, np.float32), 5, within)] == [new.pk]


def test_a_paper_without_vectors_has_nothing_near() -> None:
    assert Memory("toy").nearest(np.ones(8, np.float32), 5) == []
