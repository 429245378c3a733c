"""Sitemaps (sitemaps.org 0.9) with the news extension: what is new on a site that has no feed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from lxml import etree

from octavo.engine import urls
from octavo.engine.errors import NotAFeed, Refused
from octavo.engine.sources.base import MAX_ITEMS, Arrival
from octavo.engine.sources.charset import decoded
from octavo.engine.sources.elements import Node, language_tag
from octavo.engine.sources.identity import counted, kept_apart
from octavo.engine.sources.moments import EARLIEST, believable
from octavo.engine.sources.plain import plain
from octavo.engine.sources.tree import name_of, parsed, within_limits
from octavo.engine.values import Item, Listing, Picture

RECENT = timedelta(days=3)  # a page without news:news counts as news when it changed within this
MAX_CHILDREN = 200

_HEAD = re.compile(rb"(?i)<(?:[a-z0-9_-]+:)?(?:urlset|sitemapindex)[\s>]")


class SitemapSource:
    """Sitemaps. An index has no items of its own: see :func:`children_of`."""

    kind = "sitemap"

    def looks_like(self, body: bytes, content_type: str) -> bool:
        """Look for the root element of a sitemap or an index."""
        return bool(_HEAD.search(body[:8192].replace(b"\x00", b"")))

    def items(self, arrival: Arrival) -> Listing:
        """List the pages that are news: entries with ``news:news``, else those changed within three days.

        See :class:`octavo.engine.sources.base.Source` for the errors.
        """
        root, notes = _root(arrival)
        if name_of(str(root.tag)) == "sitemapindex":
            return Listing(items=(), kind=self.kind, notes=(*notes, "an index: its sitemaps have the items"))
        pages = [Node(child, arrival.url) for child in root.iterchildren(etree.Element)]
        wrong: list[str] = []
        found = [_item(page, arrival.now, wrong) for page in pages]
        fresh = [item for item in found if item is not None]
        fresh.sort(key=lambda item: item.published or item.updated or EARLIEST, reverse=True)
        items, doubled = kept_apart(fresh[:MAX_ITEMS])
        named = [name for page in pages[:1] for news in page.nodes("news:news") for name in _publication(news)]
        title, language = named[0] if named else ("", "")
        return Listing(
            items=items,
            kind=self.kind,
            title=title,
            language=language,
            skipped=sum(1 for page in pages if not page.string("loc")),
            notes=(*notes, *counted(wrong), *doubled),
        )


def children_of(arrival: Arrival) -> tuple[str, ...]:
    """Return the addresses of the sitemaps an index names, the likely news ones and the newest first.

    Empty for a sitemap that is no index.

    Raises:
        NotAFeed: the body is no sitemap at all.
        Unparsable: it cannot be read.
        TooLarge: it is over the limits.
    """
    root, _ = _root(arrival)
    if name_of(str(root.tag)) != "sitemapindex":
        return ()
    found: list[tuple[bool, float, str]] = []
    for child in root.iterchildren(etree.Element):
        node = Node(child, arrival.url)
        url = node.address(node.string("loc"))
        changed, _ = believable(node.string("lastmod"), arrival.now)
        if url:
            found.append(("news" in url.lower(), changed.timestamp() if changed else 0.0, url))
    ordered = sorted(found, key=lambda entry: entry[:2], reverse=True)
    return tuple(dict.fromkeys(url for _, _, url in ordered))[:MAX_CHILDREN]


def named_in_robots(robots: str, url: str) -> tuple[str, ...]:
    """Return the sitemaps that the text of a robots.txt at ``url`` names (RFC 9309 section 2.2.4 lets it)."""
    found = []
    for line in robots[:500_000].splitlines():
        field, _, value = line.partition(":")
        if field.strip().lower() == "sitemap":
            try:
                found.append(urls.absolute(url, value.partition("#")[0]))
            except Refused:
                continue
    return tuple(dict.fromkeys(found))[:MAX_CHILDREN]


def _root(arrival: Arrival) -> tuple[etree._Element, tuple[str, ...]]:
    within_limits(arrival.body)
    text = decoded(arrival.body, arrival.headers)
    tree = parsed(text.text)
    if name_of(str(tree.root.tag)).rpartition(":")[2] not in {"urlset", "sitemapindex"}:
        raise NotAFeed("no sitemap")
    return tree.root, (*text.notes, *tree.notes)


def _item(page: Node, now: datetime, notes: list[str]) -> Item | None:
    url = page.address(page.string("loc"))
    changed, note = believable(page.string("lastmod"), now)
    news = next(page.nodes("news:news"), None)
    if not url or (news is None and (changed is None or changed < now - RECENT)):
        return None
    published, late = believable(news.string("news:publication_date"), now) if news else (None, "")
    notes.extend(text for text in (note, late) if text)
    keywords = news.string("news:keywords").split(",") if news else []
    return Item(
        url=url,
        guid=url,
        title=plain(news.string("news:title"))[:1_000] if news else "",
        published=published,
        updated=changed,
        language=next((language for _, language in _publication(news)), "") if news else "",
        categories=tuple(dict.fromkeys(word for raw in keywords[:50] if (word := plain(raw)[:200]))),
        pictures=tuple(_pictures(page)),
    )


def _publication(news: Node) -> list[tuple[str, str]]:
    return [
        (plain(node.string("news:name")), language_tag(node.string("news:language")))
        for node in news.nodes("news:publication")
    ]


def _pictures(page: Node) -> list[Picture]:
    found = {}
    for node in page.nodes("image:image"):
        url = node.address(node.string("image:loc"))
        if url:
            found[url] = Picture(url=url, caption=plain(node.string("image:caption", "image:title")))
    return list(found.values())[:30]
