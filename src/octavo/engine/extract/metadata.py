"""What a page says of itself, in JSON-LD, in meta elements and where a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from octavo.engine.extract.blocks import size_of, white_space_folded
from octavo.engine.extract.bylines import agency_in, is_agency, people
from octavo.engine.extract.datelines import HEADLINES, MAX_SOUGHT, Dateline, dateline_of, opening
from octavo.engine.extract.linked_data import LinkedData, linked_data, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATORS = re.compile(r"\s+[|–—·•»:]+\s+|\s+-+\s+|\s*\|\s*|:\s+|\s*[—–]\s+")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line(?:[_-]?(?:name|author))?|authors?(?:[_-]?(?:names?|link|list))?|article[_-]?author|post-author|entry-author|autor\w*|creator)(?:$|[\s_-])"
)
_LANGUAGE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2,4}|[0-9]{3}))?")
_MAX_BYLINE = 160


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself. Empty where it does not."""

    title: str
    description: str
    authors: tuple[str, ...]
    agency: str
    section: str
    language: str  # BCP 47, or und
    canonical: str
    site_name: str
    linked: LinkedData
    metas: dict[str, str]  # meta elements by lower-case name, first one wins
    dateline: Dateline  # the line under the headline


def metadata_of(tree: _Element, url: str) -> Metadata:
    """Read the metadata of a page whose scripts are still in the tree."""
    linked = linked_data(tree)
    metas = _metas(tree)
    site_name = metas.get("og:site_name", "") or linked.publisher or metas.get("application-name", "")
    title = _title(tree, linked, metas, _site_names(site_name, linked, url) | _shown_names(tree))
    body = tree.find("body")
    dateline = dateline_of(body, title) if body is not None else Dateline()
    authors, agency = _who(tree, linked, metas, (site_name, *_logos(tree)), dateline)
    return Metadata(
        title=title,
        description=linked.description or metas.get("og:description", "") or metas.get("description", ""),
        authors=authors,
        agency=agency,
        section=linked.section or metas.get("article:section", "") or metas.get("section", ""),
        language=_language(tree, linked, metas),
        canonical=_canonical(tree, metas, url),
        site_name=site_name,
        linked=linked,
        metas=metas,
        dateline=dateline,
    )


