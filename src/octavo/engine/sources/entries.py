"""One entry of a feed, of whatever format, to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from octavo.engine.sources.elements import Node, Text, attribute, language_tag, string_of
from octavo.engine.sources.identity import fingerprint
from octavo.engine.sources.media import pictures_of
from octavo.engine.sources.moments import believable
from octavo.engine.sources.people import names
from octavo.engine.sources.plain import has_markup, plain
from octavo.engine.values import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

MAX_SUMMARY = 4_000  # characters
MAX_TITLE = 1_000
MAX_CATEGORIES = 50

_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_SUMMARIES = ("summary", "description", "abstract", "dcterms:abstract", "dc:description", "itunes:summary")
_LESSER_SUMMARIES = ("media:description", "itunes:subtitle", "subtitle", "tagline")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div")
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "dc:date",
    "date",
    "created",
    "dcterms:created",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "lastmod", "lastbuilddate")


def item_of(entry: Node, now: datetime, notes: list[str]) -> Item | None:
    """Read one entry, adding to ``notes`` what was wrong with it.

    Returns None for an entry that has neither an address nor a text.
    """
    content = _content(entry)
    summary = entry.text(*_SUMMARIES)
    title = entry.text(*_TITLES).plain[:MAX_TITLE]
    url, guid = _identity(entry)
    body = content if content.value else (summary if has_markup(summary.value) else Text("", markup=False))
    lead = (summary.plain or _lesser(entry).plain or content.plain)[:MAX_SUMMARY]
    if not (url or title or lead or body.value):
        return None
    if not guid:
        guid = url or fingerprint(title, lead, body.value)
    return Item(
        url=url,
        guid=guid,
        title=title,
        summary=lead,
        content=body.html if body.value else "",
        authors=authors_of(entry),
        published=_date(entry, _PUBLISHED, now, notes),
        updated=_date(entry, _UPDATED, now, notes),
        language=_language(entry),
        categories=_categories(entry),
        pictures=pictures_of(entry),
    )


def authors_of(entry: Node) -> tuple[str, ...]:
    """Return who wrote an entry or a feed, from Atom's people, Dublin Core, RSS and iTunes, in that order."""
    for tags in (("author",), ("dc:creator", "dc:author"), ("itunes:author",), ("managingeditor",)):
        found = names(byline for node in entry.nodes(*tags) for byline in _byline(node))
        if found:
            return found
    return ()


def link_of(node: Node) -> str:
    """Return where a node's links lead: its HTML alternate first, never itself, its hub or its files."""
    best = ""
    for child in node.all("link"):
        relation = (attribute(child, "rel") or "alternate").lower().rpartition("/")[2]
        if relation != "alternate":
            continue
        url = node.address(attribute(child, "href") or string_of(child), child)
        kind = attribute(child, "type").lower()
        if url and (not kind or "html" in kind):
            return url
        best = best or url
    return best


def _identity(entry: Node) -> tuple[str, str]:
    """Return the address and the guid; a guid may serve as address (RSS 2.0, ``isPermaLink``)."""
    guid = plain(entry.string("id", "guid", "dc:identifier") or attribute(entry.element, "about"))[:1_000]
    original = entry.address(entry.string("feedburner:origlink"))
    url = original or link_of(entry) or entry.address(entry.attribute("href"))
    if url:
        return url, guid
    permalink = next((attribute(child, "ispermalink") for child in entry.all("guid")), "").lower() != "false"
    if permalink and guid.lower().startswith(("http://", "https://")):
        url = entry.address(guid)
    if not url and attribute(entry.element, "about").lower().startswith("http"):
        url = entry.address(attribute(entry.element, "about"))
    return url, guid


def _content(entry: Node) -> Text:
    found = [entry.text(name) for name in _CONTENTS]
    return max(found, key=lambda text: len(text.value))


def _lesser(entry: Node) -> Text:
    """Return what describes the entry's film or sound where nothing describes the entry."""
    texts = (node.text(*_LESSER_SUMMARIES) for node in (entry, *entry.nodes("media:group")))
    return next((text for text in texts if text.value), Text("", markup=False))


def _date(entry: Node, tags: Iterable[str], now: datetime, notes: list[str]) -> datetime | None:
    candidates: Iterator[str] = (value for tag in tags for value in (entry.string(tag), entry.attribute(tag)))
    for value in candidates:
        if value:
            moment, note = believable(value, now)
            if note:
                notes.append(note)
            if moment:
                return moment
    return None


def _byline(node: Node) -> Iterator[str]:
    named = node.string("name", "foaf:name", "?:name")
    if named or len(node.element):
        yield named
    else:
        yield string_of(node.element)


def _language(entry: Node) -> str:
    """Return what the entry declares: as a whole, on its main text, or in a field."""
    if entry.language:
        return entry.language
    main = next((child for names in (_CONTENTS, _SUMMARIES, _TITLES) for child in entry.all(*names)), None)
    declared = "" if main is None else Node(main, entry.base).language
    return declared or language_tag(entry.string("dc:language", "language"))


def _categories(entry: Node) -> tuple[str, ...]:
    found: dict[str, None] = {}
    tags = list(entry.all("category", "dc:subject", "itunes:category", "media:category", "media:keywords", "tags"))
    for child in (element for tag in tags for element in tag.iter(etree.Element)):
        raw = attribute(child, "label") or attribute(child, "term") or attribute(child, "text") or (child.text or "")
        values = raw.split(",") if _is_list(child) else [raw]
        found.update(dict.fromkeys(name for value in values if (name := plain(value)[:200])))
    return tuple(found)[:MAX_CATEGORIES]


def _is_list(child: etree._Element) -> bool:
    """Whether an element holds several words parted by commas."""
    return str(child.tag).lower().endswith("keywords")
