"""When a page was published and last changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING

from htmldate import find_date

from octavo.engine.extract.datelines import says_first_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from octavo.engine.extract.metadata import Metadata

MAX_ELEMENTS = 30_000
EARLIEST = datetime(1994, 1, 1, tzinfo=UTC)  # the first newspapers on the Web
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date.issued", "dc.date.issued",
    "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "publish-date", "publishdate", "pubdate", "publication_date",
    "article_date_original", "originalpublicationdate", "dcterms.date", "dc.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$")
_IN_URL = re.compile(
    r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page was published and last changed, with zone; None where nothing says so."""

    published: datetime | None = None
    updated: datetime | None = None


def dates_of(
    tree: HtmlElement,
    told: Metadata,
    url: str,
    now: datetime | None = None,
    announced: datetime | None = None,
) -> Dates:
    """Find a page's dates: its own exact words first, then what its feed said, then its address, then its text.

    The line under the headline comes before the address, unless the two are days apart. The rest of the text
    is read by htmldate (Barbaresi, JOSS 2020), which knows days and takes its time, and not at all on pages of
    over 30,000 elements; a first day of a year or month that the page does not name is none.

    A time without a zone takes the zone that another date of the page has, otherwise UTC.

    Args:
        tree: the whole page, scripts included.
        told: what the page says of itself.
        url: its address, which often has the day.
        now: dates more than a day later are refused; the day of the system where it is not given.
        announced: when the feed says it was published.
    """
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    graph, *rest = (told.metas.get(name, "") for name in _PUBLISHED)
    said = [graph, told.linked.published, *rest, *_times(tree)]
    changed = [told.linked.modified, *(told.metas.get(name, "") for name in _MODIFIED)]
    zone = _zone([*said, *changed])
    day = address_day(url)
    at_address = _first([day], zone, latest)
    published = _first(said, zone, latest) or announced
    if published is None:
        published = _dateline(told, at_address, zone, latest) or at_address or _searched(tree, url, zone, latest)
    if at_address and published and at_address < published - timedelta(days=2):
        published = at_address  # published again later under its old address
    if published is not None:
        published = localised(published, [*said, *changed, *_all_times(tree)], day)
    updated = _first(changed, zone, latest)
    if updated is not None and published is not None:
        updated = updated.astimezone(published.tzinfo) if updated > published else None
    return Dates(published, updated)


def localised(moment: datetime, others: Iterable[str], day: str) -> datetime:
    """The same moment in the page's own zone, where it was given in UTC.

    The zone is that of another date of the page that names the same minute, with its zone or without; else,
    where the address has the day before or after, the nearest zone in which the moment falls on that day.

    Args:
        moment: as found.
        others: every date of the page, as written.
        day: of the address, as YYYY-MM-DD, or empty.
    """
    if moment.utcoffset():
        return moment
    for text in others:
        other = parsed(text) if ":" in text else None
        if other is None:
            continue
        apart = round((other.replace(tzinfo=UTC) - moment).total_seconds() / 60)
        if (
            apart
            and apart % 15 == 0
            and abs(apart) <= 14 * 60
            and _names_zone(text) in {None, timedelta(minutes=apart)}
        ):
            return moment.astimezone(timezone(timedelta(minutes=apart)))
    if not day or moment.time() == time(0):
        return moment
    for hours in (hour for size in range(1, 15) for hour in (size, -size)):
        local = moment.astimezone(timezone(timedelta(hours=hours)))
        if moment.date().isoformat() != day == local.date().isoformat():
            return local
    return moment


def parsed(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Read an ISO 8601 date or time as pages write them, or None. ``zone`` is for one without its own."""
    found = _ISO.search(text[:60]) or _COMPACT.match(text.strip()[:20])
    if found is None:
        return _from_mail(text, zone)
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        return datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=_offset(offset) or zone,
        )
    except ValueError:
        return None


def _from_mail(text: str, zone: tzinfo) -> datetime | None:
    """A date as RFC 5322 writes it: Sat, 19 Oct 2019 00:04:00 +0200."""
    try:
        moment = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _first(texts: Iterable[str], zone: tzinfo, latest: datetime) -> datetime | None:
    for text in texts:
        moment = parsed(text, zone) if text else None
        if moment is not None and EARLIEST <= moment <= latest:
            return moment
    return None


def _names_zone(text: str) -> timedelta | None:
    found = _ISO.search(text[:60])
    if found is None:
        moment = _from_mail(text, UTC)
        return moment.utcoffset() if moment else None
    zone = _offset(found[7])
    return zone.utcoffset(None) if zone is not None else None


def _searched(tree: HtmlElement, url: str, zone: tzinfo, latest: datetime) -> datetime | None:
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        return None
    try:
        found = find_date(tree, url=url or None, original_date=True, max_date=latest.strftime("%Y-%m-%d"))
    except (
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        IndexError,
        RecursionError,
    ):  # it reads strangers' text
        return None
    if found and found.endswith("-01") and not says_first_day(_words(tree), found):
        return None  # a year or a month alone, made into a day
    return _first([found or ""], zone, latest)


def _words(tree: HtmlElement) -> str:
    """The texts of a page, and what it marks as a date or a title, without scripts and styles."""
    parts: list[str] = []
    for element in tree.iter():
        if element.tag not in {"script", "style"}:
            parts += [element.text or "", *(element.get(name) or "" for name in ("datetime", "content", "title"))]
        parts.append(element.tail or "")
    return " ".join(part for part in parts if part)


def _dateline(told: Metadata, at_address: datetime | None, zone: tzinfo, latest: datetime) -> datetime | None:
    """The date in words under the headline, unless the address has a day far from it."""
    moment = _first([told.dateline.moment], zone, latest)
    if moment is None or at_address is None or abs(moment - at_address) <= timedelta(days=2):
        return moment
    return None


def _times(tree: HtmlElement) -> list[str]:
    """The times that the page marks as its publication, unless it marks several days, as a list does."""
    marked = [
        element.get("content") or element.get("datetime") or ""
        for element in tree.iter("time", "meta", "span", "div", "abbr")
        if "datePublished" in (element.get("itemprop") or "")
        or (element.tag == "time" and element.get("pubdate") is not None)
    ]
    told = list(dict.fromkeys(text for text in marked if text))
    return told if len({text[:10] for text in told}) == 1 else []


def _all_times(tree: HtmlElement) -> list[str]:
    return [element.get("datetime") or "" for element in islice(tree.iter("time"), 20)]


def _zone(texts: Iterable[str]) -> tzinfo:
    for text in texts:
        found = _ISO.search(text[:60]) if text else None
        zone = _offset(found[7]) if found else None
        if zone is not None and zone.utcoffset(None):
            return zone
    return UTC


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    try:
        return datetime.strptime(f"{text[0]}{digits}", "%z").tzinfo
    except ValueError:
        return None


def address_day(url: str) -> str:
    """The day in an address, as YYYY-MM-DD; empty where it has none."""
    found = _IN_URL.search(url)
    if found is None:
        return ""
    month = found[2].lower()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    return f"{found[1]}-{number:02d}-{int(found[3]):02d}" if number else ""
