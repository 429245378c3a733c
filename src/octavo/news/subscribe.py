"""Add and remove what the paper reads: addresses, lists of them, the sample press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from octavo.engine import sources
from octavo.engine.errors import HtmlInstead, NotAFeed, OctavoError
from octavo.engine.fetch import Purpose, Request, fetch_all
from octavo.engine.opml import Outline
from octavo.engine.sources.page import Candidate, find_sources
from octavo.engine.urls import canonical, host_of, site_of
from octavo.engine.values import Response
from octavo.news.ingest.policy import manners, policy
from octavo.news.models import Publisher, Source

TRIED = 8  # addresses of a page that are tried as sources


@dataclass(frozen=True, slots=True)
class Added:
    """An address that is read from now on; ``new`` is false when it was read already."""

    source: Source
    new: bool


def discover(address: str) -> list[Candidate]:
    """The sources behind an address that a person pasted: itself when it is one, else those its page names.

    Raises OctavoError: Refused for what is no web address, NotAFeed when there is nothing to read.
    """
    url = canonical(address if "://" in address else f"https://{address}")
    response = fetch(url)
    try:
        listing = sources.read(response.body, response.url, response.headers)
    except HtmlInstead:
        found = find_sources(response.body, response.url)[:TRIED]
        working = [candidate for candidate in found if is_source(candidate.url)]
        if not working:
            detail = f"{response.url} is a web page that names no feed"
            raise NotAFeed(detail) from None
        return working
    return [Candidate(response.permanent_url or url, listing.kind, listing.title)]


def is_source(url: str) -> bool:
    """True when a feed can be read there now."""
    try:
        response = fetch(url)
        return bool(sources.read(response.body, response.url, response.headers))
    except OctavoError:
        return False


def fetch(url: str) -> Response:
    """One address, now. Raises OctavoError."""
    results: list[Response | OctavoError] = []
    fetch_all([Request(url, Purpose.FEED)], policy(), lambda _, result: results.append(result), manners())
    if isinstance(results[0], OctavoError):
        raise results[0]
    return results[0]


@transaction.atomic
def add(url: str, title: str = "", now: datetime | None = None, **about: str) -> Added:
    """Read an address from now on. Raises Refused for what is no web address."""
    url = canonical(url)
    known = Source.objects.filter(url=url).select_related("publisher").first()
    if known:
        if not known.active:
            known.active, known.due_at = True, now or timezone.now()
            known.save(update_fields=["active", "due_at"])
        return Added(known, new=False)
    publisher = publisher_of(url, title, **about)
    return Added(
        Source.objects.create(publisher=publisher, url=url, title=title[:300], due_at=now or timezone.now()),
        new=True,
    )


def publisher_of(url: str, title: str = "", **about: str) -> Publisher:
    """The publisher at an address, made when it is new. Feeds of one host are one publisher's."""
    host = host_of(url)
    found = Publisher.objects.filter(host=host).first()
    if found:
        return found
    name = title or site_of(url)
    return Publisher.objects.create(
        host=host, name=name[:200], slug=free_slug(about.pop("slug", "") or site_of(url)), **about
    )


def free_slug(wish: str) -> str:
    """A slug that no publisher has."""
    base = slugify(wish.replace(".", "-"))[:70] or "publisher"
    slug, number = base, 1
    while Publisher.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def add_outlines(outlines: Iterable[Outline]) -> tuple[int, int, list[tuple[str, str]]]:
    """Read a subscription list. Returns how many are new, how many were known, and what was refused."""
    new = known = 0
    refused: list[tuple[str, str]] = []
    for outline in outlines:
        try:
            added = add(outline.url, outline.title)
        except OctavoError as error:
            refused.append((outline.url, error.code))
            continue
        new, known = new + added.new, known + (not added.new)
    return new, known, refused


def drop(source: Source) -> None:
    """Read an address no more. Its articles stay, and so does the row: it can be taken up again."""
    source.active, source.due_at = False, None
    source.save(update_fields=["active", "due_at"])
