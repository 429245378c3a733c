"""Sources: feeds, JSON feeds, sitemaps and pages, from bytes to a listing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from octavo.engine.errors import HtmlInstead, NotAFeed, TooLarge, Unparsable
from octavo.engine.sources.base import Arrival, Source
from octavo.engine.sources.feed import FeedSource
from octavo.engine.sources.json_feed import JsonFeedSource
from octavo.engine.sources.sitemap import SitemapSource, children_of
from octavo.engine.sources.tree import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.engine.values import Listing

__all__ = ["KINDS", "Arrival", "Source", "children", "read"]

# In the order of asking: the stricter look first.
KINDS: dict[str, Source] = {source.kind: source for source in (SitemapSource(), FeedSource(), JsonFeedSource())}

_PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|title|div|meta|script)[\s>]")


def read(body: bytes, url: str, headers: Mapping[str, str], now: datetime | None = None) -> Listing:
    """Read a source of any kind we know, telling the kind from the body first and the headers second.

    Args:
        body: what came, decompressed as the headers say; a gzip file inside is unpacked here.
        url: the address that answered; relative addresses are resolved against it.
        headers: of the answer, with lower-case names.
        now: with zone; dates more than two days after it are not believed. The time of day where not given.

    Raises:
        HtmlInstead: a web page.
        NotAFeed: nothing we know; ``detail`` says what it looks like.
        Unparsable: a source, but one that cannot be read.
        TooLarge: over 16 MiB or a million tags.
    """
    body = unpacked(body)
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise NotAFeed("empty")
    arrival = Arrival(body, url, headers, now or datetime.now(UTC))
    content_type = headers.get("content-type", "").lower()
    head = body[:8192].replace(b"\x00", b"")
    page = _PAGE.search(head)
    for source in KINDS.values():
        if source.looks_like(body, content_type if page is None else ""):
            return source.items(arrival)
    if page:
        raise HtmlInstead("a web page where a feed should be")
    if b"<" in head:
        return KINDS["feed"].items(arrival)
    raise NotAFeed("neither XML nor JSON")


def children(body: bytes, url: str, headers: Mapping[str, str], now: datetime | None = None) -> tuple[str, ...]:
    """Return the sitemaps that a sitemap index names, the likely news ones and the newest first.

    Empty for anything that is no index. The arguments are those of :func:`read`.
    """
    try:
        return children_of(Arrival(unpacked(body), url, headers, now or datetime.now(UTC)))
    except (NotAFeed, Unparsable, TooLarge):
        return ()
