"""Reads for the publisher page, the sources page and the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from octavo.engine.text import folded_words
from octavo.news import search
from octavo.news.models import Article, Publisher, Source

PAGE = 20


def publisher(slug: str) -> Publisher:
    """The publisher. Raises Publisher.DoesNotExist."""
    return Publisher.objects.prefetch_related("sources").get(slug=slug)


def latest(publisher: Publisher, limit: int = 30) -> list[Article]:
    """Its newest articles."""
    rows = publisher.articles.filter(version__isnull=False).exclude(stage=Article.Stage.PARKED)
    return list(
        rows.select_related("publisher", "picture", "original__publisher").order_by("-published", "url")[:limit]
    )


def sources() -> list[Source]:
    """What the paper reads, with each one's number of articles and its newest."""
    rows = Source.objects.filter(active=True).select_related("publisher")
    counted = rows.annotate(articles_count=Count("articles"), newest=Max("articles__published"))
    return list(counted.order_by("publisher__name", "url"))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the first reading has come."""

    sources: int
    sources_read: int
    articles: int
    articles_ready: int

    @property
    def filling(self) -> bool:
        """True while the paper is young and much is still on its way."""
        return self.sources > 0 and (self.sources_read == 0 or self.articles_ready < 0.9 * self.articles)


def progress(now: datetime) -> Progress:
    """How many sources were added within the hour and are read, and how many articles there are.

    Articles are counted only for such a young paper: over a large one it takes longer than the page itself.
    """
    recent = Source.objects.filter(active=True, added__gte=now - timedelta(hours=1))
    sources = recent.aggregate(all=Count("pk"), read=Count("checked_at"))
    if not sources["all"]:
        return Progress(0, 0, 0, 0)
    articles = Article.objects.exclude(stage=Article.Stage.PARKED).aggregate(all=Count("pk"), ready=Count("story"))
    return Progress(sources["all"], sources["read"], articles["all"], articles["ready"])


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, with a piece of its text around the words."""

    article: Article
    snippet: str


def hits(query: str, page: int) -> tuple[list[Hit], bool]:
    """A page of hits, best first, and whether there are more."""
    found = search.find(query, PAGE + 1, (page - 1) * PAGE)
    rows = Article.objects.select_related("publisher", "version", "picture").exclude(version=None)
    articles = rows.exclude(stage=Article.Stage.PARKED).in_bulk([hit.article for hit in found])
    words = set(folded_words(query))
    listed = [
        Hit(articles[f.article], snippet(articles[f.article], words)) for f in found[:PAGE] if f.article in articles
    ]
    return listed, len(found) > PAGE


def snippet(article: Article, words: set[str], length: int = 220) -> str:
    """The first paragraph that holds one of the words, cut; else the lead."""
    paragraphs = article.version.paragraphs if article.version else []
    for text in paragraphs:
        if words & set(folded_words(text)):
            return str(text[:length] + ("…" if len(text) > length else ""))
    return article.lead
