"""A story's counts and headline, from its rows: always the same for the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from octavo.news.group.shelves import shelve
from octavo.news.models import Article, Story

COUNTED = (
    "pk", "url", "published", "original", "agency", "language", "publisher", "publisher__country",
    "versions_count", "version__fetched", "form", "centrality", "section",
)  # fmt: skip


class Member(NamedTuple):
    """What of an article counts: the columns of COUNTED. A large story is counted often, so no more is read."""

    pk: int
    url: str
    published: datetime
    original: int | None
    agency: str
    language: str
    publisher: int
    country: str
    versions: int
    fetched: datetime | None
    form: str
    centrality: float
    section: str


def recount(*stories: int | None) -> None:
    """Bring the rows of stories up to date, with the same few queries for all. The caller holds the transaction."""
    keys = sorted({story for story in stories if story is not None})
    if not keys:
        return
    members: dict[int, list[Member]] = {key: [] for key in keys}
    for key, *row in Article.objects.filter(story__in=keys).order_by("published", "url").values_list("story", *COUNTED):
        members[key].append(Member(*row))
    counted = list(Story.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    for story in counted:
        story.untold = timezone.now()
        if members[story.pk]:
            sum_up(story, members[story.pk])
            story.reviewed = None
        else:
            story.headline, story.reports, story.copies, story.newsrooms, story.publishers = None, 0, 0, 0, 0
    shelve({story: [one.section for one in members[story.pk] if one.original is None] for story in counted})
    for story in counted:
        story.save()


def let_speak(story_id: int) -> None:
    """Choose anew whose headline speaks for a story, where nothing but centralities changed."""
    rows = Article.objects.filter(story=story_id).order_by("published", "url").values_list(*COUNTED)
    members = [Member(*row) for row in rows]
    if members:
        own = [member for member in members if member.original is None]
        Story.objects.filter(pk=story_id).update(headline=headline(own or members).pk, untold=timezone.now())


def sum_up(story: Story, members: Sequence[Member]) -> None:
    """Set a story's counts and headline from its members, oldest first, of which there is at least one."""
    own = [member for member in members if member.original is None]
    story.reports = len(members)
    story.copies = len(members) - len(own)
    story.newsrooms = len({member.publisher for member in own})
    story.publishers = len({member.publisher for member in members})
    story.countries = ranked(member.country for member in members)
    story.languages = ranked(member.language for member in members)
    carried = Counter(member.agency for member in members if member.original and member.agency)
    story.carried = [list(pair) for pair in carried.most_common()]
    story.began = members[0].published
    story.updated = max(changed(member) for member in members)
    story.headline_id = headline(own or members).pk


def changed(member: Member) -> datetime:
    """When the article last said something new."""
    return member.fetched if member.versions > 1 and member.fetched else member.published


def headline(members: Sequence[Member]) -> Member:
    """The article whose headline speaks for the story: the most central report, then the newest.

    A round-up, a live blog or a routine item speaks only where there is no report.
    """
    return max(members, key=lambda member: (not member.form, member.centrality, member.published, member.url))


def ranked(values: Iterable[str]) -> list[str]:
    """The values without empty ones, most frequent first."""
    counts = Counter(value for value in values if value and value != "und")
    return [value for value, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
