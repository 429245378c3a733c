"""Every row of a paper by natural keys: what must come out the same, whatever happened on the way.

Keys of the database are left out, for they depend on the order in which the network answered; so are times at
which something was done, and scores beyond what ranks are made of.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from octavo.assist.models import Brief, Findings, Said, Telling
from octavo.engine.embed.chosen import model_id
from octavo.news import vectors
from octavo.news.models import Article, Clipping, Mention, Picture, Publisher, Relation, Source, Story, Version

Rows = dict[str, Any]

ARTICLE = (
    "url", "guid", "listing", "stage", "attempts", "checks", "error", "title", "lead", "authors", "agency",
    "section", "language", "published", "published_by", "minutes", "withdrawn", "versions_count",
    "version__number", "picture__url", "original__url", "publisher__slug", "source__url",
)  # fmt: skip
TABLES: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "articles": (Article, "url", ARTICLE),
    "versions": (Version, "article__url", ("number", "digest", "title", "lead", "paragraphs")),
    "relations": (Relation, "article__url", ("rank", "other__url", "reasons")),
    "briefs": (Brief, "article__url", ("language", "version__number")),
    "findings": (Findings, "article__url", ("version__number", "statements", "figures", "events")),
    "said": (Said, "article__url", ("speaker__key", "statements")),
    "pictures": (Picture, "article__url", ("url", "file", "caption", "credit", "after", "width", "error")),
    "mentions": (Mention, "article__url", ("place__key", "count")),
    "clippings": (Clipping, "article__url", ("url",)),
    "publishers": (Publisher, "slug", ("logo", "language", "site")),
    "sources": (Source, "url", ("kind", "title", "listed", "attempts", "error")),
}  # fmt: skip


def rows() -> Rows:
    """All tables as lists of texts in order, and vectors by address."""
    found: Rows = {name: table(*wanted) for name, wanted in TABLES.items()}
    urls = dict(Article.objects.values_list("pk", "url"))
    found["sentences"] = sorted(
        f"{url} {[sentence['text'] for sentence in sentences]}"
        for url, sentences in Brief.objects.values_list("article__url", "sentences")
    )
    found["stories"] = sorted(told(story) for story in Story.objects.all())
    found["tellings"] = sorted(aids_of(telling, urls) for telling in Telling.objects.select_related("story"))
    found["search"] = indexed(urls)
    found["vectors"] = {
        urls[key]: [round(float(cell), 4) for cell in vector]
        for key, vector in vectors.door().get(list(urls), model_id(settings.MODELS)).items()
    }
    found["shingles"] = sorted(f"{urls[a]} {value}" for a, value in fingerprints())
    found["files"] = sorted(path.name for path in Path(settings.PICTURES).rglob("*") if path.is_file())
    found["left"] = left()
    return found


def table(model: Any, key: str, fields: tuple[str, ...]) -> list[str]:
    """A table's rows as texts, in order."""
    return sorted(" | ".join(str(value) for value in row) for row in model.objects.values_list(key, *fields))


def aids_of(telling: Telling, urls: dict[int, str]) -> str:
    """What a story's aids show, with addresses for the articles that they cite."""
    members = sorted(telling.story.articles.values_list("url", flat=True))
    rows = [telling.brief, telling.voices, telling.differences, telling.opposed, telling.timeline, telling.comparison]
    return f"{members} {[words(row, urls) for row in rows]}"


def words(value: Any, urls: dict[int, str]) -> Any:
    """Rows of JSON with the keys of the database taken out."""
    if isinstance(value, list):
        return [words(one, urls) for one in value]
    if not isinstance(value, dict):
        return value
    if "receipts" in value:
        return value["text"], [(urls[one["article"]], one["start"]) for one in value["receipts"]]
    return {key: words(one, urls) for key, one in value.items() if key not in {"article", "publisher", "person"}}


def told(story: Story) -> str:
    """A story by its members, with its counts and its headline."""
    members = sorted(story.articles.values_list("url", flat=True))
    counts = (story.reports, story.copies, story.newsrooms, story.publishers, story.countries, story.languages)
    headline = story.headline.url if story.headline else ""
    return f"{members} {counts} {story.carried} {story.began} {headline}"


def fingerprints() -> list[tuple[int, int]]:
    """The sampled fingerprints, each with its article's key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT article_id, value FROM news_shingle")
        return [(int(row[0]), int(row[1])) for row in cursor.fetchall()]


def indexed(urls: dict[int, str]) -> list[str]:
    """The search index, row by row."""
    sql = {
        "sqlite": "SELECT rowid, title || ' ' || text FROM news_search",
        "postgresql": "SELECT article_id, words::text FROM news_search",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(f"{urls[row[0]]} {row[1]}" for row in cursor.fetchall())


def left() -> list[str]:
    """What is still to be done, or stuck."""
    now = timezone.now()
    final = (Article.Stage.READY, Article.Stage.PARKED)
    found = Counter(f"article at {stage}" for stage in Article.objects.exclude(stage__in=final).values_list("stage"))
    found["article due"] = Article.objects.filter(due_at__lte=now).count()
    found["story untold"] = Story.objects.filter(untold__isnull=False, headline__isnull=False).count()
    found["picture due"] = Picture.objects.filter(due_at__isnull=False).count()
    found["logo due"] = Publisher.objects.filter(logo_due_at__lte=now).exclude(logo_url="").count()
    found["source due"] = Source.objects.filter(active=True, due_at__lte=now).count()
    return sorted(f"{name}: {count}" for name, count in found.items() if count)
