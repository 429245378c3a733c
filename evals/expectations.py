"""feedparser's expectations, translated to our values.

An expectation is a Python expression over feedparser's result. It is parsed, never run. Its terms (joined by
``and``) are looked at one by one: a comparison of something we keep with a constant is translated; any other
is left out with a reason. Fair translation means: HTML is compared by its words, with all white space out,
and its addresses (which tests ``xml:base``); dates by the moment; a person by the name, without the mail
address.
"""

from __future__ import annotations

import ast
import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from octavo.engine import sources
from octavo.engine.errors import OctavoError
from octavo.engine.sources.charset import codec_named, decoded
from octavo.engine.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.engine.values import Item, Listing

Path = tuple[str | int, ...]

_EXPECT = re.compile(r"Expect:\s*(.*)")
_HEADER = re.compile(r"(?m)^\s*Header:\s*([\w-]+)\s*:\s*(.*?)\s*$")
# An entry of one field only, such as an author, is no item of ours: it gets an address to become one.
_ENTRY = re.compile(rb"(?i)<(item|entry)(?:\s[^<>]*)?(?<!/)>")
_LINKED = rb'\g<0><link href="http://address.invalid/">http://address.invalid/</link>'


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a test file says of itself."""

    tree: ast.expr | None
    headers: Mapping[str, str]  # lower-case names


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an expectation; ``reason`` says why it was left out, or which term was missed."""

    concerns: bool
    met: bool = False
    reason: str = ""
    blank: bool = False  # all that was compared was text without a word, as of markup alone


def expectation_of(body: bytes) -> Expectation:
    """Read the comment of a test file, in whatever encoding it is."""
    text = body.replace(b"\x00", b"").decode("utf-8", "replace")
    if "Expect:" not in text:
        text = body.decode("cp037", "replace")
    found = _EXPECT.search(text)
    headers = {name.lower(): value for name, value in _HEADER.findall(text)}
    try:
        source = re.sub(r"\s*-->.*$", "", found.group(1)) if found else ""
        return Expectation(ast.parse(source.strip(), mode="eval").body, headers)
    except SyntaxError:
        return Expectation(None, headers)


