"""Who wrote it: a byline taken apart into people and agencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.engine.extract.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAMES = 12
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+", re.IGNORECASE)
_SITE = re.compile(
    r"^[\w-]+(?:\.[\w-]+)*\.(?:com|de|org|net|co\.uk|fr|it|es|nl|pl|ch|at|tv|info|news|eu)$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_DATELINE = re.compile(
    r"^[^a-z.!?]{0,60}?\(([^()]{2,60})\)\s*[-–—:.]|^\(([^()]{2,40})\)\s*[-–—:]?\s|"
    r"^[\w .,/-]{2,40}\(([^()]{2,40})\)\s*[-–—:.]"
)
_SIGNED = re.compile(r"\(([^()]{2,60})\)\s*$|(?:^|\s)[-–—©]\s*([A-Za-z/ -]{2,30})$")
_AFTER_PLACE = re.compile(r"\s+(?:in|aus|from|at|à|en|i|w|em)\s+[A-ZÄÖÜÉ][\w. -]+$")
_POSSESSIVE_ROLE = re.compile(r"^(?:the|our|unser\w*|le|la|el)\s", re.IGNORECASE)


def people(bylines: Iterable[str], not_names: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of persons in some bylines, in order, each once.

    Args:
        bylines: as written: "By Ada Park and Luis Ortega, Northline", "Von Jana Roth".
        not_names: what is no person though it stands there, such as the name of the site.
    """
    known = {_key(name) for name in not_names if name}
    found: dict[str, str] = {}
    for byline in bylines:
        if _is_outlet(byline):
            continue
        for name in _names(byline):
            key = _key(name)
            if key not in known and len(found) < MAX_NAMES:
                found.setdefault(key, name)
    return tuple(found.values())


def agency_in(texts: Iterable[str]) -> str:
    """The first agency that a credit or byline names, as we write it; empty where there is none."""
    for text in texts:
        found = rules().agency.search(text[:300])
        if found:
            return rules().agencies[found[0].lower()]
    return ""


def agency_of_text(paragraphs: tuple[str, ...]) -> str:
    """The agency in the dateline of the first paragraphs, or signed under the last."""
    for paragraph in paragraphs[:2]:
        found = _DATELINE.match(paragraph[:120])
        if found and (name := agency_in(part for part in found.groups() if part)):
            return name
    for paragraph in paragraphs[-2:]:
        signed = _SIGNED.search(paragraph[-80:]) if len(paragraph) > 40 else None
        inside = (
            next((part for part in signed.groups() if part), "") if signed else paragraph if len(paragraph) < 40 else ""
        )
        if inside and _only_agencies(inside):
            return agency_in([inside])
    return ""


def is_agency(name: str) -> bool:
    """Whether the whole of a name is that of an agency."""
    return name.strip().lower() in rules().agencies


def _is_outlet(byline: str) -> bool:
    """Whether a byline is that of a site: "herald.example, Springfield" or "Herald (www.herald.example)"."""
    first = re.split(r"[\s,;(]+", byline.strip(), maxsplit=1)[0]
    return bool(_SITE.match(first)) or "www." in byline or byline.lower().startswith("powered by")


def _names(byline: str) -> list[str]:
    text = _ADDRESS.sub(" ", _BRACKETS.sub(" ", byline[:400]))
    text = " ".join(text.split()).strip(" .,;:|-–—")
    while (shorter := rules().bylines.sub("", text, count=1)) != text and shorter:
        text = shorter
    parts = [part.strip(" .,;:|-–—\"'") for part in rules().joins.split(text)]
    return [name for part in parts if (name := _name(part))]


def _name(part: str) -> str:
    part = rules().bylines.sub("", part, count=1).strip()
    part = _AFTER_PLACE.sub("", part)
    words = part.split()
    if not 1 <= len(words) <= 6 or len(part) > 60 or len(part) < 2 or any(char.isdigit() for char in part):
        return ""
    if is_agency(part) or _SITE.match(part) or _POSSESSIVE_ROLE.match(part):
        return ""
    if any(word.strip(".") in rules().roles for word in re.split(r"[\s-]+", part.lower())):
        return ""
    if part.isascii() and not any(word[:1].isupper() for word in words):
        return ""
    if len(words) == 1 and part.isupper() and part.isascii() and len(part) <= 5:
        return ""
    return part if any(char.isalpha() for char in part) else ""


def _only_agencies(text: str) -> bool:
    parts = [part for part in re.split(r"[/,;+&\s]+(?:und|and|et)?\s*", text.strip()) if part]
    return (
        bool(parts)
        and len(parts) <= 5
        and (is_agency(text) or all(is_agency(part) or len(part) <= 3 for part in parts))
        and bool(rules().agency.search(text))
    )


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()
