"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from octavo.engine import urls
from octavo.engine.errors import NotAFeed, Refused, Unparsable
from octavo.engine.sources.base import MAX_ITEMS, Arrival
from octavo.engine.sources.charset import decoded
from octavo.engine.sources.elements import language_tag
from octavo.engine.sources.identity import counted, fingerprint, kept_apart
from octavo.engine.sources.moments import believable
from octavo.engine.sources.people import names
from octavo.engine.sources.plain import plain
from octavo.engine.sources.tree import within_limits
from octavo.engine.values import Item, Listing, Picture

if TYPE_CHECKING:
    from datetime import datetime

Entry = Mapping[str, object]


class JsonFeedSource:
    """JSON Feed."""

    kind = "json_feed"

    def looks_like(self, body: bytes, content_type: str) -> bool:
        """Look for an object, or a media type that says JSON."""
        head = body[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        return head.startswith((b"{", b"[")) or (bool(head) and "json" in content_type and not head.startswith(b"<"))

    def items(self, arrival: Arrival) -> Listing:
        """Read the feed; see :class:`octavo.engine.sources.base.Source` for the errors."""
        within_limits(arrival.body)
        text = decoded(arrival.body, arrival.headers)
        data = _object(text.text)
        entries = [entry for entry in _list(data.get("items")) if isinstance(entry, dict)]
        notes: list[str] = []
        found = [_item(entry, arrival, notes) for entry in entries[:MAX_ITEMS]]
        items, doubled = kept_apart(item for item in found if item)
        return Listing(
            items=items,
            kind=self.kind,
            title=plain(_string(data, "title")),
            site=_address(data, "home_page_url", arrival.url),
            description=plain(_string(data, "description"))[:4_000],
            language=language_tag(_string(data, "language")),
            logo=_address(data, "icon", arrival.url) or _address(data, "favicon", arrival.url),
            skipped=sum(1 for item in found if item is None),
            notes=(*text.notes, *counted(notes), *doubled),
        )


def _object(text: str) -> Entry:
    try:
        data = json.loads(text.replace("\x00", ""))
    except (ValueError, RecursionError) as error:
        raise Unparsable(f"JSON: {str(error)[:120]}") from error
    if not isinstance(data, dict):
        raise NotAFeed("JSON, but no JSON Feed")
    version = data.get("version")
    if not (isinstance(version, str) and "jsonfeed.org" in version) and not isinstance(data.get("items"), list):
        raise NotAFeed("JSON, but no JSON Feed")
    return data


def _item(entry: Entry, arrival: Arrival, notes: list[str]) -> Item | None:
    content = _string(entry, "content_html")
    text = _string(entry, "content_text")
    title = plain(_string(entry, "title"))[:1_000]
    url = _address(entry, "url", arrival.url) or _address(entry, "external_url", arrival.url)
    guid = _string(entry, "id")[:1_000]
    if not url and guid.lower().startswith(("http://", "https://")):
        url = _address(entry, "id", arrival.url)
    lead = (plain(_string(entry, "summary")) or plain(text, markup=False) or plain(content))[:4_000]
    if not (url or title or lead):
        return None
    return Item(
        url=url,
        guid=guid or url or fingerprint(title, lead),
        title=title,
        summary=lead,
        content=content or _paragraphs(text),
        authors=names(_authors(entry)),
        published=_date(entry, "date_published", arrival.now, notes),
        updated=_date(entry, "date_modified", arrival.now, notes),
        language=language_tag(_string(entry, "language")),
        categories=tuple(tag for raw in _list(entry.get("tags"))[:50] if (tag := plain(str(raw))[:200])),
        pictures=tuple(_pictures(entry, arrival.url)),
    )


def _authors(entry: Entry) -> Iterator[str]:
    for author in (*_list(entry.get("authors")), entry.get("author")):
        if isinstance(author, dict):
            yield _string(author, "name")


def _pictures(entry: Entry, base: str) -> Iterator[Picture]:
    seen = set()
    files = [file for file in _list(entry.get("attachments"))[:30] if isinstance(file, dict)]
    shown = [file for file in files if _string(file, "mime_type").startswith("image/")]
    for source, key in ((entry, "image"), (entry, "banner_image"), *((file, "url") for file in shown)):
        url = _address(source, key, base)
        if url and url not in seen:
            seen.add(url)
            yield Picture(url=url, caption=plain(_string(source, "title")) if source is not entry else "")


def _paragraphs(text: str) -> str:
    """Return a plain text as HTML, so that every content is of one kind."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in safe.split("\n\n") if part.strip())


def _date(entry: Entry, key: str, now: datetime, notes: list[str]) -> datetime | None:
    moment, note = believable(_string(entry, key), now)
    if note:
        notes.append(note)
    return moment


def _string(entry: Entry, key: str) -> str:
    """Return a text; numbers, which some put for ids, become their digits."""
    value = entry.get(key)
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _address(entry: Entry, key: str, base: str) -> str:
    value = _string(entry, key)
    try:
        return urls.absolute(base, value) if value else ""
    except Refused:
        return ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