def checked(expected: Expectation, body: bytes, url: str, now: datetime) -> Outcome:
    """Read the body as the engine does and compare."""
    if expected.tree is None:
        return Outcome(concerns=False, reason="unreadable")
    tree = expected.tree
    terms = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    if _withdrawn(url, terms):
        return Outcome(concerns=False, reason="a_rule_since_withdrawn")
    pairs = [translated for term in terms if not isinstance(translated := _term(term), str)]
    if not pairs:
        return Outcome(concerns=False, reason=_reason(terms))
    try:
        listing = sources.read(body, url, expected.headers, now)
        if listing.skipped and not listing.items:
            listing = sources.read(_ENTRY.sub(_LINKED, body, count=1), url, expected.headers, now)
    except OctavoError as error:
        return Outcome(concerns=True, reason=f"{error.code}: {error.detail}")
    encoding = decoded(body, expected.headers).encoding
    seen = Seen(listing, encoding, url)
    missed = [f"{path} == {value!r}" for path, value in pairs if not seen.has(path, value)]
    blank = all(path[-1] != "href" and isinstance(value, str) and not words(value) for path, value in pairs)
    return Outcome(concerns=True, met=not missed, reason="; ".join(missed), blank=blank)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the engine saw in a file."""

    listing: Listing
    encoding: str
    url: str

    def has(self, path: Path, value: object) -> bool:
        """Whether the value feedparser has at ``path`` is what we have in its place."""
        if path == ("encoding",):
            return bool(codec_named(str(value))) and codec_named(str(value)) == codec_named(self.encoding)
        if path == ("len",):
            return len(self.listing.items) + self.listing.skipped == value
        if path[0] == "feed":
            return self._feed_has(path[1:], value)
        number = path[1]
        if not isinstance(number, int) or number >= len(self.listing.items):
            return value == "" and bool(self.listing.skipped)
        return self._item_has(self.listing.items[number], path[2:], value)

    def _feed_has(self, path: Path, value: object) -> bool:
        listing = self.listing
        key = str(path[0])
        if path[-1] == "language":
            return str(value or "") == listing.language
        if key in {"link", "links"}:
            return _same_address(listing.site, str(value), self.url)
        if key in {"image", "logo", "icon"}:
            return _same_address(listing.logo, str(value), self.url)
        return words(str(value)) == letters(listing.title if key.startswith("title") else listing.description)

    def _item_has(self, item: Item, path: Path, value: object) -> bool:
        key = str(path[0])
        text = str(value or "")
        if path[-1] == "language":
            return text == (item.language or self.listing.language)
        if key.endswith("_parsed"):
            # What Dublin Core calls the date is "updated" to feedparser and "published" to us.
            return _is_moment(value, item.published, item.updated)
        if key in _ADDRESSES:
            ours = [item.url] if key.startswith("link") else [picture.url for picture in item.pictures]
            return any(_same_address(one, text, self.url) for one in ours)
        found = {
            "id": lambda: text in {item.guid, item.url} or _same_address(item.guid, text, self.url),
            "author": lambda: _name(text) in item.authors or not (_name(text) or item.authors),
            "category": lambda: text in item.categories,
        }.get(_MEANS.get(key, ""))
        return self._text_has(item, key, text) if found is None else found()

    def _text_has(self, item: Item, key: str, value: str) -> bool:
        if key.startswith("title"):
            return letters(item.title) in {words(value), letters(value)}
        shown = {letters(item.summary), words(item.content)}
        base = item.url or self.url
        ours = {_spelt(urljoin(base, address)) for address in addresses(item.content)}
        theirs = {_spelt(urljoin(base, address)) for address in addresses(value)}
        return bool({words(value), letters(value)} & shown) and (theirs <= ours or not item.content)


def words(markup: str) -> str:
    """Return the characters a reader sees of HTML or text, without any white space."""
    return letters("".join(_Reader.of(markup).seen))


def letters(text: str) -> str:
    """Return a plain text without any white space."""
    return "".join(text.split()).replace("\u200b", "")


def addresses(markup: str) -> list[str]:
    """Return the addresses of links and pictures in HTML."""
    return _Reader.of(markup).addresses


class _Reader(HTMLParser):
    """The standard library's reader, so that ours is not measured by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.hidden = 0

    @classmethod
    def of(cls, markup: str) -> _Reader:
        reader = cls()
        reader.feed(markup)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        self.addresses += [value for name, value in attrs if name in {"href", "src"} and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"} and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.seen.append(data)


def _term(term: ast.expr) -> tuple[Path, object] | str:
    """Translate one term to a path and a value, or say why not."""
    if isinstance(term, ast.Compare) and len(term.ops) == 1 and isinstance(term.ops[0], ast.Eq | ast.Is):
        path = _path(term.left)
        reason = _left_out(path)
        if reason:
            return reason
        try:
            return path, _constant(term.comparators[0])
        except ValueError:
            return "compares_two_results"
    inner = term.operand if isinstance(term, ast.UnaryOp) else term
    return "well_formedness_flag" if _path(inner) == ("bozo",) else "another_kind_of_test"


def _path(node: ast.expr) -> Path:
    """Return ``entries[0]['title']`` as ``("entries", 0, "title")``; an empty one for what is no path."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (*_path(node.value), node.attr)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        key = node.slice.value
        return (*_path(node.value), key if isinstance(key, int) else str(key))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and node.args:
        return ("len",) if _path(node.args[0]) == ("entries",) else ("len", *_path(node.args[0]))
    return ()


def _constant(node: ast.expr) -> object:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left), _constant(node.right)
        return str(left) + str(right)
    return ast.literal_eval(node)


_FORMAT = "headers etag modified modified_parsed status href namespaces version"
_NOT_KEPT = """
    source contributors publisher publisher_detail comments license rights copyright rights_detail
    copyright_detail info info_detail generator generator_detail docs errorreportsto cloud textinput
    validity validity_start validity_end validity_start_parsed validity_end_parsed expired
    expired_parsed crawler_lastcheck rating wfw_comment wfw_commentrss slash_comments where
    psc_chapters media_player newlocation prodlink itunes_block itunes_explicit media_credit
    media_rating media_restriction media_license media_community
"""
_ITS_OWN_FORM = "base type scheme rel length guidislink url email label count hreflang src"
_REASONS = (
    ({"bozo"}, "well_formedness_flag"),
    (set(_FORMAT.split()), "the_transport_or_the_format"),
    (set(_NOT_KEPT.split()), "a_field_we_do_not_keep"),
    (set(_ITS_OWN_FORM.split()), "how_feedparser_keeps_it"),
    ({"published", "updated", "created", "date", "issued"}, "a_date_as_written"),
)
_OF_FEED = """
    title title_detail link links subtitle tagline description language image logo icon
    subtitle_detail tagline_detail
"""
_OF_ITEM = """
    title title_detail link links id guid author author_detail authors summary description
    summary_detail content published_parsed updated_parsed created_parsed tags category enclosures
    language image media_thumbnail media_content
"""
_ADDRESSES = {"link", "links", "image", "media_thumbnail", "media_content", "enclosures"}
_MEANS = {
    **dict.fromkeys(("id", "guid"), "id"),
    **dict.fromkeys(("author", "author_detail", "authors"), "author"),
    **dict.fromkeys(("category", "tags"), "category"),
}
_KEYS = {"feed": set(_OF_FEED.split()), "entries": set(_OF_ITEM.split())}


def _left_out(path: Path) -> str:
    """Say why a path does not concern us, or nothing when it does."""
    if path in {("encoding",), ("len",)}:
        return ""
    if not path or path[0] not in {"feed", "entries"} or len(path) < 2:
        return next((reason for names, reason in _REASONS if names & set(path)), "another_kind_of_test")
    keys = path[1:] if path[0] == "feed" else path[2:]
    for names, reason in _REASONS:
        if keys and (keys[0] in names or (keys[-1] in names and len(keys) > 1)):
            return reason
    image_words = path[0] == "feed" and keys[:1] == ("image",) and keys[-1] not in {"href", "url"}
    if not keys or keys[0] not in _KEYS[str(path[0])] or image_words:
        return "a_field_we_do_not_keep"
    if path[0] == "feed" and keys[-1] == "language" and len(keys) > 1:
        return "the_language_of_one_field"
    return "how_feedparser_keeps_it" if _is_structure(keys) else ""


def _is_structure(keys: Path) -> bool:
    """Whether a path ends at a list or a dictionary, a measure, or another link than the first."""
    last = keys[-1]
    whole = isinstance(last, int) or last.endswith("_detail") or last in {"links", "tags", "content"}
    other_link = keys[0] == "links" and (keys[1] != 0 or last != "href")
    return whole or other_link or last in {"width", "height"}


def _withdrawn(url: str, terms: list[ast.expr]) -> bool:
    """Whether a rule is tested that no longer holds.

    RFC 3023 made text/xml without a charset US-ASCII (withdrawn by RFC 7303); RFC 2616 made Content-Location
    a base (withdrawn by RFC 7231).
    """
    ascii_default = any(_term(term) == (("encoding",), "us-ascii") for term in terms)
    return ascii_default or "content_location" in url


def _reason(terms: list[ast.expr]) -> str:
    """Return the reason of the first term that is more than the flag."""
    reasons = [reason for term in terms if isinstance(reason := _term(term), str)]
    return next((reason for reason in reasons if reason != "well_formedness_flag"), reasons[0])


def _same_address(ours: str, theirs: str, base: str) -> bool:
    """Compare addresses as a browser would go to them."""
    return _spelt(urljoin(base, ours)) == _spelt(urljoin(base, theirs))


def _spelt(address: str) -> str:
    try:
        return canonical(address)
    except OctavoError:
        return ""


def _is_moment(value: object, *ours: datetime | None) -> bool:
    if not isinstance(value, tuple):
        return False
    seconds = calendar.timegm((*value[:6], 0, 0, 0))
    return datetime.fromtimestamp(seconds, UTC) in {moment.replace(microsecond=0) for moment in ours if moment}


def _name(byline: str) -> str:
    """Return the name in ``Name (mail)``; nothing for a lone mail address."""
    name = re.sub(r"\s*[(<]?[^\s()<>]+@[^\s()<>]+[)>]?\s*", "", byline)
    return name.strip()
