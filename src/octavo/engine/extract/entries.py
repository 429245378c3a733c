"""A feed entry that carries its article whole: from the HTML in it to a document."""

from __future__ import annotations

from lxml import etree

from octavo.engine.extract.article import MAX_LEAD, is_boilerplate_line
from octavo.engine.extract.blocks import HEADINGS, blocks_of, white_space_folded
from octavo.engine.extract.bylines import agency_in, agency_of_text, people
from octavo.engine.extract.pictures import MAX_PICTURES, picture_of
from octavo.engine.extract.sanitise import MAX_MARKUP, fragment
from octavo.engine.values import Document, Item, Picture

FULL_TEXT = {2: 900, 3: 400}  # paragraphs: characters from which they are the article and no teaser
CUT = (
    "…",
    "...",
    "[…]",
    "[...]",
    "read more",
    "weiterlesen",
    "continue reading",
    "lire la suite",
    "leer más",
    "leggi tutto",
)


def from_feed(item: Item) -> Document | None:
    """The article of an entry that carries its text whole; None where its page must be read.

    An entry is whole from two paragraphs of 900 characters or three of 400, unless it ends as teasers do.
    """
    if not item.content or len(item.content) > MAX_MARKUP:
        return None
    body = fragment(item.content)
    if body is None:
        return None
    etree.strip_elements(body, "script", "style", "noscript", "template", "svg", with_tail=False)
    blocks = [block for block in blocks_of(body) if not is_boilerplate_line(block) and block.text != item.title]
    while blocks and blocks[-1].tag in HEADINGS:
        blocks.pop()
    paragraphs = tuple(block.text for block in blocks)
    needed = FULL_TEXT.get(min(len(paragraphs), 3))
    if needed is None or sum(map(len, paragraphs)) < needed or paragraphs[-1].lower().endswith(CUT):
        return None
    last = {block.home: number for number, block in enumerate(blocks, start=1)}
    return Document(
        title=white_space_folded(item.title),
        paragraphs=paragraphs,
        lead=_lead(item.summary, paragraphs),
        authors=people(item.authors),
        agency=agency_in(item.authors) or agency_of_text(paragraphs),
        published=item.published,
        updated=item.updated,
        language=item.language or "und",
        section=next(iter(item.categories), ""),
        pictures=_pictures(body, last, item),
    )


def _lead(summary: str, paragraphs: tuple[str, ...]) -> str:
    start = summary.rstrip(" .…[]")[:60]
    inside = (
        not start
        or any(paragraph.startswith(start) for paragraph in paragraphs[:2])
        or summary.startswith(paragraphs[0][:60])
    )
    return "" if inside or len(summary) > MAX_LEAD else summary


def _pictures(body: etree._Element, last: dict[etree._Element, int], item: Item) -> tuple[Picture, ...]:
    found: dict[str, Picture] = {picture.url: picture for picture in item.pictures}
    after = 0
    for element in body.iter():
        after = last.get(element, after)
        picture = picture_of(element, item.url, after) if element.tag == "img" else None
        if picture is not None:
            found.setdefault(picture.url, picture)
    return tuple(found.values())[:MAX_PICTURES]
