"""The pictures of an article: where they are, what stands under them, who made them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from octavo.engine.extract.blocks import Block, named, named_outside, white_space_folded
from octavo.engine.extract.frames import caption_in, frame_of
from octavo.engine.extract.linked_data import pixels
from octavo.engine.extract.rules import rules
from octavo.engine.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from octavo.engine.extract.metadata import Metadata

MAX_PICTURES = 40
MAX_SHOWN = 300  # pictures looked at
SMALLEST = 100  # pixels: what is declared smaller is an icon
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-image-src", "data-url", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|placeholder|transparent|1x1|loading|spinner|logo|logos|icon|icons|favicon|sprite|avatar|avatars|"
    r"gravatar|badge|emoji|smil(?:ey|ies)|button|tracking|beacon|counter)(?:$|[/_.-])|\.svg(?:$|\?)|\.gif\?|doubleclick|/ads?/",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"(?:^|[\s_-])(?:avatar|author|byline|logo|icon|emoji|related|recirc|teaser|promo|newsletter|advert|sponsor|share|social|comment)"
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|legend|bildunterschrift|bu|bildtext|leyenda|didascalia|wp-caption-text)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|source|quelle|rights|attribution)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\s*\.?$")
_LABELLED = re.compile(r"(?:^|[.!?»”\"|]\s+|\s[|–—-]\s|\s(?=©))((?:©|[\w .]{0,14}\s*[::])[^.]{2,90})$")
_DIMENSION = re.compile(r"\s(\d{2,5})w\b")


def pictures_of(
    body: _Element, part: _Element | None, blocks: Sequence[Block], told: Metadata, url: str
) -> tuple[Picture, ...]:
    """The main picture first (``after`` 0), then those in the text in their places.

    Args:
        body: the body element, for a main picture above the text.
        part: the element that holds the text.
        blocks: the article's paragraphs, to count which one a picture follows.
        told: what the page says of itself; its JSON-LD and Open Graph name the main picture.
        url: the page's address, to complete relative ones.
    """
    shown = [
        picture for picture in islice(_shown(body, part, blocks, url), MAX_SHOWN) if not _is_portrait(picture, told)
    ]
    main = _main(told, url)
    if main is not None:
        twin = next((picture for picture in shown if _same(picture, main)), None)
        if twin is not None:
            shown.remove(twin)
            main = _merged(main, twin)
        elif shown and shown[0].after == 0 and not main.caption:
            first = shown.pop(0)  # the page's own cut of its main picture
            main = replace(main, caption=first.caption, credit=main.credit or first.credit)
        shown.insert(0, replace(main, after=0))
    unique: dict[str, Picture] = {}
    for picture in shown:
        unique.setdefault(_file(picture.url), picture)
    return tuple(unique.values())[:MAX_PICTURES]


def picture_of(image: _Element, url: str, after: int) -> Picture | None:
    """One img element as a picture, or None where it is an icon, a tracking dot or has no address."""
    address = _address(image, url)
    width, height = pixels(image.get("width")), pixels(image.get("height"))
    if not address or _NO_PICTURE.search(urlsplit(address).path):
        return None
    if (width or SMALLEST) < SMALLEST or (height or SMALLEST) < SMALLEST // 2 or named(image, _DECORATION):
        return None
    caption, credit = _caption(image)
    return Picture(address, caption, credit, width, height, after)


def split_credit(caption: str) -> tuple[str, str]:
    """Take the credit off a caption: ("A dam.", "Ada Park/AFP") from "A dam. Photo: Ada Park/AFP"."""
    for pattern in (_BRACKETED, _LABELLED):
        found = pattern.search(caption)
        if found and _is_credit(found[1]):
            return caption[: found.start(1)].rstrip(" ([|–—-"), _bare(found[1])
    if _is_credit(caption) and len(caption.split()) <= 8 and not caption.endswith("."):
        return "", _bare(caption)
    return caption, ""


def _is_credit(text: str) -> bool:
    known = rules()
    return bool(
        known.credit_labels.match(text.strip().lower()) or known.credit_names.search(text) or known.agency.search(text)
    )


def _bare(credit: str) -> str:
    return rules().credit_labels.sub("", credit.strip(" ()[]"), count=1).strip(" :|/-–—©.()[]")


def _is_portrait(picture: Picture, told: Metadata) -> bool:
    """Whether a picture shows an author beside the byline, going by a caption that is the byline."""
    return any(name in picture.caption[: len(name) + 12] for name in told.authors)


def _shown(body: _Element, part: _Element | None, blocks: Sequence[Block], url: str) -> Iterator[Picture]:
    last = {block.home: number for number, block in enumerate(blocks, start=1)}
    region = _region(body, part)
    after = 0
    for element in region.iter():
        after = last.get(element, after)
        if element.tag in {"img", "amp-img"} and not _in_decoration(element, region):
            picture = picture_of(element, url, after)
            if picture is not None and (
                after < len(blocks) or picture.caption or part is None or part in element.iterancestors()
            ):
                yield picture


def _region(body: _Element, part: _Element | None) -> _Element:
    """The text's part, or the nearest article or main around it, where the main picture stands."""
    if part is None:
        return body
    return next((holder for holder in part.iterancestors("article", "main")), part)


