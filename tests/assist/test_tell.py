"""Telling stories: never twice for nothing, anew after every change, and what fails or breaks off loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from octavo.assist.models import Telling
from octavo.assist.prepare import prepare_pending
from octavo.assist.tell import REST, tell_pending
from octavo.engine.aids.cited import articles_of, revived
from octavo.engine.errors import Fault
from octavo.engine.executor import Inline
from octavo.news.group import hand
from octavo.news.models import Article, Move, Story
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

RIVER = (
    "The levee at Brenna broke at dawn on Friday, and the water reached the market square of the town by noon.",
    "“We are not at the end of this,” said Ilva Serran, head of the river board, in the town hall.",
)
HARBOUR = (
    "A ferry with some 120 people ran aground off Sant Ambre on Saturday, and all of them were brought ashore.",
    "“The chart was nine years old,” said Teodor Maas, the harbour master, before the inquiry.",
)


@dataclass
class Desk(Inline):
    """Works as it should; remembers how many stories it told, and lets something happen while it does."""

    told: int = 0
    meanwhile: Callable[[], object] = field(default=lambda: None)

    def map(self, function: Callable[..., Any], batch: Sequence[Any]) -> Iterator[Any]:
        self.told += len(batch)
        yield from super().map(function, batch)
        self.meanwhile()


class Faulty(Inline):
    """Does no piece of work."""

    def map(self, function: Callable[..., Any], batch: Sequence[Any]) -> Iterator[Any]:
        del function
        return iter([Fault("no")] * len(batch))


class Breaking(Inline):
    """Breaks off after the first piece."""

    def map(self, function: Callable[..., Any], batch: Sequence[Any]) -> Iterator[Any]:
        yield from super().map(function, batch[:1])
        raise OperationalError


@pytest.fixture
def river() -> Story:
    """A story of three newsrooms that has been told."""
    rooms = [newsstand.publisher(name) for name in ("Maros Post", "Ilves Times", "Weser Bote")]
    return newsstand.story(*(newsstand.article(f"Levee breaks, says {room.name}", RIVER, by=room) for room in rooms))


@pytest.fixture
def harbour() -> Story:
    return newsstand.story(newsstand.article("Ferry aground", HARBOUR))


def tell(executor: Inline | None = None, after: timedelta = REST) -> int:
    """Time passes until changed stories have come to rest; then they are told."""
    return tell_pending(10, timezone.now() + after, executor or Inline())


def cites(story: Story) -> set[int]:
    """The articles that a story's telling cites."""
    row = Telling.objects.get(story=story)
    return set(articles_of(revived([row.brief, row.voices, row.timeline, row.comparison])))


def touch(*stories: Story) -> None:
    """As if something about them had changed."""
    Story.objects.filter(pk__in=[story.pk for story in stories]).update(untold=timezone.now())


def operator() -> int:
    return int(get_user_model().objects.create(email="rosa@example.org").pk)


def keys(story: Story) -> list[int]:
    return list(story.articles.order_by("pk").values_list("pk", flat=True))


def test_a_story_that_did_not_change_is_not_told_again(river: Story) -> None:
    made = Telling.objects.get().made
    touch(river)
    desk = Desk()
    assert (tell(desk), desk.told, tell(desk)) == (1, 0, 0)
    assert Telling.objects.get().made == made


def test_a_new_story_is_told_at_once_and_a_told_one_when_it_has_come_to_rest(river: Story, harbour: Story) -> None:
    Telling.objects.filter(story=harbour).delete()
    touch(river, harbour)
    assert tell(after=timedelta(seconds=1)) == 1
    assert Telling.objects.filter(story=harbour).exists()
    assert tell() == 1


def test_a_story_waits_for_a_report_that_is_on_its_way(river: Story) -> None:
    Article.objects.filter(pk=keys(river)[0]).update(stage=Article.Stage.RELATED, due_at=timezone.now())
    touch(river)
    assert tell() == 0
    prepare_pending(5, timezone.now(), Inline())
    assert tell() == 1


def test_what_is_split_off_is_told_by_its_own_story_and_no_more_by_the_old_one(river: Story) -> None:
    going, *staying = keys(river)
    new = hand.split_off(river, [going], operator(), timezone.now())
    Article.objects.update(stage=Article.Stage.READY)
    assert tell() == 2
    assert (cites(new), cites(river) <= set(staying)) == ({going}, True)


