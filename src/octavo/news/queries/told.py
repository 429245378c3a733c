"""Stories as cards: each with the article whose headline, picture and sentences stand for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.engine.language import primary
from octavo.engine.rank import Placed
from octavo.news.models import Article, Picture, Story
from octavo.news.queries.articles import quotable

# What a card shows of an article and its publisher; a column that is not here is read when it is asked for.
CARD = (
    "title", "lead", "language", "published", "agency", "versions_count", "original", "story", "picture__file",
    "picture__width", "picture__height", "picture__caption", "picture__credit", "publisher__name", "publisher__slug",
    "publisher__short", "publisher__logo", "publisher__country", "publisher__full_text", "brief__sentences",
    "brief__language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the article that speaks for it in the reader's language, where there is one."""

    story: Story
    article: Article
    placed: Placed | None = None
    outdated: bool = False  # the article stands here in an older text than its reading aids were made from

    @property
    def sentences(self) -> list[dict[str, Any]]:
        """The sentences that were chosen from the article, where everyone may see them; each with its receipts."""
        brief = None if self.outdated or not quotable(self.article) else getattr(self.article, "brief", None)
        return brief.sentences if brief else []


def tell(stories: Sequence[Story], language: str) -> dict[int, Told]:
    """Each story with the headline of its most central report in the reader's language, else with the story's own.

    Round-ups, live blogs and routine items speak only for a story that has nothing else.
    """
    several = [story for story in stories if story.reports > 1]
    rows = Article.objects.filter(story__in=several, original=None, version__isnull=False, form="")
    rows = rows.filter(language=primary(language))
    # Sorted here: asked to do it, a database may walk through all articles by time instead of these stories'.
    ranked = sorted(rows.values_list("centrality", "published", "story", "pk")) if several else []
    own = {key: pk for _, _, key, pk in ranked}
    return with_articles(stories, {story.pk: story.headline_id for story in stories} | own)


@dataclass(frozen=True, slots=True)
class Headline:
    """A story's headline, and its language."""

    title: str
    language: str


def headline_of(story: Story, language: str) -> Headline | None:
    """The headline that ``tell`` would choose, and no more of the article."""
    rows = Article.objects.values_list("centrality", "published", "pk", "title", "language")
    own = rows.filter(story=story.pk, original=None, version__isnull=False, form="")
    told = list(own.filter(language=primary(language))) if story.reports > 1 else []
    told = told or list(rows.filter(pk=story.headline_id or 0))
    return Headline(*max(told)[-2:]) if told else None


def with_articles(stories: Sequence[Story], speakers: Mapping[int, int | None]) -> dict[int, Told]:
    """The stories with the articles that speak for them, each with a picture of the story if there is one."""
    articles = Article.objects.select_related("publisher", "picture", "brief").only(*CARD)
    found = articles.in_bulk([pk for pk in speakers.values() if pk is not None])
    shown = {key: article for key, pk in speakers.items() if (article := found.get(pk or 0)) is not None}
    bare = [key for key, article in shown.items() if article.picture is None or not article.picture.file]
    pictures = pictured(bare) if bare else {}
    for key in bare:
        shown[key].picture = pictures.get(key)
    return {story.pk: Told(story, shown[story.pk]) for story in stories if story.pk in shown}


def pictured(stories: Iterable[int]) -> dict[int | None, Picture | None]:
    """A picture for each of these stories that has one: of its most central report with a picture that is here."""
    rows = Article.objects.filter(story__in=stories).exclude(picture=None).exclude(picture__file="")
    listed = rows.select_related("picture").only("story", "published", "picture", "form", "centrality")
    return {article.story_id: article.picture for article in sorted(listed, key=weight)}


def weight(article: Article) -> tuple[bool, float, datetime, int]:
    """What decides who speaks for a story: reports before other forms, then how central, then how new."""
    return not article.form, article.centrality, article.published, article.pk
