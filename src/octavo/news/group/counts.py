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
    "versions_count", "version__fetched", "form", "centrality",
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


def recount(story_id: int | None) -> None:
    """Bring a story's row up to date. The caller holds the transaction."""
    if story_id is None:
        return
    story = Story.objects.select_for_update().get(pk=story_id)
    story.untold = timezone.now()
    rows = Article.objects.filter(story=story).order_by("published", "url")
    members = [Member(*row) for row in rows.values_list(*COUNTED)]
    if not members:
        story.headline, story.reports, story.copies, story.newsrooms, story.publishers = None, 0, 0, 0, 0
        shelve(story)
        story.save()
        return
    sum_up(story, members)
    story.reviewed = None
    shelve(story)
    story.save()


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
