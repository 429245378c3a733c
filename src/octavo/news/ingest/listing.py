"""Read the sources that are due, and list what is new."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from octavo.engine import sources
from octavo.engine.errors import Fault, OctavoError, Refused
from octavo.engine.fetch import Purpose, Request, fetch_all
from octavo.engine.urls import canonical
from octavo.engine.values import Item, Listing, Response
from octavo.news.ingest.entries import entry_of, listing_digest
from octavo.news.ingest.policy import manners, policy
from octavo.news.ingest.rechecks import looked_enough
from octavo.news.ingest.timing import plan, plan_after
from octavo.news.models import Article, Clipping, Source

log = logging.getLogger("octavo.news")

LONGEST_ADDRESS = 2000  # characters a row holds
WHOLE = 1500  # characters of feed content from which the page need not be read


def refresh_due(limit: int, now: datetime) -> int:
    """Read due sources; new entries become rows. Returns how many sources were read."""
    due = Source.objects.filter(active=True, due_at__lte=now).select_related("publisher").order_by("due_at", "pk")
    batch = {source.pk: source for source in due[:limit]}
    requests = [
        Request(s.url, Purpose.FEED, etag=s.etag, last_modified=s.last_modified, key=s.pk) for s in batch.values()
    ]

    def keep(request: Request, result: Response | OctavoError) -> None:
        source = batch[int(request.key)]
        with kept_on_source(source, now):
            keep_reading(source, result, now)

    if requests:
        fetch_all(requests, policy(), keep, manners())
    return len(requests)


@contextmanager
def kept_on_source(source: Source, now: datetime) -> Iterator[None]:
    """Read one source; what that raises is kept on its row and ends here, but for the database's own trouble."""
    try:
        yield
    except OctavoError as error:
        keep_failure(source, error, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # one stranger must not end the reading of all
        log.exception("%s", source.url)
        keep_failure(source, Fault(f"{type(error).__name__}: {error}"), now)


def keep_reading(source: Source, response: Response | OctavoError, now: datetime) -> None:
    """List what the answer holds and set the time of the next look, both or neither. Raises OctavoError."""
    if isinstance(response, OctavoError):
        raise response
    listing = None if response.unchanged else sources.read(response.body, response.url, response.headers, now)
    with transaction.atomic():
        fresh = [] if listing is None else list_items(source, listing, now)
        if listing is not None:
            source.kind, source.listed = listing.kind, len(listing.items)
            source.title = source.title or listing.title[:300]
            source.note = "\n".join(listing.notes)[:2000]
            source.etag = response.headers.get("etag", "")[:500]
            source.last_modified = response.headers.get("last-modified", "")[:100]
            describe_publisher(source, listing)
        moved = response.permanent_url
        if 0 < len(moved) <= LONGEST_ADDRESS and not Source.objects.filter(url=moved).exists():
            source.url = moved
        source.checked_at = source.succeeded_at = now
        source.attempts, source.error, source.error_text = 0, "", ""
        source.news_at = now if fresh else source.news_at
        plan(source, now, response, listing.ttl if listing else None)
        source.save()


def keep_failure(source: Source, error: OctavoError, now: datetime) -> None:
    """Keep what went wrong on the source's row, and try again later and later."""
    source.refresh_from_db()
    source.attempts += 1
    source.checked_at = now
    source.error, source.error_text = error.code, error.detail[:2000]
    plan_after(source, now, error)
    source.save()


def list_items(source: Source, listing: Listing, now: datetime) -> list[Article]:
    """A row for each entry that is new; a known one that was changed is looked at again."""
    named = addressed(listing.items)
    known = {article.url: article for article in Article.objects.filter(url__in=list(named))}
    entries = known_entries(source, named.values())
    fresh = []
    for url, item in named.items():
        if url in known:
            note_change(known[url], item, now)
        elif entry(item) not in entries:
            fresh.append(list_article(source, url, item, now))
    return fresh


Entry = tuple[str, str]  # guid and title: alike in both, two links lead to one article


def entry(item: Item) -> Entry:
    """What tells an entry from others of its feed, whatever link it has. Alone, a guid may be any feed's 1."""
    return (item.guid[:500], item.title[:1000]) if item.guid and item.title else ("", item.url)


def known_entries(source: Source, items: Iterable[Item]) -> set[Entry]:
    """The entries among these that the publisher has listed before, perhaps under another link."""
    guids = [item.guid[:500] for item in items if item.guid]
    rows = Article.objects.filter(publisher=source.publisher, guid__in=guids)
    return set(rows.values_list("guid", "title"))


def addressed(items: tuple[Item, ...]) -> dict[str, Item]:
    """The items by canonical address, the first of each; those that lead nowhere we go are left out."""
    named: dict[str, Item] = {}
    seen: set[Entry] = set()
    for item in items:
        try:
            address = canonical(item.url)
        except Refused:
            continue
        if len(address) <= LONGEST_ADDRESS and entry(item) not in seen:
            named.setdefault(address, item)
            seen.add(entry(item))
    return named


def list_article(source: Source, url: str, item: Item, now: datetime) -> Article:
    """A new row. When the feed carries the text whole, its page need not be fetched."""
    whole = len(item.content) >= WHOLE
    article = Article.objects.create(
        publisher=source.publisher,
        source=source,
        url=url,
        guid=item.guid[:500],
        listing=listing_digest(item),
        stage=Article.Stage.FETCHED if whole else Article.Stage.LISTED,
        due_at=now,
        title=item.title[:1000],
        published=min(item.published or now, now),
        published_by="feed" if item.published else "seen",
        seen=now,
    )
    Clipping.objects.create(article=article, entry=entry_of(item), fetched=now if whole else None)
    return article


def note_change(article: Article, item: Item, now: datetime) -> None:
    """The feed says something new of a known article: look at its page again.

    One that is still on its way is left alone, and so is its digest: the next reading notices again.
    """
    digest = listing_digest(item)
    if digest == article.listing or article.stage != Article.Stage.READY or looked_enough(article):
        return
    whole = len(item.content) >= WHOLE
    entry = {"entry": entry_of(item), "fetched": now, "body": b"", "url": ""}
    Clipping.objects.update_or_create(article=article, defaults=entry)
    article.listing, article.due_at = digest, now
    article.stage = Article.Stage.FETCHED if whole else Article.Stage.READY
    article.save(update_fields=["listing", "stage", "due_at"])


def describe_publisher(source: Source, listing: Listing) -> None:
    """Fill what we do not know of the publisher yet."""
    publisher = source.publisher
    before = (publisher.language, publisher.site, publisher.logo_url)
    publisher.language = publisher.language or listing.language[:20]
    publisher.site = publisher.site or listing.site
    publisher.logo_url = publisher.logo_url or listing.logo
    if before != (publisher.language, publisher.site, publisher.logo_url):
        publisher.save(update_fields=["language", "site", "logo_url"])