def _metas(tree: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = plain(meta.get("content"))
        if name and content and len(found) < 500:
            found.setdefault(name, content[:5_000])
            if name in {"author", "article:author", "parsely-author", "dc.creator", "sailthru.author"}:
                found[f"all:{name}"] = f"{found.get(f'all:{name}', '')}\n{content[:300]}"
    return found


def _title(tree: _Element, linked: LinkedData, metas: dict[str, str], sites: set[str]) -> str:
    headings = [white_space_folded(h1.text_content()) for h1 in tree.iter("h1")][:6]  # type: ignore[attr-defined]
    document = plain(tree.findtext(".//head/title") or tree.findtext(".//title"))
    told = [
        without_site(text, sites)
        for text in (metas.get("og:title", ""), linked.headline, metas.get("twitter:title", ""))
    ]
    whole = [text for text in told if text and not _is_cut(text)]
    if whole:
        return _without_suffix(whole[0], [*headings, linked.headline])
    shown = [text for text in headings if 8 <= len(text) <= 300]
    for text in shown:
        if _key(text) and _key(text) in _key(document):
            return text
    return _standing(tree, without_site(document, sites)) or next(iter(shown), "")


def without_site(title: str, sites: set[str]) -> str:
    """The title without the name of the site, and of the section before it, at its end or its beginning."""
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    for number in range(1, len(parts)):
        if _is_site(parts[number], sites):
            end = title.find(parts[number], len(parts[0]))
            shorter = title[:end].rstrip(" |–—·•»:-")
            return shorter if len(shorter) >= 8 else title
    if _is_site(parts[0], sites) and len(title) - len(parts[0]) >= 12:
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    return title


def _standing(tree: _Element, title: str) -> str:
    """The title up to a separator where just that much stands in the page by itself; else all of it."""
    starts = [title[: found.start()] for found in _SEPARATORS.finditer(title) if size_of(title[: found.start()]) >= 12]
    known = {_key(start): start for start in starts}
    body = tree.find("body")
    if not known or body is None:
        return title
    elements = (element for element in islice(body.iter(), MAX_SOUGHT) if element.tag in HEADLINES)
    texts = {_key(opening(element)) for element in elements}
    return next((start for key, start in known.items() if key in texts and _key(title) not in texts), title)


def agreed_title(title: str, announced: str) -> str:
    """The title of the page, or that of the feed where the page has it with a separator and more after it."""
    announced = white_space_folded(announced)
    if not title or not announced:
        return title or announced
    return _without_suffix(title, [announced])


def _is_site(part: str, sites: set[str]) -> bool:
    key = _key(part)
    return bool(key) and (
        key in sites
        or any(len(site) > 4 and (key == f"{site}com" or key.removeprefix("the") == site) for site in sites)
    )


def _site_names(site_name: str, linked: LinkedData, url: str) -> set[str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = {
        _key(site_name),
        _key(linked.publisher),
        _key(host),
        *(_key(label) for label in labels[:-1] if len(label) > 2),
    }
    return {name for name in names if name}


def _logos(tree: _Element) -> list[str]:
    """What the links to the home page say, in words or as a picture's text, and the feeds' titles."""
    found = [link.get("title") or "" for link in tree.iter("link") if "+xml" in (link.get("type") or "")]
    for link in islice(tree.iter("a"), 30):
        if re.fullmatch(r"(?:https?://[^/]+)?/?", (link.get("href") or "-").strip()):
            found.append("".join(link.itertext()))
            found += [image.get("alt") or "" for image in link.iter("img")]
    return [name for text in found if (name := white_space_folded(text)) and len(name) <= 60]


def _shown_names(tree: _Element) -> set[str]:
    return {key for name in _logos(tree) if (key := _key(name))}


def _who(
    tree: _Element, linked: LinkedData, metas: dict[str, str], sites: tuple[str, ...], line: Dateline
) -> tuple[tuple[str, ...], str]:
    not_names = (*sites, linked.publisher)
    told = [*linked.authors]
    meta = [
        line
        for name in ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
        for line in metas.get(f"all:{name}", "").split("\n")
    ]
    shown = _shown_bylines(tree)
    authors: tuple[str, ...] = ()
    for source in (told, meta, shown, [line.byline]):
        authors = people(source, not_names)
        if authors:
            break
    credit = [
        *linked.organisations,
        linked.credit,
        *told,
        *(name for name in meta if is_agency(name)),
        *shown,
        line.line,
    ]
    return authors, agency_in(text for text in credit if text)


def _shown_bylines(tree: _Element) -> list[str]:
    found: list[str] = []
    for element in tree.iter("a", "span", "p", "div", "address", "li", "strong", "em", "author"):
        attributes = element.attrib
        if not attributes:
            continue
        named = "author" in (attributes.get("rel") or "") or "author" in (attributes.get("itemprop") or "")
        if named or _BYLINE.search(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()):
            text = white_space_folded(" ".join(element.itertext()))
            if 2 < len(text) <= _MAX_BYLINE:
                found.append(text)
                if len(found) >= 3:
                    break
    return found


def _language(tree: _Element, linked: LinkedData, metas: dict[str, str]) -> str:
    for text in (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        tree.get("xml:lang"),
        metas.get("content-language"),
        linked.language,
        metas.get("og:locale"),
        metas.get("dc.language"),
    ):
        found = _LANGUAGE.match((text or "").strip())
        if found:
            region = found[2] or ""
            return found[1].lower() + (f"-{region.upper() if len(region) < 4 else region.title()}" if region else "")
    return "und"


def _canonical(tree: _Element, metas: dict[str, str], url: str) -> str:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*links[:1], metas.get("og:url", "")):
        try:
            full = urljoin(url, address.strip())
            parts = urlsplit(full)
        except ValueError:
            continue
        if address.strip() and parts.scheme in {"http", "https"} and parts.hostname:
            return full
    return ""


def _without_suffix(title: str, known: list[str]) -> str:
    """The title up to where a heading of the page ends and a separator follows: the rest is site and date."""
    for text in known:
        if len(text) >= 12 and title.startswith(text) and re.match(r"\s+[|–—·•*»-]", title[len(text) :]):
            return text
    return title


def _is_cut(title: str) -> bool:
    """Whether a title was cut short: dots at the end, a last word like "and", an open quote."""
    return (
        title.endswith(("…", "..."))
        or title.count('"') % 2 == 1
        or title.rsplit(" ", 1)[-1].lower() in {"and", "und", "et", "y", "e", "i", "og"}
    )


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
