"""Which of those who carry a text is the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from octavo.engine.copies.fingerprints import tokens

DATELINE = 160  # characters at the top of a text in which a dateline names the agency

# "First published by", in the nine languages of the paper; what follows is who it was.
_BEFORE = (
    r"(?:first|originally) (?:published|appeared|ran) (?:by|in|on|at)",
    r"(?:zuerst|ursprünglich) (?:bei|in|im|auf|von)",
    r"publiée? (?:initialement|pour la première fois|d['’]abord) (?:par|dans|sur)",
    r"(?:initialement|d['’]abord) publiée? (?:par|dans|sur)",
    r"(?:publicado|publicada|publicó|apareció) (?:originalmente|por primera vez) (?:en|por)",
    r"pertama kali diterbitkan (?:oleh|di|dalam)",
    r"(?:نُ?شرت?|نُ?شر هذا \w+) (?:أولا|أولاً|لأول مرة|في الأصل) (?:في|على|لدى)",
    r"פורס(?:ם|מה) (?:לראשונה|במקור) (?:ב-?|אצל )",
    r"(?:本文首发于|本文首發於|原载于|原載於|初出[:：])",
)
_AFTER = (
    r"(?:この記事は)(?P<ja>[^。\n]{1,60}?)(?:に|で)(?:最初に|初めて)(?:掲載|公開)",
    r"(?:erschien|veröffentlicht wurde).{0,20}?(?:zuerst|ursprünglich) (?:bei|in|im|auf|von)(?P<de>[^.\n]{1,80})",
)
_FIRST = re.compile(
    "|".join([*_AFTER, rf"(?:{'|'.join(_BEFORE)})\s*(?P<name>[^.。\n]{{1,80}}(?:\.\w{{2,}})*)"]), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """One article that carries a text."""

    key: int
    url: str
    published: datetime
    agency: str  # the agency credited, or ""
    is_agency: bool  # its publisher is an agency
    dateline: bool = False  # the credit stands in a dateline
    first_at: str = ""  # where it says the text stood first: an address or a name
    names: tuple[str, ...] = ()  # what its publisher is called


def original_of(carriers: Sequence[Carrier]) -> Carrier:
    """The original of a text.

    That is the page of the agency that is credited, or of any agency; else a credit with a dateline, which is
    nearest to the wire; else the page that others name as the first; else one that names no other; else the first
    that was published. Raises ValueError without carriers.
    """
    credited = {agency.casefold() for one in carriers if (agency := one.agency)}
    return min(
        carriers,
        key=lambda one: (
            not (one.is_agency and credited & {name.casefold() for name in one.names}),
            not one.is_agency,
            not (one.agency and one.dateline),
            -sum(named(one, other.first_at) for other in carriers if other is not one),
            bool(one.first_at),
            one.published,
            one.url,
        ),
    )


def named(carrier: Carrier, first_at: str) -> bool:
    """Whether an address or a name is that of a carrier's."""
    if "://" in first_at:
        return site_of(first_at) == site_of(carrier.url)
    words = f" {' '.join(tokens(first_at))} "
    return any(f" {' '.join(tokens(name))} " in words for name in carrier.names if tokens(name))


def site_of(address: str) -> str:
    """The host and port of an address, without www; the address itself where it is none."""
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return address


def first_published(paragraphs: Sequence[str]) -> str:
    """Who a text says has published it first, or nothing. Looked for in the first and last three paragraphs."""
    for paragraph in (*paragraphs[:3], *paragraphs[3:][-3:]):
        found = _FIRST.search(paragraph)
        if found:
            return next(group for group in found.groups() if group).strip()
    return ""


def has_dateline(text: str, agency: str) -> bool:
    """Whether the text begins with a dateline that names the agency: in brackets or before a dash."""
    at = text[:DATELINE].casefold().find(agency.casefold()) if agency else -1
    return at >= 0 and re.match(r"\s*[)）\]/】]?\s*[-–—―:：]|\s*[)）】]", text[at + len(agency) :]) is not None
