"""Pictures on pages that know no figure element: the part that holds one picture and its caption."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from octavo.engine.extract.rules import rules

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CAPTION = 300  # characters
MAX_PICTURES = 200  # looked at
LEVELS = 6  # from the picture up to the part that has its caption
_HOLDERS = frozenset({"div", "p", "table", "center", "dl"})
_STOPS = frozenset({"body", "html", "main", "article", "section", "figure", "header", "ul", "ol"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:captions?|cap|legend|legende|pic|pics|ph|photos?|pictures?|img|images?|fotos?|bild|bu|thumb\w*)(?:$|[\s_-])"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def frame_of(image: _Element) -> _Element | None:
    """The part that holds a picture and its caption only, or None.

    That is the largest one in which up to 300 characters follow the picture and nothing goes before it, and
    of which something says that they are its caption: a credit in it, a name that its makers gave it, the
    picture's own alternative text, or a table of one picture and one cell of text.
    """
    found = None
    for holder in islice(image.iterancestors(), LEVELS):
        if holder.tag in _STOPS or len(list(islice(holder.iter("img"), 2))) > 1:
            break
        if next(holder.iter(*_HEADINGS), None) is not None or _text_before(holder, image):
            break
        size = float(holder.xpath("string-length(normalize-space())"))
        if size > MAX_CAPTION:
            break
        if size and holder.tag in _HOLDERS and _is_caption(holder, image):
            found = holder
    return found


def frames_of(body: _Element) -> frozenset[_Element]:
    """The frames of all pictures in a part of a page."""
    return frozenset(
        frame for image in islice(body.iter("img"), MAX_PICTURES) if (frame := frame_of(image)) is not None
    )


def caption_in(frame: _Element) -> str:
    """The words under the picture, white space folded."""
    return " ".join(" ".join(frame.itertext()).split())


def _text_before(holder: _Element, image: _Element) -> bool:
    for element in holder.iter():
        if element is image:
            return False
        if (element.text or "").strip():
            return True
    return False


def _is_caption(holder: _Element, image: _Element) -> bool:
    text = caption_in(holder)
    if rules().credit_labels.search(text.lower()) or rules().credit_names.search(text) or text == image.get("alt"):
        return True
    if holder.tag == "table":
        return sum(1 for cell in holder.iter("td", "th") if "".join(cell.itertext()).strip()) == 1
    return any(
        _NAMES.search(f"{part.get('class', '')} {part.get('id', '')}".lower())
        for part in holder.iter("div", "p", "span", "dd")
        if part.attrib
    )
