"""Extract what was fetched: text, byline, dates, language, pictures. A changed text becomes a new version."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from octavo.engine.errors import NoText, OctavoError
from octavo.engine.executor import Executor
from octavo.engine.intake import Intake, Raw, take_in
from octavo.engine.values import Document
from octavo.news import search
from octavo.news.group import fingerprints
from octavo.news.ingest.entries import item_of
from octavo.news.ingest.listing import LONGEST_ADDRESS
from octavo.news.ingest.places import gazetteer, keep_mentions
from octavo.news.ingest.rechecks import checked, left_to_feed
from octavo.news.ingest.twins import set_aside, twin_of
from octavo.news.models import Article, Clipping, Picture, Version
from octavo.news.rows import advance, kept_on_row, retreat, untold

TEXT_FIELDS = (
    "title", "lead", "authors", "agency", "section", "language", "published", "published_by", "minutes",
    "version", "versions_count", "picture", "withdrawn", "checks", "names", "trace", "form",
)  # fmt: skip


def extract_pending(limit: int, now: datetime, executor: Executor) -> int:
    """Extract fetched articles. Returns how many were tried."""
    clippings = list(waiting(now)[:limit])
    outcomes = executor.map(take_in, [raw(clipping) for clipping in clippings])
    for clipping, outcome in zip(clippings, outcomes, strict=True):
        article = clipping.article
        if isinstance(outcome, NoText) and not clipping.body:
            advance(article, Article.Stage.LISTED, now)  # the feed's long entry was a teaser: read the page
            continue
        if isinstance(outcome, OctavoError):
            retreat(article, outcome, now)
            continue
        with kept_on_row(article, now), transaction.atomic():
            keep_text(article, outcome, clipping, now)
    return len(clippings)


def waiting(now: datetime) -> QuerySet[Clipping]:
    """Clippings of fetched articles, oldest text first."""
    fetched = Clipping.objects.filter(article__stage=Article.Stage.FETCHED, article__due_at__lte=now)
    return fetched.select_related("article__publisher").order_by("article__published", "article__url")


def raw(clipping: Clipping) -> Raw:
    """The clipping as the engine takes it."""
    return Raw(
        url=clipping.url or clipping.article.url,
        body=bytes(clipping.body),
        headers=clipping.headers,
        item=item_of(clipping.entry),
        gazetteer=gazetteer(),
        country=clipping.article.publisher.country,
    )


def keep_text(article: Article, intake: Intake, clipping: Clipping, now: datetime) -> None:
    """Store what was read, all of it or nothing. The caller holds the transaction."""
    document = intake.document
    digest = digest_of(document)
    twin = twin_of(article, document, digest)
    if twin is not None:
        set_aside(article, twin)
        clipping.delete()
        return
    changed = article.version is None or article.version.digest != digest
    if changed:
        add_version(article, document, digest, clipping.fetched or now)
    describe(article, intake, clipping)
    if not clipping.body:
        left_to_feed(article)
    keep_pictures(article, document, now)
    if not changed:
        unchanged(article, now)
    else:
        search.put(article.pk, intake.folded_title, intake.folded_text)
        keep_mentions(article, intake.mentions)
        fingerprints.keep(article, intake.provenance)
        advance(article, Article.Stage.EXTRACTED, now, TEXT_FIELDS)
    clipping.delete()


def unchanged(article: Article, now: datetime) -> None:
    """The page says what it said: back to ready, with the time of the next look."""
    checked(article, now)
    if Article.objects.filter(pk=article.pk, withdrawn__isnull=False).exists():
        untold(article, now)  # it was gone, and is there again
    article.stage = Article.Stage.READY
    article.error = article.error_text = ""
    article.save(update_fields=["stage", "due_at", "error", "error_text", *TEXT_FIELDS])


def digest_of(document: Document) -> str:
    """SHA-256 of what a reader reads: title and text."""
    return sha256("\n\n".join((document.title, *document.paragraphs)).encode("utf-8", "replace")).hexdigest()


def add_version(article: Article, document: Document, digest: str, fetched: datetime) -> None:
    """The text as it stands now; earlier versions stay."""
    article.versions_count += 1
    article.version = Version.objects.create(
        article=article,
        number=article.versions_count,
        title=document.title[:1000],
        lead=document.lead,
        paragraphs=list(document.paragraphs),
        digest=digest,
        fetched=fetched,
    )


def describe(article: Article, intake: Intake, clipping: Clipping) -> None:
    """Set the article's own fields. The date of the feed goes before that of the page."""
    document, item = intake.document, item_of(clipping.entry)
    article.title = document.title[:1000]
    article.lead = document.lead
    article.authors = list(document.authors or item.authors)
    article.agency = document.agency[:80]
    article.section = document.section[:120]
    article.language = document.language
    article.minutes = intake.minutes
    article.names = [list(name) for name in intake.names]
    article.trace, article.form = intake.trace, intake.form
    article.withdrawn = None
    if article.published_by == "seen" and document.published and document.published <= article.seen:
        article.published, article.published_by = document.published, "page"


def keep_pictures(article: Article, document: Document, now: datetime) -> None:
    """The pictures of the text; those that are known keep their files."""
    known = {picture.url: picture for picture in article.pictures.all()}
    named = {picture.url: picture for picture in reversed(document.pictures) if len(picture.url) <= LONGEST_ADDRESS}
    for url, picture in named.items():
        row = known.pop(url, None) or Picture(article=article, url=url, due_at=now)
        row.caption, row.credit, row.after = picture.caption, picture.credit[:300], picture.after
        row.save()
    for stale in known.values():
        stale.delete()
    first = document.pictures[0].url if document.pictures else ""
    article.picture = article.pictures.filter(url=first).first() if first else None
