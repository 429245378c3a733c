"""Strangers' XML to a tree: mended where broken, bounded where hostile, nothing fetched, nothing expanded.

The document type declaration is taken out before the parser sees it: without it there are no entity bombs and
no external entities. Entities of HTML, which feeds use without declaring them, and short declared ones become
characters first. What is not well-formed is read by libxml2's recovery, which keeps everything up to the
fault and most of what follows.
"""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from lxml import etree

from octavo.engine.errors import NotAFeed, TooLarge, Unparsable

MAX_BYTES = 16 * 1024 * 1024
MAX_TAGS = 1_000_000  # "<" in a body; a million elements are about 150 MB of tree

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_START = re.compile(r"<(?=[?!A-Za-z_])")
_DOCTYPE = re.compile(r"(?is)<!DOCTYPE\b[^\[<>]*(?:\[(?P<subset>.*?)\]\s*>|>)")
_PROLOG = re.compile(r"(?s)\s+|<\?.*?\?>|<!--.*?-->")
_ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(?:"([^"&%<]{0,80})"|'([^'&%<]{0,80})')\s*>""")
_REFERENCE = re.compile(
    r"(?s)<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!(?:lt|gt|amp|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(?:#?\w{1,40};?)?"
)
_CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_DECLARATION = re.compile(r"(?is)^<\?xml[^<>]*>")

_PLAIN = (  # names in these namespaces are the language itself
    "http://backend.userland.com/rss", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/", "http://example.com/necho",
    "http://example.com/newformat#", "http://purl.org/echo/", "uri/of/echo/namespace#", "http://purl.org/pie/",
    "http://purl.org/atom/ns#", "http://www.w3.org/2005/atom", "https://www.w3.org/2005/atom", "http://purl.org/net/rss1.1#",
    "http://purl.org/rss/1.0/modules/rss091#", "http://backend.userland.com/rss2", "http://purl.org/rss/2.0/",
)  # fmt: skip
_PREFIXES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://webfeeds.org/rss/1.0": "webfeeds",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    **{uri.rstrip("/"): "" for uri in _PLAIN},
}
XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document and what had to be mended."""

    root: etree._Element
    notes: tuple[str, ...] = ()


def unpacked(body: bytes) -> bytes:
    """Return what is inside a gzip file, as sitemaps often are; any other body as it is.

    Never more than one byte over the limit is unpacked, so that a bomb is too large and nothing worse.

    Raises:
        Unparsable: the gzip is broken from its beginning.
    """
    if not body.startswith(b"\x1f\x8b\x08"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise Unparsable(f"gzip: {error}") from error


def within_limits(body: bytes) -> None:
    """Refuse what would cost too much to parse.

    Raises:
        TooLarge: over ``MAX_BYTES`` or ``MAX_TAGS``.
    """
    if len(body) > MAX_BYTES:
        raise TooLarge(f"over {MAX_BYTES} bytes")
    if body.count(b"<") > MAX_TAGS:
        raise TooLarge(f"over {MAX_TAGS} tags")


def parsed(text: str) -> Tree:
    """Parse XML as strangers send it.

    Raises:
        NotAFeed: there is no markup in it.
        Unparsable: not even one element can be read.
    """
    start = _START.search(text)
    if start is None:
        raise NotAFeed("no markup" if text.strip() else "empty")
    notes = ["text before the markup"] if text[: start.start()].strip() else []
    text, declared = _without_doctype(text[start.start() :])
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
        notes.append("characters that XML forbids")
    text = _DECLARATION.sub("", text).lstrip()
    try:
        return Tree(etree.fromstring(text.encode(), _parser(recover=False)), tuple(notes))
    except etree.XMLSyntaxError as error:
        fault = str(error.msg).split("\n", 1)[0][:120]
    root = _recovered(_REFERENCE.sub(lambda found: _resolved(found.group(), declared), _characters(text)))
    if root is None:
        raise Unparsable(fault)
    # Entities of HTML alone are no damage: every feed reader takes them.
    mended = () if fault.startswith("Entity '") else (f"not well-formed: {fault}",)
    return Tree(root, (*notes, *mended))


@lru_cache(maxsize=4096)
def name_of(tag: str) -> str:
    """Return a tag's usual name: ``{http://purl.org/dc/elements/1.1/}creator`` gives ``dc:creator``.

    Names of RSS and Atom come without prefix, whatever their version; unknown namespaces give ``?:name``;
    prefixes that were never declared are taken at their word.
    """
    uri, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    if not uri:
        prefix, _, bare = local.rpartition(":")
        prefix = {"rss": "", "atom": "", "a10": ""}.get(prefix.lower(), prefix.lower())
        return f"{prefix}:{bare.lower()}" if prefix else bare.lower()
    prefix = _PREFIXES.get(uri.strip().lower().rstrip("/"), "?")
    return f"{prefix}:{local.lower()}" if prefix else local.lower()


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _recovered(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode(), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Cut the document type declaration out and keep the short, flat entities that it declares.

    Only a prolog can hold one; the words may well stand in the text of an article.
    """
    start = 0
    while passed := _PROLOG.match(text, start):
        start = passed.end()
    if text[start : start + 9].upper() != "<!DOCTYPE":
        return text, {}
    found = _DOCTYPE.match(text, start, start + 200_000)
    if found is None:
        raise Unparsable("a document type declaration without an end, or too long")
    pairs = _ENTITY.findall(found.group("subset") or "")[:500]
    declared = {name: double or single for name, double, single in pairs}
    return text[: found.start()] + text[found.end() :], declared


def _resolved(reference: str, declared: dict[str, str]) -> str:
    """Turn a reference XML does not know into characters; leave CDATA and comments alone."""
    if not reference.startswith("&"):
        return reference
    name = reference[1:].removesuffix(";")
    value = declared.get(name, "") if reference.endswith(";") else ""
    value = value or (html5.get(f"{name};", "") if reference.endswith(";") else "")
    return html.escape(value) if value else f"&amp;{reference[1:]}"


def _characters(text: str) -> str:
    """Drop numeric references to characters that XML forbids, and read those of Windows-1252 as meant."""

    def meant(found: re.Match[str]) -> str:
        number = int(found.group(1), 16) if found.group(1) else int(found.group(2))
        if number in (9, 10, 13) or 0x20 <= number < 0x80 or 0xA0 <= number < 0xD800:
            return found.group()
        return html.escape(_ILLEGAL.sub("", html.unescape(found.group())))

    return _CHARACTER.sub(meant, text)
