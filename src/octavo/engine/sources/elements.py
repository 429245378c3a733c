"""One element of a feed: its children by their usual names, its texts, its base address and language."""

from __future__ import annotations

import base64
import binascii
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from octavo.engine import urls
from octavo.engine.errors import Refused
from octavo.engine.sources.plain import as_meant, has_markup, plain
from octavo.engine.sources.tree import XML, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT = 2_000_000  # characters of one field

_NAMESPACE = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_PREFIX = re.compile(r"<(/?)[\w.-]+:(?=[\w.-]+[\s/>])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as sent: HTML where ``markup`` is true, else characters to be taken as they stand."""

    value: str
    markup: bool

    @property
    def plain(self) -> str:
        """The text without any markup, on one line."""
        return plain(self.value, markup=self.markup)

    @property
    def html(self) -> str:
        """The text as HTML, not sanitised."""
        return self.value if self.markup or has_markup(self.value) else html.escape(self.value, quote=False)


class Node:
    """An element seen through the names of :func:`octavo.engine.sources.tree.name_of`."""

    __slots__ = ("_children", "base", "element")

    def __init__(self, element: etree._Element, base: str) -> None:
        self.element = element
        self.base = _joined(base, element.get(f"{XML}base", ""))
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(name_of(child.tag), []).append(child)

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Yield the children of these names, name by name."""
        for name in names:
            yield from self._children.get(name, ())

    def nodes(self, *names: str) -> Iterator[Node]:
        """Yield the same as nodes of their own."""
        return (Node(child, self.base) for child in self.all(*names))

    def strings(self, *names: str) -> Iterator[str]:
        """Yield the raw texts that are not blank."""
        for child in self.all(*names):
            value = string_of(child)
            if value:
                yield value

    def string(self, *names: str) -> str:
        """Return the first of those, or an empty text."""
        return next(self.strings(*names), "")

    def text(self, *names: str) -> Text:
        """Return the first text that is not blank, with whether it is HTML."""
        for child in self.all(*names):
            found = text_of(child)
            if found.value:
                return _resolved(found, self.base, child) if found.markup and "<" in found.value else found
        return Text("", markup=False)

    def address(self, value: str, child: etree._Element | None = None) -> str:
        """Resolve an address that stands here or in ``child``; empty when it is none of the web."""
        base = self.base if child is None else _joined(self.base, child.get(f"{XML}base", ""))
        try:
            return urls.absolute(base, value) if value.strip() else ""
        except Refused:
            return ""

    def attribute(self, name: str) -> str:
        """Return an attribute by its local name in any case, or an empty text."""
        return attribute(self.element, name)

    @property
    def language(self) -> str:
        """The language this element itself declares, as BCP 47, or an empty text."""
        return language_tag(self.element.get(f"{XML}lang", ""))


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, in any case and namespace, or an empty text."""
    value = element.get(name)
    if value is None:
        for key in element.keys():  # noqa: SIM118 - an element is no dict: iterating it gives its children
            if str(key).rpartition("}")[2].lower() == name:
                return (element.get(key) or "").strip()
        return ""
    return value.strip()


def string_of(element: etree._Element) -> str:
    """Return all the characters of an element, trimmed."""
    if len(element):
        return "".join(str(part) for part in element.itertext())[:MAX_TEXT].strip()
    return (element.text or "")[:MAX_TEXT].strip()


def text_of(element: etree._Element) -> Text:
    """Read a text construct (RFC 4287 section 3.1, Atom 0.3's ``mode``, and RSS, where anything goes)."""
    kind = attribute(element, "type").lower()
    if len(element):
        return Text(_inner(element)[:MAX_TEXT].strip(), markup=True)
    value = as_meant((element.text or "")[:MAX_TEXT].strip())
    mode = attribute(element, "mode").lower()
    if mode == "base64" or ("/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))):
        value = _unpacked(value)
    if mode == "xml" and kind in {"", "text/plain"}:
        return Text(value, markup=False)
    return Text(value, markup=kind not in {"text", "text/plain"})


def language_tag(value: str) -> str:
    """Return a declared language with hyphens, or an empty text where it is none."""
    tag = value.strip().replace("_", "-")
    return tag if len(tag) <= 35 and _LANGUAGE.fullmatch(tag) else ""


def _inner(element: etree._Element) -> str:
    """Return the inside of an element as HTML; Atom's wrapping ``div`` is not part of it."""
    children = list(element)
    alone = len(children) == 1 and not f"{element.text or ''}{children[0].tail or ''}".strip()
    wrapped = alone and attribute(element, "type") in {"xhtml", "application/xhtml+xml"}
    if wrapped and str(children[0].tag).rpartition("}")[2] == "div":
        element = children[0]
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", with_tail=True) for child in element]
    return _PREFIX.sub(r"<\1", _NAMESPACE.sub("", "".join(parts)))


def _unpacked(value: str) -> str:
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return value


def _resolved(text: Text, base: str, element: etree._Element) -> Text:
    """Make the addresses inside HTML absolute; only needed where the feed moved the base (XML Base)."""
    if not any(f"{XML}base" in around.attrib for around in (element, *element.iterancestors())):
        return text
    base = _joined(base, element.get(f"{XML}base", ""))
    try:
        root = lxml_html.fragment_fromstring(text.value, create_parent="div")
        root.make_links_absolute(base, handle_failures="ignore")
    except (etree.LxmlError, ValueError, AssertionError):
        return text
    outer = lxml_html.tostring(root, encoding="unicode")
    return Text(outer.removeprefix("<div>").removesuffix("</div>"), markup=True)


def _joined(base: str, reference: str) -> str:
    if not reference.strip():
        return base
    try:
        return urls.absolute(base, reference)
    except Refused:
        return base
