"""Pictures that feed entries name: Media RSS, enclosures, iTunes, Atom links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from octavo.engine.sources.plain import plain
from octavo.engine.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from octavo.engine.sources.elements import Node

MAX_PICTURES = 30

_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg", ".bmp")


def pictures_of(entry: Node) -> tuple[Picture, ...]:
    """Return the pictures of an entry, the publisher's main one first, each in its largest size only.

    Of a ``media:group``, which by the Media RSS specification holds one thing in several forms, the widest is
    kept; so is it of addresses that differ in their query alone. Thumbnails count only where there is nothing
    else.
    """
    found = [*_media(entry), *_enclosures(entry)] or list(_thumbnails(entry))
    best: dict[str, Picture] = {}
    for picture in found:
        key = picture.url.partition("?")[0] if (picture.width or "?" in picture.url) else picture.url
        kept = best.get(key)
        if kept is None or (picture.width or 0) > (kept.width or 0):
            best[key] = picture
    return tuple(best.values())[:MAX_PICTURES]


def _media(entry: Node) -> Iterator[Picture]:
    for group in entry.nodes("media:group"):
        forms = [picture for node in group.nodes("media:content") for picture in _content(node, group, entry)]
        if forms:
            yield max(forms, key=lambda picture: picture.width or 0)
    for node in entry.nodes("media:content"):
        yield from _content(node, entry, entry)


def _content(node: Node, *around: Node) -> Iterator[Picture]:
    url = node.address(node.attribute("url"))
    if url and _is_picture(node.attribute("medium"), node.attribute("type"), url):
        yield _picture(url, node, around)
    elif not url or not _is_picture("", "", url):
        # A video or a player: its still is the picture.
        for still in node.nodes("media:thumbnail"):
            if address := still.address(still.attribute("url")):
                yield _picture(address, still, (node, *around))


def _enclosures(entry: Node) -> Iterator[Picture]:
    links = (node for node in entry.nodes("link") if node.attribute("rel").lower() == "enclosure")
    for node in (*entry.nodes("enclosure"), *links):
        url = node.address(node.attribute("url") or node.attribute("href"))
        if url and _is_picture("", node.attribute("type"), url):
            yield _picture(url, node, (entry,))


def _thumbnails(entry: Node) -> Iterator[Picture]:
    for group in (entry, *entry.nodes("media:group")):
        for node in group.nodes("media:thumbnail", "itunes:image", "image", "webfeeds:cover"):
            raw = node.attribute("url") or node.attribute("href") or node.attribute("image") or node.string("url")
            url = node.address(raw or (node.element.text or ""))
            if url:
                yield _picture(url, node, (group, entry))


def _picture(url: str, node: Node, around: Iterable[Node]) -> Picture:
    places = (node, *around)
    return Picture(
        url=url,
        caption=next((text for place in places if (text := place.text("media:description").plain)), ""),
        credit=next((text for place in places if (text := plain(place.string("media:credit")))), ""),
        width=_pixels(node.attribute("width")),
        height=_pixels(node.attribute("height")),
    )


def _is_picture(medium: str, kind: str, url: str) -> bool:
    if medium or kind:
        return medium.lower() == "image" or (not medium and kind.lower().startswith("image"))
    return urlsplit(url).path.lower().endswith(_ENDINGS)


def _pixels(value: str) -> int | None:
    digits = value.strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and 0 < len(digits) < 6 and int(digits) else None