def _in_decoration(image: _Element, region: _Element) -> bool:
    for holder in image.iterancestors():
        if holder is region:
            return False
        if holder.tag in {"nav", "footer", "aside"} or named(holder, _DECORATION):
            return True
        if (
            holder.tag != "figure"
            and named_outside(holder)
            and not named(holder, _CAPTION)
            and "gallery" not in (holder.get("class") or "")
        ):
            return True
    return False


def _main(told: Metadata, url: str) -> Picture | None:
    metas = told.metas
    named_pictures = [picture for picture in told.linked.pictures if picture.url]
    best = max(named_pictures, key=lambda picture: picture.width or 0, default=None)
    graph = (
        metas.get("og:image")
        or metas.get("og:image:url")
        or metas.get("twitter:image")
        or metas.get("twitter:image:src")
        or ""
    )
    if best is None or _NO_PICTURE.search(best.url):
        best = (
            Picture(graph, width=pixels(metas.get("og:image:width")), height=pixels(metas.get("og:image:height")))
            if graph
            else None
        )
    address = _complete(best.url, url) if best is not None else ""
    if best is None or not address or _NO_PICTURE.search(urlsplit(address).path):
        return None
    caption, credit = split_credit(best.caption)
    return replace(best, url=address, caption=caption, credit=best.credit or credit)


def _address(image: _Element, url: str) -> str:
    holder = image.getparent()
    sets = [image, *(holder.iterchildren("source") if holder is not None and holder.tag == "picture" else ())]
    widest = max(
        (size for element in sets for name in _SETS for size in _candidates(element.get(name) or "")),
        default=(0, ""),
    )[1]
    for address in (*(image.get(name) or "" for name in _SOURCES), widest):
        full = _complete(address, url)
        if full:
            return full
    return ""


def _candidates(srcset: str) -> Iterator[tuple[int, str]]:
    for candidate in srcset[:20_000].split(", "):
        width = _DIMENSION.search(candidate)
        if candidate.strip():
            yield int(width[1]) if width else 1, candidate.split()[0]


def _complete(address: str, url: str) -> str:
    address = address.strip()
    if not address or address.startswith(("data:", "blob:", "about:", "#")):
        return ""
    try:
        full = urljoin(url, address)
        parts = urlsplit(full)
    except ValueError:
        return ""
    return full if parts.scheme in {"http", "https"} and parts.hostname else ""


def _caption(image: _Element) -> tuple[str, str]:
    figure = next(
        (holder for number, holder in enumerate(image.iterancestors()) if number < 6 and _frames(holder)),
        None,
    )
    if figure is None:
        frame = frame_of(image)
        return split_credit(caption_in(frame)) if frame is not None else ("", "")
    credit = ""
    for element in figure.iter("span", "p", "div", "small", "cite", "figcaption"):
        if not credit and named(element, _CREDIT):
            credit = _bare(white_space_folded("".join(element.itertext())))[:200]
    lines = [
        element
        for element in figure.iter("figcaption", "p", "div", "span")
        if element.tag == "figcaption" or named(element, _CAPTION)
    ]
    text = white_space_folded("".join(lines[0].itertext()))[:1_000] if lines else ""
    if credit and text.endswith(credit):
        text = text.removesuffix(credit).rstrip()
        text = (
            re.sub(r"[\s(\[|–—-]*(?:©|\b[\w ]{2,12}[::])?\s*$", "", text)
            if not text.endswith((".", "!", "?"))
            else text
        )
    caption, split = split_credit(text)
    return caption, credit or split


def _frames(holder: _Element) -> bool:
    return holder.tag == "figure" or bool(
        re.search(r"(?:^|\s)(?:wp-caption|image-?(?:block|container|wrapper)|figure)\b", holder.get("class") or "")
    )


def _merged(main: Picture, twin: Picture) -> Picture:
    return replace(
        main,
        caption=main.caption or twin.caption,
        credit=main.credit or twin.credit,
        width=main.width or twin.width,
        height=main.height or twin.height,
    )


def _same(one: Picture, other: Picture) -> bool:
    return _file(one.url) == _file(other.url)


def _file(url: str) -> str:
    """A picture's name without the sizes that differ between its cuts."""
    parts = urlsplit(url)
    name = re.sub(r"[-_.]?\d{2,4}x\d{2,4}|[?].*$", "", parts.path.rsplit("/", 1)[-1])
    return name if len(name) >= 8 else url
