"""Subscription lists: OPML (opml.org/spec2.opml), read as found and written as version 2.0."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml import etree

from octavo.engine import urls
from octavo.engine.errors import NotAFeed, Refused
from octavo.engine.sources.charset import decoded
from octavo.engine.sources.elements import attribute
from octavo.engine.sources.plain import plain
from octavo.engine.sources.tree import name_of, parsed, within_limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MAX_OUTLINES = 20_000
MAX_DEPTH = 20  # folders in folders

# A tag with quotes, brackets or ampersands loose in its values: a value ends where a name or the tag's end
# follows.
_TAG = re.compile(
    r"""(?i)<outline\s((?:[^<]|<(?!/?outline\b|/body\b|!--)){1,8000}?)(/?)>(?=\s*(?:</?outline\b|</body\b|<!--|$))"""
)
_VALUE = re.compile(r"""(?s)([A-Za-z][\w:.-]*)\s*=\s*(?:"(.*?)"|'(.*?)')(?=\s+[A-Za-z][\w:.-]*\s*=\s*["']|\s*$)""")


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription. ``folders`` are the names on the way to it, the outermost first."""

    url: str  # of the feed, canonical
    title: str = ""
    site: str = ""  # home page, canonical
    folders: tuple[str, ...] = ()


def read(body: bytes) -> tuple[Outline, ...]:
    """Read a subscription list as any reader exports it: nested folders, any case, entities.

    An address that stands more than once is kept once, where it stands first; what is no web address is left
    out. Nothing is fetched, ``type="include"`` neither.

    Raises:
        NotAFeed: the body is no OPML.
        Unparsable: it is, but cannot be read.
        TooLarge: over 16 MiB or a million tags.
    """
    within_limits(body)
    tree = parsed(decoded(body, {}).text)
    if any(note.startswith("not well-formed") for note in tree.notes):
        tree = parsed(_TAG.sub(_requoted, decoded(body, {}).text))
    root = tree.root
    if name_of(str(root.tag)).rpartition(":")[2] not in {"opml", "outlinedocument", "body"}:
        raise NotAFeed("no OPML")
    found: dict[str, Outline] = {}
    for element in root.iter(etree.Element):
        if name_of(str(element.tag)).rpartition(":")[2] == "outline":
            outline = _outline(element)
            if outline is not None:
                found.setdefault(outline.url, outline)
        if len(found) >= MAX_OUTLINES:
            break
    return tuple(found.values())


def write(outlines: Iterable[Outline], title: str, created: datetime | None = None) -> bytes:
    """Write a subscription list as OPML 2.0, in UTF-8; :func:`read` gives the same outlines back.

    Outlines of one folder stand together, folders and outlines in the order of their first coming.

    Args:
        outlines: the subscriptions; of several with one address only the first is read back.
        title: the name of the list.
        created: with zone; the list says nothing of its age without.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _legal(title)
    if created:
        etree.SubElement(head, "dateCreated").text = format_datetime(created)
    folders: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for outline in outlines:
        parent = _folder(folders, tuple(name for folder in outline.folders[:MAX_DEPTH] if (name := _legal(folder))))
        label = _legal(outline.title) or outline.url
        element = etree.SubElement(parent, "outline", type="rss", text=label, title=label, xmlUrl=outline.url)
        if outline.site:
            element.set("htmlUrl", outline.site)
    etree.indent(root)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _requoted(tag: re.Match[str]) -> str:
    pairs = [(name, double or single or "") for name, double, single in _VALUE.findall(tag.group(1))]
    values = " ".join(f'{name}="{html.escape(html.unescape(value))}"' for name, value in pairs)
    return f"<outline {values}{tag.group(2)}>"


def _outline(element: etree._Element) -> Outline | None:
    address = attribute(element, "xmlurl")
    if not address and attribute(element, "type").lower() in {"rss", "atom", "feed", "link"}:
        address = attribute(element, "url")
    try:
        url = urls.canonical(address.removeprefix("feed:"))
    except Refused:
        return None
    title = _name(element)
    site = attribute(element, "htmlurl")
    return Outline(
        url=url,
        title="" if title == url else title,
        site=urls.canonical(site) if urls.is_web(site) else "",
        folders=_folders(element),
    )


def _folders(element: etree._Element) -> tuple[str, ...]:
    above = (
        _name(ancestor)
        for ancestor in element.iterancestors()
        if name_of(str(ancestor.tag)).rpartition(":")[2] == "outline" and not attribute(ancestor, "xmlurl")
    )
    return tuple(reversed([name for name in above if name]))[:MAX_DEPTH]


def _name(element: etree._Element) -> str:
    return plain(attribute(element, "title") or attribute(element, "text"))[:300]


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            name = path[depth - 1]
            parent = folders[path[: depth - 1]]
            folders[path[:depth]] = etree.SubElement(parent, "outline", text=name, title=name)
    return folders[path]


def _legal(text: str) -> str:
    return plain(text, markup=False)[:300]
