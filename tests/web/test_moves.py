"""What an operator does to stories, and that nobody else can."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from octavo.news.models import Article, Move, Story, Verdict
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def three_reports() -> Story:
    """A story of three newsrooms."""
    rooms = [newsstand.publisher(name) for name in ("Maros Post", "Ilves Times", "Weser Bote")]
    return newsstand.story(*(newsstand.article(f"Dam holds, says {room.name}", by=room) for room in rooms))


def keys(story: Story) -> list[int]:
    """Its reports, oldest row first."""
    return list(story.articles.order_by("pk").values_list("pk", flat=True))


def test_readers_see_no_buttons_and_reach_none_of_the_verbs(client: Client, as_reader: Client) -> None:
    story = three_reports()
    assert "Split the chosen" not in body(client, f"/story/{story.pk}") + body(as_reader, f"/story/{story.pk}")
    for path in (f"/story/{story.pk}/split", f"/story/{story.pk}/join", "/article/1/unfold", "/article/1/refold"):
        assert client.post(path).status_code == 302
        assert as_reader.post(path).status_code == 403
    assert (Move.objects.count(), Story.objects.count()) == (0, 1)


def test_the_verbs_answer_to_forms_of_ours_only(as_operator: Client) -> None:
    story = three_reports()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_operator.cookies
    assert as_operator.get(f"/story/{story.pk}/split").status_code == 405
    assert strict.post(f"/story/{story.pk}/split", {"article": keys(story)[0]}).status_code == 403


def test_a_report_of_another_event_becomes_a_story_of_its_own_and_back(as_operator: Client) -> None:
    story = three_reports()
    response = as_operator.post(f"/story/{story.pk}/split", {"article": keys(story)[0]})
    assert (response.status_code, response["Location"]) == (302, f"/story/{story.pk}")
    page = body(as_operator, f"/story/{story.pk}")
    assert (Story.objects.count(), "a story was split" in page, "2 reports" in page) == (2, True, True)
    assert as_operator.post(f"/move/{Move.objects.get().pk}/undo")["Location"] == f"/story/{story.pk}"
    assert story.articles.count() == 3


def test_several_are_split_off_at_once_but_never_all(as_operator: Client) -> None:
    story = three_reports()
    as_operator.post(f"/story/{story.pk}/split", {"article": keys(story)})
    assert "This cannot be done" in body(as_operator, f"/story/{story.pk}")
    as_operator.post(f"/story/{story.pk}/split", {"article": [*keys(story)[:2], "x", "9" * 30]})
    assert sorted(story.articles.count() for story in Story.objects.all()) == [1, 2]


@pytest.mark.parametrize("way", ["/story/{}", "https://paper.example/story/{}?all=1", "{}"])
def test_a_story_is_joined_with_another_by_its_address(as_operator: Client, way: str) -> None:
    story, other = three_reports(), newsstand.story(newsstand.article("The same dam", by=newsstand.publisher("Alone")))
    response = as_operator.post(f"/story/{other.pk}/join", {"into": way.format(story.pk)})
    assert response["Location"] == f"/story/{story.pk}"
    assert story.articles.count() == 4
    assert as_operator.get(f"/story/{other.pk}")["Location"] == f"/story/{story.pk}"


@pytest.mark.parametrize("into", ["", "nonsense", "/story/", "/story/99999", "/article/1", "/story/" + "9" * 40, "٣"])
def test_what_is_no_story_is_joined_with_nothing(as_operator: Client, into: str) -> None:
    story = three_reports()
    assert as_operator.post(f"/story/{story.pk}/join", {"into": into})["Location"] == f"/story/{story.pk}"
    assert "not the address of a story" in body(as_operator, f"/story/{story.pk}")


def test_a_story_is_not_joined_with_itself(as_operator: Client) -> None:
    story = three_reports()
    as_operator.post(f"/story/{story.pk}/join", {"into": str(story.pk)})
    assert "This cannot be done" in body(as_operator, f"/story/{story.pk}")


def test_a_copy_that_is_none_is_unfolded_and_compared_again(as_operator: Client) -> None:
    story = three_reports()
    first, second, _ = keys(story)
    Article.objects.filter(pk=second).update(original=first)
    assert "Not a copy" in body(as_operator, f"/story/{story.pk}")
    as_operator.post(f"/article/{second}/unfold")
    assert Article.objects.get(pk=second).original is None
    assert Verdict.objects.get().kind == Verdict.Kind.NOT_COPY
    assert "Compare with others again" in body(as_operator, f"/story/{story.pk}")
    as_operator.post(f"/article/{second}/refold")
    assert not Verdict.objects.exists()
    assert Article.objects.get(pk=second).due_at <= timezone.now()  # type: ignore[operator]
