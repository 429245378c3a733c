"""The one door for strangers' markup: what comes out may be shown."""

from __future__ import annotations

import html as entities
import re

import nh3
from lxml import etree, html

from octavo.engine.errors import OctavoError, TooLarge
from octavo.engine.extract.page import tree_of

MAX_MARKUP = 1_000_000  # characters
_TAG = re.compile(r"<[^<>]*>?")
_MARK = "\ufeff"  # a byte order mark in the middle of a text says nothing
MAX_DEPTH = 100  # nh3 takes time with the square of the depth
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "noscript",
    "textarea",
    "select",
    "title",
}


def sanitise(markup: str) -> str:
    """HTML that is safe to show: known elements and attributes only, links that lead to the web or to mail.

    The markup is first balanced by lxml, whose depth is bounded, since an HTML5 parser repeats unclosed
    elements in each paragraph. What nests deeper than 100 elements comes back as its text, what is made to
    exhaust a parser as nothing.

    Raises:
        TooLarge: over a million characters.
    """
    if len(markup) > MAX_MARKUP:
        raise TooLarge(f"{len(markup)} characters of markup")
    tree = fragment(markup)
    if tree is None:
        return ""
    if depth_of(tree) > MAX_DEPTH:
        return entities.escape(" ".join(_TAG.sub(" ", markup).split()))
    return nh3.clean(
        "".join(
            [entities.escape(tree.text or ""), *(html.tostring(part, encoding="unicode") for part in tree)],
        ),
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )


def text_of(markup: str) -> str:
    """The text of a piece of HTML, white space folded; what is no text (scripts, styles) left out."""
    tree = fragment(markup[:MAX_MARKUP])
    if tree is None:
        return ""
    etree.strip_elements(tree, *_WITH_CONTENT, with_tail=False)
    return " ".join(" ".join(tree.itertext()).split())


def fragment(markup: str) -> html.HtmlElement | None:
    """The body of a piece of HTML, never deeper than the parser's 256 levels; None where nothing is in it."""
    try:
        body = tree_of(f"<html><body>{markup.replace(_MARK, '')}</body></html>".encode("utf-8", "replace")).find("body")
    except OctavoError:
        return None
    return body


def depth_of(tree: etree._Element) -> int:
    """How many elements deep a tree is."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
