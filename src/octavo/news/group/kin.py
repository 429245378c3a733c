"""What is near an article: in meaning, in its story and in its storyline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from octavo.engine.related import Other, Subject
from octavo.engine.stories import likeness, unpacked
from octavo.news.group.recent import window_at
from octavo.news.models import Article, Story

NEAR = 0.25  # cosine from which an article of another story is looked at: what is further is no help
MOST = 40  # of the nearest
AROUND = 12  # members of the story, and as many of the storyline, looked at on either side in time
OF_OTHER = ("story", "story__storyline", "publisher", "published", "language")

Row = tuple[int, int | None, int | None, int, datetime, str, bytes]


def nearby(article: Article, now: datetime) -> list[Other]:
    """All that a list of the article could hold, in no order. Copies are left out: they are no news beside it."""
    apart = {article.pk, article.original_id}
    window = window_at(article.published, now)
    mine = window.vector_of(article.original_id or article.pk)
    rows = {row[0]: row for row in relatives(article) if row[0] not in apart}
    others = []
    for key, vector in window.vectors_of(list(rows)).items():
        _, story, line, publisher, published, language, trace = rows[key]
        common = shared(article, language, bytes(trace))
        others.append(
            Other(key, story, publisher, published, language, float(vector @ mine), storyline=line, shared=common)
        )
    storylines = line_of(article)
    for one, cosine in window.near(mine, NEAR, article.published, MOST):
        if one.story is not None and one.article not in apart and one.article not in rows:
            line, common = storylines.get(one.story), shared(article, one.language, bytes(one.trace))
            others.append(
                Other(one.article, one.story, one.publisher, one.published, one.language, cosine, storyline=line,
                      shared=common)
            )  # fmt: skip
    return others


def shared(article: Article, language: str, trace: bytes) -> float:
    """The likeness of the words of the article and another of that language and trace."""
    if language != article.language or not trace or not article.trace:
        return 0.0
    return likeness(unpacked(bytes(article.trace)), unpacked(trace))[0]


def relatives(article: Article) -> Iterator[Row]:
    """Articles of the story and of the storyline's other stories, those closest in time, no copies."""
    if article.story is None:
        return
    yield from around(Article.objects.filter(story=article.story_id), article.published)
    if article.story.storyline_id is not None:
        line = Article.objects.filter(story__storyline=article.story.storyline_id).exclude(story=article.story_id)
        yield from around(line, article.published)


def around(rows: QuerySet[Article], moment: datetime) -> Iterator[Row]:
    """The rows closest in time before and after a moment."""
    own = rows.filter(original=None).values_list("pk", *OF_OTHER, "trace")
    yield from own.filter(published__lte=moment).order_by("-published", "pk")[:AROUND]
    yield from own.filter(published__gt=moment).order_by("published", "pk")[:AROUND]


def line_of(article: Article) -> dict[int, int]:
    """The stories of the article's storyline, each with it."""
    line = article.story.storyline_id if article.story else None
    if line is None:
        return {}
    return dict.fromkeys(Story.objects.filter(storyline=line).values_list("pk", flat=True), line)


def other_of(article: Article, near: float) -> Other:
    """An article as the engine's rule sees it beside another; ``near`` is their nearness, as of the same day."""
    return Other(
        article.pk, article.story_id, article.publisher_id, article.published, article.language, near,
        storyline=article.story.storyline_id if article.story else None,
    )  # fmt: skip


def subject_of(article: Article) -> Subject:
    """An article as the engine's rule sees it when the list is its own."""
    line = article.story.storyline_id if article.story else None
    return Subject(article.story_id, article.publisher_id, article.published, article.language, storyline=line)
