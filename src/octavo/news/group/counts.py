"""A story's counts and headline, from its rows: always the same for the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from octavo.news.models import Article, Story

COUNTED = (
    "story", "publisher__country", "version__fetched", "versions_count", "original", "agency", "language",
    "published", "url", "picture",
)  # fmt: skip


def recount(story_id: int | None) -> None:
    """Bring a story's row up to date. The caller holds the transaction."""
    if story_id is None:
        return
    story = Story.objects.select_for_update().get(pk=story_id)
    rows = Article.objects.filter(story=story).select_related("publisher", "version").only(*COUNTED)
    members = list(rows.order_by("published", "url"))
    if not members:
        story.headline, story.reports, story.copies, story.newsrooms, story.publishers = None, 0, 0, 0, 0
        story.save()
        return
    own = [article for article in members if article.original_id is None]
    story.reports = len(members)
    story.copies = len(members) - len(own)
    story.newsrooms = len({article.publisher_id for article in own})
    story.publishers = len({article.publisher_id for article in members})
    story.countries = ranked(article.publisher.country for article in members)
    story.languages = ranked(article.language for article in members)
    story.carried = [
        list(pair) for pair in Counter(a.agency for a in members if a.original_id and a.agency).most_common()
    ]
    story.began = members[0].published
    story.updated = max(changed(article) for article in members)
    story.headline = headline(own or members)
    story.save()


def changed(article: Article) -> datetime:
    """When the article last said something new."""
    if article.versions_count > 1 and article.version:
        return article.version.fetched
    return article.published


def headline(articles: list[Article]) -> Article:
    """The article whose headline speaks for the story: the newest with a picture, else the newest."""
    return max(articles, key=lambda a: (a.picture_id is not None, a.published, a.url))


def ranked(values: Iterable[str]) -> list[str]:
    """The values without empty ones, most frequent first."""
    counts = Counter(value for value in values if value and value != "und")
    return [value for value, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
