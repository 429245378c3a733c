"""HTML to plain text for titles, summaries and names: no markup survives.

This is no sanitiser for HTML that will be shown as HTML (that is the extractor's last step); what comes out
here is text, to be escaped by the template like any other.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MARKUP = 400_000  # characters of HTML looked at for a plain text; a summary is never longer

# Control characters that stand where Windows-1252 has its quotes and dashes are meant as those.
_CONTROL = re.compile(r"[\x80-\x9f]")
_WINDOWS = {
    number: character for number in range(0x80, 0xA0) if (character := bytes([number]).decode("cp1252", "ignore"))
}

_TAG = re.compile(r"<[A-Za-z/!?]")
_ELEMENTS = """
    a abbr address area article audio b base big blockquote body br button canvas center code dd div
    dl dt em embed fieldset figure figcaption font footer form frame frameset h1 h2 h3 h4 h5 h6 head
    header hr html i iframe image img input ins isindex kbd label li link main map marquee math menu
    meta nav noscript object ol option p param picture pre q s script section select small source
    span strike strong style sub sup svg table tbody td template textarea tfoot th thead title tr tt
    u ul var video xml xss
"""
_KNOWN_TAG = re.compile(rf"(?i)<[/!?]?(?:{'|'.join(_ELEMENTS.split())}|--|doctype|\[cdata\[)(?=[\s/<>\"'=:-]|$)")
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]+")
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "math", "textarea"})
_TEXT_LEVEL = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span
    strike strong sub sup time tt u var wbr blink nobr
"""
_INLINE = frozenset(_TEXT_LEVEL.split())


def plain(text: str, *, markup: bool = True) -> str:
    """Return ``text`` as one line of plain text.

    Tags go, with everything inside script, style and the like; entities become characters; blocks and line
    breaks become spaces. Feeds often escape twice, so what still looks like a known HTML tag afterwards is
    read as one again. That costs a title about the ``<b>`` element its tag, and keeps ``<script>`` out of
    every text.

    Args:
        text: HTML, or plain text where ``markup`` is false (Atom's ``type="text"``).
        markup: whether entities are to be decoded.
    """
    text = _one_line(text[:MAX_MARKUP])
    if markup and _TAG.search(text) and not _is_prose(text):
        text = _one_line(_stripped(text))
    elif markup and "&" in text and not _TAG.search(text):
        text = _one_line(html.unescape(text))
    for _ in range(4):
        if not _KNOWN_TAG.search(text):
            return text
        text = _one_line(_stripped(text))
    return _one_line(text.replace("<", " "))


def has_markup(text: str) -> bool:
    """Whether ``text`` looks like HTML rather than prose."""
    return bool(_KNOWN_TAG.search(text))


def _one_line(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", as_meant(text)).strip()


def as_meant(text: str) -> str:
    """Return a text with the control characters of ISO 8859-1 read as the letters of Windows-1252."""
    return text.translate(_WINDOWS) if _CONTROL.search(text) else text


def _is_prose(text: str) -> bool:
    """True for ``I <love> cats``: what looks like tags, but is no HTML element anywhere."""
    return not _KNOWN_TAG.search(text) and "</" not in text and "&" not in text


def _stripped(text: str) -> str:
    text = _closed(text)
    try:
        root = lxml_html.fragment_fromstring(f"<div>{text}</div>", parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        try:
            root = lxml_html.document_fromstring(f"<div>{_legal(text)}</div>", parser=_parser())
        except (etree.LxmlError, ValueError, AssertionError):
            return re.sub(r"<[^>]*>?", " ", text)
    return "".join(_texts(root))


def _texts(root: etree._Element) -> Iterator[str]:
    """Walk without recursion: nesting is the stranger's choice."""
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and hidden is None:
            if name in _UNSEEN:
                hidden = element
                continue
            if name not in _INLINE:
                yield " "
            yield element.text or ""
        elif event != "start":
            if hidden is element:
                hidden = None
            if hidden is None:
                yield " " if event == "end" and name not in _INLINE else ""
                yield element.tail or "" if element is not root else ""


def _closed(text: str) -> str:
    """End a comment that never ends at its first bracket: it would swallow the rest of the text."""
    start = text.find("<!--", text.rfind("-->") + 1)
    return text if start < 0 else text[:start] + re.sub(r"<!--[^>]*>?", " ", text[start:])


def _legal(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding=None, remove_comments=True, remove_pis=True, no_network=True)
