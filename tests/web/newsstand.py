"""Rows as the pipeline leaves them, for tests of pages: publishers, articles with texts, stories."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from octavo.assist.prepare import prepare
from octavo.assist.tell import tell_pending
from octavo.engine.executor import Inline
from octavo.news import search
from octavo.news.group.counts import recount
from octavo.news.models import Article, Publisher, Source, Story, Version

TEXT = (
    "The old dam above Varn held through the night, engineers of the water board said on Sunday.",
    "Some 4,200 people had left the lower town by bus before the rain reached the valley in the evening.",
    "Nobody was hurt, and the schools of the district will open again on Tuesday, the council said.",
    "The last inspection of the wall was in March, when two of its nine gates were found to be stuck.",
)


def publisher(name: str = "Harbour Gazette", **about: Any) -> Publisher:
    """A newsroom with one source."""
    slug = slugify(name)
    about = {"country": "DE", "language": "en", "site": f"https://{slug}.example/"} | about
    made, new = Publisher.objects.get_or_create(host=f"{slug}.example", defaults={"slug": slug, "name": name, **about})
    if new:
        Source.objects.create(
            publisher=made, url=f"https://{made.host}/feed.xml", kind="feed", checked_at=timezone.now()
        )
    return made


def article(title: str = "Dam above Varn holds", text: tuple[str, ...] = TEXT, **about: Any) -> Article:
    """An article that has come its whole way, two hours old, with its reading aid; found by the search."""
    by = about.pop("by", None) or publisher()
    when = timezone.now() - timedelta(hours=2)
    fields = {
        "published": when,
        "seen": when,
        "stage": Article.Stage.READY,
        "language": "en",
        "lead": f"Lead: {title}.",
    }
    made = Article.objects.create(
        publisher=by,
        source=by.sources.first(),
        url=f"https://{by.host}/{Article.objects.count()}",
        title=title,
        **fields | about,
    )
    say(made, text, title)
    search.put(made.pk, title, f"{made.lead}\n" + "\n".join(text))
    return made


def say(article: Article, text: tuple[str, ...], title: str = "") -> Version:
    """What the article says from now on: a version, and the aid made from it."""
    number = article.versions_count + 1
    digest = sha256("\n".join((title, *text)).encode()).hexdigest()
    title = title or article.title
    now = timezone.now()
    fetched = now if number > 1 else article.seen
    version = Version.objects.create(
        article=article, number=number, title=title, paragraphs=list(text), digest=digest, fetched=fetched
    )
    article.version, article.versions_count, article.title = version, number, title
    article.save()
    prepare(article, now)
    return version


def story(*articles: Article) -> Story:
    """The story of these articles."""
    began = min(article.published for article in articles)
    made = Story.objects.create(began=began, updated=began)
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(story=made)
    recount(made.pk)
    tell_pending(1, timezone.now(), Inline())
    made.refresh_from_db()
    return made


def front_page(stories: int = 10, reports: int = 3) -> list[Story]:
    """A day's paper: so many stories with so many reports each, of as many newsrooms."""
    rooms = [
        publisher(f"Newsroom {n}", country=country)
        for n, country in zip(range(reports), ["DE", "FR", "JP", "EG", "MX", "BR"], strict=False)
    ]
    return [story(*(article(f"Event {n} as seen by {room.name}", by=room) for room in rooms)) for n in range(stories)]


def receipt(article: Article) -> dict[str, Any]:
    """The first receipt of the article's brief."""
    found: dict[str, Any] = article.brief.sentences[0]["receipts"][0]
    return found


def receipt_path(article: Article, **changed: Any) -> str:
    """The address of that receipt's page, or of one with a changed part."""
    r = receipt(article) | changed
    return f"/receipt/{r['article']}/{r['version']}/{r['start']}/{r['end']}?digest={r['digest']}"


def hours_ago(hours: float) -> datetime:
    """A moment before now."""
    return timezone.now() - timedelta(hours=hours)


def is_postgres() -> bool:
    """True on PostgreSQL."""
    return connection.vendor == "postgresql"