def test_joined_stories_are_told_as_one_and_as_two_again_when_that_is_undone(river: Story, harbour: Story) -> None:
    by = operator()
    ours, theirs = set(keys(river)), set(keys(harbour))
    hand.join(harbour, river, by, timezone.now())
    Article.objects.update(stage=Article.Stage.READY)
    tell()
    assert cites(river) & theirs
    assert not cites(harbour)
    hand.undo(Move.objects.get(), by, timezone.now())
    Article.objects.update(stage=Article.Stage.READY)
    tell()
    assert cites(river) <= ours
    assert cites(harbour) == theirs


def test_an_edited_report_is_told_by_its_new_words(harbour: Story, client: Client) -> None:
    article = harbour.articles.get()
    newsstand.say(article, (HARBOUR[0], "“The chart was new,” said Teodor Maas, the harbour master, on Sunday."))
    Article.objects.update(stage=Article.Stage.RELATED, due_at=timezone.now())
    prepare_pending(5, timezone.now(), Inline())
    assert tell() == 1
    part = body(client, f"/story/{harbour.pk}/aids")
    assert ("The chart was new" in part, "nine years old" in part) == (True, False)


def test_a_report_that_was_taken_down_is_told_no_more(river: Story, harbour: Story, client: Client) -> None:
    gone = keys(river)[0]
    Article.objects.filter(pk__in=[gone, *keys(harbour)]).update(withdrawn=timezone.now())
    touch(river, harbour)
    tell()
    assert cites(river)
    assert gone not in cites(river)
    part = body(client, f"/story/{harbour.pk}/aids")
    assert ("can be shown here" in part, "nine years old" in part, "hx-get" in part) == (True, False, False)


def test_a_story_that_cannot_be_told_keeps_what_it_had_and_is_not_tried_for_ever(river: Story) -> None:
    before = Telling.objects.values("brief", "voices", "timeline").get()
    Article.objects.filter(pk=keys(river)[0]).update(centrality=9.0)
    touch(river)
    assert (tell(Faulty()), tell(Faulty())) == (1, 0)
    assert Telling.objects.values("brief", "voices", "timeline").get() == before


def test_the_page_of_a_story_that_could_never_be_told_says_so(harbour: Story, client: Client) -> None:
    Telling.objects.all().delete()
    touch(harbour)
    tell(Faulty())
    part = body(client, f"/story/{harbour.pk}/aids")
    assert ("can be shown here" in part, "being prepared" in part) == (True, False)


def test_when_it_breaks_off_in_the_middle_all_are_told_by_the_next_look(river: Story, harbour: Story) -> None:
    Telling.objects.all().delete()
    touch(river, harbour)
    with pytest.raises(OperationalError):
        tell(Breaking())
    desk = Desk()
    assert (tell(desk), desk.told) == (2, 1)  # the first one was kept
    assert cites(river)
    assert cites(harbour)


def test_what_changes_while_a_story_is_told_is_told_by_the_next_look(river: Story) -> None:
    Article.objects.filter(pk=keys(river)[0]).update(centrality=9.0)
    touch(river)

    def edited() -> None:
        Article.objects.filter(pk=keys(river)[1]).update(stage=Article.Stage.RELATED, due_at=timezone.now())
        prepare_pending(5, timezone.now(), Inline())

    tell(Desk(meanwhile=edited))
    assert Story.objects.get(pk=river.pk).untold is not None


def test_a_satire_is_told_by_no_story_and_its_page_says_so(client: Client) -> None:
    story = newsstand.story(newsstand.article("Rain is banned", RIVER, form="satire"))
    part = body(client, f"/story/{story.pk}/aids")
    assert ("can be shown here" in part, "Ilva Serran" in part, "hx-get" in part) == (True, False, False)


def test_of_words_that_may_not_be_quoted_not_even_the_speaker_is_named(river: Story, client: Client) -> None:
    publishers = {one.publisher for one in river.articles.all()}
    for one in publishers:
        one.full_text = "nobody"
        one.save()
    part = body(client, f"/story/{river.pk}/aids")
    assert ("Ilva Serran" in part, "head of the river board" in part) == (False, False)
