"""From a web page to the sources behind it: what it declares, links to, and has in the usual places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from octavo.engine import urls
from octavo.engine.errors import Refused, TooLarge
from octavo.engine.sources.charset import decoded
from octavo.engine.sources.elements import attribute
from octavo.engine.sources.plain import plain
from octavo.engine.sources.tree import MAX_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_CANDIDATES = 40
MAX_PAGE = 4 * 1024 * 1024  # bytes looked at

_TYPES = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/x.atom+xml": "feed",
    "text/rss+xml": "feed",
    "application/feed+json": "json_feed",
}
_LOOSE_TYPES = {"application/xml": "feed", "text/xml": "feed", "application/json": "json_feed"}
_LIKELY = re.compile(r"(?i)(?:^|[/._?=&-])(?:rss2?|atom|feeds?|rdf|xml)(?:$|[/._?=&-])|\.(?:rss|atom|rdf)$")
_JSON = re.compile(r"(?i)feed\.json$|[/.]json(?:$|\?)|jsonfeed")
_NO_FEED = re.compile(
    r"(?i)\.(?:html?|php|jpe?g|png|gif|css|js|pdf|zip|mp3|mp4)$|/wp-json/|oembed|/comments/feed|xmlrpc|facebook|twitter"
)
_WELL_KNOWN = (
    ("/feed/", "feed"), ("/rss", "feed"), ("/rss.xml", "feed"), ("/feed.xml", "feed"), ("/atom.xml", "feed"),
    ("/index.xml", "feed"), ("/feed.json", "json_feed"), ("/news-sitemap.xml", "sitemap"),
    ("/sitemap_news.xml", "sitemap"), ("/sitemap.xml", "sitemap"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address worth trying as a source. ``kind`` is a guess: only reading it tells."""

    url: str
    kind: str  # a key of octavo.engine.sources.KINDS
    title: str = ""


def find_sources(html: str | bytes, url: str, sitemaps: Iterable[str] = ()) -> list[Candidate]:
    """Return the addresses a page's sources may stand at, the most certain first, each once, at most forty.

    First what the page declares (``link rel=alternate``, WHATWG HTML section 4.6.7.1), then what its links
    look like, then the sitemaps that its robots.txt names, then the usual paths on its host. Only declared
    comments feeds stand behind the links.

    Args:
        html: the page, at most its first four megabytes are read.
        url: the address that answered.
        sitemaps: addresses from robots.txt, as ``octavo.engine.sources.sitemap.named_in_robots`` gives them.

    Raises:
        TooLarge: the page has over a million tags.
        Refused: ``url`` is no web address.
    """
    home = urls.canonical(url)
    root = _root(html)
    found = [] if root is None else [*_declared(root, home), *_linked(root, home)]
    named = [Candidate(address, "sitemap") for address in sitemaps if urls.is_web(address)]
    usual = [Candidate(urls.absolute(home, path), kind) for path, kind in _WELL_KNOWN]
    # A comments feed is a feed, but hardly the one that was meant.
    found.sort(key=lambda candidate: "comment" in (candidate.url + candidate.title).lower())
    best: dict[str, Candidate] = {}
    for candidate in (*found, *named, *usual):
        best.setdefault(candidate.url, candidate)
    return [candidate for candidate in best.values() if candidate.url != home][:MAX_CANDIDATES]


def _root(html: str | bytes) -> etree._Element | None:
    text = decoded(html[:MAX_PAGE], {}).text if isinstance(html, bytes) else html[:MAX_PAGE]
    if text.count("<") > MAX_TAGS:
        raise TooLarge(f"over {MAX_TAGS} tags")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    try:
        return lxml_html.document_fromstring(text)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _declared(root: etree._Element, home: str) -> Iterator[Candidate]:
    base = _base(root, home)
    for link in root.iter("link"):
        relations = attribute(link, "rel").lower().split()
        media_type = attribute(link, "type").lower().partition(";")[0].strip()
        address = attribute(link, "href")
        kind = _TYPES.get(media_type, "")
        if not kind and "alternate" in relations and _LIKELY.search(address):
            kind = _LOOSE_TYPES.get(media_type, "")
        if "sitemap" in relations:
            kind = "sitemap"
        if kind and {"alternate", "feed", "sitemap", "service.feed"} & set(relations):
            yield from _candidate(base, address, kind, attribute(link, "title"))


def _linked(root: etree._Element, home: str) -> Iterator[Candidate]:
    base = _base(root, home)
    for link in root.iter("a"):
        address = attribute(link, "href")
        if not address or len(address) > 500 or _NO_FEED.search(address):
            continue
        media_type = attribute(link, "type").lower()
        words = plain(" ".join([str(part) for part in link.itertext()][:20]))[:200]
        if (
            media_type in _TYPES
            or _LIKELY.search(address)
            or words.lower() in {"rss", "atom", "feed", "rss feed", "xml"}
        ):
            kind = _TYPES.get(media_type) or ("json_feed" if _JSON.search(address) else "feed")
            yield from _candidate(base, address, kind, words)


def _candidate(base: str, address: str, kind: str, title: str) -> Iterator[Candidate]:
    if re.match(r"(?i)feed:", address.strip()):
        address = re.sub(r"(?i)^\s*feed:(?://)?(?!https?:)", "https://", address).removeprefix("feed:")
    try:
        yield Candidate(urls.absolute(base, address), kind, plain(title)[:200])
    except Refused:
        return


def _base(root: etree._Element, home: str) -> str:
    for element in root.iter("base"):
        try:
            return urls.absolute(home, attribute(element, "href") or home)
        except Refused:
            return home
    return home
