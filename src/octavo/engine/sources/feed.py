"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and CDF, read in one walk over one tree.

Looked at as well, on real feeds: fastfeedparser is about twenty times as fast, but its result lacks what a
newspaper needs (the language and ``ttl`` of RSS, all authors but the first, ``isPermaLink``, ``xml:base``,
whether a text is HTML), it fills the missing parts of a date from today, and its fallback readers would bring
a second meaning of every field. feedparser takes about three times as long as this, parts a credit from its
picture, and has no answer for hostile sizes. Its test files measure this reader: ``python -m evals feeds``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from lxml import etree

from octavo.engine.errors import HtmlInstead, NotAFeed
from octavo.engine.sources.base import MAX_ITEMS, Arrival
from octavo.engine.sources.charset import decoded
from octavo.engine.sources.elements import Node, language_tag
from octavo.engine.sources.entries import item_of, link_of
from octavo.engine.sources.identity import counted, kept_apart
from octavo.engine.sources.tree import name_of, parsed, within_limits
from octavo.engine.values import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TTL = 30 * 24 * 3600  # seconds

_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "rdf", "channel"})
_HEAD = re.compile(rb"(?i)<(?:[a-z0-9_-]+:)?(?:rss|feed|rdf|channel)[\s>:]")
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


class FeedSource:
    """RSS, Atom and CDF."""

    kind = "feed"

    def looks_like(self, body: bytes, content_type: str) -> bool:
        """Look for a root element of a feed, or a media type that says so."""
        head = body[:8192].replace(b"\x00", b"")
        return bool(_HEAD.search(head)) or any(word in content_type for word in ("rss", "atom", "rdf"))

    def items(self, arrival: Arrival) -> Listing:
        """Read the feed; see :class:`octavo.engine.sources.base.Source` for the errors."""
        within_limits(arrival.body)
        text = decoded(arrival.body, arrival.headers)
        tree = parsed(text.text)
        channels, entries = _parts(tree.root)
        if not channels:
            _refuse(tree.root)
        notes: list[str] = []
        head = [Node(channel, _outer_base(channel, arrival.url)) for channel in channels]
        found = [
            item_of(Node(entry, _outer_base(entry, arrival.url)), arrival.now, notes) for entry in entries[:MAX_ITEMS]
        ]
        items, doubled = kept_apart(item for item in found if item)
        if len(entries) > MAX_ITEMS:
            notes.append(f"only the first {MAX_ITEMS} items read")
        return Listing(
            items=items,
            kind=self.kind,
            title=_plain(head, "title", "dc:title", "media:title"),
            site=next((url for node in head if (url := link_of(node) or node.address(node.attribute("href")))), ""),
            description=_plain(
                head,
                "subtitle",
                "tagline",
                "description",
                "abstract",
                "dc:description",
                "itunes:summary",
                "itunes:subtitle",
            ),
            language=_language(head, arrival),
            logo=_logo(head),
            ttl=_ttl(head),
            skipped=sum(1 for item in found if item is None),
            notes=(*text.notes, *tree.notes, *counted(notes), *doubled),
        )


def _parts(root: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """Find what describes the feed (outermost last) and its entries. No feed: two empty lists."""
    _own_names(root)
    if name_of(str(root.tag)) not in _ROOTS:
        inner = (e for e in root.iter(etree.Element) if name_of(str(e.tag)) in _ROOTS)
        found = next(inner, None)
        if found is None:
            return [], []
        root = found
    channels = [child for child in root.iterchildren(etree.Element) if name_of(str(child.tag)) == "channel"]
    channels = [*channels, root]
    entries = [child for channel in channels for child in channel if _is_entry(child)]
    if not entries:
        entries = [element for element in root.iter(etree.Element) if _is_entry(element)]
    return channels, entries


def _is_entry(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and name_of(element.tag) in {"item", "entry"}


def _own_names(root: etree._Element) -> None:
    """Take a namespace nobody knows for the format's own where the root element stands in it."""
    uri, _, local = str(root.tag).rpartition("}")
    if not uri or not name_of(str(root.tag)).startswith("?:") or local.lower() not in _ROOTS | {"rdf"}:
        return
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag.startswith(f"{uri}}}"):
            element.tag = tag[len(uri) + 1 :]


def _refuse(root: etree._Element) -> NoReturn:
    name = name_of(str(root.tag)).rpartition(":")[2]
    if name in {"html", "head", "body", "div", "p", "title", "script", "meta"}:
        raise HtmlInstead(f"a web page (<{name}>) where a feed should be")
    raise NotAFeed(f"XML with the root element <{name[:60]}>")


def _outer_base(element: etree._Element, url: str) -> str:
    base = url
    for ancestor in reversed(list(element.iterancestors())):
        base = Node(ancestor, base).base if ancestor.attrib else base
    return base


def _plain(head: Iterable[Node], *names: str) -> str:
    return next((text for node in head if (text := node.text(*names).plain)), "")[:4_000]


def _language(head: Iterable[Node], arrival: Arrival) -> str:
    for node in head:
        if tag := language_tag(node.string("language", "dc:language")) or node.language:
            return tag
    return language_tag(arrival.headers.get("content-language", "").partition(",")[0])


def _logo(head: Iterable[Node]) -> str:
    for node in head:
        for child in node.nodes("logo", "image", "webfeeds:logo", "itunes:image", "webfeeds:icon", "icon"):
            raw = child.string("url") or child.attribute("href") or (child.element.text or "")
            if url := child.address(raw):
                return url
    return ""


def _ttl(head: Iterable[Node]) -> int | None:
    """Return the seconds the publisher asks us to wait: RSS ``ttl`` in minutes, or the syndication module."""
    for node in head:
        minutes = node.string("ttl")
        if minutes.isascii() and minutes.isdigit() and 0 < len(minutes) < 9 and int(minutes):
            return min(int(minutes) * 60, LONGEST_TTL)
        period = _PERIODS.get(node.string("sy:updateperiod").lower())
        often = node.string("sy:updatefrequency") or "1"
        if period and often.isascii() and often.isdigit() and 0 < len(often) < 6 and int(often):
            return max(60, min(period // int(often), LONGEST_TTL))
    return None
