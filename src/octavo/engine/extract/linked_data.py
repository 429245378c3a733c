"""What a page says of itself in JSON-LD: a lean, forgiving reader of schema.org articles."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.engine.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_SCRIPT = 1_000_000  # characters
MAX_NODES = 3_000

_ARTICLES = re.compile(
    r"(?:article|blogposting|report|liveblogposting|review|advertisercontentarticle)$", re.IGNORECASE
)
_LISTS = frozenset({"itemlist", "collectionpage", "searchresultspage", "profilepage"})
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>?")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|description|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){1,2000})"'
)


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article among a page's JSON-LD nodes. Empty strings and tuples where it says nothing."""

    kind: str = ""  # its @type
    headline: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()  # authors that are no persons
    published: str = ""
    modified: str = ""
    section: str = ""
    body: str = ""
    language: str = ""
    publisher: str = ""
    credit: str = ""  # creditText, sourceOrganization or provider
    pictures: tuple[Picture, ...] = ()
    types: frozenset[str] = field(default_factory=frozenset)  # of every node, lower case


def linked_data(tree: _Element) -> LinkedData:
    """Read the JSON-LD of a page; broken JSON gives what single fields can still be made out."""
    scripts = [
        script.text or ""
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") <= MAX_SCRIPT
    ]
    parsed = [parse(script) for script in scripts]
    nodes = list(islice((node for value in parsed for node in _nodes(value)), MAX_NODES))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    types = frozenset(name for node in nodes for name in _types(node))
    article = _article(nodes)
    if article is None:
        return _made_out("\n".join(scripts), types) if None in parsed else LinkedData(types=types)
    return _told(article, by_id, types)


def parse(script: str) -> Any | None:
    """The value of one script, or None where no reading makes JSON of it."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for part in value[:500]:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "hasPart",
            "subjectOf",
            "itemListElement",
            "item",
        ):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [name.lower() for name in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(name, str)]


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any] | None:
    articles = [node for node in nodes if any(_ARTICLES.search(name) for name in _types(node))]
    told = [node for node in articles if node.get("headline") or node.get("articleBody") or node.get("datePublished")]
    return max(told, key=lambda node: (bool(node.get("headline")), bool(node.get("author"))), default=None)


def _told(node: dict[str, Any], by_id: dict[str, dict[str, Any]], types: frozenset[str]) -> LinkedData:
    people, organisations = _authors(node, by_id)
    credits_ = [
        name for key in ("creditText", "sourceOrganization", "provider") for name in _names(node.get(key), by_id)
    ]
    return LinkedData(
        kind=next(iter(_types(node)), ""),
        headline=plain(node.get("headline")) or plain(node.get("name")),
        description=plain(node.get("description")),
        authors=people,
        organisations=organisations,
        published=plain(node.get("datePublished")) or plain(node.get("dateCreated")),
        modified=plain(node.get("dateModified")),
        section=plain(_first(node.get("articleSection"))),
        body=plain(_first(node.get("articleBody")), limit=MAX_SCRIPT),
        language=plain(_first(node.get("inLanguage"))),
        publisher=next(iter(_names(node.get("publisher"), by_id)), ""),
        credit=next(iter(credits_), ""),
        pictures=tuple(_pictures(node.get("image"), by_id)),
        types=types,
    )


def _authors(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    people: list[str] = []
    organisations: list[str] = []
    for key in ("author", "creator"):
        value = node.get(key)
        for author in value if isinstance(value, list) else [value]:
            known = by_id.get(author.get("@id", ""), author) if isinstance(author, dict) else author
            group = isinstance(known, dict) and any("organization" in kind for kind in _types(known))
            (organisations if group else people).extend(_names(author, by_id))
        if people:
            break
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(organisations))


def _names(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> list[str]:
    if isinstance(value, list) and depth < 3:
        return [name for part in value[:50] for name in _names(part, by_id, depth + 1)]
    if isinstance(value, dict):
        identity = value.get("@id")
        known = by_id.get(identity, value) if isinstance(identity, str) else value
        value = known.get("name") or value.get("name")
        if isinstance(value, list) and depth < 3:
            return _names(value, by_id, depth + 1)
    text = plain(value)
    return [text] if text else []


def _pictures(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[Picture]:
    for part in (value if isinstance(value, list) else [value])[:10]:
        if isinstance(part, str):
            yield Picture(part.strip())
        elif isinstance(part, dict):
            identity = part.get("@id")
            known = by_id.get(identity, part) if isinstance(identity, str) else part
            address = plain(_first(known.get("url"))) or plain(_first(known.get("contentUrl")))
            if address:
                yield Picture(
                    address,
                    caption=plain(known.get("caption")),
                    credit=plain(known.get("creditText")) or next(iter(_names(known.get("author"), by_id)), ""),
                    width=pixels(known.get("width")),
                    height=pixels(known.get("height")),
                )


def _made_out(script: str, types: frozenset[str]) -> LinkedData:
    found = dict(reversed([(match[1], match[2]) for match in _FIELD.finditer(script)]))
    values = {key: plain(found.get(key, "").replace('\\"', '"').replace("\\/", "/")) for key in found}
    kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|Posting))"', script)
    return LinkedData(
        kind=kind[1].lower() if kind else "",
        headline=values.get("headline", ""),
        description=values.get("description", ""),
        published=values.get("datePublished", ""),
        modified=values.get("dateModified", ""),
        section=values.get("articleSection", ""),
        language=values.get("inLanguage", ""),
        types=types,
    )


def pixels(value: Any) -> int | None:
    """A width or height written as 640, "640", "640px" or a schema.org value; None for anything else."""
    if isinstance(value, dict):
        value = value.get("value")
    found = (
        re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", str(value)) if isinstance(value, str | int | float) else None
    )
    return int(found[1]) or None if found else None


def plain(value: Any, limit: int = 5_000) -> str:
    """A string with entities read and tags gone, white space folded; empty for anything that is no string."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[:limit])
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())


def _first(value: Any) -> Any:
    return next(iter(value), "") if isinstance(value, list) else value


def lists_articles(data: LinkedData) -> bool:
    """Whether the page says that it is a list and no article."""
    return not data.kind and bool(data.types & _LISTS)
