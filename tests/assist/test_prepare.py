"""Preparing the aids of articles: one that fails keeps no other, what is made is not made again, an edit is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from octavo.assist.models import Brief, Findings, Said
from octavo.assist.prepare import prepare_pending
from octavo.engine.aids.findings import Findings as Found
from octavo.engine.errors import Fault, OctavoError
from octavo.engine.executor import Crashed, Inline
from octavo.news.models import Article
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

SPOKEN = ("“The bank will hold until the evening,” said Ilva Serran, the head of the river board of Brenna.",)


@dataclass
class Stumbling(Inline):
    """Works as it should, but for the pieces that it is told of; remembers what it was given."""

    over: dict[str, Any] = field(default_factory=dict)  # what comes back in place of a result, by title
    given: list[str] = field(default_factory=list)

    def map(self, function: Callable[..., Any], batch: Sequence[Any]) -> Iterator[Any]:
        self.given += [work.title for work in batch]
        for work, outcome in zip(batch, super().map(function, batch), strict=True):
            yield self.over.get(work.title, outcome)


def waiting(title: str, text: tuple[str, ...] = SPOKEN, **about: Any) -> Article:
    """An article that has come so far that its aids can be prepared."""
    article = newsstand.article(title, text, stage=Article.Stage.RELATED, due_at=timezone.now(), **about)
    Findings.objects.filter(article=article).delete()
    Brief.objects.filter(article=article).delete()
    Said.objects.filter(article=article).delete()
    return article


def prepare(executor: Inline, minutes: int = 0) -> int:
    return prepare_pending(10, timezone.now() + timedelta(minutes=minutes), executor)


def prepared() -> set[str]:
    return set(Findings.objects.values_list("article__title", flat=True))


@pytest.mark.parametrize(
    "outcome",
    [
        Fault("KeyError: 'x'"),
        Found(brief=((0, 10**6),), statements=(), figures=(), events=()),  # a place that the text does not have
    ],
)
def test_an_article_that_cannot_be_prepared_keeps_no_other_from_it(outcome: OctavoError | Found) -> None:
    articles = [waiting(title) for title in ("First", "Second", "Third")]
    assert prepare(Stumbling(over={"Second": outcome})) == 3
    assert prepared() == {"First", "Third"}
    assert set(Brief.objects.values_list("article__title", flat=True)) == {"First", "Third"}
    for article in articles:
        article.refresh_from_db()
    assert [one.stage for one in articles] == [Article.Stage.READY] * 3
    assert [one.error for one in articles] == ["", "fault", ""]


@pytest.mark.parametrize("aid", ["brief", "says"])
def test_the_page_of_an_article_that_cannot_be_prepared_says_so_and_waits_no_more(client: Client, aid: str) -> None:
    article = waiting("First")
    assert "Being prepared" in body(client, f"/article/{article.pk}/aid/{aid}")
    prepare(Stumbling(over={"First": Fault("no")}))
    page = body(client, f"/article/{article.pk}?aid={aid}")
    assert ("could not be prepared" in page, "Being prepared" in page) == (True, False)


def test_what_ended_its_process_is_tried_again() -> None:
    waiting("First")
    prepare(Stumbling(over={"First": Crashed("gone")}))
    assert not prepared()
    assert prepare(Inline()) == 0
    assert prepare(Inline(), minutes=10) == 1
    assert prepared() == {"First"}


def test_an_article_that_comes_by_again_is_not_read_again() -> None:
    article = waiting("First")
    prepare(Inline())
    made = Findings.objects.get().made
    Article.objects.filter(pk=article.pk).update(stage=Article.Stage.RELATED, due_at=timezone.now())
    again = Stumbling()
    assert prepare(again) == 1
    assert (again.given, Findings.objects.get().made) == ([], made)


def test_an_edited_article_is_read_again_and_who_speaks_in_it_no_more_is_taken_back() -> None:
    article = waiting("First")
    prepare(Inline())
    assert Said.objects.filter(article=article).exists()
    newsstand.say(article, ("The bank of the river at Brenna held until the evening, and nobody said a word of it.",))
    Article.objects.filter(pk=article.pk).update(stage=Article.Stage.RELATED, due_at=timezone.now())
    Findings.objects.update(version=article.versions.get(number=1))  # as they were before the edit
    prepare(Inline())
    assert Findings.objects.get().version_id == article.version_id
    assert not Said.objects.filter(article=article).exists()


def test_in_a_satire_nothing_is_found() -> None:
    waiting("Rain is banned", form="satire")
    prepare(Inline())
    found = Findings.objects.get()
    assert (found.statements, found.figures, found.events, Brief.objects.get().sentences) == ([], [], [], [])
